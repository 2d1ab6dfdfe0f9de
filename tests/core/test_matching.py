"""Laws of the matching: more said never turns a yes into unknown, and the order hangs on nothing but what is judged."""

from hypothesis import given, strategies as st

from tests.core.test_routing import SECTORS
from virage.core.answers import Answer
from virage.core.matching import ASKED, Place, found, judge
from virage.core.routing import Seeker

REGIONS = ("01", "06", "16")
some = st.lists(st.sampled_from(sorted(SECTORS)), max_size=2, unique=True).map(tuple)
places = st.builds(
    Place,
    id=st.text("abc", min_size=1, max_size=3),
    sectors=st.none() | some,
    regions=st.none() | st.lists(st.sampled_from(REGIONS), max_size=2, unique=True).map(tuple),
    least=st.none() | st.integers(1, 20),
    most=st.none() | st.integers(20, 99),
    words=st.lists(st.sampled_from(("soumissions", "paie")), unique=True).map(tuple),
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


@given(seekers, places, facts)
def test_one_fact_more_never_turns_a_sure_answer_into_unknown(seeker, place, more):
    before = judge(seeker, place, SECTORS)
    said = Seeker(sector=seeker.sector, need=seeker.need, facts={**more, **seeker.facts})
    if before.answer is not Answer.UNKNOWN and ("scian" in seeker.facts or "scian" not in more):
        assert judge(said, place, SECTORS).answer is before.answer


@given(seekers, st.lists(places, max_size=5, unique_by=lambda p: p.id), st.randoms())
def test_the_order_hangs_on_what_is_judged_alone_and_nothing_is_left_out(seeker, listed, rng):
    shuffled = rng.sample(listed, len(listed))
    assert found(seeker, listed, SECTORS) == found(seeker, shuffled, SECTORS)
    assert {one.place.id for one in found(seeker, listed, SECTORS)} == {place.id for place in listed}


@given(seekers, places)
def test_the_question_asked_is_of_a_fact_not_said_and_only_when_unknown(seeker, place):
    one = judge(seeker, place, SECTORS)
    assert one.question is None or (one.answer is Answer.UNKNOWN and one.question in ASKED)
    assert one.question not in seeker.facts


def test_each_answer_says_why():
    place = Place(id="p", regions=("01",), least=5, most=49, words=("soumissions",))
    near = judge(Seeker(need="refaire mes soumissions", facts={"region": "01", "employees": 12}), place, SECTORS)
    assert [reason.words.fr for reason in near.reasons] == [
        "Ouvert à tous les secteurs.",
        "Régions servies\u00a0: 01.",
        "De\u00a05\u00a0à\u00a049\u00a0personnes.",
        "Votre besoin parle de\u00a0: soumissions.",
    ]
    far = judge(Seeker(facts={"region": "06"}), place, SECTORS)
    assert (far.answer, far.question) == (Answer.NO, None)
