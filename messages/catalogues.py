"""The translators' catalogues: brought up to date with the source, checked, and compiled.

`python -m messages.catalogues update` after texts changed, `compile` before a start, `check` in a build.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from messages.languages import DOMAIN, LANGUAGES, LOCALE, Language
from messages.sources import Marked, read_sources
from messages.wording import translation_problems

ROOT: Final = LOCALE.parent
# Babel writes two dates into every file. These never change, so that the same texts give the same bytes.
_DATE: Final = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def update(root: Path = ROOT, *, prune: bool = False) -> None:
    """Bring each language's .po file to the texts in the source; translations are kept, none is guessed.

    A translation whose text has gone is kept at the end of the file and comes back with the text, unless
    `prune` is given. Raises SyntaxError when a source file cannot be read.
    """
    marked, _ = read_sources(root)
    for language in LANGUAGES.values():
        known = _read(language, root)
        catalog = _merged(language, marked, known)
        if not prune:
            catalog.obsolete.update(_left_over(catalog, known))
        content = BytesIO()
        write_po(content, catalog, width=0, include_lineno=False)
        _replace(language.po(root / "locale"), content.getvalue())


def compile_all(root: Path = ROOT) -> None:
    """Write each language's .mo file, the same bytes for the same .po, without what is not fully translated."""
    for language in LANGUAGES.values():
        catalog = _empty(language)
        for message in _messages(_read(language, root)):
            if all(strings(message.string)) and not message.fuzzy:
                catalog.add(message.id, message.string, context=message.context)
        content = BytesIO()
        write_mo(content, catalog)
        _replace(language.mo(root / "locale"), content.getvalue())


def check(root: Path = ROOT) -> list[str]:
    """All that would keep a text from being said well in each language, one sentence a problem."""
    marked, problems = read_sources(root)
    for language in LANGUAGES.values():
        path = language.po(Path("locale")).as_posix()
        problems += [f"{path}: {wrong}" for wrong in _catalogue_problems(language, marked, _read(language, root))]
    return problems


def _catalogue_problems(language: Language, marked: list[Marked], known: Catalog) -> Iterator[str]:
    if known.plural_forms != language.plural_forms:
        yield f"the header needs Plural-Forms: {language.plural_forms}"
    wanted = {(each.strings, each.context) for each in marked}
    present = {(strings(message.id), message.context): message for message in _messages(known)}
    new, gone = len(wanted - present.keys()), len(present.keys() - wanted) + len(known.obsolete)
    if new or gone:
        yield f"{new} texts are new and {gone} are gone: run `python -m messages.catalogues update --prune`"
    for key in sorted(wanted & present.keys(), key=str):
        message = present[key]
        if message.fuzzy:
            yield f"{key[0][0]!r} is marked fuzzy: read it again and take the mark away"
        for wrong in translation_problems(*key, strings(message.string), language):
            yield f"{key[0][0]!r} {wrong}" if wrong.startswith("is ") else f"{key[0][0]!r}: {wrong}"


def _empty(language: Language) -> Catalog:
    catalog = Catalog(
        locale=language.code,
        domain=DOMAIN,
        header_comment=f"# Tiwizi in {language.name}. The texts come from the source; only translations are edited.",
        project="Tiwizi",
        version="1",
        creation_date=_DATE,
        revision_date=_DATE,
        msgid_bugs_address="",
        last_translator="Tiwizi",
        language_team=language.name,
        fuzzy=False,
    )
    catalog.mime_headers = [("Plural-Forms", language.plural_forms)]
    return catalog


def _read(language: Language, root: Path) -> Catalog:
    """A language's .po file; a new language begins with an empty one."""
    path = language.po(root / "locale")
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language.code, domain=DOMAIN, abort_invalid=True)


def _merged(language: Language, marked: list[Marked], known: Catalog) -> Catalog:
    """The texts of the source, in its order, with the translations already known."""
    catalog = _empty(language)
    for each in marked:
        text = each.strings if len(each.strings) > 1 else each.strings[0]
        old = known.get(each.strings[0], each.context) or known.obsolete.get(_key(each.strings[0], each.context))
        message = catalog.add(text, locations=[(each.path, each.line)], context=each.context)
        if old is not None and strings(old.id) == each.strings:
            message.string, message.flags, message.user_comments = old.string, old.flags, old.user_comments
    return catalog


def _left_over(catalog: Catalog, known: Catalog) -> dict[str | tuple[str, str], Message]:
    """The translated texts that the source no longer has."""
    candidates = [*known.obsolete.values(), *_messages(known)]
    return {
        _key(strings(message.id)[0], message.context): message
        for message in candidates
        if any(strings(message.string)) and catalog.get(message.id, message.context) is None
    }


def _key(singular: str, context: str | None) -> str | tuple[str, str]:
    return singular if context is None else (singular, context)


def _messages(catalog: Catalog) -> Iterator[Message]:
    """The texts of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def strings(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text, or the forms of one, as a tuple."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and only when it changes."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """The command line; the exit code is 1 when the check finds something."""
    parser = argparse.ArgumentParser(prog="python -m messages.catalogues", description=__doc__)
    parser.add_argument("command", choices=["update", "compile", "check"])
    parser.add_argument("--prune", action="store_true", help="update: forget translations whose text has gone")
    options = parser.parse_args(arguments)
    problems: list[str] = []
    if options.command == "update":
        update(root, prune=options.prune)
    elif options.command == "compile":
        compile_all(root)
    else:
        problems = check(root)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
