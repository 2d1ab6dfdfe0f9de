"""The balance is changed by the entry's trigger alone: the application may read it, never write it."""

from django.conf import settings
from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
