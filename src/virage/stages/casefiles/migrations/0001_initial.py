import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directory", "0001_initial"),
        ("documents", "0001_initial"),
        ("outbox", "0001_initial"),
        ("programme", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Request",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("matter", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("former_until", models.DateField(null=True)),
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
                        "continues",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="continued_by",
                            to="casefiles.request",
                        ),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="requests",
                            to="directory.enterprise",
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
                                models.Q(("continues", None), ("former_until", None)),
                                models.Q(("continues__isnull", False), ("former_until__isnull", False)),
                                _connector="OR",
                            ),
                            name="handed_over_until_a_day",
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
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
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
                    ("story", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
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
                                ("handed", "le dossier est passé à un autre projet, avec son accord"),
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
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="case_files",
                            to="programme.project",
                        ),
                    ),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="case_file",
                            to="casefiles.request",
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
                name="CallAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "called",
                        models.CharField(
                            choices=[
                                ("in_time", "oui, à la date dite ou avant"),
                                ("late", "oui, plus tard que promis"),
                                ("no", "non"),
                            ],
                            max_length=8,
                        ),
                    ),
                    (
                        "went",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("well", "bien : je sais ce qui vient ensuite"),
                                ("half", "à moitié : il me manque des réponses"),
                                ("badly", "mal : ce n’était pas utile"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("named", models.BooleanField(default=False)),
                    ("at", models.DateTimeField()),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="call_answer",
                            to="casefiles.request",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("called", "no"), ("went", "")),
                                models.Q(
                                    models.Q(("called", "no"), _negated=True), models.Q(("went", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="call_went_if_called",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="MoveReminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("next_move", models.CharField(max_length=200)),
                    ("next_move_on", models.DateField()),
                    ("at", models.DateTimeField()),
                    (
                        "case_file",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="reminders",
                            to="casefiles.casefile",
                        ),
                    ),
                    (
                        "message",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="outbox.message",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("case_file", "owner", "next_move", "next_move_on"), name="reminded_once"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Service",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("given_on", models.DateField()),
                    ("hours", models.DecimalField(decimal_places=2, max_digits=6)),
                    ("what", models.CharField(max_length=200)),
                    ("by", models.CharField(max_length=80)),
                    ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("deliverable", models.CharField(blank=True, max_length=160)),
                    ("link", models.URLField(blank=True, max_length=500)),
                    ("handed_on", models.DateField(null=True)),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.RESTRICT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    ("price", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                    ("enterprise_share", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                    ("project_share", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                    ("partner_share", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                    ("why", models.CharField(blank=True, max_length=200)),
                    (
                        "case_file",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="%(class)ss",
                            to="casefiles.casefile",
                        ),
                    ),
                    (
                        "corrects",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="corrected_by",
                            to="casefiles.service",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("corrects", None), ("hours__gt", 0)),
                                models.Q(("corrects__isnull", False), ("hours__gte", 0)),
                                _connector="OR",
                            ),
                            name="service_hours_positive",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("corrects", None), ("why", "")),
                                models.Q(("corrects__isnull", False), models.Q(("why", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="service_corrected_with_reason",
                            violation_error_message="Une correction dit pourquoi.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("deliverable", ""), ("document", None), ("handed_on", None), ("link", "")),
                                models.Q(
                                    models.Q(("deliverable", ""), _negated=True),
                                    models.Q(
                                        models.Q(("link", ""), _negated=True),
                                        ("handed_on__isnull", False),
                                        ("document__isnull", False),
                                        _connector="OR",
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="deliverable_is_somewhere",
                            violation_error_message="Un livrable dit où il est gardé, ou quel jour il a été remis.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("enterprise_share", 0), ("partner_share", 0), ("price", None), ("project_share", 0)
                                ),
                                models.Q(
                                    (
                                        "enterprise_share",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.Value(100), "-", models.F("project_share")
                                            ),
                                            "-",
                                            models.F("partner_share"),
                                        ),
                                    ),
                                    ("price__gte", 0),
                                    ("price__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="service_shares_are_whole",
                            violation_error_message="Les parts font cent pour cent ensemble.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("enterprise_share__gte", 0), ("partner_share__gte", 0), ("project_share__gte", 0)
                            ),
                            name="service_shares_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Result",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "case_file",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="%(class)ss",
                            to="casefiles.casefile",
                        ),
                    ),
                    ("by", models.CharField(max_length=80)),
                    ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "corrects",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="corrected_by",
                            to="casefiles.result",
                        ),
                    ),
                    ("why", models.CharField(blank=True, max_length=200)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("decision", "Décision d’aide"),
                                ("plan", "Plan remis"),
                                ("rollout", "Implantation reçue"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("happened_on", models.DateField()),
                    ("what", models.CharField(blank=True, max_length=160)),
                    ("aid", models.CharField(blank=True, max_length=80)),
                    ("favourable", models.BooleanField(null=True)),
                    ("signed_on", models.DateField(null=True)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                    ("begun_on", models.DateField(null=True)),
                    ("accepted_by", models.CharField(blank=True, max_length=120)),
                    ("note", models.CharField(blank=True, max_length=200)),
                    ("void", models.BooleanField(default=False)),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("corrects", None), ("why", "")),
                                models.Q(("corrects__isnull", False), models.Q(("why", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="result_corrected_with_reason",
                            violation_error_message="Une correction dit pourquoi.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("void", False), ("corrects__isnull", False), _connector="OR"),
                            name="result_void_by_correction",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "plan"), ("what", "")),
                                models.Q(
                                    models.Q(("kind", "plan"), _negated=True), models.Q(("what", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="result_names_its_object",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("favourable__isnull", False), ("kind", "decision")),
                                models.Q(
                                    models.Q(("kind", "decision"), _negated=True),
                                    ("aid", ""),
                                    ("amount", None),
                                    ("favourable", None),
                                    ("signed_on", None),
                                ),
                                _connector="OR",
                            ),
                            name="result_decision_said",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("amount", None), ("signed_on", None)),
                                models.Q(
                                    ("favourable", True),
                                    models.Q(
                                        ("signed_on", None),
                                        ("signed_on__gte", models.F("happened_on")),
                                        _connector="OR",
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="result_signed_after_yes",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "rollout"), models.Q(("accepted_by", ""), _negated=True)),
                                models.Q(
                                    models.Q(("kind", "rollout"), _negated=True),
                                    ("accepted_by", ""),
                                    ("begun_on", None),
                                ),
                                _connector="OR",
                            ),
                            name="result_accepted_by_someone",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("begun_on", None), ("begun_on__lte", models.F("happened_on")), _connector="OR"
                            ),
                            name="result_begun_before_accepted",
                        ),
                    ],
                },
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="never_overwritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2ec8b0c1a0948286d224fa19986fdc516f7abb4b",
                    operation="UPDATE",
                    pgid="pgtrigger_never_overwritten_1ff05",
                    table="casefiles_service",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="never_overwritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="087539cde19972e5c5eb24ab6d2e5e71b3e863f9",
                    operation="UPDATE",
                    pgid="pgtrigger_never_overwritten_b785d",
                    table="casefiles_result",
                    when="BEFORE",
                ),
            ),
        ),
    ]
