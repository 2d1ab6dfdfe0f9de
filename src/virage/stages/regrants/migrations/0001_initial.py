"""Money given on to enterprises, within what an agreement sets aside for them; triggers hold it.

The names raised here are those that ``operations.refusals`` puts in words.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from virage.base.schema import CreateModels

APP = settings.DATABASES["default"]["USER"]
REFUSE = "USING ERRCODE = 'check_violation'"
BEGIN = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$"

FORWARD = f"""
CREATE FUNCTION regrants_open() {BEGIN}
DECLARE
  promise agreements_agreement;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'regrant_line_stays' {REFUSE};
  END IF;
  SELECT * INTO promise FROM agreements_agreement WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
  IF promise.state <> 'signed' OR promise.number <> 0
    OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM regrants_regrantline WHERE agreement_id = promise.id)
      > agreements_promised(promise.id, NULL) THEN
    RAISE EXCEPTION 'regrant_lines_beyond_agreement' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER regrants_open BEFORE INSERT OR UPDATE OR DELETE ON regrants_regrantline
  FOR EACH ROW EXECUTE FUNCTION regrants_open();

CREATE FUNCTION regrants_move() {BEGIN}
DECLARE
  moving text[] = ARRAY['state', 'decided_on', 'decided_by', 'counted', 'settled', 'ended_on'];
  given regrants_regrantline;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'regrant_stays' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.enterprise_id IS NULL AND OLD.enterprise_id IS NOT NULL)
      OR (NEW.case_file_id IS NULL AND OLD.case_file_id IS NOT NULL) THEN  -- destroyed: the amount and its dates stay
      NEW.state = OLD.state;
      IF NEW.enterprise_id IS NULL THEN
        NEW.purpose = '';
        NEW.settled = '';
        NEW.counted = '[]';
      END IF;
      RETURN NEW;
    END IF;
    IF OLD.state <> 'proposed' THEN
      moving = ARRAY['state', 'ended_on'];
    END IF;
    IF to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving
      OR (OLD.state, NEW.state) NOT IN (('proposed', 'granted'), ('proposed', 'refused'),
        ('proposed', 'renounced'), ('granted', 'paid'),
        ('granted', 'renounced')) THEN
      RAISE EXCEPTION 'regrant_in_order' {REFUSE};
    END IF;
  ELSIF NEW.state <> 'proposed' THEN
    RAISE EXCEPTION 'regrant_in_order' {REFUSE};
  END IF;
  IF NEW.state IN ('proposed', 'granted') THEN
    PERFORM FROM casefiles_casefile f JOIN regrants_regrantline l ON l.id = NEW.line_id
      JOIN agreements_agreement a ON a.id = l.agreement_id
      WHERE f.id = NEW.case_file_id AND f.enterprise_id = NEW.enterprise_id AND f.project_id = a.project_id
        AND f.closed_at IS NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'regrant_not_selected' {REFUSE};
    END IF;
  END IF;
  IF NEW.state = 'granted' THEN
    SELECT * INTO given FROM regrants_regrantline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    IF NEW.amount + (SELECT coalesce(sum(amount), 0) FROM regrants_regrant
        WHERE line_id = NEW.line_id AND state IN ('granted', 'paid') AND id <> NEW.id) > given.amount THEN
      RAISE EXCEPTION 'regrant_beyond_line' {REFUSE};
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER regrants_move BEFORE INSERT OR UPDATE OR DELETE ON regrants_regrant
  FOR EACH ROW EXECUTE FUNCTION regrants_move();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    REVOKE UPDATE, DELETE ON regrants_regrantline FROM {APP};
    REVOKE DELETE ON regrants_regrant FROM {APP};
  END IF;
END $$;
"""
BACK = """
DROP FUNCTION regrants_move CASCADE;
DROP FUNCTION regrants_open CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("casefiles", "0001_initial"),
        ("directory", "0002_identity"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Declaration",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("confirmed_at", models.DateTimeField()),
                    (
                        "enterprise",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="aid_declaration",
                            to="directory.enterprise",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="RegrantLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("ceiling", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                    ("repayable", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                    ("tax_credit", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                    ("clause", models.CharField(max_length=300)),
                    ("opened_at", models.DateTimeField()),
                    ("opened_by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="regrant_lines",
                            to="agreements.agreement",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0), models.Q(("clause", ""), _negated=True)),
                            name="regrant_line_says_all",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ceiling", None), ("ceiling__range", (0, 1)), _connector="OR"),
                                models.Q(("repayable", None), ("repayable__range", (0, 1)), _connector="OR"),
                                models.Q(("tax_credit", None), ("tax_credit__range", (0, 1)), _connector="OR"),
                            ),
                            name="regrant_rule_is_shares",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="Regrant",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("total_cost", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("purpose", models.CharField(max_length=300)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("proposed", "proposée"),
                                ("granted", "accordée"),
                                ("paid", "versée"),
                                ("refused", "refusée"),
                                ("renounced", "abandonnée"),
                            ],
                            default="proposed",
                            max_length=9,
                        ),
                    ),
                    ("proposed_at", models.DateTimeField()),
                    ("proposed_by", models.CharField(max_length=80)),
                    ("decided_on", models.DateField(null=True)),
                    ("decided_by", models.CharField(blank=True, max_length=80)),
                    ("counted", models.JSONField(default=list)),
                    ("settled", models.CharField(blank=True, max_length=300)),
                    ("ended_on", models.DateField(null=True)),
                    (
                        "case_file",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="regrants",
                            to="casefiles.casefile",
                        ),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="regrants",
                            to="directory.enterprise",
                        ),
                    ),
                    (
                        "line",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="regrants",
                            to="regrants.regrantline",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0), ("total_cost__gte", models.F("amount"))),
                            name="regrant_within_cost",
                            violation_error_message="L’aide ne dépasse pas le coût du projet.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state__in", ("granted", "paid", "refused")), _negated=True),
                                models.Q(("decided_on__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="regrant_decided_by_someone",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            name="regrant_decided_by_another",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                ("enterprise", None),
                                models.Q(("settled", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="regrant_refused_with_words",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ended_on__isnull", False), ("state__in", ("paid", "renounced"))),
                                models.Q(
                                    models.Q(("state__in", ("paid", "renounced")), _negated=True), ("ended_on", None)
                                ),
                                _connector="OR",
                            ),
                            name="regrant_ended_on_a_day",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="DeclaredAid",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=160)),
                    ("aid", models.CharField(blank=True, max_length=80)),
                    ("giver", models.CharField(blank=True, max_length=160)),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("grant", "subvention"),
                                ("repayable", "aide remboursable"),
                                ("tax_credit", "crédit d’impôt"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                    ("received_on", models.DateField()),
                    ("same_project", models.BooleanField(null=True)),
                    ("told_twice", models.BooleanField(null=True)),
                    ("declared_at", models.DateTimeField()),
                    ("declared_by", models.CharField(max_length=80)),
                    (
                        "enterprise",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="declared_aids",
                            to="directory.enterprise",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                            name="declared_aid_is_money",
                        )
                    ]
                },
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
