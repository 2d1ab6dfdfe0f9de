"""The shared cast: everyone who may look, each with something that could leak."""

from dataclasses import dataclass
from uuid import UUID

from virage.base.viewer import Membership, Role, Viewer
from virage.stages.accounts.operations import enrol_person, found_organisation, grant_membership

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
    """Make the cast in the database, through operations."""
    organisations = {
        kind: found_organisation(JOB, name=name, kind=kind, fictitious=True) for kind, name in ORGANISATIONS.items()
    }
    people = {
        role: enrol_person(JOB, email=f"{role}@example.org", name=f"Personne {role}", fictitious=True)
        for role in PLACES
    }
    for role, kind in PLACES.items():
        grant_membership(JOB, person_id=people[role], organisation_id=organisations[kind], role=role)
    return Cast(people=people, organisations=organisations)
