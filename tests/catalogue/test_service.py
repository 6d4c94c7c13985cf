from datetime import timedelta
from pathlib import Path

import pytest

from catalogue.problem import CatalogueError
from catalogue.service import FILE, load_service
from domain.requests.kinds import Kind


def test_every_kind_of_request_has_a_level_and_every_source_is_there() -> None:
    service = load_service()
    assert service.levels.keys() == set(Kind)
    assert service.office.length == timedelta(hours=8)
    assert service.ramadan.length == timedelta(hours=6)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("until = 16:30:00", "until = 08:00:00"),
        ("days = [1, 2, 3, 4, 5]", "days = []"),
        ("days = [1, 2, 3, 4, 5]", "days = [0]"),
        ("answer = 2, decision = 5", "answer = 6, decision = 5"),
        ('source = "ramadan_hours"', 'source = "nowhere"'),
        ("before = 1", "before = 0"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, line: str, wrong: str) -> None:
    text = FILE.read_text("utf-8")
    assert line in text
    (tmp_path / "service.toml").write_text(text.replace(line, wrong), "utf-8")
    with pytest.raises(CatalogueError, match=r"service\.toml"):
        load_service(tmp_path / "service.toml")
