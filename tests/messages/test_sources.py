from pathlib import Path

import pytest

from messages.sources import Marked, read_sources
from messages.text import BUTTON_CONTEXT


def problems_of(root: Path, code: str, folder: str = "handlers") -> list[str]:
    write(root, code, folder)
    return read_sources(root)[1]


def write(root: Path, code: str, folder: str = "handlers") -> None:
    file = root / folder / "start.py"
    file.parent.mkdir(exist_ok=True)
    file.write_text(code, encoding="utf-8")


def test_marked_texts_are_found_with_their_place(tmp_path: Path) -> None:
    write(tmp_path, 'hello = T("Hello {name}.", name=who)\nback = B("Back")\ncount = N("{n} day", "{n} days", n)\n')
    marked, problems = read_sources(tmp_path)
    assert problems == []
    assert marked == [
        Marked(("Hello {name}.",), None, "handlers/start.py", 1),
        Marked(("Back",), BUTTON_CONTEXT, "handlers/start.py", 2),
        Marked(("{n} day", "{n} days"), None, "handlers/start.py", 3),
    ]


def test_a_text_in_parts_is_one_text(tmp_path: Path) -> None:
    write(tmp_path, 'T("One sentence, "\n  "two lines.")')
    assert read_sources(tmp_path)[0][0].strings == ("One sentence, two lines.",)


@pytest.mark.parametrize(
    "code",
    [
        'T(f"Hello {name}.")',
        'T("Hello " + name)',
        'T("Hello {}".format(name))',
        'T("Hello %s" % name)',
        "B(label)",
        'T("")',
        "T()",
        'N("{n} day", plural, n)',
        "T(3)",
    ],
)
def test_a_text_that_gettext_could_not_know_is_a_problem(tmp_path: Path, code: str) -> None:
    assert "one literal string" in problems_of(tmp_path, code)[0]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('T("Hello {name}.")', "names ['name'] and is given []"),
        ('T("Hello.", name=who)', "names [] and is given ['name']"),
        ('N("One day", "Days", n)', "names [] and is given ['n']"),
        ('T("Hello {name}.", **values)', "by name, not as **values"),
        ('T("<b>Hello")', "<b> is never closed"),
        ('B("<b>Back</b>")', "a button shows no tags"),
        ('T("مرحبا")', "the text in the source is plain English"),
        ('T("{n} day", n=n)\nN("{n} day", "{n} days", n)', "another plural or with none"),
    ],
)
def test_a_wrong_text_is_a_problem(tmp_path: Path, code: str, problem: str) -> None:
    assert any(problem in found for found in problems_of(tmp_path, code))


def test_the_same_text_twice_is_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, 'T("Hello.")\nT("Hello.")\nB("Hello.")') == []


@pytest.mark.parametrize("code", ['reply("نعم")', 'YES = "نعم"', 'reply("Déjà")', 'reply(f"نعم {name}")'])
@pytest.mark.parametrize("folder", ["bot", "handlers", "conversations"])
def test_arabic_or_french_in_the_program_is_a_problem(tmp_path: Path, code: str, folder: str) -> None:
    assert "passes by the catalogues" in problems_of(tmp_path, code, folder)[0]


def test_a_docstring_a_comment_and_a_formatter_may_quote_arabic(tmp_path: Path) -> None:
    assert problems_of(tmp_path, '"""Says نعم."""\n# نعم\nnumber = 3') == []
    assert problems_of(tmp_path, 'unit = "درهم"', folder="messages") == []


@pytest.mark.parametrize(
    "code", ['YES = frozenset(fold(word) for word in ("نعم", "أجل"))', 'OF: Final = re.compile("من أصل|sur")']
)
def test_words_that_people_type_may_stand_in_the_program(tmp_path: Path, code: str) -> None:
    assert problems_of(tmp_path, code) == []


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError, match=r"start\.py"):
        problems_of(tmp_path, "T(")


def test_this_programs_texts_are_marked_as_they_must_be() -> None:
    assert read_sources(Path(__file__).parents[2])[1] == []
