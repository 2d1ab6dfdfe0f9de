"""Laws of the matching: more said never turns a yes into unknown, and the order hangs on nothing but what is judged."""

from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.matching import ASKED, Found, Names, Place, Seeker, Size, found, judge, possible, settling
from virage.core.sectors import Sector, SectorRole
from virage.core.words import Words

GENERAL, EXTRA = SectorRole.GENERAL, SectorRole.EXTRA
CLOSED = Words(fr="Complet.", en="Full.")


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
NAMES = Names(sectors=SECTORS, regions={"01": Words(fr="Bas-Saint-Laurent", en="Bas-Saint-Laurent")})
REGIONS = ("01", "06", "16")
some = st.lists(st.sampled_from(sorted(SECTORS)), max_size=2, unique=True).map(tuple)
sizes = st.lists(
    st.builds(Size, least=st.none() | st.integers(1, 20), most=st.none() | st.integers(20, 99)), max_size=2
)
places = st.builds(
    Place,
    id=st.text("abc", min_size=1, max_size=3),
    thing=st.just(0),
    sectors=st.none() | some,
    regions=st.none() | st.lists(st.sampled_from(REGIONS), max_size=2, unique=True).map(tuple),
    sizes=sizes.map(tuple),
    words=st.lists(st.sampled_from(("soumissions", "paie")), unique=True).map(tuple),
    closed=st.none() | st.just(CLOSED),
)
facts = st.fixed_dictionaries(
    {},
    optional={
        "region": st.sampled_from(REGIONS),
        "employees": st.integers(1, 120),
        "social_economy": st.booleans(),
        "scian": st.sampled_from(("31", "337110", "722")),
    },
)
seekers = st.builds(
    Seeker, sector=st.none() | st.sampled_from(sorted(SECTORS)), need=st.just("mes soumissions"), facts=facts
)


def place(*served, **kwargs):
    return Place(id="p", thing=0, sectors=served, **kwargs)


def answer(one, sector=None, **known):
    return judge(Seeker(sector=sector, facts=known), one, NAMES).answer


@given(seekers, places, facts)
def test_one_fact_more_never_turns_a_sure_answer_into_unknown(seeker, place, more):
    before = judge(seeker, place, NAMES)
    said = Seeker(sector=seeker.sector, need=seeker.need, facts={**more, **seeker.facts})
    if before.answer is not Answer.UNKNOWN and ("scian" in seeker.facts or "scian" not in more):
        assert judge(said, place, NAMES).answer is before.answer


@given(seekers, st.lists(places, max_size=5, unique_by=lambda p: p.id), st.randoms())
def test_the_order_hangs_on_what_is_judged_alone_and_nothing_is_left_out(seeker, listed, rng):
    shuffled = rng.sample(listed, len(listed))
    judged = found(seeker, listed, NAMES)
    assert judged == found(seeker, shuffled, NAMES)
    assert {one.place.id for one in judged} == {place.id for place in listed}
    assert [one.answer for one in judged] == sorted((one.answer for one in judged), key=["yes", "unknown", "no"].index)


@given(seekers, places)
def test_the_question_asked_is_of_a_fact_not_said_and_only_when_unknown(seeker, place):
    one = judge(seeker, place, NAMES)
    assert one.question is None or (one.answer is Answer.UNKNOWN and one.question in ASKED)
    assert one.question not in seeker.facts


def test_each_answer_says_why():
    one = place(regions=("01",), sizes=(Size(least=5, most=49),), words=("soumissions",))
    near = judge(Seeker(need="refaire mes soumissions", facts={"region": "01", "employees": 12}), one, NAMES)
    assert [reason.words.fr for reason in near.reasons] == [
        "Ouvert à tous les secteurs.",
        "Dans votre région\u00a0: Bas-Saint-Laurent.",
        "Pour\u00a0: de 5 à 49\u00a0personnes.",
        "Votre besoin parle de\u00a0: soumissions.",
    ]
    far = judge(Seeker(facts={"region": "06"}), one, NAMES)
    assert (far.answer, far.question) == (Answer.NO, None)


def test_any_of_the_sizes_served_is_enough_and_no_size_says_nothing():
    two = place(sizes=(Size(most=4), Size(least=50)))
    assert [answer(two, employees=n) for n in (3, 20, 50)] == [Answer.YES, Answer.NO, Answer.YES]
    assert answer(two) is Answer.UNKNOWN
    assert answer(place()) is Answer.YES


def test_a_place_that_takes_nobody_says_so_and_comes_last():
    full = place(closed=CLOSED)
    judged = judge(Seeker(facts={}), full, NAMES)
    assert (judged.answer, judged.reasons[-1].words) == (Answer.NO, CLOSED)
    assert possible([judged]) == ()


def test_limits_that_nobody_published_stay_unknown_and_ask_nothing():
    judged = judge(Seeker(facts={}), Place(id="p", thing=0, sectors=None, regions=None), NAMES)
    assert (judged.answer, judged.question) == (Answer.UNKNOWN, None)


def test_the_fact_that_would_settle_most_is_named_with_how_many_wait_for_it():
    listed: list[Found[int]] = [
        *found(Seeker(facts={}), [place(regions=("01",)), place(sizes=(Size(least=5),))], NAMES),
        *found(Seeker(facts={}), [place(sizes=(Size(most=9),))], NAMES),
    ]
    assert settling(listed) == ("employees", 2)
    assert settling(found(Seeker(facts={}), [place()], NAMES)) is None


def test_a_code_or_a_sector_inside_the_project_s_sector_is_enough():
    manufacturers = place("fabrication")
    assert answer(manufacturers, scian="3371") is Answer.YES
    assert answer(manufacturers, sector="meuble") is Answer.YES
    assert answer(manufacturers, sector="restauration_hebergement") is Answer.NO


def test_a_narrower_project_stays_possible_until_the_code_is_known():
    cabinets = place("meuble")
    assert answer(cabinets, sector="fabrication") is Answer.UNKNOWN
    assert answer(cabinets, sector="fabrication", scian="33") is Answer.UNKNOWN
    assert answer(cabinets, sector="fabrication", scian="3118") is Answer.NO


def test_a_project_that_serves_every_part_of_a_sector_serves_it():
    assert answer(place("restauration", "hebergement"), sector="restauration_hebergement") is Answer.YES
    assert answer(place("restauration"), sector="restauration_hebergement") is Answer.UNKNOWN


def test_social_economy_is_a_matter_of_legal_form_not_of_sector():
    co_ops = place("economie_sociale")
    answers = [answer(co_ops, sector="meuble", **known) for known in ({}, {"social_economy": True})]
    assert answers == [Answer.UNKNOWN, Answer.YES]
    assert answer(co_ops, sector="meuble", social_economy=False) is Answer.NO
    assert answer(co_ops, sector="economie_sociale") is Answer.YES
    assert judge(Seeker(sector="meuble", facts={}), co_ops, NAMES).question == "social_economy"


def test_an_enterprise_of_no_sector_may_still_be_one_that_no_sector_covers():
    assert answer(place("services_veterinaires"), sector="general") is Answer.UNKNOWN
    assert answer(place("restauration"), sector="general") is Answer.NO


def test_facts_kept_of_an_enterprise_make_a_seeker():
    kept = {"sector": "meuble", "need": "mes soumissions", "region": "01"}
    assert Seeker.of(kept) == Seeker(sector="meuble", need="mes soumissions", facts=kept)
    assert Seeker.of({}) == Seeker(facts={})
