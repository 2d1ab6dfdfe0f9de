import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casefiles", "0001_initial"),
        ("directory", "0002_identity"),
        ("documents", "0001_initial"),
        ("programme", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Activity",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("webinar", "Webinaire"),
                                ("training", "Formation"),
                                ("tour_stop", "Étape de la tournée"),
                                ("fair", "Salon"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("title", models.CharField(max_length=160)),
                    ("summary", models.TextField()),
                    ("language", models.CharField(default="fr", max_length=2)),
                    (
                        "sectors",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), default=list, size=None
                        ),
                    ),
                    ("prerequisites", models.TextField(blank=True)),
                    ("price", models.DecimalField(decimal_places=2, default=0, max_digits=8, null=True)),
                    ("organiser", models.CharField(blank=True, max_length=160)),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="activities",
                            to="programme.project",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("price", None), ("price__gte", 0), _connector="OR"),
                            name="activity_price_not_negative",
                            violation_error_message="Un prix n’est jamais négatif.",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Session",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("starts_at", models.DateTimeField()),
                    ("ends_at", models.DateTimeField()),
                    ("online", models.BooleanField(default=False)),
                    ("place", models.CharField(max_length=200)),
                    ("region", models.CharField(blank=True, max_length=2)),
                    ("link", models.URLField(blank=True)),
                    (
                        "access",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(
                                choices=[
                                    ("step_free", "accès sans marche"),
                                    ("toilets", "toilettes accessibles"),
                                    ("parking", "stationnement réservé près de l’entrée"),
                                    ("captions", "sous-titrage en direct"),
                                    ("sign_language", "interprétation en langue des signes québécoise (LSQ)"),
                                    ("hearing_loop", "système d’aide à l’écoute"),
                                    ("documents", "documents accessibles remis d’avance"),
                                    ("quiet", "coin tranquille"),
                                ],
                                max_length=16,
                            ),
                            default=list,
                            size=None,
                        ),
                    ),
                    (
                        "partners",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=120), default=list, size=None
                        ),
                    ),
                    ("places", models.PositiveIntegerField()),
                    ("published_at", models.DateTimeField(null=True)),
                    ("moved_from", models.DateTimeField(null=True)),
                    ("cancelled_at", models.DateTimeField(null=True)),
                    ("cancel_reason", models.CharField(blank=True, max_length=300)),
                    ("version", models.PositiveIntegerField(default=0)),
                    (
                        "activity",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sessions",
                            to="awareness.activity",
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["starts_at"], name="session_starts")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                            name="session_ends_after_start",
                            violation_error_message="La séance finit avant de commencer.",
                        ),
                        models.CheckConstraint(condition=models.Q(("places__gt", 0)), name="session_has_places"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("cancelled_at", None), models.Q(("cancel_reason", ""), _negated=True), _connector="OR"
                            ),
                            name="session_cancelled_with_reason",
                            violation_error_message="Une séance s’annule avec une raison.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Registration",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("code", models.CharField(max_length=8)),
                    ("name", models.CharField(max_length=200)),
                    ("email", models.EmailField(max_length=254)),
                    ("language", models.CharField(default="fr", max_length=2)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("registered", "inscrite"),
                                ("waiting", "en liste d’attente"),
                                ("offered", "place offerte, à confirmer"),
                                ("cancelled", "annulée"),
                                ("lapsed", "offre sans réponse"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("made_at", models.DateTimeField()),
                    ("offered_until", models.DateTimeField(null=True)),
                    ("came", models.BooleanField(null=True)),
                    ("disputed", models.BooleanField(default=False)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="registrations",
                            to="directory.enterprise",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="registrations",
                            to="awareness.session",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(
                                models.Q(("state__in", ("cancelled", "lapsed")), _negated=True),
                                models.Q(("email", ""), _negated=True),
                            ),
                            fields=("session", "email"),
                            name="one_registration_per_address",
                        ),
                        models.UniqueConstraint(fields=("session", "code"), name="one_code_per_session"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "offered"), _negated=True),
                                ("offered_until__isnull", False),
                                _connector="OR",
                            ),
                            name="offered_until_when",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PresenceMark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("number", models.UUIDField(unique=True)),
                    ("came", models.BooleanField()),
                    ("at", models.DateTimeField()),
                    ("received_at", models.DateTimeField()),
                    ("device", models.CharField(blank=True, max_length=36)),
                    ("by", models.CharField(max_length=80)),
                    (
                        "registration",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="marks",
                            to="awareness.registration",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Feedback",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "useful",
                        models.CharField(
                            choices=[
                                ("very", "Très utile"),
                                ("quite", "Assez utile"),
                                ("little", "Peu utile"),
                                ("not", "Pas utile"),
                            ],
                            max_length=8,
                        ),
                    ),
                    (
                        "knows_next",
                        models.CharField(
                            choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")], max_length=8
                        ),
                    ),
                    ("at", models.DateTimeField()),
                    (
                        "registration",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="feedback",
                            to="awareness.registration",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Material",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("title", models.CharField(max_length=160)),
                    ("url", models.URLField(blank=True, max_length=500)),
                    (
                        "document",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.RESTRICT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    ("public", models.BooleanField(default=False)),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="materials",
                            to="awareness.session",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("document__isnull", False), ("url", "")),
                                models.Q(models.Q(("url", ""), _negated=True), ("document", None)),
                                _connector="OR",
                            ),
                            name="material_is_a_file_or_an_address",
                            violation_error_message="Un document est un fichier ou une adresse.",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Lead",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("enterprise_name", models.CharField(max_length=200)),
                    ("name", models.CharField(max_length=120)),
                    ("email", models.EmailField(max_length=254)),
                    ("phone", models.CharField(max_length=30)),
                    ("need", models.CharField(blank=True, max_length=500)),
                    ("language", models.CharField(default="fr", max_length=2)),
                    ("noted_at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("confirmed_at", models.DateTimeField(null=True)),
                    (
                        "request",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="casefiles.request",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="awareness.session"
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("session", "email"), name="one_lead_per_address")],
                },
            ),
            migrations.CreateModel(
                name="Appointment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("starts_at", models.DateTimeField()),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "registration",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="appointment",
                            to="awareness.registration",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="appointments",
                            to="awareness.session",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("session", "person", "starts_at"), name="one_appointment_at_a_time"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SessionLetter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "audience",
                        models.CharField(
                            choices=[("came", "aux personnes venues"), ("absent", "aux personnes absentes")],
                            max_length=8,
                        ),
                    ),
                    ("subject", models.CharField(max_length=160)),
                    ("body", models.TextField()),
                    ("people", models.PositiveIntegerField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="awareness.session"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("session", "audience"), name="one_letter_per_audience")
                    ],
                },
            ),
        ),
    ]
