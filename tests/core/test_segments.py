"""A segment narrows with each criterion, and what is not known is in none."""

from dataclasses import replace

from hypothesis import given, strategies as st

from virage.core.segments import Criteria, Portrait, belongs

STAGES = ("sensitised", "diagnosed")
SOME = st.sampled_from(["", "a", "b"])
PORTRAITS = st.builds(
    Portrait,
    sector=SOME,
    region=SOME,
    size=SOME,
    reached=st.frozensets(st.sampled_from(STAGES)),
    gaps=st.frozensets(st.sampled_from(["a", "b"])),
    barrier=SOME,
)
LISTS = st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple)
CRITERIA = st.builds(
    Criteria,
    sectors=LISTS,
    regions=LISTS,
    sizes=LISTS,
    reach=st.lists(st.sampled_from([*STAGES, *(f"not_{s}" for s in STAGES), "never"]), unique=True).map(tuple),
    gap=SOME,
    barrier=SOME,
)


@given(PORTRAITS, CRITERIA)
def test_one_more_criterion_never_adds_anyone(portrait, criteria):
    for name in ("sectors", "regions", "sizes", "reach", "gap", "barrier"):
        wider = replace(criteria, **{name: type(getattr(criteria, name))()})
        assert belongs(portrait, wider) or not belongs(portrait, criteria)


@given(PORTRAITS)
def test_nothing_asked_holds_everyone(portrait):
    assert belongs(portrait, Criteria())


@given(PORTRAITS, st.sampled_from(STAGES))
def test_a_stage_is_reached_or_not(portrait, stage):
    reached, not_reached = (belongs(portrait, Criteria(reach=(name,))) for name in (stage, f"not_{stage}"))
    assert reached is not not_reached


def test_what_is_not_known_meets_no_criterion():
    asked = ({"sectors": ("a",)}, {"regions": ("a",)}, {"sizes": ("a",)}, {"gap": "a"}, {"barrier": "a"})
    assert [belongs(Portrait(), Criteria(**one)) for one in asked] == [False] * 5
