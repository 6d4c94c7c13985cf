from pathlib import Path

import pytest

from catalogue.deciding import load_deciding, local_limits
from catalogue.places import load_regions
from catalogue.problem import CatalogueError

ENTRY = """
[[provinces]]
province = "05.301"
quote = "…"
source = "a published decision"
confidence = "H"
"""


def test_every_entry_names_a_province_that_there_is() -> None:
    provinces = {province.code for region in load_regions() for province in region.provinces}
    entries = [entry.province for entry in load_deciding()]
    assert set(entries) <= provinces
    assert len(entries) == len(set(entries))


def test_a_source_without_an_amount_sets_no_limit(tmp_path: Path) -> None:
    (tmp_path / "deciding.toml").write_text(ENTRY, "utf-8")
    assert dict(local_limits(tmp_path / "deciding.toml")) == {}


def test_an_amount_is_a_limit_for_its_province(tmp_path: Path) -> None:
    (tmp_path / "deciding.toml").write_text(f"{ENTRY}local_up_to = 50000", "utf-8")
    assert dict(local_limits(tmp_path / "deciding.toml")) == {"05.301": 50_000}


@pytest.mark.parametrize("line", ["local_up_to = 0", "up_to = 5", 'local_up_to = "50 000"'])
def test_a_wrong_entry_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "deciding.toml").write_text(f"{ENTRY}{line}", "utf-8")
    with pytest.raises(CatalogueError, match=r"deciding\.toml"):
        load_deciding(tmp_path / "deciding.toml")
