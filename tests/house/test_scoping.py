"""Nothing is read without saying who looks: rows through ``visible_to``, questions with a ``viewer``."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

from django.apps import apps

from virage import stages
from virage.base.scoping import ScopedQuerySet

PLAIN = {
    "base.TrailEvent": "the trail: read whole by the auditor alone, and act by act beside a file already shown",
    "base.SearchEntry": "a cache of public pages",
    "accounts.Organisation": "names of organisations stand on public pages",
    "accounts.Person": "read to sign in, before there is a viewer; names reach others through their roles and acts",
    "accounts.Invitation": "opened by its token, before there is a viewer",
    "accounts.PrivateLink": "opened by its token, before there is a viewer",
    "directory.RegisterLoad": "when a public register was loaded, and which of its lines are wrong",
    "programme.Initiative": "announced: its name stands on public pages",
    "programme.Phase": "as its initiative",
    "programme.Strategy": "announced: everyone reads it",
    "outbox.HeldAddress": "digests of addresses: they hold letters back and are shown to nobody",
    "casefiles.MoveReminder": "which move was recalled to whom: jobs alone read it, so as not to say it twice",
    "agreements.DeliverableReminder": "who was told of which deliverable: jobs alone read it",
    "documents.Content": "bytes by their digest, reached through a document alone",
    "documents.Part": "bytes by their digest, reached through a document alone",
    "funding.KeptText": "texts of norms as published, kept under their digest",
}

WITHOUT_VIEWER = {
    "accounts.viewer_of": "makes the viewer",
    "accounts.holds_a_role": "decides whether there is a viewer yet",
    "accounts.cast": "fictitious people, in a demonstration",
    "accounts.open_invitation": "the token is the right",
    "accounts.private_link_ends": "the token is the right",
    "accounts.real_people_exist": "yes or no, for the installation",
    "accounts.ministry_exists": "yes or no, for the installation",
    "accounts.organisation_names": "names of organisations stand on public pages",
    "assessments.parts_of": "no query: from questions already shown",
    "awareness.attended": "for figures, whose right is checked",
    "awareness.card_of": "no query: from a row already scoped",
    "awareness.counted": "rows already scoped",
    "awareness.enterprises_by": "counts for everyone, none shown under five",
    "awareness.opinions_of_organisations": "counts for everyone, none shown under five",
    "awareness.present": "no query: from lines already shown",
    "calls.card_of": "no query: from a row already scoped",
    "calls.content_of": "of a proposal already shown",
    "calls.criteria_in": "no query: from criteria already shown",
    "calls.criteria_lines": "of a call already shown",
    "calls.floor_lines": "no query: from a call already shown",
    "calls.slacks": "no query: from marks already shown",
    "campaigns.effects": "no query: from counts",
    "campaigns.kept_for_comparison": "for operations and counts, whose right is checked",
    "campaigns.is_kept_for_comparison": "for the posting of news, which jobs alone do",
    "campaigns.standing": "of enterprises already found for a viewer",
    "campaigns.tally": "of a campaign already found for a viewer",
    "casefiles.known_as": "rows already scoped",
    "casefiles.lines": "rows already scoped",
    "casefiles.lines_and": "rows already scoped",
    "casefiles.may_say": "no query: from a row already shown",
    "casefiles.names_of": "who signed acts already shown",
    "casefiles.named": "rows already scoped",
    "casefiles.service_lines": "rows already scoped",
    "casefiles.service_totals": "no query: from lines already shown",
    "claims.advances": "for operations and queries, whose right is checked",
    "claims.needs": "for operations and queries, whose right is checked",
    "claims.rules": "no query: from rows already shown",
    "claims.signals_of": "lines already scoped",
    "claims.unjustified": "for operations and queries, whose right is checked",
    "documents.file_lines": "for a stage that asked who looks",
    "funding.board_of": "no query: from a card and a sheet already shown",
    "insight.act_rows": "for figures, whose right is checked",
    "insight.acts_of": "for figures, whose right is checked",
    "insight.as_filter": "no query: from a definition",
    "insight.asked": "for figures, whose right is checked",
    "insight.barriers_said": "for counts and operations, whose right is checked",
    "insight.enterprises_of": "no query: from counts",
    "insight.narrowed": "for figures, whose right is checked",
    "insight.places": "for figures already shown",
    "insight.profiles": "for figures, whose right is checked",
    "insight.reached_by": "for figures, whose right is checked",
    "insight.rows_of": "for figures, whose right is checked",
    "ledger.announced": "what everyone may read",
    "ledger.changes_of": "no query: from terms already shown",
    "ledger.line_of": "no query: from a row already scoped",
    "ledger.open_terms_of": "no query: from terms already shown",
    "ledger.untold": "what everyone may not read yet: taken away by queries that ask who looks",
    "plans.first_actions": "no query: from a sheet already shown",
    "plans.left_out": "no query: from a plan already shown",
    "plans.need_in": "no query: from values",
    "plans.proposed": "no query: from values",
    "programme.words_of_need": "no query: from values",
}


def test_every_model_is_scoped_or_says_why_not():
    ours = [model for model in apps.get_models() if model.__module__.startswith("virage.")]
    plain = {
        model._meta.label
        for model in ours
        if not issubclass(model._default_manager.get_queryset().__class__, ScopedQuerySet)
    }
    assert plain == set(PLAIN)


def test_every_scoped_model_says_who_sees_it():
    scoped = [m for m in apps.get_models() if isinstance(m._default_manager.get_queryset(), ScopedQuerySet)]
    silent = [m._meta.label for m in scoped if type(m.objects.all()).visible_to is ScopedQuerySet.visible_to]
    assert (len(scoped) > 15, silent) == (True, [])


def test_every_query_takes_a_viewer_or_says_why_not():
    unseen = set()
    for module in walk_packages(stages.__path__, f"{stages.__name__}."):
        stage, _dot, rest = module.name.removeprefix(f"{stages.__name__}.").partition(".")
        if rest.split(".")[0] == "queries":
            unseen |= {f"{stage}.{name}" for name in _without_viewer(module.name)}
    assert unseen == set(WITHOUT_VIEWER)


def _without_viewer(module):
    for name, function in inspect.getmembers(import_module(module), inspect.isfunction):
        own = function.__module__ == module and not name.startswith("_")
        if own and next(iter(inspect.signature(function).parameters), "").lstrip("_") != "viewer":
            yield name
