"""What funders say of agreements, and what they brought: lines are added, never rewritten."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from virage.base.schema import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("agreements", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Opinion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "stance",
                        models.CharField(
                            choices=[
                                ("decision", "décision sur la part promise"),
                                ("recommendation", "recommandation"),
                            ],
                            max_length=14,
                        ),
                    ),
                    (
                        "verdict",
                        models.CharField(
                            choices=[
                                ("favourable", "favorable"),
                                ("conditional", "favorable, à des conditions"),
                                ("unfavourable", "défavorable"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("why", models.CharField(blank=True, max_length=300)),
                    ("on", models.DateField()),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.agreement"
                        ),
                    ),
                    (
                        "funder",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("verdict", "favourable"), models.Q(("why", ""), _negated=True), _connector="OR"
                            ),
                            name="opinion_says_why",
                            violation_error_message="Dites à quelles conditions, ou pourquoi.",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Brought",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ("on", models.DateField()),
                    ("evidence", models.CharField(max_length=300)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=80)),
                    (
                        "contribution",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="brought",
                            to="agreements.contribution",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount", 0), _negated=True), name="brought_is_money"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("evidence", ""), _negated=True), name="brought_has_evidence"
                        ),
                    ],
                },
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brought",
            trigger=pgtrigger.compiler.Trigger(
                name="added_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b8309de527fc7966ceeaeba20084a8811f1e7c52",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_added_only_5c2a8",
                    table="funders_brought",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="added_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="198b2b62336333cdfe2fae4434fd21be095c6ebb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_added_only_97e75",
                    table="funders_opinion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
