"""What is told by e-mail about a referral: the enterprise is asked, the partner learns that it waits."""

from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership, Person
from virage.stages.concertation.models import Referral
from virage.stages.concertation.policies import LASTS
from virage.stages.directory.models import Contact
from virage.stages.messages.operations import address_of, post_message

LETTERS = Viewer.system("referrals")


def tell_proposed(referral: Referral) -> None:
    """Ask the enterprise whether it may be sent on, or its file pass, if it left an address."""
    contact = Contact.objects.for_operation().filter(enterprise_id=referral.enterprise_id).first()
    if contact is None:
        return
    post_message(
        LETTERS,
        kind="handover_proposed" if referral.case_file_id else "referral_proposed",
        address=contact.email,
        language=contact.language,
        matter=f"referral:{referral.pk}",
        organisation_id=referral.sender_id,
        enterprise_id=referral.enterprise_id,
        contact=contact.name,
        sender=referral.sender.name,
        receiver=referral.receiver.name,
        project=referral.project.name if referral.project else "",
        why=referral.why,
        lapses_on=timezone.localdate(referral.proposed_at + LASTS),
        link=address_of("sme:access", contact.language, referral.enterprise_id),
    )


def tell_received(referral: Referral) -> None:
    """Tell the partner's people that an enterprise comes to them."""
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    held = held.filter(organisation_id=referral.receiver_id, role=Role.PARTNER, person__is_active=True)
    for person in Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"):
        post_message(
            LETTERS,
            kind="referral_received",
            address=person.email,
            language=person.language,
            matter=f"referral:{referral.pk}",
            organisation_id=referral.receiver_id,
            enterprise_id=referral.enterprise_id,
            person=person.name,
            sender=referral.sender.name,
            link=address_of("partner:referral", person.language, referral.pk),
        )
