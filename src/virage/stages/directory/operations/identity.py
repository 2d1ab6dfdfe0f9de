"""What the owner says of who the enterprise is: its name, its numbers, where it stands."""

from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.core.coordinates import postal_code
from virage.core.identifiers import read_bn, read_neq
from virage.stages.directory.models import Enterprise, EnterpriseFact, EnterpriseName, Establishment
from virage.stages.directory.operations.doubles import propose_same_number
from virage.stages.directory.operations.threads import locked_enterprise
from virage.stages.directory.states import NameKind, Provenance


class NotNeq(Refusal):
    """The one rule that is published."""

    sentence = _("Le NEQ compte dix chiffres. Il figure sur vos documents du Registraire des entreprises.")
    field = "neq"


class NotBn(Refusal):
    """Nine digits, the last checking the others."""

    sentence = _("Ce numéro fédéral compte neuf chiffres et le dernier vérifie les autres : relisez-le.")
    field = "bn"


@operation
def state_identity(viewer: Viewer, *, key: UUID, name: str, neq: str = "", bn: str = "") -> None:
    """Correct the name and the numbers of one's enterprise; an empty number is taken back.

    A number that another record holds stays a claim, and the two records go to the queue: a person decides.
    """
    enterprise = locked_enterprise(viewer, key=key)
    numbers = {"neq": read_neq(neq) if neq else None, "bn": read_bn(bn) if bn else None}
    if neq and not numbers["neq"]:
        raise NotNeq
    if bn and not numbers["bn"]:
        raise NotBn
    rename(viewer, enterprise, name)
    for scheme in ("neq", "bn"):
        _number(viewer, enterprise, scheme, numbers[scheme])
    record(viewer, "identity.stated", kind="enterprise", id=enterprise.pk)


def rename(viewer: Viewer, enterprise: Enterprise, name: str) -> None:
    """The name in use from today; the former one keeps its period."""
    if not name or name == enterprise.name:
        return
    now, today = timezone.now(), timezone.localdate()
    said = EnterpriseName.objects.for_operation().filter(enterprise=enterprise, provenance=Provenance.OWNER)
    said.filter(until=None).update(until=today)
    if enterprise.name and not said.filter(name=enterprise.name).exists():
        said.create(
            enterprise=enterprise,
            name=enterprise.name,
            kind=NameKind.OTHER,
            until=today,
            provenance=Provenance.OWNER,
            at=now,
            by=viewer.by,
        )
    said.update_or_create(
        enterprise=enterprise,
        name=name,
        kind=NameKind.OTHER,
        since=today,
        provenance=Provenance.OWNER,
        defaults={"until": None, "at": now, "by": viewer.by},
    )
    enterprise.name = name
    enterprise.save(update_fields=["name"])


def _number(viewer: Viewer, enterprise: Enterprise, scheme: Literal["neq", "bn"], value: str | None) -> None:
    """The claim is a fact; the number itself belongs to the first record that said it."""
    stated = EnterpriseFact.objects.for_operation().filter(enterprise=enterprise, name=scheme).order_by("-at", "-pk")
    last = stated.values_list("value", flat=True).first()
    if value == last:
        return
    EnterpriseFact.objects.create(
        enterprise=enterprise, name=scheme, value=value, provenance=Provenance.OWNER, at=timezone.now(), by=viewer.by
    )
    setattr(enterprise, scheme, value)
    try:
        with transaction.atomic():
            enterprise.save(update_fields=[scheme])
    except IntegrityError:
        setattr(enterprise, scheme, None)
        enterprise.save(update_fields=[scheme])
        holder = Enterprise.objects.for_operation().get(**{scheme: value})
        propose_same_number(viewer, enterprise.pk, holder.pk, scheme)


@operation
def state_address(
    viewer: Viewer, *, key: UUID, address: str, postal: str = "", mrc: str = "", region: str = ""
) -> None:
    """Say where the main establishment stands today; where it stood before is kept, closed."""
    enterprise = locked_enterprise(viewer, key=key)
    now, today = timezone.now(), timezone.localdate()
    Establishment.objects.for_operation().filter(
        enterprise=enterprise, provenance=Provenance.OWNER, main=True, closed_on=None
    ).update(closed_on=today)
    Establishment.objects.create(
        enterprise=enterprise,
        main=True,
        address=address,
        postal=postal_code(postal),
        mrc=mrc,
        region=region,
        region_on=today if region else None,
        provenance=Provenance.OWNER,
        at=now,
        by=viewer.by,
    )
    record(viewer, "address.stated", kind="enterprise", id=enterprise.pk)
