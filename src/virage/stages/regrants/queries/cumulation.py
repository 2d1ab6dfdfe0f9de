"""Every public aid of an enterprise known here: regrants, decisions noted in files, and what its owner declared."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.answers import Answer
from virage.core.cumulation import AidKind, Cumulation, PublicAid, cumulate
from virage.stages.casefiles.models import CaseFile, Result
from virage.stages.casefiles.states import ResultKind
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import DeclaredAid, Regrant
from virage.stages.regrants.readings import KnownAid, as_told, twin_of
from virage.stages.regrants.rules import kind_of, own_rule, published_rule, same_enterprise
from virage.stages.regrants.states import COUNTED


def cumulation_of(viewer: Viewer, *, regrant_id: int) -> Cumulation | None:
    """What a regrant and every aid known of its enterprise come to; None when the viewer does not see it."""
    row = Regrant.objects.visible_to(viewer).select_related("line__agreement", "enterprise", "case_file")
    found = row.filter(pk=regrant_id).first()
    return weigh(viewer, found) if found is not None and found.enterprise_id is not None else None


def weigh(viewer: Viewer, row: Regrant) -> Cumulation:
    """The regrant itself, and each other aid, against the agreement's rule and against theirs."""
    this = PublicAid(name=_("Cette aide"), kind=AidKind.GRANT, amount=row.amount)
    rule = own_rule(row.line, name=row.line.agreement.reference)
    others = known_aids(viewer, row)
    apply = [one for one in others if one.aid.concerns is not Answer.NO and one.aid.same is not Answer.YES]
    rules = {rule.name: rule} | {each.rule.name: each.rule for each in apply}
    return cumulate([this, *(each.aid for each in others)], cost=row.total_cost, ceilings=rules.values())


def known_aids(viewer: Viewer, row: Regrant) -> tuple[KnownAid, ...]:
    """Every other aid of the enterprise. Five queries at most."""
    assert row.enterprise is not None  # noqa: S101 — asked by whoever holds it
    numbers = list(Enterprise.objects.for_operation().filter(same_enterprise(row.enterprise)).values_list("pk"))
    ids = [number for (number,) in numbers]
    story = row.case_file.story if row.case_file else None
    kept = (*_regrants(viewer, row, ids), *_decisions(viewer, ids, story))
    return (*kept, *_declared(ids, kept))


def kept_here(viewer: Viewer, ids: list[int]) -> tuple[KnownAid, ...]:
    """The aids of an enterprise that the record itself holds, whatever the project. Four queries at most."""
    return (*_regrants(viewer, None, ids), *_decisions(viewer, ids, None))


def _regrants(viewer: Viewer, row: Regrant | None, ids: list[int]) -> list[KnownAid]:
    held = Regrant.objects.for_operation().filter(enterprise_id__in=ids, state__in=COUNTED)
    others = held.exclude(pk=row.pk) if row else held
    rows = list(others.select_related("line__agreement").order_by("pk"))
    if not rows:
        return []
    seen = set(Regrant.objects.visible_to(viewer).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    return [
        KnownAid(
            aid=PublicAid(
                name=(name := one.line.agreement.reference if one.pk in seen else _unnamed(rank)),
                kind=AidKind.GRANT,
                amount=one.amount,
                concerns=_same(row is not None and one.case_file_id == row.case_file_id),
            ),
            rule=own_rule(one.line, name=name),
            on=one.decided_on or one.proposed_at.date(),
        )
        for rank, one in enumerate(rows, 1)
    ]


def _decisions(viewer: Viewer, ids: list[int], story: UUID | None) -> list[KnownAid]:
    stands = {"kind": ResultKind.DECISION, "favourable": True, "void": False, "corrected_by": None}
    kept = Result.objects.for_operation().filter(case_file__enterprise_id__in=ids, **stands)
    rows = list(kept.select_related("case_file").order_by("pk"))
    if not rows:
        return []
    seen = set(CaseFile.objects.visible_to(viewer).filter(enterprise_id__in=ids).values_list("pk", flat=True))
    found = []
    for rank, one in enumerate(rows, 1):
        known = library().aids.get(one.aid)
        if known is not None and known.level == "private":
            continue
        said = known.name.words.say(viewer.language) if known else one.what
        name = said if one.case_file_id in seen else _unnamed(rank)
        concerns = _same(one.case_file.story == story)
        aid = PublicAid(name=name, kind=kind_of(one.aid), amount=one.amount, concerns=concerns)
        rule = published_rule(one.aid, name=name, on=one.happened_on)
        found.append(KnownAid(aid=aid, rule=rule, on=one.happened_on, pack=one.aid))
    return found


def _declared(ids: list[int], kept: Sequence[KnownAid]) -> list[KnownAid]:
    rows = DeclaredAid.objects.for_operation().filter(enterprise_id__in=ids).order_by("received_on", "pk")
    return [
        KnownAid(
            aid=as_told(one, twin=twin_of(one, kept)),
            rule=published_rule(one.aid, name=one.name, on=one.received_on),
            on=one.received_on,
            pack=one.aid,
        )
        for one in rows
    ]


def _same(certain: bool) -> Answer:
    """Aids of one file pay one project; for the others, nobody said."""
    return Answer.of(True if certain else None)


def _unnamed(rank: int) -> str:
    return _("aide no %(n)s suivie par un autre organisme") % {"n": rank}
