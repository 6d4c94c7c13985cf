import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.call import Axis
from domain.calls import delivered
from domain.figures.decided import Decided, counted
from domain.figures.funding import (
    Figure,
    Funded,
    PartAboveWhole,
    PartsDiffer,
    PercentDiffers,
    Report,
    ShareAboveTotal,
    Split,
    Sum,
    SumDiffers,
    completed,
    percent,
    problems,
    sum_problems,
)

PRINTED = Funded(projects=85, cooperatives=85, urban=52, rural=33, total_cost=13_179_091, share=20_860_515)
"""Tanger-Assilah, 2019 to 2025, as one article of July 2025 printed it; two others have the amounts the other way."""
RIGHT = Funded(projects=85, cooperatives=85, urban=52, rural=33, total_cost=20_860_515, share=13_179_091)
ONE = Funded(projects=1, total_cost=100, share=60)


def changed(**values: object) -> Funded:
    return Funded(**({"projects": 85, "total_cost": 100, "share": 60} | values))  # type: ignore[arg-type] # a test's own


def test_the_figures_of_the_article_are_refused_because_the_share_is_larger_than_the_whole() -> None:
    [problem] = problems(PRINTED)
    assert problem == ShareAboveTotal(20_860_515, 13_179_091)
    assert problem.exchanged == 63, "the other way round they would be possible"


def test_the_same_figures_the_other_way_round_are_taken() -> None:
    assert problems(RIGHT) == []


@pytest.mark.parametrize(
    ("funded", "problem"),
    [
        (changed(urban=52, rural=32), PartsDiffer(52, 32, 85)),
        (changed(urban=86), PartAboveWhole(Figure.URBAN, 86, Figure.PROJECTS, 85)),
        (changed(rural=86), PartAboveWhole(Figure.RURAL, 86, Figure.PROJECTS, 85)),
        (changed(cooperatives=86), PartAboveWhole(Figure.COOPERATIVES, 86, Figure.PROJECTS, 85)),
        (changed(women=86), PartAboveWhole(Figure.WOMEN, 86, Figure.PROJECTS, 85)),
        (changed(cooperatives=15, women=16), PartAboveWhole(Figure.WOMEN, 16, Figure.COOPERATIVES, 15)),
        (changed(urban=52, percents={Figure.URBAN: 63}), PercentDiffers(Figure.URBAN, 63, 61)),
        (changed(percents={Figure.SHARE: 62}), PercentDiffers(Figure.SHARE, 62, 60)),
        (changed(cooperatives=38, women=19, percents={Figure.WOMEN: 22}), PercentDiffers(Figure.WOMEN, 22, 50)),
    ],
)
def test_what_cannot_be_right_is_named(funded: Funded, problem: object) -> None:
    assert problems(funded) == [problem]


@pytest.mark.parametrize("stated", [61, 62])
def test_a_percentage_may_be_rounded_either_way(stated: int) -> None:
    assert problems(changed(urban=52, percents={Figure.URBAN: stated})) == []


def test_figures_of_nothing_have_no_problem() -> None:
    assert problems(Funded(0, 0, 0, percents={Figure.SHARE: 0})) == []
    assert percent(0, 0) == 0


def test_a_line_of_totals_is_compared_with_its_rows() -> None:
    rows = [changed(projects=52, urban=52), changed(projects=33, rural=33)]
    stated = {Figure.PROJECTS: 85, Figure.TOTAL_COST: 300, Figure.URBAN: 9}
    assert sum_problems(rows, stated) == [SumDiffers(Figure.TOTAL_COST, 300, 200)], "one row does not tell its urban"


def test_of_urban_and_rural_the_one_that_is_missing_follows_from_the_other() -> None:
    assert completed(changed(urban=52)).rural == 33
    assert completed(changed(rural=33)).urban == 52
    assert completed(ONE) == ONE


def test_the_report_tells_the_projects_apart() -> None:
    rows = (
        RIGHT,
        Funded(2, 400, 100, cooperatives=1, women=1, phase=3, axis=Axis.SOLIDARITY_ECONOMY, sector="argan", year=2024),
        Funded(1, 100, 90, phase=2, sector="fishing", year=2017),
    )
    report = Report(rows)
    assert report.total == Sum(88, 20_861_015, 13_179_281)
    assert report.years == (2017, 2024)
    assert report.counts(Split.FORM) == {"cooperatives": 86, "others": 1, "": 1}
    assert report.counts(Split.MILIEU) == {"urban": 52, "rural": 33, "": 3}
    assert report.counts(Split.WOMEN) == {"women": 1, "others": 1, "": 86}
    assert list(report.parts(Split.PHASE)) == ["2", "3", ""]
    assert report.parts(Split.AXIS)["solidarity_economy"] == Sum(2, 400, 100)
    assert report.counts(Split.SECTOR) == {"argan": 2, "fishing": 1, "": 85}


@given(
    st.lists(
        st.builds(
            Funded,
            projects=st.integers(1, 50),
            total_cost=st.integers(100, 1000),
            share=st.integers(0, 100),
            urban=st.none() | st.integers(0, 1),
            women=st.none() | st.integers(0, 1),
            phase=st.none() | st.sampled_from((1, 2, 3)),
            sector=st.none() | st.sampled_from(("argan", "fishing")),
            year=st.none() | st.integers(2005, 2026),
        )
    )
)
def test_in_every_way_of_telling_them_apart_the_parts_are_the_whole(rows: list[Funded]) -> None:
    report = Report(tuple(map(completed, rows)))
    for split in Split:
        counts = report.counts(split)
        assert sum(counts.values()) == report.total.projects
        assert min(counts.values(), default=0) >= 0
    for split in (Split.PHASE, Split.AXIS, Split.SECTOR):
        assert sum(report.parts(split).values(), Sum()) == report.total


def test_a_report_of_nothing_is_a_report() -> None:
    assert (Report(()).total, Report(()).years, Report(()).counts(Split.PHASE)) == (Sum(), None, {})


def test_what_was_accepted_here_is_counted_without_being_entered() -> None:
    taroudant, khenifra_town, commune = "09.541", "05.301.01.01", "05.301.03.01"
    decided = [
        Decided(
            "indh_taroudant_2026", cooperative=True, place=taroudant, sector="argan", total_cost=9, granted=8, year=2026
        ),
        Decided(None, cooperative=False, place=khenifra_town, sector=None, total_cost=9, granted=8, year=2026),
        Decided(None, cooperative=False, place=commune, sector=None, total_cost=None, granted=8, year=2026),
        Decided("moazara_2025", cooperative=True, place=commune, sector=None, total_cost=9, granted=8, year=2026),
    ]
    found = counted(decided, delivered().calls)
    first, second = found.rows
    assert found.without_cost == 1
    assert (first.axis, first.phase, first.cooperatives, first.urban) == (Axis.SOLIDARITY_ECONOMY, 3, 1, None)
    assert (second.urban, second.rural, second.cooperatives) == (1, 0, 0)
    assert not [problem for row in found.rows for problem in problems(row)]
