from pathlib import Path

import pytest

from catalogue.faq import FILE, load_faq
from catalogue.problem import CatalogueError

TEXT = FILE.read_text("utf-8")


def test_the_questions_that_people_ask_are_answered_in_both_languages_with_sources() -> None:
    ids = [one.id for one in load_faq()]
    assert ids == ["loan_or_grant", "cash_or_kind", "papers", "twice", "create_cooperative", "platform", "refused"]
    assert all(one.sources for one in load_faq())
    assert all(len(part.ar) < 400 for one in load_faq() for part in one.answer)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sources = ["cldh"]', 'sources = ["nothing"]'),
        ('sources = ["cldh"]', "sources = []"),
        ("answer = [", "says = ["),
    ],
)
def test_a_file_that_cites_nothing_or_breaks_the_schema_does_not_load(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "faq.toml"
    file.write_text(TEXT.replace(before, after), "utf-8")
    with pytest.raises(CatalogueError, match=r"faq.toml"):
        load_faq(file)
