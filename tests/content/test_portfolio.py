"""Every published number of the pack equals the one collected from the sources (`golden/published.json`)."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from virage.content.citations import citation_problems
from virage.content.library import Library, load, shipped
from virage.content.portfolio import PORTFOLIO
from virage.core.answers import Answer
from virage.core.matching import Names, Seeker, found as judged, possible
from virage.core.portfolio import aid_named, versions_of
from virage.core.promise_states import State
from virage.core.routing import announced

COLLECTED = json.loads((Path(__file__).parent / "golden" / "published.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


def _text(money):
    return None if money is None else str(money.amount)


def test_the_projects_are_those_collected(library):
    mine = {
        p.id: {
            "aid": _text(p.aid),
            "joint": _text(p.joint_aid),
            "total_cost": _text(p.total_cost),
            "others": sorted(str(c.amount.amount) for c in p.contributions),
            "batch": p.batch,
            "sectors": list(p.sectors),
            "sources": [s.id for s in p.sources],
        }
        for p in library.portfolio.projects.values()
    }
    collected = {i: {k: v for k, v in p.items() if k != "date"} for i, p in COLLECTED["projects"].items()}
    assert mine == collected
    assert len(library.portfolio.identified) == 25


def test_only_four_projects_publish_a_total_cost(library):
    assert [p.id for p in library.portfolio.identified if p.total_cost] == ["otn-001", "otn-003", "otn-005", "otn-025"]


def test_the_batches_are_those_collected(library):
    extra = {"CUM7"}  # the 56.8 M$ that B2 is derived from
    mine = {
        b.id: {
            "projects": b.projects,
            "aid": _text(b.aid),
            "total_cost": _text(b.total_cost),
            "sources": [s.id for s in b.sources],
        }
        for b in library.portfolio.batches.values()
        if b.id not in extra
    }
    assert mine == COLLECTED["batches"]
    counts = {
        b.id: sorted(str(q.value) for q in (*b.targets, *b.results))
        for b in library.portfolio.batches.values()
        if b.id not in extra
    }
    assert counts == COLLECTED["batch_counts"]


def test_the_envelope_events_keep_their_kinds_and_amounts(library):
    events = library.portfolio.envelope
    assert sorted(_text(e.amount) for e in events if e.amount) == COLLECTED["envelope"]
    assert [e.kind.value for e in events] == ["announced", "launched", "added", "added", "added", "reported"]
    added = sum(e.amount.amount for e in events if e.amount and e.kind.value in ("announced", "added"))
    assert added == 254_000_000


def test_remainders_are_recomputed_from_the_facts(library):
    found = library.portfolio.remainders()
    assert [{"count": r.projects, "aid": _text(r.aid)} for r in found] == COLLECTED["unidentified"]
    assert [_text(r.aid) for r in found] == ["6541836", "8416165", "23100000", None]
    assert [r.unpriced for r in found] == [(), ("otn-018",), (), ()]


def test_a_remainder_says_each_step(library):
    second = library.portfolio.remainders()[1]
    assert [(step.refers, step.projects, step.aid and step.aid.amount) for step in second.steps] == [
        (("B4",), 10, 29_000_000),
        (("otn-014",), 1, 2_307_663),
        (("otn-015", "otn-016"), 2, 6_678_540),
        (("otn-017",), 1, 11_597_632),
        (("otn-018",), 1, None),
    ]
    assert (second.aid.amount, second.projects, second.approximate) == (8_416_165, 5, True)


def test_contradictions_are_all_there_each_with_values_and_a_reading(library):
    found = library.portfolio.contradictions
    assert list(found) == COLLECTED["contradictions"]
    sets = {t.id for t in library.portfolio.target_sets}
    for each in found.values():
        assert len(each.claims) >= 2
        assert all(claim.sources for claim in each.claims)
        assert each.reading.fr
        assert each.reading.en
        assert {c.target_set for c in each.claims if c.target_set} <= sets


def test_promises_are_those_collected(library):
    mine = {
        p.id: {
            "announced_on": p.announced_on.isoformat(),
            "due": p.due and p.due.isoformat(),
            "pledged": sorted(str(x.value) for x in p.pledges),
        }
        for p in library.portfolio.promises.values()
    }
    assert mine == {i: {k: v for k, v in p.items() if k != "observed"} for i, p in COLLECTED["promises"].items()}
    for i in ("PR1", "PR2", "PR3"):
        seen = [str(o.value) for o in library.portfolio.promises[i].observations]
        assert seen == COLLECTED["promises"][i]["observed"]


@pytest.mark.parametrize(
    ("on", "promise", "states"),
    [
        (date(2021, 4, 12), "PR1", [State.OPEN]),
        (date(2021, 5, 1), "PR1", [State.NOT_OBSERVABLE]),
        (date(2021, 10, 7), "PR1", [State.LATE]),
        (date(2022, 3, 31), "PR2", [State.OPEN]),
        (date(2026, 11, 22), "PR2", [State.NOT_OBSERVABLE]),
        (date(2023, 12, 1), "PR3", [State.NOT_OBSERVABLE, State.OPEN]),
        (date(2026, 11, 22), "PR3", [State.NOT_OBSERVABLE, State.NOT_OBSERVABLE]),
        (date(2026, 11, 22), "PR4", [State.OPEN]),
    ],
)
def test_each_promise_says_no_more_than_its_sources(library, on, promise, states):
    assert [s.state for s in library.portfolio.standings(on)[promise]] == states


def test_leverage_counts_what_is_published_and_names_what_is_not(library):
    found = library.portfolio.leverage_of_projects()
    assert (found.cost.n, found.cost.out_of) == (4, 25)
    assert len(found.cost.not_published) == 21
    assert found.cost.numerator.amount == Decimal(43800000) + 22_000_000 + 5_000_000 + 9_900_000
    assert found.cost.denominator.amount == 20_000_000 + 9_007_929 + 4_000_000 + 4_300_000
    assert found.parts["public"].amount == 9_007_929
    assert (found.private.value, found.private.n) == (None, 0)
    autumn = library.portfolio.leverage_of_batch("CUM35")
    assert (round(autumn.cost.value, 2), round(autumn.other.value, 2)) == (Decimal("2.03"), Decimal("1.03"))
    assert autumn.cost.approximate


def helpers(seeker, projects, library):
    names = Names(sectors=library.sectors, regions={code: one.name for code, one in library.regions.items()})
    return possible(judged(seeker, announced(projects), names))


def test_a_contractor_is_routed_to_the_construction_projects_first(library):
    facts = {"scian": "2381", "region": "06", "employees": 12}
    found = helpers(
        Seeker(sector="construction", need="du BIM sur mes chantiers", facts=facts),
        library.portfolio.projects.values(),
        library,
    )
    assert [m.thing.id for m in found[:2]] == ["otn-002", "otn-024"]
    assert found[0].need_words == ("BIM", "chantier")
    unsure = {m.thing.id for m in found if m.answer is Answer.UNKNOWN}
    assert {"otn-005", "otn-008", "otn-014", "otn-017"} <= unsure
    assert "otn-003" not in {m.thing.id for m in found}


def test_a_large_retailer_is_told_no_by_the_published_limit(library):
    projects = [library.portfolio.projects["otn-003"]]
    answers = [
        helpers(Seeker(sector="commerce_detail", facts=facts), projects, library)
        for facts in ({"employees": 99}, {}, {"employees": 100})
    ]
    assert [[m.answer for m in found] for found in answers] == [[Answer.YES], [Answer.UNKNOWN], []]


def test_nothing_known_hides_nothing(library):
    projects = library.portfolio.projects.values()
    assert len(helpers(Seeker(facts={}), projects, library)) == len(list(projects))


def test_a_source_that_nothing_declares_is_named_at_its_line(tmp_path):
    pack = tmp_path / "autre"
    (pack / "portfolio").mkdir(parents=True)
    (pack / "pack.yaml").write_text(
        'id: autre\nversion: "1"\nname: {fr: Autre, en: Other}\nlicence: CC0\n', encoding="utf-8"
    )
    (pack / "portfolio" / "x.yaml").write_text(
        "envelope:\n"
        "  - id: X1\n"
        '    date: "2024"\n'
        "    kind: added\n"
        "    statement: {fr: a, en: a}\n"
        "    amount: 1\n"
        "    until: null\n"
        "    sources: [S999]\n",
        encoding="utf-8",
    )
    library = load([pack])
    problems = list(citation_problems(library.files(PORTFOLIO), library))
    assert [p.say() for p in problems] == [
        f"{pack / 'portfolio' / 'x.yaml'}:8: la source S999 n’est déclarée nulle part"
    ]


def test_a_wrong_sum_is_refused(tmp_path):
    shelf = shipped()
    written = next(f.path for f in shelf.files(PORTFOLIO) if f.path.name == "promises.yaml")
    pack = tmp_path / "quebec"
    (pack / "portfolio").mkdir(parents=True)
    for path in written.parent.parent.rglob("*.yaml"):
        target = pack / path.relative_to(written.parent.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("42707929", "42707930"), encoding="utf-8")
    library = load([pack])
    assert [p.sentence.fr for p in PORTFOLIO.check(library.files(PORTFOLIO), library)] == [
        "la somme des aides nommées est 42707929, non 42707930"
    ]


def test_target_sets_follow_one_another_and_none_is_overwritten(library):
    sets = library.portfolio.target_sets
    accompanied = [(t.id, q.value) for t, q in versions_of("accompanied", sets)]
    assert len(accompanied) == len(sets) == 11
    assert accompanied[:2] == [("TS-PROMISE", 20_000), ("TS-PHASE1", 8_000)]
    assert accompanied[-1] == ("TS-GOAL", 20_000)


def test_joint_aid_counts_once(library):
    named = aid_named(library.portfolio.identified)
    assert (("otn-015", "otn-016"), "6678540") in [(ids, str(m.amount)) for ids, m in named]
    assert len(named) == 22  # 25 projects, two without aid, two that share one amount
