import uuid

import django.db.models.deletion
from django.db import migrations, models
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Assessment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("instrument", models.CharField(max_length=60)),
                    ("version", models.CharField(max_length=30)),
                    ("content_hash", models.CharField(max_length=64)),
                    (
                        "depth",
                        models.CharField(
                            choices=[("quick", "quick"), ("core", "core"), ("full", "full")], max_length=10
                        ),
                    ),
                    ("moment", models.PositiveSmallIntegerField(default=0)),
                    ("started_at", models.DateTimeField()),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("sent_at", models.DateTimeField(null=True)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="assessments",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("finished_at", None)),
                            fields=("enterprise", "instrument", "depth"),
                            name="one_open_assessment",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Answer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("question", models.CharField(max_length=60)),
                    ("value", models.CharField(max_length=60)),
                    (
                        "proof",
                        models.CharField(
                            choices=[
                                ("declared", "declared"),
                                ("seen", "seen"),
                                ("document", "document"),
                                ("confirmed", "confirmed"),
                            ],
                            default="declared",
                            max_length=12,
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.RESTRICT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("replaced_at", models.DateTimeField(null=True)),
                    ("agreed", models.JSONField(default=list)),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answers",
                            to="assessments.assessment",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("replaced_at", None)),
                            fields=("assessment", "question"),
                            name="one_answer_in_force",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Respondent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("management", "Direction"),
                                ("operations", "Opérations, atelier ou chantier"),
                                ("it", "Informatique"),
                                ("books", "Comptabilité"),
                                ("sales", "Ventes et service"),
                                ("other", "Autre fonction"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("name", models.CharField(max_length=120)),
                    ("email", models.EmailField(max_length=254)),
                    ("invited_at", models.DateTimeField()),
                    ("done_at", models.DateTimeField(null=True)),
                    ("withdrawn_at", models.DateTimeField(null=True)),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="respondents",
                            to="assessments.assessment",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at", None)),
                            fields=("assessment", "email"),
                            name="one_respondent_by_address",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Voice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("question", models.CharField(max_length=60)),
                    ("value", models.CharField(max_length=60)),
                    ("at", models.DateTimeField()),
                    ("replaced_at", models.DateTimeField(null=True)),
                    (
                        "respondent",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="voices",
                            to="assessments.respondent",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("replaced_at", None)),
                            fields=("respondent", "question"),
                            name="one_voice_in_force",
                        )
                    ],
                },
            ),
        ),
    ]
