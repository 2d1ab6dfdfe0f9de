"""The trail, and French search without ICU: unaccent before and after stemming, as generated columns need it (immutable).

Every name says its schema: a restored table is filled where no schema is searched.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

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
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TrailEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("screen", models.CharField(max_length=200)),
                ("verb", models.CharField(max_length=80)),
                ("subject_kind", models.CharField(max_length=80)),
                ("subject_id", models.CharField(max_length=80)),
                ("reason", models.TextField()),
                ("details", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_id", "at"], name="trail_subject")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trailevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1b6465796c13aec6cdc94dbe9ed6754a9acbfed2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59e10",
                    table="base_trailevent",
                    when="BEFORE",
                ),
            ),
        ),
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(FUNCTIONS, BACK),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=2)),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("path", models.CharField(max_length=200)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(models.Func("title", function="f_unaccent")),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("title", "text", "language", function="entry_vector"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_vector"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["sort_key"], name="search_alike", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "key", "language"), name="search_entry_once")],
            },
        ),
    ]
