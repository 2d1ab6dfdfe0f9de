"""The envelope's entries; its balances are changed by the triggers alone: the application may read them, never write.

A posting locks its agreement, then the balance of its envelope and year, then what it pays, the project of an advance and
the entry it follows: what it sums cannot change under it. The names raised here are those that ``operations.refusals`` puts in words.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models.expressions import CombinedExpression as Combined

from virage.base.schema import CreateModels

APP = settings.DATABASES["default"]["USER"]
KINDS = (
    "announced",
    "reannounced",
    "voted",
    "authorised",
    "sent",
    "received",
    "carried_out",
    "carried_in",
    "lapsed",
    "committed",
    "released",
    "advanced",
    "paid",
    "held",
    "freed",
    "settled",
    "recovered",
)
SPENDING = "('committed', 'released', 'advanced', 'paid', 'held', 'freed', 'settled', 'recovered')"
ADDED = ",\n    ".join(f"{kind} = {kind} + CASE NEW.kind WHEN '{kind}' THEN NEW.amount ELSE 0 END" for kind in KINDS)
REFUSE = "USING ERRCODE = 'check_violation'"

FORWARD = f"""
ALTER TABLE ledger_envelope ADD CONSTRAINT phase_of_its_initiative
  FOREIGN KEY (phase_id, initiative_id) REFERENCES programme_phase (id, initiative_id);

CREATE FUNCTION ledger_left(entry bigint) RETURNS numeric LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT e.amount
    + coalesce((SELECT sum(c.amount) FROM ledger_entry c WHERE c.corrects_id = e.id), 0)
    + coalesce((SELECT sum(CASE f.kind WHEN 'freed' THEN f.amount WHEN 'reannounced' THEN 0 ELSE -f.amount END)
                FROM ledger_entry f WHERE f.about_id = e.id), 0)
  FROM ledger_entry e WHERE e.id = entry
$$;

CREATE FUNCTION ledger_follow(entry ledger_entry) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  first ledger_entry;
  taken numeric;
BEGIN
  SELECT * INTO first FROM ledger_entry WHERE id = entry.about_id FOR NO KEY UPDATE;
  IF NOT (CASE entry.kind
      WHEN 'reannounced' THEN first.kind = 'announced'
      WHEN 'received' THEN first.kind = 'sent' AND first.fiscal_year = entry.fiscal_year
      WHEN 'carried_in' THEN first.kind = 'carried_out' AND first.envelope_id = entry.envelope_id
        AND first.fiscal_year = entry.fiscal_year - 1
      WHEN 'settled' THEN first.kind = 'advanced'
      WHEN 'recovered' THEN first.kind IN ('advanced', 'paid')
      ELSE first.kind = 'committed' AND first.fiscal_year = entry.fiscal_year END)
    OR first.corrects_id IS NOT NULL
    OR (entry.kind <> 'received' AND first.envelope_id <> entry.envelope_id)
    OR first.project_id IS DISTINCT FROM entry.project_id OR first.agreement_id IS DISTINCT FROM entry.agreement_id THEN
    RAISE EXCEPTION 'follows_another' {REFUSE};
  END IF;
  IF ledger_left(first.id) < 0 THEN
    RAISE EXCEPTION 'beyond_entry' {REFUSE};
  END IF;
  IF entry.kind IN ('held', 'freed') THEN
    SELECT sum(CASE kind WHEN 'held' THEN amount ELSE -amount END) INTO taken
      FROM ledger_entry WHERE about_id = first.id AND kind IN ('held', 'freed');
    IF taken < 0 THEN
      RAISE EXCEPTION 'freed_within_held' {REFUSE};
    END IF;
  END IF;
END $$;

CREATE FUNCTION ledger_correct(entry ledger_entry) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  first ledger_entry;
BEGIN
  SELECT * INTO first FROM ledger_entry WHERE id = entry.corrects_id FOR NO KEY UPDATE;
  IF first.corrects_id IS NOT NULL OR first.about_id IS DISTINCT FROM entry.about_id
    OR (first.kind, first.envelope_id, first.fiscal_year) <> (entry.kind, entry.envelope_id, entry.fiscal_year)
    OR (first.project_id, first.agreement_id, first.payable_id)
      IS DISTINCT FROM (entry.project_id, entry.agreement_id, entry.payable_id) OR entry.on < first.on THEN
    RAISE EXCEPTION 'corrects_another' {REFUSE};
  END IF;
  IF entry.kind NOT IN ('sent', 'carried_out') AND ledger_left(first.id) < 0 THEN
    RAISE EXCEPTION 'beyond_entry' {REFUSE};
  END IF;
END $$;

CREATE FUNCTION ledger_advance(entry ledger_entry) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  waiting numeric;
BEGIN
  PERFORM 1 FROM programme_project WHERE id = entry.project_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(CASE kind WHEN 'advanced' THEN amount ELSE -amount END), 0) INTO waiting
    FROM ledger_entry e
    WHERE project_id = entry.project_id AND (kind IN ('advanced', 'settled') OR (kind = 'recovered' AND EXISTS (
      SELECT FROM ledger_entry a WHERE a.id = e.about_id AND a.kind = 'advanced')));
  IF waiting > entry.proven_need THEN
    RAISE EXCEPTION 'advance_within_need' {REFUSE};
  END IF;
END $$;

CREATE FUNCTION ledger_promise(entry ledger_entry) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  promise agreements_agreement;
  giver ledger_envelope;
  bound numeric;
BEGIN
  SELECT * INTO promise FROM agreements_agreement WHERE id = entry.agreement_id;
  IF promise.state <> 'signed' OR promise.number <> 0 OR entry.on < promise.signed_on THEN
    RAISE EXCEPTION 'agreement_not_signed' {REFUSE};
  END IF;
  SELECT * INTO giver FROM ledger_envelope WHERE id = entry.envelope_id;
  IF promise.project_id <> entry.project_id
    OR giver.initiative_id <> (SELECT initiative_id FROM programme_project WHERE id = entry.project_id) THEN
    RAISE EXCEPTION 'follows_another' {REFUSE};
  END IF;
  SELECT sum(CASE e.kind WHEN 'committed' THEN e.amount ELSE -e.amount END) INTO bound
    FROM ledger_entry e JOIN ledger_envelope v ON v.id = e.envelope_id
    WHERE e.agreement_id = promise.id AND e.kind IN ('committed', 'released') AND v.funder_id = giver.funder_id;
  IF bound > agreements_promised(promise.id, giver.funder_id) THEN
    RAISE EXCEPTION 'beyond_agreement' {REFUSE};
  END IF;
END $$;

CREATE FUNCTION ledger_amended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entry e JOIN ledger_envelope v ON v.id = e.envelope_id
      WHERE e.agreement_id = NEW.amends_id AND e.kind IN ('committed', 'released') GROUP BY v.funder_id
      HAVING sum(CASE e.kind WHEN 'committed' THEN e.amount ELSE -e.amount END)
        > agreements_promised(NEW.amends_id, v.funder_id)) THEN
    RAISE EXCEPTION 'below_what_is_committed' {REFUSE};
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_amended AFTER UPDATE OF state ON agreements_agreement
  FOR EACH ROW WHEN (NEW.state = 'signed' AND NEW.amends_id IS NOT NULL) EXECUTE FUNCTION ledger_amended();

CREATE FUNCTION ledger_pay(entry ledger_entry) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  due agreements_payable;
BEGIN
  SELECT * INTO due FROM agreements_payable WHERE id = entry.payable_id FOR NO KEY UPDATE;
  IF due.agreement_id <> entry.agreement_id OR due.released_on > entry.on
    OR (due.kind = 'advance') <> (entry.kind = 'advanced') THEN
    RAISE EXCEPTION 'not_payable' {REFUSE};
  END IF;
  IF due.made_by = entry.posted_by THEN
    RAISE EXCEPTION 'verifier_pays' {REFUSE};
  END IF;
  IF agreements_late(entry.agreement_id,
      greatest(entry.on, (entry.posted_at AT TIME ZONE 'America/Toronto')::date)) THEN
    RAISE EXCEPTION 'deliverable_late' {REFUSE};
  END IF;
  IF entry.proven_need > due.proven_need THEN
    RAISE EXCEPTION 'advance_within_need' {REFUSE};
  END IF;
  IF (SELECT sum(amount) FROM ledger_entry WHERE payable_id = due.id) > due.amount THEN
    RAISE EXCEPTION 'beyond_payable' {REFUSE};
  END IF;
END $$;

CREATE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shut boolean;
BEGIN
  IF NEW.agreement_id IS NOT NULL THEN
    PERFORM 1 FROM agreements_agreement WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
  END IF;
  INSERT INTO ledger_balance (envelope_id, fiscal_year, closed, {", ".join(KINDS)})
    VALUES (NEW.envelope_id, NEW.fiscal_year, false, {", ".join("0" for _ in KINDS)}) ON CONFLICT DO NOTHING;
  SELECT closed INTO shut FROM ledger_balance
    WHERE envelope_id = NEW.envelope_id AND fiscal_year = NEW.fiscal_year FOR UPDATE;
  IF shut THEN
    RAISE EXCEPTION 'year_is_closed' {REFUSE};
  END IF;
  IF NEW.corrects_id IS NOT NULL THEN
    PERFORM ledger_correct(NEW);
  ELSIF NEW.on < make_date(NEW.fiscal_year - CASE WHEN NEW.kind IN {SPENDING} THEN 0 ELSE 1 END, 4, 1)
    OR NEW.on > make_date(NEW.fiscal_year + 2, 3, 31) THEN
    RAISE EXCEPTION 'date_far_from_year' {REFUSE};
  ELSIF NEW.kind IN ('advanced', 'paid') AND NEW.need = '' AND extract(month FROM NEW.on) = 3
    AND extract(day FROM NEW.on) >= 2 THEN
    RAISE EXCEPTION 'year_end_states_its_need' {REFUSE};
  END IF;
  IF NEW.kind IN ('committed', 'released') THEN
    PERFORM ledger_promise(NEW);
  END IF;
  IF NEW.kind IN ('paid', 'advanced') AND NEW.corrects_id IS NULL THEN
    PERFORM ledger_pay(NEW);
  END IF;
  IF NEW.kind = 'advanced' AND NEW.corrects_id IS NULL THEN
    PERFORM ledger_advance(NEW);
  END IF;
  IF NEW.about_id IS NOT NULL THEN
    PERFORM ledger_follow(NEW);
  END IF;
  UPDATE ledger_balance SET
    {ADDED}
  WHERE envelope_id = NEW.envelope_id AND fiscal_year = NEW.fiscal_year;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_post AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_post();

CREATE FUNCTION ledger_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  half bigint = CASE WHEN NEW.kind IN ('sent', 'carried_out') THEN coalesce(NEW.corrects_id, NEW.id)
                     WHEN NEW.kind IN ('received', 'carried_in') THEN NEW.about_id END;
BEGIN
  IF ledger_left(half) <> 0 THEN
    RAISE EXCEPTION 'half_of_a_movement' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT FROM base_trailevent WHERE subject_kind = 'entry' AND subject_id = NEW.id::text
                 AND verb = 'entry.posted') THEN
    RAISE EXCEPTION 'entry_without_trail' {REFUSE};
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_whole AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_whole();

CREATE FUNCTION ledger_close() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE ledger_balance SET closed = true WHERE envelope_id = NEW.envelope_id AND fiscal_year = NEW.fiscal_year
    AND voted + received - sent + carried_in - carried_out - lapsed = committed - released
    AND paid + advanced = committed - released AND held = freed;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'closing_leaves_money' {REFUSE};
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_close AFTER INSERT ON ledger_closing FOR EACH ROW EXECUTE FUNCTION ledger_close();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE INSERT, UPDATE, DELETE ON ledger_balance FROM {APP};
    REVOKE UPDATE, DELETE ON ledger_entry, ledger_closing, ledger_promise FROM {APP};
  END IF;
END $$;
"""
BACK = """
ALTER TABLE ledger_envelope DROP CONSTRAINT phase_of_its_initiative;
DROP FUNCTION ledger_post CASCADE;
DROP FUNCTION ledger_whole CASCADE;
DROP FUNCTION ledger_close CASCADE;
DROP FUNCTION ledger_advance;
DROP FUNCTION ledger_amended CASCADE;
DROP FUNCTION ledger_pay;
DROP FUNCTION ledger_promise;
DROP FUNCTION ledger_correct;
DROP FUNCTION ledger_follow;
DROP FUNCTION ledger_left;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("agreements", "0001_initial"),
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
                        "funder",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="envelopes",
                            to="accounts.organisation",
                        ),
                    ),
                    (
                        "initiative",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="envelopes",
                            to="programme.initiative",
                        ),
                    ),
                    (
                        "phase",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="envelopes",
                            to="programme.phase",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Closing",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("evidence", models.CharField(max_length=300)),
                    ("closed_at", models.DateTimeField()),
                    ("closed_by", models.CharField(max_length=80)),
                    (
                        "envelope",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="ledger.envelope"
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("envelope", "fiscal_year"), name="closed_once")]
                },
            ),
            migrations.CreateModel(
                name="Balance",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("closed", models.BooleanField(default=False)),
                    ("announced", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("reannounced", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("voted", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("authorised", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("sent", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("received", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("carried_out", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("carried_in", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("lapsed", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("committed", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("released", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("advanced", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("paid", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("held", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("freed", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("settled", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                    ("recovered", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
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
                            condition=models.Q(
                                (
                                    "committed__lte",
                                    Combined(
                                        Combined(
                                            Combined(
                                                Combined(
                                                    Combined(
                                                        Combined(models.F("voted"), "+", models.F("received")),
                                                        "-",
                                                        models.F("sent"),
                                                    ),
                                                    "+",
                                                    models.F("carried_in"),
                                                ),
                                                "-",
                                                models.F("carried_out"),
                                            ),
                                            "-",
                                            models.F("lapsed"),
                                        ),
                                        "+",
                                        models.F("released"),
                                    ),
                                )
                            ),
                            name="committed_within_credits",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("committed__lte", Combined(models.F("authorised"), "+", models.F("released")))
                            ),
                            name="committed_within_authorised",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "paid__lte",
                                    Combined(
                                        Combined(
                                            Combined(
                                                Combined(models.F("committed"), "-", models.F("released")),
                                                "-",
                                                models.F("advanced"),
                                            ),
                                            "-",
                                            models.F("held"),
                                        ),
                                        "+",
                                        models.F("freed"),
                                    ),
                                )
                            ),
                            name="paid_within_committed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("freed__lte", models.F("held"))), name="freed_within_held"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("released__lte", models.F("committed"))),
                            name="released_within_committed",
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
                                ("reannounced", "annonce répétée"),
                                ("voted", "crédits votés"),
                                ("authorised", "autorisation"),
                                ("sent", "transfert donné"),
                                ("received", "transfert reçu"),
                                ("carried_out", "report vers l’exercice suivant"),
                                ("carried_in", "report de l’exercice précédent"),
                                ("lapsed", "crédits périmés"),
                                ("committed", "engagement"),
                                ("released", "désengagement"),
                                ("advanced", "avance"),
                                ("paid", "versement"),
                                ("held", "retenue"),
                                ("freed", "retenue levée"),
                                ("settled", "avance justifiée"),
                                ("recovered", "recouvrement"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("fiscal_year", models.PositiveSmallIntegerField()),
                    ("counterparty", models.CharField(blank=True, max_length=200)),
                    ("on", models.DateField()),
                    ("evidence", models.CharField(max_length=300)),
                    ("need", models.CharField(blank=True, max_length=300)),
                    ("proven_need", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ("posted_at", models.DateTimeField()),
                    ("posted_by", models.CharField(max_length=80)),
                    ("idempotency_key", models.CharField(max_length=80, unique=True)),
                    (
                        "about",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="followers",
                            to="ledger.entry",
                        ),
                    ),
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
                        "agreement",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="agreements.agreement",
                        ),
                    ),
                    (
                        "payable",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="agreements.payable",
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
                            condition=models.Q(
                                models.Q(("amount__gt", 0), ("corrects__isnull", True)),
                                models.Q(("amount__lt", 0), ("corrects__isnull", False)),
                                _connector="OR",
                            ),
                            name="negative_only_to_correct",
                            violation_error_message="Un montant négatif doit dire quelle écriture il corrige.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("agreement__isnull", False),
                                    (
                                        "kind__in",
                                        (
                                            "committed",
                                            "released",
                                            "advanced",
                                            "paid",
                                            "held",
                                            "freed",
                                            "settled",
                                            "recovered",
                                        ),
                                    ),
                                    ("project__isnull", False),
                                ),
                                models.Q(
                                    models.Q(
                                        (
                                            "kind__in",
                                            (
                                                "committed",
                                                "released",
                                                "advanced",
                                                "paid",
                                                "held",
                                                "freed",
                                                "settled",
                                                "recovered",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    ("agreement", None),
                                    ("project", None),
                                ),
                                _connector="OR",
                            ),
                            name="spending_names_its_agreement",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ("paid", "advanced")), ("payable__isnull", False)),
                                models.Q(
                                    models.Q(("kind__in", ("paid", "advanced")), _negated=True), ("payable", None)
                                ),
                                _connector="OR",
                            ),
                            name="payment_names_its_payable",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("about__isnull", False),
                                    (
                                        "kind__in",
                                        (
                                            "reannounced",
                                            "received",
                                            "carried_in",
                                            "released",
                                            "advanced",
                                            "paid",
                                            "held",
                                            "freed",
                                            "settled",
                                            "recovered",
                                        ),
                                    ),
                                ),
                                models.Q(
                                    models.Q(
                                        (
                                            "kind__in",
                                            (
                                                "reannounced",
                                                "received",
                                                "carried_in",
                                                "released",
                                                "advanced",
                                                "paid",
                                                "held",
                                                "freed",
                                                "settled",
                                                "recovered",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    ("about__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="follower_names_its_entry",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("evidence", ""), _negated=True), name="entry_has_evidence"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "advanced"), _negated=True),
                                models.Q(("proven_need__isnull", False), models.Q(("need", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="advance_states_its_need",
                        ),
                    ],
                    "indexes": [
                        models.Index(
                            fields=["project", "kind", "fiscal_year"], include=("amount",), name="entry_sums_of_project"
                        ),
                        models.Index(fields=["kind", "envelope", "on"], name="entry_kind"),
                        models.Index(
                            fields=["agreement"],
                            include=("amount",),
                            condition=models.Q(("payable__isnull", False)),
                            name="entry_paid",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Promise",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=200)),
                    ("name_en", models.CharField(max_length=200)),
                    ("speaker", models.CharField(max_length=160)),
                    ("source", models.CharField(max_length=300)),
                    ("announced_on", models.DateField()),
                    ("due_on", models.DateField()),
                    (
                        "measure",
                        models.CharField(
                            choices=[
                                ("authorised", "autorisé"),
                                ("committed", "engagé"),
                                ("paid", "versé"),
                                ("agreements", "ententes signées"),
                                ("enterprises", "entreprises"),
                            ],
                            max_length=11,
                        ),
                    ),
                    ("indicator", models.CharField(blank=True, max_length=40)),
                    ("value", models.DecimalField(decimal_places=2, max_digits=14)),
                    (
                        "announcement",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="promises",
                            to="ledger.entry",
                        ),
                    ),
                    (
                        "initiative",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="promises",
                            to="programme.initiative",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="promise_of_something"),
                        models.CheckConstraint(
                            condition=models.Q(("due_on__gte", models.F("announced_on"))),
                            name="promise_due_after_it_is_made",
                            violation_error_message="L’échéance vient après l’annonce.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("announcement__isnull", False),
                                    ("measure__in", ("authorised", "committed", "paid")),
                                ),
                                models.Q(
                                    models.Q(("measure__in", ("authorised", "committed", "paid")), _negated=True),
                                    ("announcement", None),
                                ),
                                _connector="OR",
                            ),
                            name="promised_money_was_announced",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("measure", "enterprises"), models.Q(("indicator", ""), _negated=True)),
                                models.Q(models.Q(("measure", "enterprises"), _negated=True), ("indicator", "")),
                                _connector="OR",
                            ),
                            name="promised_enterprises_are_defined",
                        ),
                    ],
                },
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c92f4d669da283830218a41b2ff56e54cbd124b4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8ddc6",
                    table="ledger_promise",
                    when="BEFORE",
                ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="72ce21b9671f9c3d9fdd246fd751839ad4835fb0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_03327",
                    table="ledger_closing",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
