"""Private links: shown once, thirty days, revocable, never kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import KEY, OTHER_KEY
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.accounts.models import PrivateLink
from virage.stages.accounts.operations import make_private_link, open_private_link, revoke_private_links
from virage.stages.accounts.operations.links import LinkClosed
from virage.stages.accounts.queries import private_link_ends


def test_a_link_opens_its_thread_again_and_again_for_thirty_days(cast):
    token = make_private_link(cast.sme, subject=KEY)
    assert open_private_link(cast.stranger, token=token) == KEY
    assert open_private_link(cast.stranger, token=token) == KEY
    link = PrivateLink.objects.get()
    assert link.expires_at - link.at == timedelta(days=30)
    assert token not in str(PrivateLink.objects.values())


def test_a_link_past_its_end_opens_nothing(cast):
    token = make_private_link(cast.sme, subject=KEY)
    PrivateLink.objects.update(expires_at=timezone.now())
    assert private_link_ends(token) is None
    with pytest.raises(LinkClosed):
        open_private_link(cast.stranger, token=token)


def test_links_taken_back_open_nothing(cast):
    token, other = make_private_link(cast.sme, subject=KEY), make_private_link(cast.other_sme, subject=OTHER_KEY)
    assert revoke_private_links(cast.sme, subject=KEY) == 1
    with pytest.raises(LinkClosed):
        open_private_link(cast.stranger, token=token)
    assert open_private_link(cast.stranger, token=other) == OTHER_KEY


def test_only_who_holds_a_key_passes_it_on_or_takes_it_back(cast):
    for viewer in (cast.stranger, cast.other_sme, *map(cast.viewer, Role)):
        with pytest.raises(Forbidden):
            make_private_link(viewer, subject=KEY)
        with pytest.raises(Forbidden):
            revoke_private_links(viewer, subject=KEY)
