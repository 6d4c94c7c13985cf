import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import NotANumber, read_number, read_percent


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("35", 35),
        ("٣٥", 35),
        ("۳۵", 35),
        ("35 سنة", 35),
        ("35ans", 35),
        ("عمري 40 الحمد لله", 40),
        ("3andi 35 3am", 35),
        ("عندي واحد 200 شخص", 200),
        ("13.179.091", 13_179_091),
        ("200 000", 200_000),
        ("1\u202f200", 1_200),
        ("1'200", 1_200),
        ("2,500", 2_500),
        ("12,0", 12),
        ("(25).", 25),
        ("-5", -5),
        ("200k", 200_000),
        ("0", 0),
    ],
)
def test_digits_are_read_with_their_separators(written: str, number: int) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("خمسة وعشرون", 25),
        ("خمسة و عشرين", 25),
        ("ميتين ألف", 200_000),
        ("تلت الاف", 3_000),
        ("ألف وميتين", 1_200),
        ("ألفين وخمسمية", 2_500),
        ("ألف مليون", 1_000_000_000),
        ("ربع مية", 400),
        ("ربع مليون", 250_000),
        ("نص مليون", 500_000),
        ("مليون ونص", 1_500_000),
        ("عشرة ديال المليون", 10_000_000),
        ("ستاش", 16),
        ("مية وعشرة", 110),
        ("khmsa w tlatin 3am", 35),
        ("tlata w 3chrin", 23),
        ("vingt-cinq", 25),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("quatre-vingt-dix-sept", 97),
        ("cent quatre-vingts", 180),
        ("quatre mille vingt", 4_020),
        ("deux cent mille", 200_000),
        ("mille neuf cent quatre-vingt-dix", 1_990),
        ("2 million 500 mille", 2_500_000),
        ("واحد", 1),
        ("un", 1),
    ],
)
def test_words_are_read_in_arabic_darija_arabizi_and_french(written: str, number: int) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "سلام",
        "l7em",
        "7anout",
        "12,5",
        "نص",
        "30-40",
        "35 40",
        "1234 567",
        "بين 30 و 40",
        "12/11/1990",
        "12,5,3",
        "100.000.00.5",
        "un projet de couscous",
        "واحد المشروع",
        "مية ومية",
        "ألف وألف",
        "عشرين تلاتين",
        "9" * 20,
        "35 " + "كلمة " * 20,
    ],
)
def test_what_is_not_one_whole_number_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        read_number(written)


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("60", 60),
        ("60%", 60),
        ("٦٠٪", 60),
        ("60 في المئة", 60),
        ("60 pour cent", 60),
        ("ستين فالمية", 60),
        ("50 bel mya", 50),
        ("66,6 %", 66),
        ("النصف", 50),
        ("نصف النساء", 50),
        ("الثلث", 33),
        ("الثلثين", 66),
        ("الربع", 25),
        ("كلهن", 100),
        ("toutes", 100),
        ("والو", 0),
        ("120", 120),
    ],
)
def test_shares_are_read_in_figures_and_in_words(written: str, share: int) -> None:
    assert read_percent(written) == share


@pytest.mark.parametrize("written", ["", "بزاف", "50% ولا 60%"])
def test_what_is_no_share_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        read_percent(written)


@given(st.integers(0, 10**12))
def test_a_number_is_read_back_with_and_without_separators(number: int) -> None:
    assert read_number(str(number)) == number
    assert read_number(f"{number:,}".replace(",", ".")) == number
    assert read_number(f"{number:,}".replace(",", " ")) == number


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_number(text)
    except NotANumber:
        return
