import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.match import CONFIDENT
from domain.matching import Match, match_activity, match_sector

QUERIES = Path(__file__).parent / "queries"
FILES = [f"sectors_{part}.tsv" for part in "abcdefghi"]


def labelled(name: str) -> list[tuple[str, set[str], set[str]]]:
    """Queries with the sectors and the activities that are right; both empty when the query names no trade."""
    with (QUERIES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[0], set(filter(None, row[1].split(","))), set(filter(None, row[2].split(",")))) for row in rows]


def codes(matches: list[Match]) -> list[str]:
    return [match.code for match in matches]


def missed(name: str, right: Callable[[str, set[str], set[str]], bool]) -> tuple[list[str], int]:
    trades = [row for row in labelled(name) if row[1]]
    return [query for query, sectors, activities in trades if not right(query, sectors, activities)], len(trades)


@pytest.mark.parametrize("name", FILES)
def test_the_right_sector_comes_first(name: str) -> None:
    wrong, total = missed(name, lambda query, sectors, _: codes(match_sector(query))[:1] in [[s] for s in sectors])
    assert len(wrong) <= total * 0.12, wrong


@pytest.mark.parametrize("name", FILES)
def test_the_right_sector_is_within_three(name: str) -> None:
    wrong, total = missed(name, lambda query, sectors, _: bool(sectors & set(codes(match_sector(query))[:3])))
    assert len(wrong) <= total * 0.06, wrong


@pytest.mark.parametrize("name", FILES)
def test_the_right_activity_is_within_three(name: str) -> None:
    wrong, total = missed(
        name,
        lambda query, _, activities: not activities or bool(activities & set(codes(match_activity(query))[:3])),
    )
    assert len(wrong) <= total * 0.12, wrong


@pytest.mark.parametrize("name", FILES)
def test_what_names_no_trade_matches_nothing(name: str) -> None:
    none = [query for query, sectors, _ in labelled(name) if not sectors]
    accepted = [query for query in none if match_sector(query)]
    assert len(accepted) <= len(none) * 0.05, accepted


@pytest.mark.parametrize(
    "spelling",
    ["زيتون", "الزيتون", "والزَّيْتُون", "zitoun", "zzitoun", "lzitoun", "zitoune", "ZITOUN", "olives", "ⴰⵣⵎⵎⵓⵔ"],
)
def test_one_trade_is_found_under_its_many_spellings(spelling: str) -> None:
    assert "agriculture_olive" in codes(match_activity(spelling))


def test_a_word_of_one_trade_only_is_confident() -> None:
    assert match_sector("زعفران")[0].score >= CONFIDENT


def test_a_word_of_several_trades_asks() -> None:
    matches = match_sector("رخام")
    assert {"crafts_other", "quarries_mining"} <= set(codes(matches))
    assert matches[0].score < CONFIDENT


def test_several_trades_in_one_sentence_are_all_offered() -> None:
    assert {"beekeeping", "livestock"} <= set(codes(match_sector("عندي النحل و المعز")))


def test_a_phrase_weighs_more_than_a_word_inside_it() -> None:
    assert codes(match_activity("زيت الزيتون"))[0] == "food_processing_olive_oil"
    assert codes(match_activity("ماء الورد"))[0] == "medicinal_aromatic_plants_floral_water"


def test_the_words_around_the_trade_do_not_count() -> None:
    alone, within = match_sector("الكسكس"), match_sector("عندي تعاونية ديال النساء كنديرو الكسكس فالدوار")
    assert codes(alone)[0] == codes(within)[0] == "food_processing"


@pytest.mark.parametrize(
    "sentence",
    [
        "السلام عليكم، سميتي خديجة، عندي 34 عام من تارودانت، بغيت ندير مشروع ديال {} واش كاين شي دعم",
        "bonjour, je m'appelle Fatima, j'ai 28 ans, je souhaite creer une cooperative de {} a Sefrou, budget 90000 dh",
        "salam ana mn taza 3ndi 30 3am o bghit ndir chi projet dyal {} ila 9derto t3awnouni",
    ],
)
@pytest.mark.parametrize(
    ("trade", "sector"),
    [
        ("العسل", "beekeeping"),
        ("zrabi", "crafts_textile"),
        ("couscous", "food_processing"),
        ("بلومبي", "trades_maintenance"),
    ],
)
def test_a_greeting_a_name_an_age_a_town_and_an_amount_do_not_hide_the_trade(
    sentence: str, trade: str, sector: str
) -> None:
    assert codes(match_sector(sentence.format(trade)))[:1] == [sector]


@pytest.mark.parametrize("word", ["طين", "نجار", "تلفيف", "الجبص", "زليج", "رخام"])
def test_an_ambiguous_word_is_never_confident(word: str) -> None:
    matches = match_sector(word)
    assert len(matches) > 1
    assert matches[0].score < CONFIDENT


def test_talk_of_something_else_is_no_trade_even_with_a_word_of_one() -> None:
    assert match_sector("Quelle est la recette du tajine ?") == []


@given(st.text(max_size=80))
def test_any_text_has_at_most_five_matches_and_falling_scores(text: str) -> None:
    for matches in (match_sector(text), match_activity(text)):
        scores = [match.score for match in matches]
        assert len(scores) <= 5
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 100 for score in scores)
