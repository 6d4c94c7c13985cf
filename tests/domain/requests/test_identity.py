import string
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.requests.identity import looks_like_cin
from domain.requests.phone import read as read_phone
from domain.requests.reference import CAPACITY, make

LETTERS = st.text(string.ascii_uppercase, min_size=1, max_size=2)
NUMBER = st.text(string.digits, min_size=5, max_size=6)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
AROUND = st.sampled_from(["{}", "بطاقتي {} شكرا", "ma carte est {}.", "({})", "رقم:{}", "{}\nfatima", "\u2068{}\u2069"])
NOT_CARDS = {"DH", "RC", "BP", "CP", "TP", "IF", "KG", "KM", "HA", "M", "N", "NO", "NR", "TL", "PS"}


@settings(deadline=None)
@given(letters=LETTERS, number=NUMBER, around=AROUND, arabic=st.booleans(), small=st.booleans())
def test_a_card_number_is_noticed_in_any_digits_and_any_case(
    *, letters: str, number: str, around: str, arabic: bool, small: bool
) -> None:
    assume(letters not in NOT_CARDS)
    written = (letters.lower() if small else letters) + (number.translate(ARABIC) if arabic else number)
    assert looks_like_cin(around.format(written))


@settings(deadline=None)
@given(st.sampled_from(["AB", "JB", "EE", "BK", "V", "X", "Z"]), st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_a_card_number_is_noticed_with_spaces(letters: str, number: str) -> None:
    ways = [
        f"{letters} {number}",
        f"{letters}-{number}",
        f"{letters}{number[:3]} {number[3:]}",
        f"{letters} {' '.join(number)}",
        f"{' '.join(letters)} {number}",
    ]
    assert all(map(looks_like_cin, ways))


@pytest.mark.parametrize("text", ["B 482713", "CIN: a 48271", "البطاقة الوطنية j 48270"])
def test_letters_that_are_words_too_count_when_they_are_written_as_a_card_has_them(text: str) -> None:
    assert looks_like_cin(text)


@settings(deadline=None)
@given(st.integers(0, CAPACITY - 1), AROUND)
def test_a_reference_is_no_card_number(number: int, around: str) -> None:
    reference = make(number)
    for written in (reference, reference.lower(), reference.replace("-", ""), reference.replace("-", " ")):
        assert not looks_like_cin(around.format(written))


AMOUNTS = st.integers(1, 99_999_999).map(lambda number: [str(number), f"{number:,}".replace(",", " ")])
SENTENCES = ["{} درهم", "{} dh", "{}DH", "DH {}", "montant de {} dh", "à {} dirhams", "b {} dh", "bghit {}", "دعم {}"]


@settings(deadline=None)
@given(AMOUNTS, st.sampled_from(SENTENCES))
def test_an_amount_is_no_card_number(ways: list[str], sentence: str) -> None:
    assert not any(looks_like_cin(sentence.format(written)) for written in ways)


@settings(deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y-%m-%d", "%d %m %Y", "%d%m%Y"]),
    st.sampled_from(["{}", "le {}", "du {}", "يوم {}", "f {}"]),
)
def test_a_date_is_no_card_number(day: date, form: str, sentence: str) -> None:
    assert not looks_like_cin(sentence.format(day.strftime(form)))


@settings(deadline=None)
@given(
    st.from_regex(r"0[567][0-9]{8}", fullmatch=True),
    st.sampled_from(["{}", "tel {}", "GSM:{}", "هاتفي {}", "n {}", "tl {}"]),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_a_phone_number_is_no_card_number(number: str, sentence: str, between: str) -> None:
    written = between.join(number[start : start + 2] for start in range(0, 10, 2))
    assert read_phone(written) is not None
    assert not looks_like_cin(sentence.format(written))
    assert not looks_like_cin(sentence.format(f"+212{number[1:]}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "INDH2026",
        "RC 12345",
        "BP 54321 خنيفرة",
        "CP 80000",
        "de 20000",
        "fatima12345@example.org",
        "@ab12345",
        "A4 12",
        "covid19",
        "100 kg 20000",
        "pr 100 000 000 sur 3 ans",
    ],
)
def test_other_letters_and_digits_are_no_card_number(text: str) -> None:
    assert not looks_like_cin(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_looked_at_without_trouble(text: str) -> None:
    assert looks_like_cin(text) in {True, False}
