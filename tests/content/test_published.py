"""Figures, governance, places, sectors and words: each equals what was collected, and says where it comes from."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from virage.content.activities import ACTIVITIES
from virage.content.figures import FIGURES
from virage.content.governance import GOVERNANCE
from virage.content.indicators import INDICATORS
from virage.content.library import Library, shipped
from virage.content.portfolio import PORTFOLIO
from virage.content.scian import label
from virage.content.sectors import SECTORS
from virage.content.territory import TERRITORY
from virage.core.activity import Lexicon, propose
from virage.core.sectors import SectorRole

COLLECTED = json.loads((Path(__file__).parent / "golden" / "published.json").read_text(encoding="utf-8"))
KINDS = (TERRITORY, SECTORS, ACTIVITIES, PORTFOLIO, FIGURES, GOVERNANCE, INDICATORS)


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_wrong_in_the_pack(library, kind):
    assert [p.say() for p in kind.check(library.files(kind), library)] == []


def test_every_source_keeps_its_address(library):
    assert {i: library.sources[i].url for i in COLLECTED["sources"]} == COLLECTED["sources"]


@pytest.mark.parametrize("name", sorted(COLLECTED["figures"]))
def test_each_figure_holds_the_numbers_collected(library, name):
    figure = library.figures.records[name]
    mine = {Decimal(figure.value)} if figure.value is not None else {p.value for p in figure.points}
    assert {Decimal(v) for v in COLLECTED["figures"][name]} <= mine
    assert figure.sources


def test_productivity_keeps_each_base(library):
    for year, values in COLLECTED["productivity"].items():
        figure = library.figures.records[f"PB{year}"]
        assert [str(p.value) for p in figure.points] == [v for v in values if v is not None]
        assert figure.base is not None


def test_figures_that_disagree_are_kept_together(library):
    from virage.core.figures import disagreeing

    found = disagreeing(library.figures.records.values())
    assert {f.id for f in found["otn_accompanied"]} == {"OTN-ACC-17", "OTN-ACC-10", "OTN-ACC-7", "OTN-GOAL-ACC"}
    assert {c.id for c in library.figures.cautions} == {"CAU-AI", "CAU-BDC", "CAU-BASE", "CAU-7-10"}


def test_a_first_page_figure_that_does_not_exist_is_named_at_its_line(tmp_path):
    from virage.content.library import checked

    (tmp_path / "figures").mkdir()
    (tmp_path / "pack.yaml").write_text(
        "id: other\nversion: '1'\nname: {fr: Autre, en: Other}\nlicence: CC0\n", encoding="utf-8"
    )
    front = "figures: []\nfront:\n  - figure: NOTHING\n    what: {fr: rien, en: nothing}\n"
    (tmp_path / "figures" / "a.yaml").write_text(front, encoding="utf-8")
    opened = checked(tmp_path)
    said = {f"{problem.path.name}:{problem.line}: {problem.say().split(': ', 1)[1]}" for problem in opened.problems()}
    assert said == {"a.yaml:3: la donnée NOTHING n’existe pas"}


def test_governance_keeps_every_event_and_amount(library):
    facts = [f for topic in library.governance.values() for f in topic.facts]
    amounts = {str(a.value) for f in facts for a in (*f.amounts, *f.claims)}
    assert set(COLLECTED["governance_amounts"]) <= amounts
    assert set(COLLECTED["governance_dates"]) <= {f.date for f in facts}
    targets = library.governance["strategy"].targets
    assert [None if t.value is None else str(t.value) for t in targets] == COLLECTED["strategy_targets"]


def test_no_current_state_is_invented(library):
    assert {t.state.fr for t in library.governance.values()} == {"état actuel non établi"}
    assert set(library.governance) == {
        "council",
        "centres",
        "action_plan",
        "strategy",
        "tour",
        "startups",
        "residencies",
        "partners",
    }


def test_a_statement_with_one_source_says_so(library):
    facts = [f for topic in library.governance.values() for f in topic.facts]
    assert [f.id for f in facts if f.single_source != (len(f.sources) == 1)] == []


def test_the_plan_s_two_amounts_stand_side_by_side(library):
    plan = next(f for f in library.governance["action_plan"].facts if f.id == "paen-2016")
    assert [str(c.value) for c in plan.claims] == ["188000000", "200000000"]
    assert plan.disputed


def test_sectors_and_regions_are_those_collected(library):
    mine = {s.id: list(s.scian) for s in library.sectors.values() if s.role is not SectorRole.GENERAL}
    assert mine == COLLECTED["sectors"]
    assert sum(s.role is SectorRole.SECTOR for s in library.sectors.values()) == 17
    regions = {r.code: [r.name.fr, [r.column, r.row]] for r in library.regions.values()}
    assert regions == COLLECTED["regions"]
    assert list(library.scian) == COLLECTED["scian"]


def test_every_sector_is_reached_by_everyday_words(library):
    reached = {
        s
        for phrase in library.activities
        for p in propose(phrase.text, Lexicon([phrase]), library.sectors)
        for s in p.sectors[:1]
    }
    proposed = {s.id for s in library.sectors.values() if s.role is not SectorRole.EXTRA}
    assert reached == proposed


@pytest.mark.parametrize(
    ("typed", "sector"),
    [
        ("Je fais des armoires de cuisine", "meuble"),
        ("garage", "general"),
        ("clinique dentaire", "general"),
        ("ÉRABLIÈRES", "agriculture"),
        ("couvreur", "construction"),
        ("salon de coiffure", "general"),
        ("une petite microbrasserie", "transformation_alimentaire"),
        ("resto", "restauration_hebergement"),
        ("homard", "peche"),
        ("scierie", "foresterie"),
        ("forage minier", "mines"),
        ("usinage", "fabrication"),
        ("boutique de vêtements", "mode_vetement"),
        ("biotech", "sciences_vie"),
        ("épicerie", "commerce_detail"),
        ("camionnage", "transport_logistique"),
        ("golf", "tourisme"),
        ("théâtre", "culture_communications"),
        ("courtier d’assurance", "finance_assurances"),
        ("coop", "economie_sociale"),
        ("roofer", "construction"),
        ("transport", "transport_logistique"),
        ("we sell furniture", "commerce_detail"),
        ("sell", "commerce_detail"),
        ("salon de coifure", "general"),
        ("resturant", "restauration_hebergement"),
    ],
)
def test_owners_words_lead_to_their_sector(library, typed, sector):
    assert propose(typed, library.activities, library.sectors)[0].sectors[0] == sector


def test_no_words_mean_two_things(library):
    for lang in ("fr", "en"):
        texts = [t for a in {id(p.activity): p.activity for p in library.activities}.values() for t in a.words[lang]]
        assert sorted(set(texts)) == sorted(texts)


def test_every_proposed_code_has_a_label(library):
    codes = {p.activity.scian for p in library.activities if p.activity.scian}
    assert [c for c in codes if label(c, library.scian) is None] == []
    assert label("3371", library.scian).fr == "Fabrication de meubles et de produits connexes"


def _french(data):
    if isinstance(data, dict):
        yield from (v for k, v in data.items() if k == "fr" and isinstance(v, str))
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _french(value)


def test_people_s_french_is_set_properly(library):
    """No straight apostrophe inside a word, no plain space before % $ or a colon, none inside « »."""
    wrong = re.compile(r"\w'\w| [%:](\s|$)| (M|G)?\$|« | »|\d \d{3}\b| [;!?]")
    texts = [t for kind in KINDS for file in library.files(kind) for t in _french(file.source.data)]
    assert len(texts) > 500
    assert [t for t in texts if wrong.search(t)] == []
