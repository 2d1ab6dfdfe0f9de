from hypothesis import given, strategies as st

from tests.core.test_matching import NAMES
from virage.core.answers import Answer
from virage.core.conditions import All, Confirm, Le
from virage.core.governance import Pole
from virage.core.matching import Ground, Seeker, found, possible
from virage.core.portfolio import Offer, Project
from virage.core.routing import announced, poles
from virage.core.words import Words

WORDS = Words(fr="x", en="x")
NOTHING = (
    "batch date name phase follows summary region_words aid aid_qualifier aid_note aid_form joint_aid total_public"
    " total_cost total_cost_qualifier expected_economic_impact note"
)


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


def match(one, sector=None, **facts):
    return found(Seeker(sector=sector, facts=facts), announced([one]), NAMES)[0]


def answer(one, sector=None, **facts):
    return match(one, sector, **facts).answer


def test_what_no_source_says_never_hides_a_project():
    assert answer(project(), sector="meuble") is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=None)) is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=("06",))) is Answer.UNKNOWN
    assert answer(project("multisectoriel", regions=("06",)), region="11") is Answer.NO


def test_the_offer_s_terms_decide_and_name_what_is_missing():
    limited = project("multisectoriel", conditions=Le("employees", 99))
    judged = match(limited)
    assert (judged.answer, next(r.missing for r in judged.reasons if r.ground is Ground.OFFER), judged.question) == (
        Answer.UNKNOWN,
        frozenset({"employees"}),
        "employees",
    )
    assert answer(limited, employees=100) is Answer.NO
    in_words = project("multisectoriel", conditions=All((Le("employees", 99), Confirm(WORDS))))
    assert answer(in_words, employees=5) is Answer.UNKNOWN


def test_intake_is_always_to_be_checked():
    last = match(project("multisectoriel")).reasons[-1]
    assert (last.ground, last.answer) == (Ground.INTAKE, Answer.UNKNOWN)
    assert last.words.fr == "Accueil de nouvelles entreprises à vérifier auprès de l’organisme\u00a0: Organisme."


def test_the_need_raises_a_project_and_never_excludes_one():
    plain, spoken = project("multisectoriel", name="a"), project("multisectoriel", name="b", need=("livraison",))
    judged = found(Seeker(need="mes livraisons sont en retard", facts={}), announced([plain, spoken]), NAMES)
    assert [(one.thing.id, one.need_words) for one in judged] == [("b", ("livraison",)), ("a", ())]


def test_a_pole_is_named_for_a_need_and_promises_nothing():
    named = (Pole(id="cyber", name=WORDS, need_words=("cybersécurité",)), Pole(id="tele", name=WORDS))
    judged = found(Seeker(need="la cybersécurité", facts={}), poles(named, WORDS), NAMES)
    assert [(one.thing.id, one.answer, one.need_words, one.question) for one in judged] == [
        ("cyber", Answer.UNKNOWN, ("cybersécurité",), None),
        ("tele", Answer.UNKNOWN, (), None),
    ]


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
    kept, more = (
        {one.thing.id for one in possible(found(Seeker(facts=said), announced(projects), NAMES))}
        for said in (known, fewer)
    )
    assert kept <= more
