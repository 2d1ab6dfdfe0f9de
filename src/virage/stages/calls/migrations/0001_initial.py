"""Calls and what is decided of them. What the database holds beside its constraints: published terms, submitted
proposals and decisions no longer change, and nothing is approved without its analysis or beyond the call's amount.

The names raised here are those that ``operations.refusals`` puts in words.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from virage.base.schema import CreateModels

APP = settings.DATABASES["default"]["USER"]
REFUSE = "USING ERRCODE = 'check_violation'"
FUNCTION = "RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$"

CANCELLED = "\n".join(
    f"CREATE TRIGGER calls_cancelled BEFORE {when} ON calls_{table} FOR EACH ROW EXECUTE FUNCTION calls_cancelled();"
    for when, tables in {
        "INSERT OR UPDATE": ("proposal", "budgetline", "proposedtarget", "piece", "draft", "selection", "extension"),
        "INSERT OR UPDATE OR DELETE": ("review", "score"),
    }.items()
    for table in tables
)
FORWARD = f"""
CREATE FUNCTION calls_terms_digest(call calls_call) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(jsonb_build_object(
    'initiative', call.initiative_id, 'title', call.title, 'title_en', call.title_en, 'summary', call.summary,
    'summary_en', call.summary_en, 'amount', call.amount, 'opens_on', call.opens_on, 'requirements', call.requirements,
    'floors', call.floors, 'pieces', call.pieces, 'criteria', (SELECT jsonb_agg(jsonb_build_array(c.id, c.rank, c.name, c.name_en, c.weight)
      ORDER BY c.rank) FROM calls_criterion c WHERE c.call_id = call.id))::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION calls_published() {FUNCTION}
DECLARE
  may text[] = ARRAY['announced_at', 'closes_on', 'results_on', 'cancelled_at', 'cancelled_because', 'cancelled_because_en'];
BEGIN
  IF OLD.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'call_is_cancelled' {REFUSE};
  END IF;
  IF OLD.published_on IS NOT NULL AND (TG_OP = 'DELETE' OR OLD.announced_at IS NOT NULL
      OR to_jsonb(NEW) - may
        <> to_jsonb(OLD) - may
      OR (NEW.closes_on, NEW.results_on) IS DISTINCT FROM (OLD.closes_on, OLD.results_on)
        AND NOT EXISTS (SELECT FROM calls_extension WHERE call_id = OLD.id
          AND former_closes_on = OLD.closes_on AND former_results_on = OLD.results_on
          AND closes_on = NEW.closes_on AND results_on = NEW.results_on)) THEN
    RAISE EXCEPTION 'call_is_published' {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.cancelled_at IS NOT NULL AND EXISTS (SELECT FROM calls_decision d JOIN calls_proposal p ON p.id = d.proposal_id
      WHERE p.call_id = NEW.id AND p.direct AND d.chosen) THEN
    RAISE EXCEPTION 'favourable_answer_sent' {REFUSE};
  END IF;
  IF NEW.published_on IS NOT NULL AND OLD.published_on IS NULL
      AND (SELECT coalesce(sum(weight), 0) FROM calls_criterion WHERE call_id = NEW.id) <> 100 THEN
    RAISE EXCEPTION 'weights_are_whole' {REFUSE};
  END IF;
  IF OLD.published_on IS NULL THEN
    NEW.terms_digest := CASE WHEN NEW.published_on IS NULL THEN '' ELSE calls_terms_digest(NEW) END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER calls_published BEFORE UPDATE OR DELETE ON calls_call FOR EACH ROW EXECUTE FUNCTION calls_published();

CREATE FUNCTION calls_terms() {FUNCTION}
BEGIN
  IF EXISTS (SELECT FROM calls_call WHERE published_on IS NOT NULL
      AND (TG_OP <> 'INSERT' AND id = OLD.call_id OR TG_OP <> 'DELETE' AND id = NEW.call_id)) THEN
    RAISE EXCEPTION 'call_is_published' {REFUSE};
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER calls_terms BEFORE INSERT OR UPDATE OR DELETE ON calls_criterion
  FOR EACH ROW EXECUTE FUNCTION calls_terms();

-- The share lock waits for a cancellation under way, and makes one wait; a decision locks harder, by itself.
CREATE FUNCTION calls_cancelled() {FUNCTION}
DECLARE
  since timestamptz;
BEGIN
  IF TG_TABLE_NAME IN ('calls_proposal', 'calls_selection', 'calls_extension') THEN
    SELECT cancelled_at INTO since FROM calls_call WHERE id = NEW.call_id FOR SHARE;
  ELSE
    SELECT c.cancelled_at INTO since FROM calls_call c JOIN calls_proposal p ON p.call_id = c.id
      WHERE p.id = coalesce(NEW.proposal_id, OLD.proposal_id) FOR SHARE OF c;
  END IF;
  IF since IS NOT NULL THEN
    RAISE EXCEPTION 'call_is_cancelled' {REFUSE};
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION calls_over(number bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM calls_call WHERE id = number AND (closes_on < current_date OR cancelled_at IS NOT NULL))
$$;
CREATE FUNCTION calls_submitted() {FUNCTION}
BEGIN
  IF OLD.submitted_at IS NOT NULL THEN
    RAISE EXCEPTION 'proposal_is_submitted' {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' AND NOT calls_over(OLD.call_id) THEN
    RAISE EXCEPTION 'never_changed' {REFUSE};
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER calls_submitted BEFORE UPDATE OR DELETE ON calls_proposal
  FOR EACH ROW EXECUTE FUNCTION calls_submitted();

CREATE FUNCTION calls_content() {FUNCTION}
BEGIN
  IF EXISTS (SELECT FROM calls_proposal WHERE submitted_at IS NOT NULL
      AND (TG_OP <> 'INSERT' AND id = OLD.proposal_id OR TG_OP <> 'DELETE' AND id = NEW.proposal_id)) THEN
    RAISE EXCEPTION 'proposal_is_submitted' {REFUSE};
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER calls_content BEFORE INSERT OR UPDATE OR DELETE ON calls_budgetline
  FOR EACH ROW EXECUTE FUNCTION calls_content();
CREATE TRIGGER calls_content BEFORE INSERT OR UPDATE OR DELETE ON calls_proposedtarget
  FOR EACH ROW EXECUTE FUNCTION calls_content();
CREATE TRIGGER calls_content BEFORE INSERT OR UPDATE OR DELETE ON calls_piece
  FOR EACH ROW EXECUTE FUNCTION calls_content();
CREATE TRIGGER calls_content BEFORE INSERT ON calls_draft FOR EACH ROW EXECUTE FUNCTION calls_content();

CREATE FUNCTION calls_scored() {FUNCTION}
BEGIN
  IF EXISTS (SELECT FROM calls_decision
      WHERE TG_OP <> 'INSERT' AND proposal_id = OLD.proposal_id OR TG_OP <> 'DELETE' AND proposal_id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'proposal_is_decided' {REFUSE};
  END IF;
  IF TG_OP <> 'INSERT' AND OLD.review_id IS NOT NULL THEN
    RAISE EXCEPTION 'review_is_not_open' {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.review_id IS NOT NULL AND NOT EXISTS (SELECT FROM calls_review WHERE id = NEW.review_id
      AND proposal_id = NEW.proposal_id AND conflict = false AND submitted_at IS NULL) THEN
    RAISE EXCEPTION 'review_is_not_open' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT FROM calls_proposal p JOIN calls_criterion c ON c.call_id = p.call_id
      WHERE p.id = NEW.proposal_id AND c.id = NEW.criterion_id) THEN
    RAISE EXCEPTION 'criterion_of_another_call' {REFUSE};
  END IF;
  IF NEW.piece_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM calls_piece WHERE id = NEW.piece_id AND proposal_id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'piece_of_another_proposal' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER calls_scored BEFORE INSERT OR UPDATE OR DELETE ON calls_score
  FOR EACH ROW EXECUTE FUNCTION calls_scored();

CREATE FUNCTION calls_decided() {FUNCTION}
DECLARE
  file calls_proposal;
  asked calls_call;
BEGIN
  SELECT * INTO file FROM calls_proposal WHERE id = NEW.proposal_id;
  SELECT * INTO asked FROM calls_call WHERE id = file.call_id FOR NO KEY UPDATE;
  IF asked.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'call_is_cancelled' {REFUSE};
  END IF;
  IF file.submitted_at IS NULL THEN
    RAISE EXCEPTION 'not_submitted' {REFUSE};
  END IF;
  IF NOT NEW.chosen THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM calls_criterion c WHERE c.call_id = file.call_id AND NOT EXISTS (
      SELECT FROM calls_score s WHERE s.criterion_id = c.id AND s.proposal_id = file.id AND s.review_id IS NULL)) THEN
    RAISE EXCEPTION 'criterion_not_settled' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT FROM calls_proposedtarget WHERE proposal_id = file.id)
      OR EXISTS (SELECT FROM calls_proposedtarget WHERE proposal_id = file.id
        AND (indicator = '' OR definition = '' OR baseline = '' OR method = '' OR value IS NULL)) THEN
    RAISE EXCEPTION 'target_not_measurable' {REFUSE};
  END IF;
  IF NEW.amount > file.asked THEN
    RAISE EXCEPTION 'more_than_asked' {REFUSE};
  END IF;
  IF asked.amount < NEW.amount + (SELECT coalesce(sum(d.amount), 0) FROM calls_decision d
      JOIN calls_proposal p ON p.id = d.proposal_id WHERE p.call_id = file.call_id) THEN
    RAISE EXCEPTION 'beyond_the_call' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER calls_decided BEFORE INSERT ON calls_decision FOR EACH ROW EXECUTE FUNCTION calls_decided();

{CANCELLED}
CREATE FUNCTION calls_kept() {FUNCTION}
BEGIN
  RAISE EXCEPTION 'never_changed' {REFUSE};
END $$;
CREATE FUNCTION calls_abandoned() {FUNCTION}
BEGIN
  IF NOT EXISTS (SELECT FROM calls_proposal WHERE id = OLD.proposal_id AND submitted_at IS NULL AND calls_over(call_id)) THEN
    RAISE EXCEPTION 'never_changed' {REFUSE};
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER calls_kept BEFORE UPDATE ON calls_draft FOR EACH ROW EXECUTE FUNCTION calls_kept();
CREATE TRIGGER calls_abandoned BEFORE DELETE ON calls_draft FOR EACH ROW EXECUTE FUNCTION calls_abandoned();
CREATE TRIGGER calls_kept BEFORE UPDATE OR DELETE ON calls_extension FOR EACH ROW EXECUTE FUNCTION calls_kept();
CREATE TRIGGER calls_kept BEFORE UPDATE OR DELETE ON calls_selection FOR EACH ROW EXECUTE FUNCTION calls_kept();
CREATE TRIGGER calls_kept BEFORE UPDATE OR DELETE ON calls_decision FOR EACH ROW EXECUTE FUNCTION calls_kept();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE UPDATE ON calls_draft FROM {APP};
    REVOKE UPDATE, DELETE ON calls_extension, calls_selection, calls_decision FROM {APP};
  END IF;
END $$;
"""
BACK = """
DROP FUNCTION calls_terms_digest CASCADE;
DROP FUNCTION calls_published CASCADE;
DROP FUNCTION calls_terms CASCADE;
DROP FUNCTION calls_cancelled CASCADE;
DROP FUNCTION calls_submitted CASCADE;
DROP FUNCTION calls_abandoned CASCADE;
DROP FUNCTION calls_over CASCADE;
DROP FUNCTION calls_content CASCADE;
DROP FUNCTION calls_scored CASCADE;
DROP FUNCTION calls_decided CASCADE;
DROP FUNCTION calls_kept CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
        ("programme", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Call",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("title", models.CharField(max_length=200)),
                    ("title_en", models.CharField(max_length=200)),
                    ("summary", models.TextField()),
                    ("summary_en", models.TextField()),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("opens_on", models.DateField(null=True)),
                    ("closes_on", models.DateField(null=True)),
                    ("results_on", models.DateField(null=True)),
                    ("requirements", models.JSONField(default=list)),
                    ("floors", models.JSONField(default=list)),
                    ("pieces", models.JSONField(default=list)),
                    ("published_on", models.DateField(null=True)),
                    ("announced_at", models.DateTimeField(null=True)),
                    ("cancelled_at", models.DateTimeField(null=True)),
                    ("cancelled_because", models.TextField(blank=True)),
                    ("cancelled_because_en", models.TextField(blank=True)),
                    ("terms_digest", models.CharField(blank=True, max_length=64)),
                    (
                        "initiative",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="programme.initiative"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("amount", None),
                                    ("announced_at", None),
                                    ("closes_on", None),
                                    ("opens_on", None),
                                    ("results_on", None),
                                ),
                                models.Q(
                                    ("amount__gt", 0),
                                    ("closes_on__lt", models.F("results_on")),
                                    ("opens_on__lt", models.F("closes_on")),
                                ),
                                _connector="OR",
                            ),
                            name="call_opens_closes_then_answers",
                            violation_error_message="Un appel ouvre, ferme un autre jour, puis annonce ses résultats.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("published_on", None),
                                ("opens_on", None),
                                ("published_on__lt", models.F("opens_on")),
                                _connector="OR",
                            ),
                            name="call_published_before_it_opens",
                            violation_error_message="Les critères sont publiés au moins un jour avant l’ouverture.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("announced_at", None), ("published_on__isnull", False), _connector="OR"
                            ),
                            name="announced_after_published",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("cancelled_at", None), ("cancelled_because", ""), ("cancelled_because_en", "")
                                ),
                                models.Q(
                                    ("announced_at", None),
                                    ("cancelled_at__isnull", False),
                                    ("published_on__isnull", False),
                                    models.Q(("cancelled_because", ""), _negated=True),
                                    models.Q(("cancelled_because_en", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="cancelled_in_public_and_says_why",
                            violation_error_message="Un appel publié s’annule avec une raison, avant ses résultats.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Criterion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("rank", models.PositiveSmallIntegerField()),
                    ("name", models.CharField(max_length=160)),
                    ("name_en", models.CharField(max_length=160)),
                    ("weight", models.PositiveSmallIntegerField()),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="calls.call"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("call", "rank"), name="criterion_rank_once"),
                        models.CheckConstraint(
                            condition=models.Q(("weight__gt", 0), ("weight__lte", 100)), name="criterion_weighs"
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Extension",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("former_closes_on", models.DateField()),
                    ("former_results_on", models.DateField()),
                    ("closes_on", models.DateField()),
                    ("results_on", models.DateField()),
                    ("reason", models.TextField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="calls.call"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closes_on__gt", models.F("former_closes_on")),
                                ("results_on__gte", models.F("former_results_on")),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            name="extended_later_and_says_why",
                            violation_error_message="Un appel se prolonge à une date plus tard, avec une raison.",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Proposal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("direct", models.BooleanField(default=False)),
                    ("direct_reason", models.TextField(blank=True)),
                    ("norm", models.CharField(blank=True, max_length=200)),
                    ("title", models.CharField(max_length=200)),
                    ("summary", models.TextField(blank=True)),
                    ("starts_on", models.DateField(null=True)),
                    ("ends_on", models.DateField(null=True)),
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
                    ("offers", models.TextField(blank=True)),
                    ("delivery_points", models.TextField(blank=True)),
                    ("partners", models.TextField(blank=True)),
                    ("declared", models.JSONField(default=dict)),
                    ("begun_at", models.DateTimeField()),
                    ("begun_by", models.CharField(max_length=80)),
                    ("submitted_at", models.DateTimeField(null=True)),
                    ("submitted_by", models.CharField(blank=True, max_length=80)),
                    ("asked", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("total", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="calls.call"
                        ),
                    ),
                    (
                        "promoter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="accounts.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("submitted_at", None),
                                ("direct", False),
                                models.Q(
                                    models.Q(("direct_reason", ""), _negated=True),
                                    models.Q(("norm", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="direct_proposal_says_why",
                            violation_error_message="Une proposition directe dit pourquoi, et selon quelle norme.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("submitted_at", None),
                                models.Q(("asked__gt", 0), ("total__gte", models.F("asked"))),
                                _connector="OR",
                            ),
                            name="submitted_with_its_sums",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Draft",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("projet", "Le projet"),
                                ("service", "Pour qui, où, avec qui"),
                                ("budget", "Le budget"),
                                ("cibles", "Les cibles"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("number", models.PositiveIntegerField()),
                    ("said", models.JSONField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="calls.proposal"
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("proposal", "step", "number"), name="draft_once")]
                },
            ),
            migrations.CreateModel(
                name="BudgetLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("rank", models.PositiveSmallIntegerField()),
                    (
                        "category",
                        models.CharField(
                            choices=[
                                ("staff", "Salaires et avantages"),
                                ("services", "Services et honoraires"),
                                ("equipment", "Matériel et logiciels"),
                                ("travel", "Déplacements"),
                                ("outreach", "Communication et activités"),
                                ("regrant", "Aides remises aux entreprises"),
                                ("administration", "Administration"),
                            ],
                            max_length=16,
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            choices=[
                                ("asked", "aide demandée"),
                                ("own", "mise de fonds de l’organisme"),
                                ("public", "autre aide publique"),
                                ("private", "contribution privée"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("funder", models.CharField(blank=True, max_length=160)),
                    ("in_kind", models.BooleanField(default=False)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="calls.proposal"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("proposal", "rank"), name="budget_rank_once"),
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="budget_line_positive"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("in_kind", False), models.Q(("source", "asked"), _negated=True), _connector="OR"
                            ),
                            name="asked_in_cash",
                            violation_error_message="L’aide demandée est de l’argent, jamais une contribution en nature.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="ProposedTarget",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("rank", models.PositiveSmallIntegerField()),
                    ("indicator", models.CharField(max_length=160)),
                    ("definition", models.TextField(blank=True)),
                    ("baseline", models.CharField(blank=True, max_length=160)),
                    ("method", models.TextField(blank=True)),
                    ("value", models.PositiveIntegerField(null=True)),
                    ("due_on", models.DateField(null=True)),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="calls.proposal"
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("proposal", "rank"), name="proposed_target_once")]
                },
            ),
            migrations.CreateModel(
                name="Piece",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("wanted", models.PositiveSmallIntegerField(null=True)),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="documents.document"
                        ),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="calls.proposal"
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("proposal", "wanted"), name="wanted_piece_once")]
                },
            ),
            migrations.CreateModel(
                name="Review",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("conflict", models.BooleanField(null=True)),
                    ("conflict_reason", models.CharField(blank=True, max_length=300)),
                    ("assigned_at", models.DateTimeField()),
                    ("declared_at", models.DateTimeField(null=True)),
                    ("submitted_at", models.DateTimeField(null=True)),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="calls.proposal"
                        ),
                    ),
                    (
                        "reviewer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("proposal", "reviewer"), name="one_review_each"),
                        models.CheckConstraint(
                            condition=models.Q(("submitted_at", None), ("conflict", False), _connector="OR"),
                            name="no_scores_in_conflict",
                            violation_error_message="Qui a un conflit d’intérêts ne note pas.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Score",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("value", models.PositiveSmallIntegerField()),
                    ("reason", models.TextField()),
                    (
                        "section",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("projet", "Le projet"),
                                ("service", "Pour qui, où, avec qui"),
                                ("budget", "Le budget"),
                                ("cibles", "Les cibles"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "criterion",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.criterion"
                        ),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="calls.proposal"
                        ),
                    ),
                    (
                        "review",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="scores",
                            to="calls.review",
                        ),
                    ),
                    (
                        "piece",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="calls.piece",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("review", "criterion"), name="scored_once"),
                        models.UniqueConstraint(
                            condition=models.Q(("review", None)),
                            fields=("proposal", "criterion"),
                            name="discussed_score_once",
                        ),
                        models.CheckConstraint(condition=models.Q(("value__lte", 10)), name="score_within_scale"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(
                                    models.Q(("piece__isnull", False), ("section", "")),
                                    models.Q(
                                        ("piece", None), ("section__in", ["projet", "service", "budget", "cibles"])
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            name="score_has_reason_and_document",
                            violation_error_message="Une note a sa raison et ce qui l’appuie.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Selection",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("given", models.JSONField()),
                    ("answered", models.JSONField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="selections", to="calls.call"
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("chosen", models.BooleanField()),
                    ("computed", models.BooleanField(null=True)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("reason", models.TextField()),
                    ("departure", models.TextField(blank=True)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "proposal",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="calls.proposal"
                        ),
                    ),
                    (
                        "selection",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="calls.selection",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="decision_says_why"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("computed", None),
                                ("chosen", models.F("computed")),
                                models.Q(("departure", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="departure_says_why",
                            violation_error_message="Une décision qui s’écarte du calcul dit pourquoi.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("amount__gt", 0), ("chosen", True)),
                                models.Q(("amount", None), ("chosen", False)),
                                _connector="OR",
                            ),
                            name="approved_with_an_amount",
                        ),
                    ]
                },
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
