import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.requests.phone import read

OWN = st.from_regex(r"[567][0-9]{8}", fullmatch=True)
PREFIXES = st.sampled_from(["0", "+212", "00212", "212", "+2120", "+212 (0) ", "00212 0", ""])
BETWEEN = st.sampled_from(["", " ", ".", "-", " - ", "\u00a0", "/"])
DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])


@given(OWN, PREFIXES, BETWEEN, DIGITS)
def test_a_number_is_understood_however_it_is_written(own: str, prefix: str, between: str, digits: str) -> None:
    pairs = between.join([own[0], own[1:3], own[3:5], own[5:7], own[7:]])
    written = f"{prefix}{pairs}".translate(str.maketrans("0123456789", digits))
    assert read(f" \u2068{written}\u2069 ") == f"+212{own}"


@given(st.text())
def test_what_is_read_from_any_text_is_a_moroccan_number_or_nothing(text: str) -> None:
    number = read(text)
    assert number is None or (number.startswith("+212") and len(number) == 13 and number[4] in "567")


@pytest.mark.parametrize(
    "text",
    ["", "06", "066123456", "06612345678", "0461234567", "+33661234567", "+2126612345678", "0661234567 067"],
)
def test_other_numbers_are_none(text: str) -> None:
    assert read(text) is None


def test_a_number_that_was_read_is_read_again() -> None:
    assert read(str(read("٠٦ ٦١ ٢٣ ٤٥ ٦٧"))) == "+212661234567"
