from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.loading import read_catalogue
from catalogue.problem import CatalogueError

Edit = Callable[[str, str], Path]


def test_a_sound_catalogue_is_read_with_its_references_resolved(folder: Path) -> None:
    read = read_catalogue(folder)
    (call,) = read.calls
    assert call.programme is read.programmes["help"]
    assert call.body is read.bodies["office"]
    assert call.documents is not None
    assert call.documents.items == (read.documents["form"],)
    assert call.source_of(call.conditions[0]).url == "https://example.org/page"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('source = "page"\ntest', "test", "help_2026.toml: conditions.0.source: it is missing: add it"),
        ('source = "page"\ntest', 'source = "book"\ntest', "conditions.age cites 'book', which is not in"),
        ('source = "page"\nopens', 'source = "book"\nopens', "window cites 'book', which is not in"),
        ('{ fact = "age", at_least', '{ fact = "height", at_least', "conditions.0.test.at_least.fact: no fact is"),
        ("at_least = 18", "at_least = 18, at_most = 9", "conditions.0.test: a test has exactly one of the words"),
        ("year = 2026\n", "", "an edition has a year: add it"),
        ("year = 2026\n", "yaer = 2026\nyear = 2026\n", "yaer: nothing has this name here: correct or remove it"),
        ('id = "help_2026"', 'id = "help"', "id: it must be the file's name, 'help_2026'"),
        ('programme = "help"', 'programme = "hulp"', "programme: 'hulp' is unknown: write one of help"),
        ('programme = "help"\n', "", "programme: it is missing: add it"),
        ('body = "office"', 'body = "shop"', "body: 'shop' is unknown: write one of office"),
        ('body = "office"\n', "", "body: it is missing: add it"),
        ('["form"]', '["forms"]', "documents.items: 'forms' is unknown: write one of form"),
        ('items = ["form"]\n', "", "documents.items: it is missing: add it"),
        ('{ ar = "دعم", fr = "Aide" }', '{ ar = "دعم", fr = "" }', "title.fr: it is empty: write something"),
        ('{ ar = "دعم", fr = "Aide" }', '{ ar = "دعم", fr = "Aide", en = "Help" }', "title.en: nothing has this"),
        (
            '    { expected = "yes", person = { age = 30 } },\n',
            "",
            "too few examples expect yes: there are 2, at least 3 are needed",
        ),
        (
            '    { expected = "no", person = { age = 15 } },\n',
            "",
            "too few examples expect no: there are 2, at least 3 are needed",
        ),
        (
            '    { expected = "unknown", person = {} },\n',
            "",
            "too few examples expect unknown: there are 0, at least 1 are needed",
        ),
        ("{ age = 30 }", '{ age = "old" }', "examples.2.person: age cannot be 'old': it takes a whole number"),
        ("{ age = 30 }", "{ own_pct = 30 }", "examples.2.person: own_pct is never answered"),
        ('{ provinces = ["09.541"] }', "{}", "scope: write national = true, or regions, or provinces"),
        ('{ provinces = ["09.541"] }', '{ national = true, regions = ["09"] }', "scope: write national = true, or"),
        ("2026-03-10T16:30:00", "2026-03-10T16:30:00+01:00", "window.closes: write the Moroccan wall-clock time"),
        ("share_pct = 60", "share_pct = 61", "support: the share and the own contribution exceed the whole cost"),
        ("own_min_pct = 40", "cap_by_form = { firm = 1 }", "support: no legal form is called firm"),
        ("https://example.org/page", "example.org", "sources.page.url: it is not written as it should be"),
        ("year = 2026\n", "year = = 2026\n", "help_2026.toml: this is not TOML"),
    ],
)
def test_a_file_that_breaks_the_schema_does_not_load_and_says_where_and_what_to_do(
    edited: Edit, old: str, new: str, says: str
) -> None:
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(edited(old, new))
    assert says in str(refused.value)


def test_two_conditions_need_two_names(edited: Edit) -> None:
    condition = '[[conditions]]\nid = "age"\nchangeable = false\nsource = "page"\n'
    test = 'test = { fact = "age", at_most = 60 }\ntext = { ar = "س", fr = "x" }\n\n'
    with pytest.raises(CatalogueError, match="several conditions are called 'age': give each its own name"):
        read_catalogue(edited("[sources.page]", f"{condition}{test}[sources.page]"))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "bodies.toml").unlink()
    with pytest.raises(CatalogueError, match=r"bodies.toml: there is no such file"):
        read_catalogue(folder)


def test_an_error_in_a_shared_file_names_the_record(folder: Path) -> None:
    (folder / "programmes.toml").write_text('[help]\nname = { ar = "اسم" }\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"programmes.toml: help.name.fr: it is missing: add it"):
        read_catalogue(folder)
