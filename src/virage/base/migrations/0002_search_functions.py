"""French search without ICU: unaccent before and after stemming, as generated columns need it (immutable).

Every name says its schema: a restored table is filled where no schema is searched.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION public.f_unaccent(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT public.unaccent('public.unaccent'::regdictionary, t) $$;
CREATE TEXT SEARCH CONFIGURATION public.fr_unaccent (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION public.fr_unaccent
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.french_stem;
CREATE FUNCTION public.fr_vector(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (public.f_unaccent(to_tsvector('pg_catalog.french', t)::text))::tsvector || to_tsvector('public.fr_unaccent', t) $$;
CREATE FUNCTION public.fr_query(t text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (public.f_unaccent(websearch_to_tsquery('pg_catalog.french', t)::text))::tsquery
       || websearch_to_tsquery('public.fr_unaccent', t) || websearch_to_tsquery('pg_catalog.english', t) $$;
CREATE FUNCTION public.entry_vector(title text, body text, language text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN language = 'en'
     THEN setweight(to_tsvector('pg_catalog.english', title), 'A') || to_tsvector('pg_catalog.english', body)
     ELSE setweight(public.fr_vector(title), 'A') || public.fr_vector(body) END $$;
"""
BACK = """
DROP FUNCTION entry_vector; DROP FUNCTION fr_query; DROP FUNCTION fr_vector;
DROP TEXT SEARCH CONFIGURATION fr_unaccent; DROP FUNCTION f_unaccent;
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [UnaccentExtension(), TrigramExtension(), migrations.RunSQL(FUNCTIONS, BACK)]
