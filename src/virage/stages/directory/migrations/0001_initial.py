import django.db.models.deletion
import uuid
from django.db import migrations, models
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        # the libraries’ own changes come before our tables, which would be rendered again after each of them
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="RegisterLoad",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("digest", models.CharField(max_length=64)),
                    ("rows", models.JSONField()),
                    ("left_out", models.PositiveIntegerField()),
                    ("faults", models.JSONField()),
                ],
            ),
            migrations.CreateModel(
                name="Enterprise",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("name", models.CharField(blank=True, max_length=200)),
                    ("neq", models.CharField(max_length=10, null=True, unique=True)),
                    ("bn", models.CharField(max_length=9, null=True, unique=True)),
                    ("fictitious", models.BooleanField(default=False)),
                    ("started_at", models.DateTimeField()),
                    ("claimed_at", models.DateTimeField(null=True)),
                    ("expires_on", models.DateField(null=True)),
                    (
                        "canonical",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="members",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("neq", None), ("neq__regex", "^\\d{10}$"), _connector="OR"),
                            name="neq_ten_digits",
                            violation_error_message="Le NEQ compte dix chiffres.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("bn", None), ("bn__regex", "^\\d{9}$"), _connector="OR"),
                            name="bn_nine_digits",
                            violation_error_message="Le numéro d’entreprise fédéral compte neuf chiffres.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("claimed_at__isnull", False), ("expires_on__isnull", False), _connector="OR"
                            ),
                            name="unclaimed_expires",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Contact",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=120)),
                    ("email", models.EmailField(max_length=254)),
                    ("phone", models.CharField(blank=True, max_length=30)),
                    ("language", models.CharField(default="fr", max_length=2)),
                    ("matter", models.UUIDField(null=True)),
                    (
                        "enterprise",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="contact",
                            to="directory.enterprise",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Consent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "purpose",
                        models.CharField(
                            choices=[
                                ("call_back", "être rappelée par un organisme et lui transmettre ses réponses"),
                                ("followed", "être suivie par un organisme qui déclare tenir son accord"),
                                ("sharing", "montrer l’avancement de son dossier à un partenaire nommé"),
                                ("referral", "être aiguillée vers un autre organisme, nommé"),
                                ("handover", "voir son dossier passer à un autre projet, nommé"),
                                ("news", "recevoir des nouvelles du programme"),
                                ("research", "laisser servir ses réponses, sans son nom, à la recherche"),
                                ("peers", "compter, sans son nom, parmi les entreprises semblables"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("text", models.TextField()),
                    ("version", models.CharField(default="2026-11", max_length=20)),
                    ("given_at", models.DateTimeField()),
                    ("withdrawn_at", models.DateTimeField(null=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.organisation"
                        ),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="consents",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at", None)),
                            fields=("enterprise", "purpose", "organisation"),
                            name="one_consent_in_force",
                            nulls_distinct=False,
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AccessGrant",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("matter", models.UUIDField()),
                    (
                        "purpose",
                        models.CharField(
                            choices=[
                                ("call_back", "être rappelée par un organisme et lui transmettre ses réponses"),
                                ("followed", "être suivie par un organisme qui déclare tenir son accord"),
                                ("sharing", "montrer l’avancement de son dossier à un partenaire nommé"),
                                ("referral", "être aiguillée vers un autre organisme, nommé"),
                                ("handover", "voir son dossier passer à un autre projet, nommé"),
                                ("news", "recevoir des nouvelles du programme"),
                                ("research", "laisser servir ses réponses, sans son nom, à la recherche"),
                                ("peers", "compter, sans son nom, parmi les entreprises semblables"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("reason", models.CharField(max_length=200)),
                    ("given_by", models.CharField(max_length=80)),
                    ("begins_at", models.DateTimeField()),
                    ("ends_at", models.DateTimeField(null=True)),
                    ("revoked_at", models.DateTimeField(null=True)),
                    (
                        "organisation",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.organisation"),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="grants",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("revoked_at", None)),
                            fields=("enterprise", "organisation", "matter"),
                            name="one_grant_for_a_matter",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_at", None), ("ends_at__gt", models.F("begins_at")), _connector="OR"
                            ),
                            name="grant_ends_after_it_begins",
                            violation_error_message="Un droit d’accès finit après avoir commencé.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EnterpriseFact",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=60)),
                    ("value", models.JSONField(null=True)),
                    (
                        "provenance",
                        models.CharField(
                            choices=[
                                ("owner", "dit par l’entreprise"),
                                ("adviser", "noté par une personne-conseil"),
                                ("register", "registre public"),
                                ("import", "importé par l’organisme qui la suit"),
                                ("demo", "inventé pour la démonstration"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("matter", models.UUIDField(null=True)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="directory.enterprise"
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            models.F("enterprise"),
                            models.F("name"),
                            models.OrderBy(models.F("at"), descending=True),
                            name="fact_latest",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="EnterpriseName",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=500)),
                    ("kind", models.CharField(choices=[("legal", "nom légal"), ("other", "autre nom")], max_length=20)),
                    ("since", models.DateField(null=True)),
                    ("until", models.DateField(null=True)),
                    (
                        "provenance",
                        models.CharField(
                            choices=[
                                ("owner", "dit par l’entreprise"),
                                ("adviser", "noté par une personne-conseil"),
                                ("register", "registre public"),
                                ("import", "importé par l’organisme qui la suit"),
                                ("demo", "inventé pour la démonstration"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="names", to="directory.enterprise"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("enterprise", "provenance", "kind", "name", "since"),
                            name="name_said_once",
                            nulls_distinct=False,
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until", None), ("since", None), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="name_ends_after_it_begins",
                            violation_error_message="Un nom finit après avoir commencé.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Establishment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("suffix", models.PositiveIntegerField(null=True)),
                    ("main", models.BooleanField(default=False)),
                    ("name", models.CharField(blank=True, max_length=500)),
                    ("address", models.TextField(blank=True)),
                    ("postal", models.CharField(blank=True, max_length=6)),
                    ("mrc", models.CharField(blank=True, max_length=80)),
                    ("region", models.CharField(blank=True, max_length=2)),
                    ("region_on", models.DateField(null=True)),
                    (
                        "provenance",
                        models.CharField(
                            choices=[
                                ("owner", "dit par l’entreprise"),
                                ("adviser", "noté par une personne-conseil"),
                                ("register", "registre public"),
                                ("import", "importé par l’organisme qui la suit"),
                                ("demo", "inventé pour la démonstration"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("closed_on", models.DateField(null=True)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="establishments",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("enterprise", "suffix"), name="establishment_suffix_once"),
                        models.UniqueConstraint(
                            condition=models.Q(("closed_on", None), ("main", True)),
                            fields=("enterprise", "provenance"),
                            name="one_main_establishment",
                            violation_error_message="Un seul établissement est le principal.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("region", ""), ("region_on", None)),
                                models.Q(models.Q(("region", ""), _negated=True), ("region_on__isnull", False)),
                                _connector="OR",
                            ),
                            name="region_names_its_map",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LinkPair",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("neq", models.CharField(blank=True, max_length=10)),
                    ("probability", models.DecimalField(decimal_places=4, max_digits=5)),
                    ("levels", models.JSONField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "à décider"),
                                ("later", "remise à plus tard"),
                                ("same", "même entreprise"),
                                ("different", "entreprises différentes"),
                            ],
                            default="waiting",
                            max_length=20,
                        ),
                    ),
                    ("found_at", models.DateTimeField()),
                    ("later_at", models.DateTimeField(null=True)),
                    ("decided_at", models.DateTimeField(null=True)),
                    ("decided_by", models.CharField(blank=True, max_length=80)),
                    (
                        "left",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="pairs", to="directory.enterprise"
                        ),
                    ),
                    (
                        "right",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="pairs_after",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["state", "-probability"], name="pair_queue")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("left", "right", "neq"), name="pair_once", nulls_distinct=False
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("left__lt", models.F("right")), ("neq", ""), ("right__isnull", False)),
                                models.Q(("right", None), models.Q(("neq", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="pair_of_two",
                            violation_error_message="Une paire réunit deux fiches, ou une fiche et un NEQ.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Merge",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "source",
                        models.CharField(
                            choices=[
                                ("person", "décidé par une personne"),
                                ("register", "fusion inscrite au registre"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("reason", models.CharField(max_length=200)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("undone_at", models.DateTimeField(null=True)),
                    ("undone_by", models.CharField(blank=True, max_length=80)),
                    (
                        "absorbed",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="merges_away",
                            to="directory.enterprise",
                        ),
                    ),
                    (
                        "kept",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="merges_in",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("undone_at", None)), fields=("absorbed",), name="absorbed_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("absorbed", models.F("kept")), _negated=True), name="merge_of_two"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LastSeen",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("first_at", models.DateTimeField()),
                    ("last_at", models.DateTimeField()),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directory.enterprise"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                        ),
                    ),
                ],
                options={
                    "db_table": "last_seen",
                    "constraints": [
                        models.UniqueConstraint(fields=("enterprise", "organisation"), name="seen_once_an_organisation")
                    ],
                },
            ),
        ),
    ]
