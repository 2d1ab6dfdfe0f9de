"""One session: what, when, where, for whom, how many places; registration in two fields."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.core.satisfaction import Opinion
from virage.desks.public.door import PUBLIC
from virage.stages.awareness.forms import RegistrationForm
from virage.stages.awareness.operations import register
from virage.stages.awareness.queries import (
    MaterialLine,
    SessionCard,
    appointments,
    material_file,
    materials,
    opinions_of_organisations,
    present,
    series,
    session,
)
from virage.stages.documents.serving import served


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """``others`` are to come in the series; ``opinion`` is of the organisation; ``present``, who of it is there.

    ``materials`` are those that everyone may read.
    """

    session: SessionCard
    form: RegistrationForm
    others: tuple[SessionCard, ...]
    opinion: Opinion | None
    present: tuple[str, ...]
    materials: tuple[MaterialLine, ...]


@PUBLIC.form("public/session.html")
def session_page(request: ViewerRequest, session_id: int) -> SessionPage | HttpResponse:
    found = session(request.viewer, session_id=session_id)
    if found is None:
        raise Http404
    form = RegistrationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            register(
                request.viewer,
                session_id=session_id,
                enterprise_name=form.cleaned_data["enterprise_name"],
                email=form.cleaned_data["email"],
            )
            words = _(
                "C’est noté. Nous écrivons à %(email)s : le courriel dit votre place ou votre rang et ouvre votre "
                "inscription. Si cette adresse était déjà inscrite, il le dit aussi."
            )
            messages.success(request, words % {"email": form.cleaned_data["email"]})
            return redirect("public:session", session_id=session_id)
    beside = series(request.viewer, activity_id=found.activity_id)
    others = tuple(each for each in beside if each.open and each.id != found.id)
    there = present(appointments(request.viewer, session_id=session_id))
    opinion = opinions_of_organisations().get(found.promoter_id)
    told = tuple(one for one in materials(request.viewer, session_id=session_id) if one.public)
    return SessionPage(session=found, form=form, others=others, opinion=opinion, present=there, materials=told)


@PUBLIC.page("")
def material(request: ViewerRequest, material_id: int) -> HttpResponse:
    file = material_file(request.viewer, material_id=material_id)
    if file is None:
        raise Http404
    return served(file)
