import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Strategy",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=200, unique=True)),
                    ("name_en", models.CharField(max_length=200)),
                    ("objective", models.TextField()),
                    ("objective_en", models.TextField()),
                    ("announced_by", models.CharField(max_length=160)),
                    ("source", models.CharField(max_length=300)),
                    ("announced_on", models.DateField()),
                    ("begins_on", models.DateField()),
                    ("ends_on", models.DateField(null=True)),
                    ("fictitious", models.BooleanField(default=False)),
                    (
                        "ministry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="strategies",
                            to="accounts.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on", None), ("ends_on__gt", models.F("begins_on")), _connector="OR"
                            ),
                            name="strategy_ends_after_it_begins",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Initiative",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
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
                    (
                        "strategy",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="initiatives",
                            to="programme.strategy",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Phase",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=120)),
                    ("name_en", models.CharField(max_length=120)),
                    ("begins_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    (
                        "initiative",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="phases",
                            to="programme.initiative",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("initiative", "name"), name="phase_name_once"),
                        models.UniqueConstraint(fields=("id", "initiative"), name="phase_of_its_initiative"),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                            name="phase_ends_after_it_begins",
                            violation_error_message="Une phase se termine après avoir commencé.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Project",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
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
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="projects",
                            to="programme.initiative",
                        ),
                    ),
                    (
                        "promoter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="projects",
                            to="accounts.organisation",
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
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("indicator", models.CharField(max_length=40)),
                    ("value", models.PositiveIntegerField()),
                    ("version", models.PositiveSmallIntegerField()),
                    ("set_on", models.DateField()),
                    ("due_on", models.DateField(null=True)),
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
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
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
            migrations.CreateModel(
                name="DeliveryPoint",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=160)),
                    ("place", models.CharField(max_length=200)),
                    ("region", models.CharField(max_length=2)),
                    ("mrc", models.CharField(blank=True, max_length=80)),
                    (
                        "languages",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=2), default=list, size=None
                        ),
                    ),
                    ("access", models.CharField(blank=True, max_length=300)),
                    ("access_en", models.CharField(blank=True, max_length=300)),
                    ("hours", models.CharField(blank=True, max_length=200)),
                    ("hours_en", models.CharField(blank=True, max_length=200)),
                    ("opened_on", models.DateField()),
                    ("closed_on", models.DateField(null=True)),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="points",
                            to="programme.project",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                            ),
                            name="point_closes_after_it_opens",
                            violation_error_message="Un point de service ferme après avoir ouvert.",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="DeliveryPartner",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=200)),
                    ("role", models.CharField(max_length=200)),
                    ("role_en", models.CharField(max_length=200)),
                    ("since", models.DateField()),
                    ("until", models.DateField(null=True)),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="delivery_partners",
                            to="programme.project",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                            name="partner_leaves_after_it_comes",
                            violation_error_message="Un organisme part après être arrivé.",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="WorkProfile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("capacity", models.PositiveSmallIntegerField(null=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.organisation",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="work_profiles",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "point",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.deliverypoint",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("person", "organisation"), name="one_work_profile")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Absence",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("first", models.DateField()),
                    ("last", models.DateField()),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.organisation",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="absences",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("last__gte", models.F("first"))),
                            name="absence_ends_after_it_begins",
                            violation_error_message="Une absence finit après avoir commencé.",
                        )
                    ],
                },
            ),
        ),
    ]
