from hypothesis import given, strategies as st

from virage.core.activity import Activity, phrases, propose
from virage.core.sectors import Sector, SectorRole, sectors_of
from virage.core.text import fold, stems
from virage.core.words import Words


def sector(name, *codes, role=SectorRole.SECTOR):
    return Sector(id=name, name=Words(fr=name, en=name), scian=codes, role=role)


SECTORS = {
    s.id: s
    for s in (
        sector("fabrication", "31-33"),
        sector("meuble", "337"),
        sector("construction", "23", "5413"),
        sector("general", role=SectorRole.GENERAL),
        sector("aluminium", "3313", role=SectorRole.EXTRA),
    )
}
LEXICON = phrases(
    [
        Activity(words={"fr": ("armoires de cuisine", "armoires"), "en": ("cabinets",)}, scian="3371"),
        Activity(words={"fr": ("cuisine de restaurant",), "en": ()}, scian="722"),
        Activity(words={"fr": ("coopérative",), "en": ()}, scian=None, sector="meuble"),
    ]
)


def test_the_longest_prefix_comes_first_and_the_general_sector_last():
    assert sectors_of("3371", SECTORS) == ("meuble", "fabrication")
    assert sectors_of("54", SECTORS) == ("construction", "general")
    assert sectors_of("811", SECTORS) == ("general",)
    assert sectors_of("31-33", SECTORS) == ("fabrication", "meuble")


def test_a_sector_that_only_projects_use_is_never_proposed():
    assert sectors_of("3313", SECTORS) == ("fabrication",)


def test_accents_capitals_and_plurals_do_not_count():
    for typed in ("ARMOIRE", "des armoires", "Armoiré"):
        assert [p.scian for p in propose(typed, LEXICON, SECTORS)] == ["3371"]


def test_a_whole_phrase_of_several_words_comes_alone():
    (found,) = propose("armoires de cuisine", LEXICON, SECTORS)
    assert (found.phrase, found.whole) == ("armoires de cuisine", True)


def test_what_begins_alike_follows_a_single_word():
    lexicon = phrases(
        [
            Activity(words={"fr": ("vendeur de bateaux",)}, scian="4412"),
            Activity(words={"fr": ("bateaux",)}, scian="3366"),
        ]
    )
    assert [(p.scian, p.whole) for p in propose("bateau", lexicon, SECTORS)] == [("3366", True), ("4412", False)]
    assert [(p.scian, p.whole) for p in propose("cuisine", LEXICON, SECTORS)] == [("3371", False), ("722", False)]
    assert [p.scian for p in propose("cabin", LEXICON, SECTORS)] == ["3371"]


def test_a_legal_form_leads_to_its_sector_without_a_code():
    (found,) = propose("une coopérative", LEXICON, SECTORS)
    assert (found.scian, found.sectors) == (None, ("meuble",))


def test_a_slip_of_the_finger_is_forgiven():
    assert [p.scian for p in propose("armoirs", LEXICON, SECTORS)] == ["3371"]
    assert [p.scian for p in propose("amroires", LEXICON, SECTORS)] == ["3371"]


def test_nothing_close_proposes_nothing():
    assert propose("xyz", LEXICON, SECTORS) == ()
    assert propose("", LEXICON, SECTORS) == ()


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("abeéèêàçœ’' -sxAEÉÈÊÀÇŒSX", max_size=60))
def test_capitals_never_count(text):
    assert stems(text) == stems(text.upper()) == stems(text.lower())


@given(st.text(max_size=60))
def test_anything_may_be_typed(text):
    for found in propose(text, LEXICON, SECTORS):
        assert found.sectors
