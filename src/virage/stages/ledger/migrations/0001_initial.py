"""The envelope's entries; its balance is changed by the entry's trigger alone: the application may read it, never write it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

APP = settings.DATABASES["default"]["USER"]

FORWARD = f"""
CREATE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  spent numeric;
  held numeric;
BEGIN
  INSERT INTO ledger_balance (envelope_id, fiscal_year, announced, voted, authorised, committed, paid)
    VALUES (NEW.envelope_id, NEW.fiscal_year, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE ledger_balance SET
    announced = announced + CASE NEW.kind WHEN 'announced' THEN NEW.amount ELSE 0 END,
    voted = voted + CASE NEW.kind WHEN 'voted' THEN NEW.amount ELSE 0 END,
    authorised = authorised + CASE NEW.kind WHEN 'authorised' THEN NEW.amount ELSE 0 END,
    committed = committed + CASE NEW.kind WHEN 'committed' THEN NEW.amount ELSE 0 END,
    paid = paid + CASE NEW.kind WHEN 'paid' THEN NEW.amount ELSE 0 END
  WHERE envelope_id = NEW.envelope_id AND fiscal_year = NEW.fiscal_year;
  IF NEW.kind IN ('committed', 'paid') THEN
    -- the balance row is locked by now: these sums cannot change under us
    SELECT coalesce(sum(amount) FILTER (WHERE kind = 'paid'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'committed'), 0)
      INTO spent, held FROM ledger_entry
      WHERE project_id = NEW.project_id AND envelope_id = NEW.envelope_id AND fiscal_year = NEW.fiscal_year;
    IF spent > held THEN
      RAISE EXCEPTION 'paid_within_project' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_post AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_post();
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE INSERT, UPDATE, DELETE ON ledger_balance FROM {APP};
  END IF;
END $$;
"""
BACK = "DROP TRIGGER ledger_post ON ledger_entry; DROP FUNCTION ledger_post;"
from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("programme", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Envelope",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=160)),
                    (
                        "initiative",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="envelopes",
                            to="programme.initiative",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Balance",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("announced", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("voted", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("authorised", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("committed", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("paid", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    (
                        "envelope",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="balances", to="ledger.envelope"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("envelope", "fiscal_year"), name="one_balance_a_year"),
                        models.CheckConstraint(
                            condition=models.Q(("committed__lte", models.F("voted"))), name="committed_within_voted"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("paid__lte", models.F("committed"))), name="paid_within_committed"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("paid__gte", 0), ("committed__gte", 0)), name="balance_not_negative"
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Entry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("announced", "annonce"),
                                ("voted", "crédits votés"),
                                ("authorised", "autorisation"),
                                ("committed", "engagement"),
                                ("paid", "versement"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("counterparty", models.CharField(blank=True, max_length=200)),
                    ("on", models.DateField()),
                    ("evidence", models.CharField(max_length=300)),
                    ("posted_at", models.DateTimeField()),
                    ("posted_by", models.CharField(max_length=80)),
                    ("idempotency_key", models.CharField(max_length=80, unique=True)),
                    (
                        "corrects",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="ledger.entry",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="programme.project",
                        ),
                    ),
                    (
                        "envelope",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="ledger.envelope"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("amount", 0), _negated=True), name="entry_not_zero"),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0), ("corrects__isnull", False), _connector="OR"),
                            name="negative_only_to_correct",
                            violation_error_message="Un montant négatif doit dire quelle écriture il corrige.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ["committed", "paid"]), _negated=True),
                                ("project__isnull", False),
                                _connector="OR",
                            ),
                            name="spending_names_its_project",
                        ),
                    ],
                },
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bd80cdea55986d8dc4a873a0796f1dd071e72f1d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_af900",
                    table="ledger_entry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
