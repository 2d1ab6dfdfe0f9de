"""The organisations and people of the demonstration, all invented."""

from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.operations import allow_export, enrol_person, found_organisation, grant_membership

JOB = Viewer.system("demo")
MINISTRY, SECOND, PARTNER, COUNCIL, AUDITOR = "ministere", "metiers", "fonds", "conseil", "verification"

ORGANISATIONS: dict[str, tuple[str, str]] = {
    MINISTRY: ("Ministère fictif de la Transformation numérique", "ministry"),
    "batiment": ("Réseau fictif du bâtiment", "promoter"),
    "fabrication": ("Grappe fictive de la fabrication", "promoter"),
    "saveurs": ("Table fictive des récoltes et des saveurs", "promoter"),
    "ressources": ("Alliance fictive du bois, des mines et des routes", "promoter"),
    "comptoir": ("Carrefour fictif du commerce et des services", "promoter"),
    "accueil": ("Collectif fictif du tourisme et de la culture", "promoter"),
    "regions": ("Pôle fictif des régions", "promoter"),
    PARTNER: ("Fonds fictif de la relève", "partner"),
    COUNCIL: ("Conseil fictif du numérique", "council"),
    AUDITOR: ("Bureau fictif de la vérification", "auditor"),
    SECOND: ("Ministère fictif des Métiers et des Ateliers", "ministry"),
}
"""Short name → name and kind. Each says « fictif » or « fictive »: none is near the name of a real body."""

TAKE_LISTS = frozenset({Role.PROMOTER, Role.ADVISER, Role.ANALYST, Role.PARTNER, Role.AUDITOR})
PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("Claire Gagnon", MINISTRY, Role.ANALYST),
    ("Martin Boisvert", MINISTRY, Role.DIRECTOR),
    ("Isabelle Turcotte", MINISTRY, Role.FINANCE),
    ("François Létourneau", MINISTRY, Role.APPROVER),
    ("Julien Côté-Lambert", "batiment", Role.PROMOTER),
    ("Nadia Cyr", "batiment", Role.ADVISER),
    ("Hugo Tanguay", "fabrication", Role.PROMOTER),
    ("Marie-Pier Beaulieu", "fabrication", Role.ADVISER),
    ("Amina Benali", "saveurs", Role.PROMOTER),
    ("Denis Arsenault", "ressources", Role.PROMOTER),
    ("Valérie Charest-Roy", "comptoir", Role.PROMOTER),
    ("Simon Pomerleau", "comptoir", Role.ADVISER),
    ("Geneviève Hotte", "accueil", Role.PROMOTER),
    ("Louis-Philippe Anctil", "regions", Role.PROMOTER),
    ("Sophie Pelletier-Marchand", PARTNER, Role.PARTNER),
    ("Luc Bergevin", AUDITOR, Role.AUDITOR),
    ("Amélie Dufour", COUNCIL, Role.COUNCIL),
    ("Rachel Ouellet", SECOND, Role.FINANCE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Ids of the organisations by short name, and of the people by organisation and role."""

    organisations: dict[str, int]
    people: dict[tuple[str, Role], int]

    def by(self, organisation: str, role: Role) -> str:
        """The recorded form of someone."""
        return f"person:{self.people[organisation, role]}"

    def owners(self, organisation: str) -> list[int]:
        """Who holds case files there: its advisers, or its promoter when it has none."""
        adviser = self.people.get((organisation, Role.ADVISER))
        return (
            [adviser, self.people[organisation, Role.PROMOTER]]
            if adviser
            else [self.people[organisation, Role.PROMOTER]]
        )


def assemble(since: date) -> Cast:
    """Enter everyone, through the operations that any installation uses."""
    organisations = {
        short: found_organisation(JOB, name=name, kind=kind, fictitious=True)
        for short, (name, kind) in ORGANISATIONS.items()
    }
    people: dict[tuple[str, Role], int] = {}
    for name, organisation, role in PEOPLE:
        person = enrol_person(JOB, email=f"{role}@{organisation}.example.org", name=name, fictitious=True)
        place = grant_membership(
            JOB, person_id=person, organisation_id=organisations[organisation], role=role, since=since
        )
        if role in TAKE_LISTS:
            allow_export(JOB, membership_id=place, allowed=True)
        people[organisation, role] = person
    return Cast(organisations=organisations, people=people)
