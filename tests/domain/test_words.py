import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.words import LONGEST, Heard, alias_of, is_understood, keepable


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "عيطو ليا 06 12 34 56 78",
        "٠٦١٢٣٤٥٦٧٨ العسل",
        "+212 6.12.34.56.78",
        "miel (06)12-34-56-78",
        "JB123456",
        "ana cin AB 45678 khiyata",
        "bghit 3sel b 50000",
        "06:12:34:56:78",
        "0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
        "①②③④⑤⑥⑦",
        "JB: 12345",
        "CIN JB n°12345",
        "J 123 45",
        "fatima(a)gmail.com",
        "facebook.com/fatima",
        "fatima@example.org",
        "https://t.me/fatima",
        "",
        " \n ",
    ],
)
def test_what_may_hold_a_phone_number_a_card_number_or_an_address_is_not_kept(text: str) -> None:
    assert keepable(text) is None


@pytest.mark.parametrize(
    "text", ["العسل", "bghit 3sel budget 50000 dh", "عندي 12 صندوق ديال النحل", "m3iz 3ndi 28 3am"]
)
def test_words_for_a_trade_are_kept_as_they_were_written(text: str) -> None:
    assert keepable(text) == text


def test_a_long_text_is_cut_and_brought_into_one_line_without_control_characters() -> None:
    assert keepable("زرابي\n\x1b[2Jو الصوف") == "زرابي [2Jو الصوف"
    assert keepable("كسكس " * 60) == ("كسكس " * 60)[:LONGEST].rstrip()


@given(st.text(max_size=300))
def test_what_is_kept_is_short_printable_and_kept_again_as_it_is(text: str) -> None:
    kept = keepable(text)
    if kept is not None:
        assert 0 < len(kept) <= LONGEST
        assert kept.isprintable() or " " in kept
        assert keepable(kept) in {kept, None}


def test_words_are_understood_when_they_lead_to_the_choice_at_once() -> None:
    assert is_understood(Heard("sector", "العسل", "beekeeping"))
    assert not is_understood(Heard("sector", "العسل", "argan"))
    assert not is_understood(Heard("sector", "العسل", None))
    assert is_understood(Heard("place", "tiznit", "09.581"))


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("بغيت ندير تاقسبيت", "تاقسبيت"),
        ("3ndi 28 3am, bghit taqsbit!", "taqsbit"),
        ("projet de bidulage artisanal", "bidulage artisanal"),
        ("عندي 30 عام", None),
        ("un deux truc bidule machin chose encore autrement", None),
    ],
)
def test_an_alias_is_what_is_left_without_the_talk_around_it(text: str, alias: str | None) -> None:
    assert alias_of(text) == alias
