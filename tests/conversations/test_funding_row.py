import pytest

from catalogue.call import Axis
from conversations.funding_row import BETWEEN, columns, read_table
from domain.figures.funding import Figure, Funded
from messages.cards.funding import refused
from messages.voice import Voice

AR, FR = Voice.of("ar"), Voice.of("fr")
HEADS = BETWEEN.join(columns("ar"))


def row(**cells: object) -> str:
    """A line of the Arabic table."""
    keys = ("name", *(figure.value for figure in Figure), "phase", "axis", "sector", "year")
    assert cells.keys() <= set(keys)
    return BETWEEN.join(str(cells.get(key, "")) for key in keys)


def said(*lines: str, heads: str = HEADS) -> list[str]:
    """What is wrong, in Arabic, without direction marks."""
    return [
        AR.plain(why).translate({0x2068: None, 0x2069: None, 0xA0: " "})
        for _, why in read_table([heads, *lines], 2026).problems
    ]


PRINTED = {"cooperatives": 85, "urban": 52, "rural": 33, "total_cost": "13.179.091 درهم", "share": "20.860.515 درهم"}


def test_the_figures_of_the_article_are_refused_with_what_is_wrong_about_them() -> None:
    [why] = said(row(**PRINTED))
    assert "مساهمة المبادرة (20.860.515 درهما) أكبر من التكلفة الإجمالية (13.179.091 درهما)" in why
    assert "63%" in why


def test_the_other_way_round_they_are_taken() -> None:
    pasted = read_table([HEADS, row(**PRINTED | {"total_cost": "20.860.515", "share": "13.179.091 (63,2 %)"})], 2026)
    assert pasted.problems == ()
    assert pasted.rows == (Funded(85, 20_860_515, 13_179_091, 85, 52, 33, percents={Figure.SHARE: 63}),)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"urban": 52, "rural": 32}, "المجموع 84، وليس 85"),
        ({"women": "20 (40%)"}, "النسبة المكتوبة 40%، لكن الأرقام تعطي 24%"),
        ({"women": 99}, "هذا أكثر من"),
        ({"total_cost": ""}, "هذا ناقص: التكلفة الإجمالية"),
        ({"total_cost": "20 مليون"}, "لم أفهم «20 مليون»"),
        ({"share": "-5"}, "لم أفهم"),
        ({"cooperatives": 10**7}, "لم أفهم"),
        ({"name": "تعاونية BK123456"}, "بطاقة وطنية"),
        ({"cooperatives": "كثير"}, "لم أفهم «كثير»"),
        ({"cooperatives": 0, "urban": "", "rural": ""}, "مشروع واحد على الأقل"),
        ({"phase": 4}, "رقم من 1 إلى 3"),
        ({"year": 2027}, "رقم من 2005 إلى 2026"),
        ({"axis": "السكن"}, "لم أفهم «السكن»"),
        ({"sector": "شيء آخر"}, "لم أفهم «شيء آخر»"),
    ],
)
def test_a_row_that_cannot_be_right_or_read_says_why(cells: dict[str, object], words: str) -> None:
    right = {**PRINTED, "total_cost": "20.860.515", "share": "13.179.091"}
    [why] = said(row(**right | cells))
    assert words in why


def test_everything_that_a_row_can_say_is_read() -> None:
    line = row(name="=تعاونية النور", projects="٢", urban=1, total_cost="200 ألف", share=150000, phase="III")
    [found] = read_table([HEADS, line], 2026).rows
    assert found == Funded(2, 200_000, 150_000, urban=1, rural=1, phase=3, name="=تعاونية النور")
    heads = BETWEEN.join(columns("fr"))
    line = row(
        total_cost=100,
        share=60,
        axis="Appui à l'économie sociale et solidaire",
        sector="apiculture",
        year=2024,
        phase=2,
    )
    [found] = read_table([heads, line], 2026).rows
    assert (found.projects, found.axis, found.sector) == (1, Axis.SOLIDARITY_ECONOMY, "beekeeping")
    assert (found.year, found.phase) == (2024, 2)


def test_a_line_of_totals_is_compared_and_not_kept() -> None:
    lines = [row(projects=52, total_cost=100, share=60), row(projects=33, total_cost=100, share=60)]
    right = row(name="المجموع", projects=85, total_cost=200, share=120)
    assert said(*lines, right) == []
    assert len(read_table([HEADS, *lines, right], 2026).rows) == 2
    [why] = said(*lines, row(name="المجموع", projects=86, total_cost=200))
    assert "سطر المجموع يقول 86، لكن مجموع الأسطر هو 85" in why
    assert len(said(*lines, row(name="المجموع", projects="كل"))) == 1


def test_columns_that_nobody_knows_are_left_out() -> None:
    [found] = read_table([f"{HEADS}{BETWEEN}ملاحظات", f"{row(total_cost=10, share=5)}{BETWEEN}كلام"], 2026).rows
    assert found == Funded(1, 10, 5)


def test_problems_are_named_with_their_rows_in_both_languages() -> None:
    pasted = read_table([HEADS, row(**PRINTED), row(name="المجموع", cooperatives=84)], 2026)
    for voice, words in ((AR, "السطر"), (FR, "Ligne")):
        assert words in voice.plain(refused(pasted.problems, 3))
    assert all(voice.say(why) for voice in (AR, FR) for _, why in pasted.problems)
