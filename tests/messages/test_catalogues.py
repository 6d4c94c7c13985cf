import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from messages.catalogues import ROOT, check, compile_all, main, strings, update
from messages.languages import LANGUAGES
from messages.text import B, N, T, Text, Value, placeholders
from messages.voice import Untranslated, Voice

SOURCE = 'T("Hello {name}.", name=who)\nB("Back")\nN("{n} day", "{n} days", n)\n'
TRANSLATIONS: dict[str, tuple[str, str, list[str]]] = {
    "ar": ("مرحباً {name}.", "رجوع", ["لا يوم", "يوم واحد", "يومان", "{n} أيام", "{n} يوماً", "{n} يوم"]),
    "fr": ("Bonjour {name}.", "Retour", ["{n} jour", "{n} jours"]),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three texts, translated into both languages."""
    source(tmp_path, SOURCE)
    update(tmp_path)
    for language, (hello, back, days) in TRANSLATIONS.items():
        for text in (hello, back, days):
            translate(tmp_path, language, text)
    return tmp_path


def source(root: Path, code: str) -> None:
    (root / "handlers").mkdir(exist_ok=True)
    (root / "handlers" / "start.py").write_text(code, encoding="utf-8")


def po(root: Path, language: str) -> Path:
    return LANGUAGES[language].po(root / "locale")


def translate(root: Path, language: str, text: str | list[str]) -> None:
    """Write a translation into the first empty place, as a translator would."""
    forms = [text] if isinstance(text, str) else text
    header, body = po(root, language).read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    for index, form in enumerate(forms):
        line = "msgstr" if isinstance(text, str) else f"msgstr[{index}]"
        body = body.replace(f'{line} ""', f'{line} "{form}"', 1)
    po(root, language).write_text(f"{header}\n\n{body}", encoding="utf-8")


def edit(root: Path, old: str, new: str, language: str = "ar") -> None:
    content = po(root, language).read_text(encoding="utf-8")
    assert old in content
    po(root, language).write_text(content.replace(old, new, 1), encoding="utf-8")


def voice(root: Path, language: str) -> Voice:
    compile_all(root)
    return Voice.load(LANGUAGES[language], root / "locale")


def test_a_translated_project_has_no_problems(project: Path) -> None:
    assert check(project) == []


def test_what_is_translated_is_said(project: Path) -> None:
    assert voice(project, "fr").plain(B("Back")) == "Retour"
    assert voice(project, "ar").plain(N("{n} day", "{n} days", 2)) == "يومان"


def test_a_new_text_is_a_problem_until_it_is_translated(project: Path) -> None:
    source(project, SOURCE + 'T("New")')
    assert "1 texts are new and 0 are gone" in check(project)[0]
    update(project)
    assert check(project) == [f"locale/{code}/LC_MESSAGES/tiwizi.po: 'New' is not translated" for code in LANGUAGES]
    translate(project, "ar", "جديد")
    translate(project, "fr", "Nouveau")
    assert check(project) == []


def test_updating_keeps_translations_and_their_order(project: Path) -> None:
    before = po(project, "ar").read_bytes()
    update(project)
    assert po(project, "ar").read_bytes() == before


def test_a_text_that_goes_and_comes_back_is_still_translated(project: Path) -> None:
    source(project, 'B("Back")')
    update(project)
    assert "0 texts are new and 2 are gone" in check(project)[0]
    update(project)
    source(project, SOURCE)
    update(project)
    assert check(project) == []


def test_pruning_forgets_what_has_gone(project: Path) -> None:
    source(project, 'B("Back")')
    update(project, prune=True)
    assert check(project) == []
    assert "Bonjour" not in po(project, "fr").read_text(encoding="utf-8")


def test_a_text_that_gets_a_plural_is_translated_again(project: Path) -> None:
    source(
        project, SOURCE.replace('T("Hello {name}.", name=who)', 'N("Hello {name}.", "{n} hello {name}.", n, name=who)')
    )
    update(project, prune=True)
    assert "is not translated" in check(project)[0]


def test_a_translators_comment_is_kept(project: Path) -> None:
    edit(project, "#: handlers", "# Said at the first meeting.\n#: handlers")
    update(project)
    assert "# Said at the first meeting." in po(project, "ar").read_text(encoding="utf-8")


def test_a_fuzzy_translation_is_a_problem_and_is_not_said(project: Path) -> None:
    edit(project, "#: handlers", "#, fuzzy\n#: handlers")
    assert any("marked fuzzy" in problem for problem in check(project))
    with pytest.raises(Untranslated):
        voice(project, "ar").say(T("Hello {name}.", name="Amina"))


def test_a_plural_with_one_form_missing_is_not_said_in_english(project: Path) -> None:
    edit(project, "{n} يوماً", "")
    assert check(project) == ["locale/ar/LC_MESSAGES/tiwizi.po: '{n} day' is not translated"]
    with pytest.raises(Untranslated):
        voice(project, "ar").say(N("{n} day", "{n} days", 11))


def test_a_wrong_plural_rule_is_a_problem(project: Path) -> None:
    edit(project, "n%100>=11 && n%100<=99 ? 4 : 5", "n%100<=2 ? 4 : 5")
    assert "the header needs Plural-Forms" in check(project)[0]


def test_a_bad_translation_is_a_problem(project: Path) -> None:
    edit(project, "مرحباً {name}.", "مرحباً.")
    assert check(project) == ["locale/ar/LC_MESSAGES/tiwizi.po: 'Hello {name}.': 'مرحباً.' lost {name}"]


def test_compiling_twice_gives_the_same_bytes(project: Path) -> None:
    mo = LANGUAGES["ar"].mo(project / "locale")
    compile_all(project)
    first = mo.read_bytes()
    mo.unlink()
    compile_all(project)
    assert mo.read_bytes() == first


def test_the_command_line_updates_compiles_and_checks(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source(project, 'B("Back")')
    assert main(["check"], project) == 1
    assert "0 texts are new and 2 are gone" in capsys.readouterr().out
    assert main(["update", "--prune"], project) == main(["compile"], project) == main(["check"], project) == 0
    assert capsys.readouterr().out == ""
    assert LANGUAGES["fr"].mo(project / "locale").exists()


def test_this_programs_catalogues_are_complete() -> None:
    assert check() == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_translated_text_of_this_program_can_be_said_of_any_number(language: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    spoken = voice(tmp_path, language)
    with po(tmp_path, language).open("rb") as file:
        messages = [message for message in read_po(file) if message.id and all(strings(message.string))]
    for message in messages:
        for text in as_texts(message):
            assert "{" not in spoken.say(text)


def as_texts(message: Message) -> Iterator[Text]:
    """A text with an example for each value; a plural with a number for each form of each language."""
    singular, plural = strings(message.id)[0], strings(message.id)[-1]
    values: dict[str, Value] = dict.fromkeys(placeholders(plural), "x")
    if not message.pluralizable:
        yield Text(singular, values, context=message.context)
        return
    for n in (0, 1, 2, 3, 11, 100, 103, 111):
        yield Text(singular, values | {"n": n}, plural, n)
