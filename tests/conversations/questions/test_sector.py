import pytest

from catalogue.sectors import load_sectors
from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, plain, refused, turned, values

SECTOR = QUESTIONS["sector"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("العسل", "beekeeping"),
        ("عندي تعاونية ديال العسل", "beekeeping"),
        ("3sel", "beekeeping"),
        ("miel", "beekeeping"),
        ("زرابي", "crafts_textile"),
        ("bghit ndir lkhiyata", "crafts_textile"),
        ("argan", "argan"),
        ("صيد السمك", "fishing"),
    ],
)
def test_a_trade_in_anybodys_words_is_offered_and_confirmed(written: str, code: str) -> None:
    found = turned(SECTOR, written)
    assert found["found"][0] == code
    assert len(found["found"]) <= 5
    assert answer(SECTOR, Pressed(f"={code}"), found) == code


@pytest.mark.parametrize("written", ["السلام عليكم", "bonjour", "لا أعرف", "شكرا"])
def test_a_greeting_is_no_sector(written: str) -> None:
    refused(SECTOR, Typed(written))


def test_the_whole_list_can_be_browsed() -> None:
    assert values(SECTOR.ask(None)) == ["!list"]
    note = turned(SECTOR, Pressed("!list"))
    assert values(SECTOR.ask(note)) == [f"={sector.code}" for sector in load_sectors()]
    assert SECTOR.up(note) is None


def test_a_sector_can_be_written_while_the_list_is_open() -> None:
    assert turned(SECTOR, "العسل", {"list": True})["found"] == ["beekeeping"]


@pytest.mark.parametrize("forged", ["=bees", ">bees", "beekeeping", "=09.541", "=!"])
def test_a_code_that_is_no_sector_is_refused(forged: str) -> None:
    refused(SECTOR, Pressed(forged))


@pytest.mark.parametrize("note", [{"found": ["bees"]}, {"found": []}, {"in": "09"}])
def test_a_note_that_no_longer_makes_sense_shows_the_list(note: object) -> None:
    assert len(values(SECTOR.ask(note))) == len(load_sectors())


@pytest.mark.parametrize("stored", ["bees", 9, None])
def test_a_stored_sector_that_is_none_is_stale(stored: object) -> None:
    with pytest.raises(Stale):
        SECTOR.load(stored)


def test_a_sector_is_told_by_its_name() -> None:
    assert plain(SECTOR.tell("beekeeping")) == "تربية النحل"
