"""One caseload that came from a sheet, so that one sees what an import leaves: four files, one line to correct."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import NAMESPACE_DNS, uuid5

from virage.base.tables.reading import read_sheet
from virage.base.viewer import Membership, Role, Viewer
from virage.demo.cast import ORGANISATIONS, Cast
from virage.demo.clock import at, working
from virage.demo.portfolio import Announced
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact
from virage.stages.exchange.building import Entering, enter
from virage.stages.exchange.known import known
from virage.stages.exchange.lines import ReadLine, read_lines
from virage.stages.exchange.models import Import, ImportLine
from virage.stages.exchange.states import Fate, ImportState
from virage.stages.programme.models import Project

PROMOTER = "saveurs"
SHEET = """Entreprise;Courriel;Personne-ressource;Téléphone;Code postal;Région;Employés;Prochain geste;Pour quand
Fromagerie fictive du Plateau;lait@plateau.example;Rose Fictive;418 555-0111;G0J 1A0;01;11;Fixer la visite;{soon}
Vergers fictifs du Piémont;pommes@piemont.example;Yan Inventé;450 555-0112;J0L 2B0;16;24;Lire le bilan;{soon}
Conserverie fictive des Îles;bocal@iles.example;Lou Fictif;418 555-0113;G4T 3C0;11;7;Rappeler après la saison;{later}
Miellerie fictive des Tilleuls;miel@tilleuls.example;Éli Inventé;819 555-0114;J0X 4E0;07;3;Envoyer le plan;{later}
Brasserie fictive du Canal;biere@canal.example;Max Fictif;514 555-0115;H3K;06;18;Fixer la visite;{soon}
"""


def write(on: date, projects: Sequence[Announced], cast: Cast) -> None:
    """Read the sheet as any sheet is read, and enter it as it stood ten days before."""
    place = next(one for one in projects if one.promoter == PROMOTER)
    project = Project.objects.for_operation().get(pk=place.id)
    viewer, now = _manager(cast), at(working(on - timedelta(days=10)), 9, 30)
    days = {"soon": working(on + timedelta(days=9)), "later": working(on + timedelta(days=20))}
    content = SHEET.format(**days).encode()
    read = read_lines(read_sheet(content), known(viewer, promoter_id=project.promoter_id))
    sheet = Import.objects.create(
        project=project,
        file_name="dossiers-en-cours.csv",
        headings=list(read.headings),
        state=ImportState.DONE,
        by=viewer.by,
        at=now - timedelta(minutes=8),
        done_at=now,
    )
    lines = ImportLine.objects.bulk_create(_line(sheet, line) for line in read.lines)
    enter(Entering(viewer=viewer, sheet=sheet, now=now, fictitious=True), [one for one in lines if not one.problems])
    for line in lines:
        _settle(line)


def _manager(cast: Cast) -> Viewer:
    organisation = cast.organisations[PROMOTER]
    held = Membership(role=Role.PROMOTER, organisation_id=organisation, organisation=ORGANISATIONS[PROMOTER][0])
    return Viewer(person_id=cast.people[PROMOTER, Role.PROMOTER], memberships=(held,), screen="promoter:confirm_import")


def _line(sheet: Import, line: ReadLine) -> ImportLine:
    return ImportLine(
        sheet=sheet,
        number=line.number,
        cells=list(line.cells),
        values=dict(line.values),
        problems=[problem.kept() for problem in line.problems],
        mark=line.mark,
        fate=Fate.WRONG if line.problems else Fate.NEW,
    )


def _settle(line: ImportLine) -> None:
    """Keys that the story gives: the same day and seed tell the same one."""
    if line.enterprise_id is None:
        return
    key = uuid5(NAMESPACE_DNS, line.values["email"])
    matter = uuid5(key, "request")
    Enterprise.objects.for_operation().filter(pk=line.enterprise_id).update(key=key)
    for model in (Request, AccessGrant, EnterpriseFact, Contact):
        model._base_manager.filter(enterprise_id=line.enterprise_id).update(matter=matter)  # noqa: SLF001 — Django's name
    CaseFile._base_manager.filter(enterprise_id=line.enterprise_id).update(story=matter)  # noqa: SLF001
