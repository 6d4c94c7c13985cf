from pathlib import Path

import pytest

from catalogue.problem import CatalogueError
from catalogue.sectors import load_sectors, load_talk


def test_the_taxonomy_is_complete() -> None:
    sectors = load_sectors()
    assert len(sectors) == 20
    assert sum(len(sector.activities) for sector in sectors) == 172


def test_every_code_occurs_once_and_begins_with_its_sector() -> None:
    activities = [(sector.code, activity.code) for sector in load_sectors() for activity in sector.activities]
    assert len({activity for _, activity in activities}) == len(activities)
    assert all(activity.startswith(f"{sector}_") for sector, activity in activities)


def test_every_activity_has_names_and_words() -> None:
    for sector in load_sectors():
        for trade in (sector, *sector.activities):
            assert trade.name.ar
            assert trade.name.fr
            assert trade.words
            assert not set(trade.words) & set(trade.hints)


def test_no_word_is_written_twice_in_one_place() -> None:
    for sector in load_sectors():
        for trade in (sector, *sector.activities):
            assert len(set(trade.words)) == len(trade.words)


def test_talk_has_its_four_lists() -> None:
    talk = load_talk()
    assert "ديال" in talk.particles
    assert "عندي" in talk.silent
    assert "recette" in talk.other
    assert "machi" in talk.common


def test_a_file_that_breaks_the_schema_is_named(tmp_path: Path) -> None:
    (tmp_path / "01_broken.toml").write_text('code = "x"\nar = "س"\nactivities = []\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"01_broken\.toml"):
        load_sectors(tmp_path)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talk.toml"
    path.write_text("silent = ", "utf-8")
    with pytest.raises(CatalogueError, match=r"talk\.toml"):
        load_talk(path)
