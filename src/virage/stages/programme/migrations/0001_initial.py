import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("fictitious", models.BooleanField(default=False)),
                ("began_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("summary", models.TextField()),
                ("summary_en", models.TextField()),
                (
                    "sectors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("offer", models.TextField(help_text="Ce que l’entreprise reçoit, qui en paie quelle part.")),
                ("offer_en", models.TextField()),
                ("announced_on", models.DateField(null=True)),
                ("accepts_requests", models.BooleanField(default=False)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="programme.initiative"
                    ),
                ),
                (
                    "promoter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("initiative", "name"), name="project_name_once")],
            },
        ),
        migrations.CreateModel(
            name="TargetSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40)),
                ("value", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("set_on", models.DateField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="programme.project"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("project", "indicator", "version"), name="target_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
                ("what", models.TextField()),
                ("what_en", models.TextField()),
                ("hours", models.DecimalField(decimal_places=2, max_digits=6)),
                ("enterprise_share", models.DecimalField(decimal_places=2, max_digits=5)),
                ("project_share", models.DecimalField(decimal_places=2, max_digits=5)),
                ("partner_share", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("awareness", "Sensibilisation"),
                            ("advice", "Accompagnement et conseil"),
                            ("funding", "Financement"),
                            ("technology", "Accompagnement technologique"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sectors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("employees_least", models.PositiveIntegerField(null=True)),
                ("employees_most", models.PositiveIntegerField(null=True)),
                (
                    "to_confirm",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "to_confirm_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "brouillon"), ("published", "publiée"), ("retired", "retirée")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="programme.project"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "enterprise_share",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.Value(100), "-", models.F("project_share")
                                    ),
                                    "-",
                                    models.F("partner_share"),
                                ),
                            )
                        ),
                        name="offer_shares_are_whole",
                        violation_error_message="Les parts font cent pour cent ensemble.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("enterprise_share__gte", 0),
                            ("hours__gt", 0),
                            ("partner_share__gte", 0),
                            ("project_share__gte", 0),
                        ),
                        name="offer_not_negative",
                    ),
                ],
            },
        ),
    ]
