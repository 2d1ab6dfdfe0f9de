"""A demonstration and real life never share a database."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.cast import assemble
from virage.config import database_kind
from virage.config.database_kind import refuse_wrong_database
from virage.stages.accounts.models import Person


def test_a_demonstration_refuses_real_people(db):
    assemble()
    refuse_wrong_database(demo=True)
    Person.objects.filter(email__startswith="director").update(fictitious=False)
    with pytest.raises(ImproperlyConfigured, match="vraies personnes"):
        refuse_wrong_database(demo=True)


def test_a_real_site_refuses_a_marked_database(db, monkeypatch):
    refuse_wrong_database(demo=False)
    monkeypatch.setattr(database_kind, "database_is_demo", lambda: True)
    with pytest.raises(ImproperlyConfigured, match="marquée"):
        refuse_wrong_database(demo=False)
