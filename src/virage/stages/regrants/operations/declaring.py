"""Declare the aids that an enterprise received elsewhere. Anyone who follows it may write; the owner confirms."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.cumulation import AidKind
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import Declaration, DeclaredAid
from virage.stages.regrants.operations.refusals import NotYourMoney, OwnerConfirms
from virage.stages.regrants.policies import can_confirm, can_declare


@dataclass(frozen=True, slots=True, kw_only=True)
class AidWords:
    """One aid as it is declared. ``amount`` in dollars; None, an empty ``kind``: not known."""

    name: str
    received_on: date
    giver: str = ""
    aid: str = ""
    kind: AidKind | str = ""
    amount: Decimal | None = None
    same_project: bool | None = None


@operation
def declare_aid(viewer: Viewer, *, enterprise_id: int, words: AidWords) -> int:
    """Add an aid; the owner confirms afterwards. Returns its number."""
    enterprise = _open(viewer, enterprise_id)
    row = DeclaredAid.objects.create(
        enterprise=enterprise, declared_at=timezone.now(), declared_by=viewer.by, **asdict(words)
    )
    _changed(viewer, enterprise, "aid.declared", row.pk)
    return row.pk


@operation
def correct_aid(viewer: Viewer, *, aid_id: int, words: AidWords) -> None:
    """Write an aid again. Under the same name it stays the aid that the pack knows."""
    row = DeclaredAid.objects.for_operation().get(pk=aid_id)
    enterprise = _open(viewer, row.enterprise_id)
    known = row.aid if words.name == row.name else ""
    for name, value in {**asdict(words), "aid": words.aid or known}.items():
        setattr(row, name, value)
    row.declared_at, row.declared_by, row.told_twice = timezone.now(), viewer.by, None
    row.save()
    _changed(viewer, enterprise, "aid.corrected", row.pk)


@operation
def tell_aid_apart(viewer: Viewer, *, aid_id: int, same: bool) -> None:
    """Answer whether an aid declared is one that is known here already: then it counts once."""
    row = DeclaredAid.objects.for_operation().get(pk=aid_id)
    enterprise = _open(viewer, row.enterprise_id)
    row.told_twice = same
    row.save(update_fields=["told_twice"])
    record(viewer, "aid.told_apart", kind="enterprise", id=enterprise.pk, aid=aid_id, same=same)


@operation
def remove_aid(viewer: Viewer, *, aid_id: int) -> None:
    """Take away an aid written by mistake."""
    row = DeclaredAid.objects.for_operation().get(pk=aid_id)
    enterprise = _open(viewer, row.enterprise_id)
    row.delete()
    _changed(viewer, enterprise, "aid.removed", aid_id)


@operation
def confirm_aids(viewer: Viewer, *, key: UUID) -> None:
    """The owner's word: these are all the public aids received."""
    enterprise = Enterprise.objects.for_operation().select_for_update().filter(key=key).first()
    if enterprise is None or not can_confirm(viewer, enterprise):
        raise OwnerConfirms
    Declaration.objects.for_operation().update_or_create(
        enterprise=enterprise, defaults={"confirmed_at": timezone.now()}
    )
    record(viewer, "aids.confirmed", kind="enterprise", id=enterprise.pk)


def _open(viewer: Viewer, enterprise_id: int) -> Enterprise:
    enterprise = Enterprise.objects.for_operation().select_for_update(no_key=True).filter(pk=enterprise_id).first()
    if enterprise is None or not can_declare(viewer, enterprise):
        raise NotYourMoney
    return enterprise


def _changed(viewer: Viewer, enterprise: Enterprise, verb: str, aid_id: int) -> None:
    """What was confirmed no longer stands."""
    Declaration.objects.for_operation().filter(enterprise=enterprise).delete()
    record(viewer, verb, kind="enterprise", id=enterprise.pk, aid=aid_id)
