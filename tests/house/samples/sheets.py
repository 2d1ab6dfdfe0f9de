"""Sheets that come in, lists that go out."""

from tests.cast import Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Role
from virage.stages.exchange.models import Import
from virage.stages.exchange.operations import confirm_import, preview_import
from virage.stages.exchange.states import ImportState

SHEET = "Entreprise;NEQ\nFjord fictif;9900000011\nSans numéro;99\n".encode()


@sample
def exported_list(cast: Cast) -> Arguments:
    return {"name": "dossiers"}


@sample
def prepared_list(_cast: Cast) -> Arguments:
    """Nobody here may take a list away, prepared or not."""
    return {"export_id": 1}


@sample
def template_sheet(cast: Cast) -> Arguments:
    return {"name": "modele", "extension": "csv"}


@sample
def read_sheet(cast: Cast) -> Arguments:
    """A sheet read, with a line that could leak."""
    number = preview_import(cast.viewer(Role.PROMOTER), project_id=project(cast).pk, file_name="a.csv", content=SHEET)
    return {"import_id": number}


@sample
def wrong_lines(cast: Cast) -> Arguments:
    return {**read_sheet(cast), "extension": "csv"}


@sample
def entered_sheet(cast: Cast) -> Arguments:
    found = Import.objects.for_operation().filter(state=ImportState.DONE).first()
    if found is None:
        arguments = read_sheet(cast)
        confirm_import(cast.viewer(Role.PROMOTER), **arguments)
        return arguments
    return {"import_id": found.pk}
