"""The migrations say all that the models say."""

from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, skip_checks=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_tables_of_one_migration_are_made_together():
    """Two in a row would render every related model twice: seconds of a first start."""
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if migration.__module__.startswith("virage."):
            kinds = [type(operation) for operation in migration.operations]
            assert (CreateModel, CreateModel) not in pairwise(kinds), (app, name)
