"""Claims, and triggers that hold their states: verified, a claim and its lines never change.

The names raised here are those that ``operations.refusals`` puts in words.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.conf import settings
from virage.base.schema import CreateModels

APP = settings.DATABASES["default"]["USER"]
REFUSE = "USING ERRCODE = 'check_violation'"
BEGIN = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$"

FORWARD = f"""
CREATE FUNCTION claims_move() {BEGIN}
DECLARE
  told record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'claim_stays' {REFUSE};
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'claim_moves_in_order' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'verified' THEN
    IF to_jsonb(NEW) - 'released_id' <> to_jsonb(OLD) - 'released_id' OR OLD.released_id IS NOT NULL THEN
      RAISE EXCEPTION 'claim_is_verified' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('draft', 'draft'), ('draft', 'submitted'), ('returned', 'returned'),
      ('returned', 'submitted'), ('submitted', 'returned'), ('submitted', 'verified')) THEN
    RAISE EXCEPTION 'claim_moves_in_order' {REFUSE};
  END IF;
  SELECT count(*) AS lines, count(accepted) AS decided, coalesce(sum(accepted), 0) AS accepted INTO told
    FROM claims_claimline WHERE claim_id = NEW.id;
  IF NEW.state = 'submitted' AND told.lines = 0 THEN
    RAISE EXCEPTION 'claim_is_empty' {REFUSE};
  END IF;
  IF NEW.state = 'verified' AND (told.decided <> told.lines OR told.accepted <> NEW.accepted) THEN
    RAISE EXCEPTION 'claim_lines_undecided' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claims_move BEFORE INSERT OR UPDATE OR DELETE ON claims_claim
  FOR EACH ROW EXECUTE FUNCTION claims_move();

CREATE FUNCTION claims_line() {BEGIN}
DECLARE
  place text;
  one claims_claimline = CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  SELECT state INTO place FROM claims_claim WHERE id = one.claim_id FOR NO KEY UPDATE;
  IF place = 'verified' OR (place = 'submitted' AND (TG_OP <> 'UPDATE'
      OR to_jsonb(NEW) - '{{accepted,why}}'::text[] <> to_jsonb(OLD) - '{{accepted,why}}'::text[])) THEN
    RAISE EXCEPTION 'claim_is_with_the_ministry' {REFUSE};
  END IF;
  IF place IN ('draft', 'returned') AND TG_OP <> 'DELETE' AND one.accepted IS NOT NULL THEN
    RAISE EXCEPTION 'claim_moves_in_order' {REFUSE};
  END IF;
  RETURN one;
END $$;
CREATE TRIGGER claims_line BEFORE INSERT OR UPDATE OR DELETE ON claims_claimline
  FOR EACH ROW EXECUTE FUNCTION claims_line();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE UPDATE, DELETE ON claims_claimterms, claims_visit FROM {APP};
    REVOKE UPDATE ON claims_signalanswer FROM {APP};
  END IF;
END $$;
"""
BACK = """
DROP FUNCTION claims_line CASCADE;
DROP FUNCTION claims_move CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("agreements", "0001_initial"), ("documents", "0001_initial")]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="ClaimTerms",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "categories",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), default=list, size=None
                        ),
                    ),
                    ("rate", models.DecimalField(decimal_places=4, max_digits=5)),
                    ("holdback", models.DecimalField(decimal_places=4, default=0, max_digits=5)),
                    ("need_months", models.PositiveSmallIntegerField()),
                    ("quotes_from", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    (
                        "ties",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=160), default=list, size=None
                        ),
                    ),
                    ("written_at", models.DateTimeField()),
                    ("written_by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claim_terms",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("holdback__gte", 0), ("holdback__lt", 1), ("rate__gt", 0), ("rate__lte", 1)
                            ),
                            name="claim_terms_are_shares",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Claim",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("rank", models.PositiveSmallIntegerField()),
                    ("begins_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    ("need", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("need_words", models.CharField(blank=True, max_length=300)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "brouillon"),
                                ("submitted", "à vérifier"),
                                ("returned", "retournée, à compléter"),
                                ("verified", "vérifiée"),
                            ],
                            default="draft",
                            max_length=9,
                        ),
                    ),
                    ("begun_at", models.DateTimeField()),
                    ("submitted_at", models.DateTimeField(null=True)),
                    ("submitted_by", models.CharField(blank=True, max_length=80)),
                    ("answered_at", models.DateTimeField(null=True)),
                    ("answered_by", models.CharField(blank=True, max_length=80)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    ("accepted", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("share", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("justifies", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("held", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "payable",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claim",
                            to="agreements.payable",
                        ),
                    ),
                    (
                        "released",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claim_held",
                            to="agreements.payable",
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["state", "submitted_at"], name="claim_waits")],
                    "constraints": [
                        models.UniqueConstraint(fields=("agreement", "rank"), name="claim_rank_once"),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                            name="claim_ends_after_it_begins",
                            violation_error_message="La période se termine avant de commencer.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "draft"),
                                models.Q(
                                    ("submitted_at__isnull", False), models.Q(("submitted_by", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="claim_submitted_by_someone",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("answered_by", ""),
                                models.Q(("answered_by", models.F("submitted_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="who_claims_does_not_verify",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("answered_at__isnull", False), ("share__isnull", False), ("state", "verified")
                                ),
                                models.Q(
                                    models.Q(("state", "verified"), _negated=True), ("payable", None), ("share", None)
                                ),
                                _connector="OR",
                            ),
                            name="claim_verified_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("share", None),
                                models.Q(("held__gte", 0), ("justifies__gte", 0), ("share__lte", models.F("accepted"))),
                                _connector="OR",
                            ),
                            name="claim_within_what_was_accepted",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClaimLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("category", models.CharField(max_length=40)),
                    ("supplier", models.CharField(max_length=160)),
                    ("number", models.CharField(max_length=60)),
                    ("supplier_key", models.CharField(max_length=160)),
                    ("number_key", models.CharField(max_length=60)),
                    ("on", models.DateField()),
                    ("what", models.CharField(blank=True, max_length=300)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("accepted", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("why", models.CharField(blank=True, max_length=300)),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="claims.claim"
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
                    "indexes": [
                        models.Index(fields=["supplier_key", "on"], name="line_supplier"),
                        models.Index(fields=["category", "on"], name="line_category"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("accepted", None), ("accepted__gt", 0), _connector="OR"),
                            fields=("supplier_key", "number_key"),
                            name="invoice_claimed_once",
                        ),
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="claim_line_is_money"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("accepted", None),
                                models.Q(("accepted__gte", 0), ("accepted__lte", models.F("amount"))),
                                _connector="OR",
                            ),
                            name="accepted_within_claimed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("accepted", None),
                                ("accepted", models.F("amount")),
                                models.Q(("why", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="less_accepted_says_why",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignalAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("duplicate", "facture déjà réclamée"),
                                ("near_duplicate", "facture presque semblable"),
                                ("split", "factures fractionnées"),
                                ("related", "fournisseur apparenté"),
                                ("outlier", "montant loin de ses semblables"),
                            ],
                            max_length=14,
                        ),
                    ),
                    ("founded", models.BooleanField()),
                    ("why", models.CharField(max_length=300)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "line",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="claims.claimline"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("why", ""), _negated=True), name="signal_answered_with_reason"
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Visit",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("on", models.DateField()),
                    ("seen", models.TextField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="visits",
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
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
