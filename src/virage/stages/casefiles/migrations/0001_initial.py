import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directory", "0001_initial"),
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("need", models.TextField(blank=True)),
                ("best_time", models.CharField(blank=True, max_length=120)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "en attente de réponse"),
                            ("accepted", "acceptée"),
                            ("declined", "déclinée"),
                            ("withdrawn", "retirée par l’entreprise"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sector", "le secteur n’est pas le nôtre"),
                            ("region", "la région n’est pas la nôtre"),
                            ("full", "nous n’avons plus de place"),
                            ("need", "nous n’offrons pas ce service"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="directory.enterprise"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="programme.project"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("enterprise", "project"),
                        name="one_waiting_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("decline_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="declined_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("awareness", "Sensibilisation"),
                            ("advice", "Accompagnement et conseil"),
                            ("funding", "Financement"),
                            ("technology", "Accompagnement technologique"),
                        ],
                        default="advice",
                        max_length=12,
                    ),
                ),
                ("next_move", models.CharField(max_length=200)),
                (
                    "next_move_by",
                    models.CharField(
                        choices=[
                            ("promoter", "l’organisme porteur"),
                            ("adviser", "la personne-conseil"),
                            ("enterprise", "l’entreprise"),
                        ],
                        default="adviser",
                        max_length=12,
                    ),
                ),
                ("next_move_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "l’accompagnement est terminé"),
                            ("referred", "l’entreprise est aiguillée vers un autre projet"),
                            ("left", "l’entreprise y a renoncé"),
                            ("silent", "l’entreprise ne répond plus"),
                            ("unsuited", "le projet ne convient pas à son besoin"),
                        ],
                        max_length=12,
                    ),
                ),
                ("closing_words", models.TextField(blank=True)),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="case_files",
                        to="directory.enterprise",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_files", to="programme.project"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="case_file", to="casefiles.request"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="closed_with_outcome",
                        violation_error_message="Un dossier se ferme avec son dénouement.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_on", models.DateField()),
                ("hours", models.DecimalField(decimal_places=2, max_digits=6)),
                ("what", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=80)),
                (
                    "case_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="services", to="casefiles.casefile"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("hours__gt", 0)), name="service_hours_positive")
                ],
            },
        ),
    ]
