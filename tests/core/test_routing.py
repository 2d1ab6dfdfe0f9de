from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.conditions import All, Confirm, Le
from virage.core.portfolio import Offer, Project
from virage.core.routing import Ground, Seeker, could_help, match, matches
from virage.core.sectors import Sector, SectorRole
from virage.core.words import Words

WORDS = Words(fr="x", en="x")
NOTHING = (
    "batch date name phase follows summary region_words aid aid_qualifier aid_note aid_form joint_aid total_public"
    " total_cost total_cost_qualifier expected_economic_impact note"
)
GENERAL, EXTRA = SectorRole.GENERAL, SectorRole.EXTRA


def sector(name, *codes, **kwargs):
    return Sector(id=name, name=Words(fr=name, en=name), scian=codes, **kwargs)


SECTORS = {
    s.id: s
    for s in (
        sector("fabrication", "31-33"),
        sector("meuble", "337"),
        sector("restauration_hebergement", "72"),
        sector("economie_sociale", legal_form_based=True),
        sector("general", role=GENERAL),
        sector("multisectoriel", role=EXTRA),
        sector("services_veterinaires", "54194", role=EXTRA),
        sector("hebergement", "721", role=EXTRA, parent="restauration_hebergement"),
        sector("restauration", "722", role=EXTRA, parent="restauration_hebergement"),
    )
}


def project(*sectors, regions=(), conditions=None, name="p", need=()):
    offer = Offer(statement=WORDS, conditions=conditions, conditions_note=None, sources=()) if conditions else None
    nothing = dict.fromkeys(NOTHING.split())
    return Project(
        **nothing,
        id=name,
        relation="portfolio",
        promoter="Organisme",
        partners=(),
        need_words={"fr": need},
        sectors=sectors,
        regions=regions,
        joint_with=(),
        contributions=(),
        targets=(),
        results=(),
        offer=offer,
        sources=(),
    )


def answer(found_project, sector=None, **facts):
    return match(Seeker(sector=sector, facts=facts), found_project, SECTORS).answer


def test_a_code_or_a_sector_inside_the_project_s_sector_is_enough():
    manufacturers = project("fabrication")
    assert answer(manufacturers, scian="3371") is Answer.YES
    assert answer(manufacturers, sector="meuble") is Answer.YES
    assert answer(manufacturers, sector="restauration_hebergement") is Answer.NO


def test_a_narrower_project_stays_possible_until_the_code_is_known():
    cabinets = project("meuble")
    assert answer(cabinets, sector="fabrication") is Answer.UNKNOWN
    assert answer(cabinets, sector="fabrication", scian="33") is Answer.UNKNOWN
    assert answer(cabinets, sector="fabrication", scian="3118") is Answer.NO


def test_a_project_that_serves_every_part_of_a_sector_serves_it():
    assert answer(project("restauration", "hebergement"), sector="restauration_hebergement") is Answer.YES
    assert answer(project("restauration"), sector="restauration_hebergement") is Answer.UNKNOWN


def test_social_economy_is_a_matter_of_legal_form_not_of_sector():
    co_ops = project("economie_sociale")
    answers = [answer(co_ops, sector="meuble", **facts) for facts in ({}, {"social_economy": True})]
    assert answers == [Answer.UNKNOWN, Answer.YES]
    assert answer(co_ops, sector="meuble", social_economy=False) is Answer.NO
    assert answer(co_ops, sector="economie_sociale") is Answer.YES


def test_an_enterprise_of_no_sector_may_still_be_one_that_no_sector_covers():
    assert answer(project("services_veterinaires"), sector="general") is Answer.UNKNOWN
    assert answer(project("restauration"), sector="general") is Answer.NO


def test_what_no_source_says_never_hides_a_project():
    assert answer(project(), sector="meuble") is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=None)) is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=("06",))) is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=("06",)), region="11") is Answer.NO


def test_the_offer_s_terms_decide_and_name_what_is_missing():
    limited = project("multisectoriel", conditions=Le("employees", 99))
    found = match(Seeker(facts={}), limited, SECTORS)
    assert (found.answer, next(r.missing for r in found.reasons if r.ground is Ground.OFFER)) == (
        Answer.UNKNOWN,
        frozenset({"employees"}),
    )
    assert answer(limited, employees=100) is Answer.NO
    in_words = project("multisectoriel", conditions=All((Le("employees", 99), Confirm(WORDS))))
    assert answer(in_words, employees=5) is Answer.UNKNOWN


def test_intake_is_always_to_be_checked():
    last = match(Seeker(facts={}), project("multisectoriel"), SECTORS).reasons[-1]
    assert (last.ground, last.answer) == (Ground.INTAKE, Answer.UNKNOWN)
    assert last.words.fr == "Accueil de nouvelles entreprises à vérifier auprès de l’organisme\u00a0: Organisme."


def test_the_need_raises_a_project_and_never_excludes_one():
    plain, spoken = project("multisectoriel", name="a"), project("multisectoriel", name="b", need=("livraison",))
    found = matches(Seeker(need="mes livraisons sont en retard", facts={}), [plain, spoken], SECTORS)
    assert [(m.project.id, m.need_words) for m in found] == [("b", ("livraison",)), ("a", ())]


facts = st.fixed_dictionaries(
    {},
    optional={
        "scian": st.sampled_from(["33", "3371", "7225", "54194", "811"]),
        "region": st.sampled_from(["06", "11"]),
        "employees": st.integers(1, 200),
        "social_economy": st.booleans(),
    },
)
projects = [
    project("meuble", name="1"),
    project("fabrication", name="2", conditions=Le("employees", 99)),
    project("economie_sociale", name="3", regions=("06",)),
    project(name="4"),
    project("services_veterinaires", "restauration", name="5", regions=None),
]


@given(facts, st.data())
def test_knowing_less_never_hides_a_project(known, data):
    names = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    fewer = {k: v for k, v in known.items() if k not in names}
    kept = {m.project.id for m in could_help(Seeker(facts=known), projects, SECTORS)}
    assert kept <= {m.project.id for m in could_help(Seeker(facts=fewer), projects, SECTORS)}
