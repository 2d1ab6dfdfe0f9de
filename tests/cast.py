"""The shared cast: everyone who may look, each with something that could leak."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.models import Membership as Place, Organisation, Person

KEY = UUID("11111111-1111-4111-8111-111111111111")
OTHER_KEY = UUID("22222222-2222-4222-8222-222222222222")
ORGANISATIONS = {
    "ministry": "Ministère fictif de la Transformation",
    "promoter": "Réseau fictif du Bâtiment",
    "partner": "Fonds fictif d’investissement",
    "council": "Conseil fictif du numérique",
    "auditor": "Vérification fictive",
}
PLACES = {
    Role.ADVISER: "promoter",
    Role.PROMOTER: "promoter",
    Role.ANALYST: "ministry",
    Role.DIRECTOR: "ministry",
    Role.FINANCE: "ministry",
    Role.APPROVER: "ministry",
    Role.PARTNER: "partner",
    Role.COUNCIL: "council",
    Role.AUDITOR: "auditor",
}
JOB = Viewer.system("cast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Ids by role and by kind of organisation; the SME is a private key, the stranger is nobody."""

    people: dict[Role, int]
    organisations: dict[str, int]

    def viewer(self, role: Role) -> Viewer:
        """The viewer that this member of the cast is."""
        kind = PLACES[role]
        return Viewer(
            person_id=self.people[role],
            name=role.value,
            memberships=(
                Membership(role=role, organisation_id=self.organisations[kind], organisation=ORGANISATIONS[kind]),
            ),
        )

    @property
    def sme(self) -> Viewer:
        """An owner, by private key."""
        return Viewer.link(KEY)

    @property
    def other_sme(self) -> Viewer:
        """Another owner, who holds another key."""
        return Viewer.link(OTHER_KEY)

    @property
    def stranger(self) -> Viewer:
        """Nobody in particular."""
        return Viewer.public()


def assemble() -> Cast:
    """Make the cast in the database: rows alone, since the operations that make people are tested where they live."""
    organisations = {kind: Organisation(name=name, kind=kind, fictitious=True) for kind, name in ORGANISATIONS.items()}
    people = {role: Person(email=f"{role}@example.org", name=f"Personne {role}", fictitious=True) for role in PLACES}
    for person in people.values():
        person.set_unusable_password()
    Organisation.objects.bulk_create(organisations.values())
    Person.objects.bulk_create(people.values())
    today = timezone.localdate()
    Place.objects.bulk_create(
        Place(person=people[role], organisation=organisations[kind], role=role, since=today)
        for role, kind in PLACES.items()
    )
    return Cast(
        people={role: person.pk for role, person in people.items()},
        organisations={kind: organisation.pk for kind, organisation in organisations.items()},
    )
