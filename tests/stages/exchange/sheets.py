"""Sheets for tests, and what an import may write."""

from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact

HEAD = "Entreprise;NEQ;Courriel;Code postal;Employés;Région"
FJORD = "Menuiserie du Fjord inc.;9900000011;info@fjord.example;G7H 1A1;14;02"
ERABLES = "Pépinière des Érables;;bonjour@erables.example;J2S 2B2;6;Montérégie"
LINES = (FJORD, ERABLES)
TABLES = (Enterprise, Contact, EnterpriseFact, AccessGrant, Request, CaseFile)


def sheet(*lines, head=HEAD):
    """A sheet as somebody sends it."""
    return "\n".join([head, *lines]).encode()


def rows():
    """How many rows stand in each table that an import writes."""
    return {model.__name__: model._base_manager.count() for model in TABLES}
