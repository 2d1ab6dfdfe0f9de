"""A regrant of the promoter of the cast, proposed by its adviser."""

from decimal import Decimal

from tests.cast import JOB, Cast
from tests.house.samples.files import case_file
from tests.house.samples.registry import Arguments, sample
from tests.promise import signed
from virage.base.viewer import Role
from virage.stages.casefiles.models import CaseFile
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.operations import open_regrant_line, propose_regrant


@sample
def proposed_regrant(cast: Cast) -> Arguments:
    """To be answered by whoever manages the project."""
    file = CaseFile.objects.for_operation().get(pk=case_file(cast)["case_file_id"])
    found = Regrant.objects.for_operation().filter(case_file=file, purpose="Essai fictif").first()
    if found is not None:
        return {"regrant_id": found.pk}
    agreement = signed(file.project_id, reference="Entente fictive A")
    terms = {"ceiling": Decimal("0.5"), "clause": "Article fictif 4"}
    line = open_regrant_line(JOB, agreement_id=agreement.pk, amount=Decimal(1000), **terms)
    return {
        "regrant_id": propose_regrant(
            cast.viewer(Role.ADVISER),
            line_id=line,
            enterprise_id=file.enterprise_id,
            amount=Decimal(400),
            total_cost=Decimal(1000),
            purpose="Essai fictif",
        )
    }
