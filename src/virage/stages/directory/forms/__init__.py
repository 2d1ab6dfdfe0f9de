"""What people write about who an enterprise is, and about two records that look alike."""

from virage.stages.directory.forms.identity import AddressForm, IdentityForm
from virage.stages.directory.forms.pairs import PairPage, QueuePage, pair_page, queue_page

__all__ = ["AddressForm", "IdentityForm", "PairPage", "QueuePage", "pair_page", "queue_page"]
