"""The owner's door: everyone may begin; each thread opens with its own key."""

from http import HTTPStatus

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem, ViewerRequest
from virage.stages.directory.queries import EnterpriseCard, enterprise_card_by_id

SME = Door(
    desk="sme",
    place=_("Mon entreprise"),
    nav=(
        NavItem(words=_("Mon entreprise"), route="sme:start"),
        NavItem(words=_("Le programme"), route="public:portfolio"),
        NavItem(words=_("Aides"), route="public:aids"),
        NavItem(words=_("Activités"), route="public:calendar"),
    ),
)


def own(request: ViewerRequest, enterprise_id: int) -> EnterpriseCard:
    """The thread on screen, for whoever holds its key; nobody else learns that it exists.

    Raises:
        Http404: no such thread, or no key in this browser.
    """
    card = enterprise_card_by_id(request.viewer, enterprise_id=enterprise_id)
    if card is None or card.key not in request.viewer.keys:
        raise Http404(str(HTTPStatus.NOT_FOUND))
    return card
