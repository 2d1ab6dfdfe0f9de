"""What owners write of their work, in their own words, and the sector that is proposed first."""

from pathlib import Path

import pytest
import yaml

from virage.content.library import shipped
from virage.core.activity import propose

EXPECTED = yaml.safe_load((Path(__file__).parent / "activities_expected.yaml").read_text(encoding="utf-8"))
SAID = [(words, sector) for sector, said in EXPECTED.items() for words in said]


def sectors_for(words):
    shelf = shipped()
    return [p.sectors[0] for p in propose(words, shelf.activities, shelf.sectors)]


@pytest.mark.parametrize(("words", "sector"), SAID)
def test_everyday_words_lead_first_to_their_sector(words, sector):
    assert sectors_for(words)[0] in sector.split()


def test_the_table_speaks_of_every_sector():
    assert {name for names in EXPECTED for name in names.split()} == {
        s.id for s in shipped().sectors.values() if s.role in {"sector", "general"}
    }
    assert len(SAID) >= 120
