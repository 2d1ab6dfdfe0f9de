"""What the installation knows when a caseload is read: regions, sectors, stages, the team, the day."""

from django.utils import timezone
from django.utils.translation import override

from virage.base.library import library
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.exchange.cells import Known
from virage.stages.exchange.columns import plain
from virage.stages.programme.states import Stage


def known(_viewer: Viewer, *, promoter_id: int) -> Known:
    """Read once for a sheet. One query."""
    shelves = library()
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    team = held.filter(organisation_id=promoter_id, role__in=[Role.PROMOTER, Role.ADVISER], person__is_active=True)
    return Known(
        regions={
            way: region.code
            for region in shelves.territory.regions.values()
            for way in (plain(region.name.fr), plain(region.name.en), region.code)
        },
        sectors={
            way: sector.id
            for sector in shelves.sectors.values()
            for way in (plain(sector.name.fr), plain(sector.name.en), plain(sector.id))
        },
        stages=_stages(),
        colleagues={email.lower(): pk for email, pk in team.values_list("person__email", "person_id")},
        on=timezone.localdate(),
    )


def _stages() -> dict[str, str]:
    found = {stage.value: stage.value for stage in Stage}
    for language in ("fr", "en"):
        with override(language):
            found |= {plain(str(stage.label)): stage.value for stage in Stage}
    return found
