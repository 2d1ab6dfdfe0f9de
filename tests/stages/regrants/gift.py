"""A line of 1 000 $ in a signed agreement, an enterprise with an open file, and its owner."""

from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB
from tests.promise import signed
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Role
from virage.stages.casefiles.operations import accept_request
from virage.stages.regrants.operations import confirm_aids, open_regrant_line, propose_regrant


class Gift:
    """``line`` gives 1 000 $ at 50 % of public aid, repayable aid for half; what it does not say is unknown."""

    def __init__(self, cast, **rule):
        self.cast, self.today = cast, timezone.localdate()
        self.promoter, self.adviser = cast.viewer(Role.PROMOTER), cast.viewer(Role.ADVISER)
        self.project = project(cast)
        self.agreement = signed(self.project)
        said = {"ceiling": Decimal("0.5"), "repayable": Decimal("0.5"), "clause": "Entente fictive, article 4"}
        self.line = open_regrant_line(JOB, agreement_id=self.agreement.pk, amount=Decimal(1000), **{**said, **rule})
        self.thread, self.owner = self.asks()

    def asks(self, *, selected=True, confirms=True):
        """An enterprise asks for a call; selected, it has a file; its owner confirms that it received nothing."""
        thread, owner = begin()
        answer_all(thread, owner)
        request = call(thread, owner, self.project)
        if selected:
            person = self.cast.people[Role.ADVISER]
            accept_request(JOB, request_id=request, owner_id=person, next_move="Appeler", next_move_on=self.today)
        if confirms:
            confirm_aids(owner, key=thread.key)
        return thread, owner

    def propose(self, amount=400, cost=1000, *, viewer=None, enterprise=None):
        return propose_regrant(
            viewer or self.adviser,
            line_id=self.line,
            enterprise_id=enterprise or self.thread.id,
            amount=Decimal(amount),
            total_cost=Decimal(cost),
            purpose="Essai fictif",
        )
