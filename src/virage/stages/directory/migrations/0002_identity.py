"""What the database keeps itself: the record that speaks for each enterprise, and the tables of the public register."""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASES["default"]["USER"]

CANONICAL = """
CREATE FUNCTION directory_settle_canonical() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  touched bigint[] := CASE TG_OP WHEN 'DELETE' THEN ARRAY[OLD.absorbed_id, OLD.kept_id]
                                 ELSE ARRAY[NEW.absorbed_id, NEW.kept_id] END;
BEGIN
  IF TG_OP <> 'DELETE' AND EXISTS (
    WITH RECURSIVE up AS (
      SELECT kept_id AS node FROM directory_merge WHERE absorbed_id = NEW.absorbed_id AND undone_at IS NULL
      UNION
      SELECT m.kept_id FROM up JOIN directory_merge m ON m.absorbed_id = up.node AND m.undone_at IS NULL
    )
    SELECT FROM up WHERE node = NEW.absorbed_id
  ) THEN
    RAISE EXCEPTION 'merge_has_an_end' USING ERRCODE = 'check_violation';
  END IF;
  WITH RECURSIVE roots AS (
    SELECT coalesce(canonical_id, id) AS id FROM directory_enterprise WHERE id = ANY (touched)
  ), members AS (
    SELECT id FROM directory_enterprise
    WHERE id = ANY (touched) OR id IN (SELECT id FROM roots) OR canonical_id IN (SELECT id FROM roots)
  ), up AS (
    SELECT id AS start, id AS node FROM members
    UNION
    SELECT up.start, m.kept_id FROM up JOIN directory_merge m ON m.absorbed_id = up.node AND m.undone_at IS NULL
  ), top AS (
    SELECT start, node FROM up
    WHERE NOT EXISTS (SELECT FROM directory_merge m WHERE m.absorbed_id = up.node AND m.undone_at IS NULL)
  )
  UPDATE directory_enterprise e SET canonical_id = nullif(top.node, e.id)
  FROM top WHERE top.start = e.id AND e.canonical_id IS DISTINCT FROM nullif(top.node, e.id);
  RETURN NULL;
END $$;
CREATE TRIGGER settle_canonical AFTER INSERT OR UPDATE OR DELETE ON directory_merge
  FOR EACH ROW EXECUTE FUNCTION directory_settle_canonical();
"""
NO_CANONICAL = """
DROP TRIGGER settle_canonical ON directory_merge;
DROP FUNCTION directory_settle_canonical;
"""

REGISTER = f"""
CREATE FUNCTION register_open() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('virage.register'));
  CREATE TABLE incoming_enterprise (
    line integer, neq text, status text, status_on date, form text, employees text, cae text, cae2 text,
    registered_on date, constituted_on date, address text, postal text);
  CREATE TABLE incoming_name (
    line integer, neq text, name text, words text, start text, status text, kind text, since date, until date);
  CREATE TABLE incoming_establishment (
    line integer, neq text, suffix integer, main boolean, name text, address text, postal text, cae text);
  CREATE TABLE incoming_merger (line integer, neq text, related text, name text, relation text, on_date date);
  CREATE TABLE incoming_word (line integer, type text, code text, words text);
  CREATE TABLE incoming_succession (absorbed text, survivor text, on_date date);
END $$;
CREATE FUNCTION register_close() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  item text;
BEGIN
  CREATE UNIQUE INDEX incoming_enterprise_neq ON incoming_enterprise (neq);
  CREATE INDEX incoming_enterprise_postal ON incoming_enterprise (postal) WHERE postal <> '';
  CREATE INDEX incoming_name_neq ON incoming_name (neq);
  CREATE INDEX incoming_name_words ON incoming_name (words);
  CREATE INDEX incoming_name_start ON incoming_name (start);
  CREATE INDEX incoming_establishment_neq ON incoming_establishment (neq);
  CREATE UNIQUE INDEX incoming_word_code ON incoming_word (type, code);
  CREATE INDEX incoming_succession_absorbed ON incoming_succession (absorbed);
  FOREACH item IN ARRAY ARRAY['enterprise', 'name', 'establishment', 'merger', 'word', 'succession'] LOOP
    EXECUTE format('ANALYZE %I', 'incoming_' || item);
    EXECUTE format('DROP TABLE IF EXISTS %I', 'register_' || item);
    EXECUTE format('ALTER TABLE %I RENAME TO %I', 'incoming_' || item, 'register_' || item);
  END LOOP;
  FOR item IN SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'incoming\\_%' LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', item, replace(item, 'incoming_', 'register_'));
  END LOOP;
END $$;
SELECT register_open();
SELECT register_close();
REVOKE ALL ON FUNCTION register_open(), register_close() FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
    GRANT EXECUTE ON FUNCTION register_open(), register_close() TO {APP};
  END IF;
END $$;
"""
NO_REGISTER = """
DROP FUNCTION register_open, register_close;
DROP TABLE register_enterprise, register_name, register_establishment, register_merger, register_word,
  register_succession;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(CANONICAL, NO_CANONICAL),
        migrations.RunSQL(REGISTER, NO_REGISTER),
    ]
