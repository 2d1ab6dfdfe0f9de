"""« Quel projet peut m’aider? »: without an account, and nothing is kept."""

from django.views.decorators.gzip import gzip_page

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.awareness.forms import MatchPage, match_page


@gzip_page
@PUBLIC.page("public/matching.html")
def matching(request: ViewerRequest) -> MatchPage:
    return match_page(request.viewer, said=request.GET)
