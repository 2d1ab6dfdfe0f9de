"""Agreements, their terms and what may be paid; triggers hold their states. Signed, a row never changes.

The names raised here are those that ``operations.refusals`` of this stage and of the ledger put in words.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from virage.base.schema import CreateModels

APP = settings.DATABASES["default"]["USER"]
REFUSE = "USING ERRCODE = 'check_violation'"
BEGIN = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$"
ROWS = "(a.id = root OR a.amends_id = root) AND a.state = 'signed'"
CHANGED = ("contribution", "tranche", "deliverable", "agreedtarget")
TERMS = (*CHANGED, "analysisline")

SETTLED = {
    "contribution": "(c.own, c.funder_id, c.funder_name) IS NOT DISTINCT FROM (x.own, x.funder_id, x.funder_name)",
    "tranche": "NOT EXISTS (SELECT FROM agreements_payable p WHERE p.tranche_id = x.id)",
    "deliverable": """NOT EXISTS (SELECT FROM agreements_deposit p WHERE p.deliverable_id = x.id
        AND p.accepted IS NOT FALSE)""",
    "agreedtarget": "c.indicator = x.indicator",
}
"""What a signed amendment may still change: a share of the same funder, a tranche nobody found owed, a deliverable
that was not handed in, a target of the same indicator."""


def stands(name: str, term: str, *, day: str = "true") -> str:
    """No signed amendment stands in the place of this term."""
    return f"""NOT EXISTS (SELECT FROM agreements_{name} r JOIN agreements_agreement s ON s.id = r.agreement_id
      WHERE r.changed_id = {term}.id AND s.state = 'signed' AND {day})"""


def changes_what_is_settled(name: str) -> str:
    """The amendment being signed changes a term that no longer may be."""
    return f"""EXISTS (SELECT FROM agreements_{name} c JOIN agreements_{name} x ON x.id = c.changed_id
      WHERE c.agreement_id = NEW.id AND NOT ({SETTLED[name]} AND {stands(name, "x")}
        AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = x.agreement_id AND {ROWS})))"""


def would_stand(name: str) -> str:
    """Of terms ``x``: those of the amendment being signed, and those signed that it leaves as they are."""
    return f"""(x.agreement_id = NEW.id OR EXISTS (SELECT FROM agreements_agreement a WHERE a.id = x.agreement_id AND {ROWS})
      AND {stands(name, "x")}
      AND NOT EXISTS (SELECT FROM agreements_{name} c WHERE c.changed_id = x.id AND c.agreement_id = NEW.id))"""


FORWARD = f"""
CREATE FUNCTION agreements_promised(root bigint, giver bigint) RETURNS numeric LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(c.amount), 0) FROM agreements_contribution c JOIN agreements_agreement a ON a.id = c.agreement_id
  WHERE c.own AND {ROWS} AND {stands("contribution", "c")} AND (giver IS NULL OR c.funder_id = giver)
$$;

CREATE FUNCTION agreements_late(root bigint, day date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_deliverable d JOIN agreements_agreement a ON a.id = d.agreement_id
    WHERE {ROWS} AND d.due_on < day AND {stands("deliverable", "d", day="s.signed_on <= day")} AND NOT EXISTS (
      SELECT FROM agreements_deposit p WHERE p.deliverable_id = d.id AND p.accepted AND p.answered_on <= day))
$$;

CREATE FUNCTION agreements_move() {BEGIN}
DECLARE
  first agreements_agreement;
  moving text[] = ARRAY['state', 'turn', 'signed_on', 'announced_on'];
  share numeric;
  since timestamptz;
  root bigint = coalesce(NEW.amends_id, NEW.id);
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'agreement_stays' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.turn <> 0 THEN
      RAISE EXCEPTION 'agreement_moves_in_order' {REFUSE};
    END IF;
    IF NEW.amends_id IS NOT NULL THEN
      SELECT * INTO first FROM agreements_agreement WHERE id = NEW.amends_id FOR NO KEY UPDATE;
      IF first.state <> 'signed' OR first.number <> 0
        OR (first.reference, first.project_id, first.promoter_id) <> (NEW.reference, NEW.project_id, NEW.promoter_id) THEN
        RAISE EXCEPTION 'amends_another' {REFUSE};
      END IF;
    END IF;
    SELECT c.cancelled_at INTO since FROM calls_call c JOIN calls_proposal p ON p.call_id = c.id
      WHERE p.id = NEW.proposal_id FOR SHARE OF c;
    IF since IS NOT NULL THEN
      RAISE EXCEPTION 'call_is_cancelled' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'signed' THEN
    IF to_jsonb(NEW) - 'announced_on' <> to_jsonb(OLD) - 'announced_on' OR OLD.announced_on IS NOT NULL THEN
      RAISE EXCEPTION 'agreement_is_signed' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'draft' AND to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
    RAISE EXCEPTION 'agreement_not_a_draft' {REFUSE};
  END IF;
  IF (NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'submitted'), ('submitted', 'approved'),
        ('submitted', 'draft'), ('approved', 'signed'), ('approved', 'draft')))
    OR NEW.turn <> OLD.turn + (OLD.state = 'draft' AND NEW.state = 'submitted')::int THEN
    RAISE EXCEPTION 'agreement_moves_in_order' {REFUSE};
  END IF;
  IF NEW.state IN ('approved', 'signed') AND (SELECT coalesce(bool_and(given_on IS NOT NULL), false)
      FROM agreements_approval WHERE agreement_id = NEW.id AND turn = NEW.turn) IS NOT TRUE THEN
    RAISE EXCEPTION 'approvals_missing' {REFUSE};
  END IF;
  IF NEW.state = 'signed' THEN
    IF (SELECT coalesce(bool_and(score IS NOT NULL AND reason <> '' AND document_id IS NOT NULL), false)
        FROM agreements_analysisline WHERE agreement_id = NEW.id) IS NOT TRUE THEN
      RAISE EXCEPTION 'analysis_incomplete' {REFUSE};
    END IF;
    IF (SELECT count(*) FROM agreements_signature WHERE agreement_id = NEW.id) <> 2 THEN
      RAISE EXCEPTION 'signatures_missing' {REFUSE};
    END IF;
    PERFORM FROM agreements_agreement WHERE id = NEW.amends_id FOR NO KEY UPDATE;
    IF {" OR ".join(map(changes_what_is_settled, CHANGED))} THEN
      RAISE EXCEPTION 'changes_what_is_settled' {REFUSE};
    END IF;
    SELECT coalesce(sum(x.amount), 0) INTO share FROM agreements_contribution x
      WHERE x.own AND {would_stand("contribution")};
    IF (NEW.number = 0 AND share = 0)
      OR (SELECT coalesce(sum(x.amount), 0) FROM agreements_tranche x WHERE {would_stand("tranche")}) > share THEN
      RAISE EXCEPTION 'tranches_beyond_share' {REFUSE};
    END IF;
    IF (SELECT coalesce(sum(amount), 0) FROM agreements_payable WHERE agreement_id = root) > share THEN
      RAISE EXCEPTION 'below_what_is_owed' {REFUSE};
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_move BEFORE INSERT OR UPDATE OR DELETE ON agreements_agreement
  FOR EACH ROW EXECUTE FUNCTION agreements_move();

CREATE FUNCTION agreements_bind() {BEGIN}
BEGIN
  IF EXISTS (SELECT FROM agreements_agreement a JOIN calls_proposal p ON p.id = a.proposal_id WHERE p.call_id = NEW.id) THEN
    RAISE EXCEPTION 'call_is_bound' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_bind BEFORE UPDATE ON calls_call FOR EACH ROW
  WHEN (NEW.cancelled_at IS NOT NULL) EXECUTE FUNCTION agreements_bind();

CREATE FUNCTION agreements_terms() {BEGIN}
BEGIN
  PERFORM FROM agreements_agreement WHERE id = coalesce(NEW.agreement_id, OLD.agreement_id) AND state = 'draft'
    FOR SHARE;
  IF NOT FOUND OR NEW.agreement_id <> OLD.agreement_id THEN
    RAISE EXCEPTION 'agreement_not_a_draft' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
{
    "".join(
        f"CREATE TRIGGER agreements_terms BEFORE INSERT OR UPDATE OR DELETE ON agreements_{name} "
        "FOR EACH ROW EXECUTE FUNCTION agreements_terms();"
        for name in TERMS
    )
}

CREATE FUNCTION agreements_approve() {BEGIN}
DECLARE
  given text[] = ARRAY['given_on', 'given_by', 'given_at', 'act'];
BEGIN
  PERFORM FROM agreements_agreement WHERE id = NEW.agreement_id AND state = 'submitted' AND turn = NEW.turn FOR SHARE;
  IF NOT FOUND OR (TG_OP = 'UPDATE'
      AND (OLD.given_on IS NOT NULL OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given)) THEN
    RAISE EXCEPTION 'approval_is_given' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_approve BEFORE INSERT OR UPDATE OR DELETE ON agreements_approval
  FOR EACH ROW EXECUTE FUNCTION agreements_approve();

CREATE FUNCTION agreements_sign() {BEGIN}
BEGIN
  PERFORM FROM agreements_agreement WHERE id = NEW.agreement_id AND state = 'approved' FOR SHARE;
  IF NOT FOUND OR TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'signature_out_of_turn' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_sign BEFORE INSERT OR UPDATE OR DELETE ON agreements_signature
  FOR EACH ROW EXECUTE FUNCTION agreements_sign();

CREATE FUNCTION agreements_deposit() {BEGIN}
DECLARE
  answer text[] = ARRAY['accepted', 'answered_on', 'answered_by', 'why'];
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE'
      AND (OLD.accepted IS NOT NULL OR to_jsonb(NEW) - answer <> to_jsonb(OLD) - answer)) THEN
    RAISE EXCEPTION 'deposit_stays' {REFUSE};
  END IF;
  PERFORM FROM agreements_deliverable d JOIN agreements_agreement a ON a.id = d.agreement_id
    WHERE d.id = NEW.deliverable_id AND a.state = 'signed' AND (TG_OP = 'UPDATE' OR {stands("deliverable", "d")});
  IF NOT FOUND THEN
    RAISE EXCEPTION 'agreement_not_signed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_deposit BEFORE INSERT OR UPDATE OR DELETE ON agreements_deposit
  FOR EACH ROW EXECUTE FUNCTION agreements_deposit();

CREATE FUNCTION agreements_owe() {BEGIN}
DECLARE
  promise agreements_agreement;
  part agreements_tranche;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'payable_stays' {REFUSE};
  END IF;
  SELECT * INTO promise FROM agreements_agreement WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
  IF promise.state <> 'signed' OR promise.number <> 0 OR NEW.released_on < promise.signed_on THEN
    RAISE EXCEPTION 'agreement_not_signed' {REFUSE};
  END IF;
  IF NEW.tranche_id IS NOT NULL THEN
    SELECT t.* INTO part FROM agreements_tranche t JOIN agreements_agreement a ON a.id = t.agreement_id
      WHERE t.id = NEW.tranche_id AND a.state = 'signed' AND (a.id = promise.id OR a.amends_id = promise.id)
        AND {stands("tranche", "t")};
    IF NOT FOUND OR NEW.amount > part.amount OR (NEW.kind = 'advance') <> part.advance THEN
      RAISE EXCEPTION 'payable_of_another' {REFUSE};
    END IF;
    IF part.due_on > NEW.released_on THEN
      RAISE EXCEPTION 'tranche_not_due' {REFUSE};
    END IF;
  END IF;
  IF NEW.amount + (SELECT coalesce(sum(amount), 0) FROM agreements_payable WHERE agreement_id = promise.id)
    > agreements_promised(promise.id, NULL) THEN
    RAISE EXCEPTION 'beyond_agreement' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_owe BEFORE INSERT OR UPDATE OR DELETE ON agreements_payable
  FOR EACH ROW EXECUTE FUNCTION agreements_owe();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE DELETE ON agreements_agreement, agreements_approval, agreements_deposit FROM {APP};
    REVOKE UPDATE, DELETE ON agreements_signature, agreements_payable FROM {APP};
  END IF;
END $$;
"""
BACK = """
DROP FUNCTION agreements_move CASCADE;
DROP FUNCTION agreements_bind CASCADE;
DROP FUNCTION agreements_terms CASCADE;
DROP FUNCTION agreements_approve CASCADE;
DROP FUNCTION agreements_sign CASCADE;
DROP FUNCTION agreements_deposit CASCADE;
DROP FUNCTION agreements_owe CASCADE;
DROP FUNCTION agreements_late;
DROP FUNCTION agreements_promised;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0001_initial"),
        ("calls", "0001_initial"),
        ("documents", "0001_initial"),
        ("programme", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Agreement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("reference", models.CharField(max_length=40)),
                    ("number", models.PositiveSmallIntegerField(default=0)),
                    ("purpose", models.CharField(max_length=300)),
                    (
                        "route",
                        models.CharField(
                            choices=[
                                ("norm", "cadre normatif approuvé"),
                                ("delegation", "délégation"),
                                ("off_programme", "hors programme, par décret ou C.T."),
                            ],
                            max_length=13,
                        ),
                    ),
                    ("authorisation", models.CharField(blank=True, max_length=80)),
                    ("begins_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    ("announced_on", models.DateField(null=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "brouillon"),
                                ("submitted", "à approuver"),
                                ("approved", "approuvée, à signer"),
                                ("signed", "signée"),
                            ],
                            default="draft",
                            max_length=9,
                        ),
                    ),
                    ("turn", models.PositiveSmallIntegerField(default=0)),
                    ("drafted_by", models.CharField(max_length=80)),
                    ("drafted_at", models.DateTimeField()),
                    ("signed_on", models.DateField(null=True)),
                    (
                        "amends",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="amendments",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "previous",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="next_phases",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agreements",
                            to="programme.project",
                        ),
                    ),
                    (
                        "proposal",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agreement",
                            to="calls.proposal",
                        ),
                    ),
                    (
                        "promoter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agreements",
                            to="accounts.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("reference", "number"), name="agreement_reference_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("amends", None), ("number", 0)),
                                models.Q(
                                    ("amends__isnull", False), ("number__gt", 0), ("previous", None), ("proposal", None)
                                ),
                                _connector="OR",
                            ),
                            name="amendment_names_its_agreement",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                            name="agreement_ends_after_it_begins",
                            violation_error_message="Une entente se termine après avoir commencé.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "draft"), models.Q(("authorisation", ""), _negated=True), _connector="OR"
                            ),
                            name="agreement_names_its_authorisation",
                            violation_error_message="Écrivez le numéro de ce qui autorise cette entente.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("signed_on__isnull", False), ("state", "signed")),
                                models.Q(models.Q(("state", "signed"), _negated=True), ("signed_on", None)),
                                _connector="OR",
                            ),
                            name="agreement_signed_on_a_day",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="AnalysisLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("criterion", models.CharField(max_length=40)),
                    ("score", models.PositiveSmallIntegerField(null=True)),
                    ("reason", models.TextField(blank=True)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="analysis",
                            to="agreements.agreement",
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
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("agreement", "criterion"), name="criterion_analysed_once"),
                        models.CheckConstraint(
                            condition=models.Q(("score", None), ("score__lte", 100), _connector="OR"),
                            name="score_out_of_100",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Approval",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("turn", models.PositiveSmallIntegerField()),
                    ("rank", models.PositiveSmallIntegerField()),
                    ("table", models.CharField(max_length=40)),
                    ("step", models.CharField(max_length=40)),
                    ("asked_by", models.CharField(max_length=80)),
                    ("asked_at", models.DateTimeField()),
                    ("given_on", models.DateField(null=True)),
                    ("given_by", models.CharField(blank=True, max_length=80)),
                    ("given_at", models.DateTimeField(null=True)),
                    ("act", models.CharField(blank=True, max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="approvals",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("agreement", "turn", "rank"), name="approval_step_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("given_at", None), ("given_by", ""), ("given_on", None)),
                                models.Q(
                                    ("given_at__isnull", False),
                                    ("given_on__isnull", False),
                                    models.Q(("given_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="approval_given_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("given_by", models.F("asked_by")), _negated=True),
                            name="who_asks_does_not_approve",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Contribution",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("funder_name", models.CharField(blank=True, max_length=160)),
                    ("kind", models.CharField(choices=[("cash", "en argent"), ("in_kind", "en nature")], max_length=7)),
                    ("nature", models.CharField(choices=[("public", "publique"), ("private", "privée")], max_length=7)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("own", models.BooleanField(default=False)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "changed",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="agreements.contribution",
                        ),
                    ),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="contributions",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "funder",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("changed", None), models.Q(("why", ""), _negated=True), _connector="OR"
                            ),
                            name="contribution_change_says_why",
                            violation_error_message="Un avenant dit pourquoi il change un terme.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__gt", 0),
                                models.Q(("amount", 0), ("changed__isnull", False)),
                                _connector="OR",
                            ),
                            name="contribution_is_money",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("funder__isnull", False), ("funder_name", "")),
                                models.Q(("funder", None), models.Q(("funder_name", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="contribution_names_one_funder",
                            violation_error_message="Nommez qui contribue : un organisme d’ici, ou un autre.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("own", False),
                                models.Q(("funder__isnull", False), ("kind", "cash"), ("nature", "public")),
                                _connector="OR",
                            ),
                            name="own_share_is_public_cash",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Deliverable",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("progress", "rapport d’étape"),
                                ("statements", "états financiers audités"),
                                ("beneficiaries", "liste des bénéficiaires"),
                                ("final", "rapport final"),
                            ],
                            max_length=13,
                        ),
                    ),
                    ("title", models.CharField(max_length=160)),
                    ("due_on", models.DateField()),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "changed",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="agreements.deliverable",
                        ),
                    ),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="deliverables",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("changed", None), models.Q(("why", ""), _negated=True), _connector="OR"
                            ),
                            name="deliverable_change_says_why",
                            violation_error_message="Un avenant dit pourquoi il change un terme.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="AgreedTarget",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("indicator", models.CharField(max_length=160)),
                    ("definition", models.TextField()),
                    ("baseline", models.CharField(max_length=160)),
                    ("method", models.TextField()),
                    ("value", models.PositiveIntegerField()),
                    ("due_on", models.DateField(null=True)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "changed",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="agreements.agreedtarget",
                        ),
                    ),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="targets",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("changed", None), models.Q(("why", ""), _negated=True), _connector="OR"
                            ),
                            name="target_change_says_why",
                            violation_error_message="Un avenant dit pourquoi il change un terme.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Deposit",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("received_on", models.DateField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    ("accepted", models.BooleanField(null=True)),
                    ("answered_on", models.DateField(null=True)),
                    ("answered_by", models.CharField(blank=True, max_length=80)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "deliverable",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deposits",
                            to="agreements.deliverable",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="documents.document"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("accepted", None), ("answered_by", ""), ("answered_on", None)),
                                models.Q(
                                    ("accepted__isnull", False),
                                    ("answered_on__isnull", False),
                                    models.Q(("answered_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="deposit_answered_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("accepted", False), _negated=True),
                                models.Q(("why", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="deposit_returned_with_reason",
                            violation_error_message="Dites ce qui manque à ce document.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="DeliverableReminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "occasion",
                        models.CharField(
                            choices=[
                                ("soon", "soon"),
                                ("late", "late"),
                                ("returned", "returned"),
                                ("handed_in", "handed_in"),
                            ],
                            max_length=9,
                        ),
                    ),
                    ("which", models.PositiveBigIntegerField()),
                    ("at", models.DateTimeField()),
                    (
                        "deliverable",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="reminders",
                            to="agreements.deliverable",
                        ),
                    ),
                    (
                        "person",
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
                            fields=("deliverable", "person", "occasion", "which"), name="recalled_once"
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Signature",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "side",
                        models.CharField(choices=[("promoter", "organisme"), ("ministry", "ministère")], max_length=8),
                    ),
                    ("name", models.CharField(max_length=160)),
                    ("title", models.CharField(max_length=160)),
                    ("signed_on", models.DateField()),
                    ("recorded_at", models.DateTimeField()),
                    ("recorded_by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signatures",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("agreement", "side"), name="each_side_signs_once")]
                },
            ),
            migrations.CreateModel(
                name="Tranche",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("due_on", models.DateField(null=True)),
                    ("condition", models.CharField(blank=True, max_length=300)),
                    ("advance", models.BooleanField(default=False)),
                    ("proven_need", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "changed",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="agreements.tranche",
                        ),
                    ),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tranches",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("changed", None), models.Q(("why", ""), _negated=True), _connector="OR"
                            ),
                            name="tranche_change_says_why",
                            violation_error_message="Un avenant dit pourquoi il change un terme.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__gt", 0),
                                models.Q(("amount", 0), ("changed__isnull", False)),
                                _connector="OR",
                            ),
                            name="tranche_is_money",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on__isnull", False), models.Q(("condition", ""), _negated=True), _connector="OR"
                            ),
                            name="tranche_has_a_day_or_a_condition",
                            violation_error_message="Dites quand la tranche est due, ou à quelle condition.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("advance", False),
                                models.Q(("proven_need__gte", models.F("amount")), ("proven_need__isnull", False)),
                                _connector="OR",
                            ),
                            name="advance_within_need_written",
                            violation_error_message="Une avance ne dépasse pas le besoin de liquidités démontré.",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Payable",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("tranche", "tranche"), ("advance", "avance"), ("claim", "réclamation")],
                            max_length=7,
                        ),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("reference", models.CharField(blank=True, max_length=80)),
                    ("evidence", models.CharField(max_length=300)),
                    ("need", models.CharField(blank=True, max_length=300)),
                    ("proven_need", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("released_on", models.DateField()),
                    ("made_at", models.DateTimeField()),
                    ("made_by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payables",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "tranche",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payable",
                            to="agreements.tranche",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="payable_is_money"),
                        models.CheckConstraint(
                            condition=models.Q(("evidence", ""), _negated=True), name="payable_has_evidence"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("kind", "claim"), ("tranche", None), models.Q(("reference", ""), _negated=True)
                                ),
                                models.Q(
                                    models.Q(("kind", "claim"), _negated=True),
                                    ("reference", ""),
                                    ("tranche__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="payable_names_its_origin",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "advance"), _negated=True),
                                models.Q(
                                    ("proven_need__gte", models.F("amount")),
                                    ("proven_need__isnull", False),
                                    models.Q(("need", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="advance_within_need_proven",
                            violation_error_message="Une avance ne dépasse pas le besoin de liquidités démontré.",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("reference", ""), _negated=True),
                            fields=("agreement", "reference"),
                            name="claim_payable_once",
                        ),
                    ]
                },
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
