import tomllib

from bot.words import report
from domain.words import Heard
from storage.words import Total

SECTOR = Total(Heard("sector", "bghit taqsbit", "beekeeping"), 4)
PLACE = Total(Heard("place", "bidulville", "09.581"), 3)
SKIPPED = Total(Heard("sector", "شي حاجة زوينة", None), 2)
RARE = Total(Heard("sector", "rarissime", "argan"), 1)
KNOWN = Total(Heard("sector", "العسل", "beekeeping"), 90)
GONE = Total(Heard("sector", "taqsbit", "no_longer_there"), 5)


def lines(*totals: Total) -> list[str]:
    return list(report(totals, least=2))


def test_words_that_are_understood_or_rare_are_left_out() -> None:
    text = "\n".join(lines(KNOWN, RARE, SECTOR))
    assert "taqsbit" in text
    assert "العسل" not in text
    assert "rarissime" not in text


def test_what_was_chosen_becomes_a_proposal_for_the_file_that_holds_it() -> None:
    found = lines(SECTOR, SECTOR, PLACE)
    assert "# catalogue/taxonomy/03_beekeeping.toml: review, then add" in found
    assert "# catalogue/geography/09.toml: review, then add" in found
    tables = "\n".join(found).split("\n\n")[1:]
    assert [tomllib.loads(table) for table in tables] == [
        {"code": "09.581", "aliases": ["bidulville"]},
        {"code": "beekeeping", "words": "taqsbit\n"},
    ]


def test_words_without_a_choice_are_shown_and_propose_nothing() -> None:
    assert lines(SKIPPED, GONE)[1:] == ["# 2\tsector\tشي حاجة زوينة\t(none)", "# 5\tsector\ttaqsbit\tno_longer_there"]
