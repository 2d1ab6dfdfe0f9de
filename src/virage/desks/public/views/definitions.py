"""What we count, and how: each definition with its proof, its version and its digest."""

from dataclasses import dataclass

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.insight.queries import DefinitionCard, definitions


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionsPage:
    """Every definition, in the order of the stages."""

    cards: tuple[DefinitionCard, ...]


@PUBLIC.page("public/programme/definitions.html")
def definitions_page(request: ViewerRequest) -> DefinitionsPage:
    return DefinitionsPage(cards=definitions(request.viewer))
