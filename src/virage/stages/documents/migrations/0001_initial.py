import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("directory", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Content",
                fields=[
                    ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ("size", models.PositiveBigIntegerField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("pdf", "pdf"),
                                ("png", "png"),
                                ("jpeg", "jpeg"),
                                ("webp", "webp"),
                                ("docx", "docx"),
                                ("xlsx", "xlsx"),
                                ("pptx", "pptx"),
                                ("odt", "odt"),
                                ("ods", "ods"),
                                ("csv", "csv"),
                                ("txt", "txt"),
                                ("ics", "ics"),
                            ],
                            max_length=5,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$"), ("size__gt", 0)),
                            name="content_has_bytes_and_digest",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Part",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("number", models.PositiveIntegerField()),
                    ("body", models.BinaryField()),
                    (
                        "content",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="documents.content"
                        ),
                    ),
                ],
                options={"constraints": [models.UniqueConstraint(fields=("content", "number"), name="part_once")]},
            ),
            migrations.CreateModel(
                name="Document",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=160)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "content",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.content"
                        ),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="documents",
                            to="directory.enterprise",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="accounts.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("enterprise", None), ("organisation__isnull", False)),
                                models.Q(("enterprise__isnull", False), ("organisation", None)),
                                _connector="OR",
                            ),
                            name="document_of_one_owner",
                            violation_error_message="Un document est à une entreprise ou à un organisme.",
                        )
                    ]
                },
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="content",
            trigger=pgtrigger.compiler.Trigger(
                name="never_rewritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="17edf42a387465a3ae7dff12babcf4d0b8e569e5",
                    operation="UPDATE",
                    pgid="pgtrigger_never_rewritten_8e292",
                    table="documents_content",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="part",
            trigger=pgtrigger.compiler.Trigger(
                name="never_rewritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3386694a7eaa6a52d4f9d49efacf15410423d5bb",
                    operation="UPDATE",
                    pgid="pgtrigger_never_rewritten_cc878",
                    table="documents_part",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="destroy_unused_content",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM pg_advisory_xact_lock(hashtextextended(gone.content_id, 0))\n        FROM (SELECT DISTINCT content_id FROM former ORDER BY content_id) AS gone;\n    DELETE FROM documents_part WHERE content_id IN (SELECT content_id FROM former)\n        AND NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.content_id = documents_part.content_id);\n    DELETE FROM documents_content WHERE sha256 IN (SELECT content_id FROM former)\n        AND NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.content_id = documents_content.sha256);\n    RETURN NULL;\n",
                    hash="f2c9d6b7d7c0d34312e4d2256edbeda340fe5a50",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_destroy_unused_content_690bd",
                    referencing="REFERENCING OLD TABLE AS former ",
                    table="documents_document",
                    when="AFTER",
                ),
            ),
        ),
    ]
