"""The migrations say all that the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, skip_checks=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)
