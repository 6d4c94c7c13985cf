"""Reads the program's own source for the texts it marks with T, N, B and P, and for texts that escape them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from messages.markup import TAG, markup_problems
from messages.text import BUTTON_CONTEXT, placeholders

FOLDERS: Final = ("bot", "handlers", "conversations", "documents", "messages", "catalogue", "domain")
"""Where texts are marked."""
SPEAKING_FOLDERS: Final = ("bot", "handlers", "conversations")
"""Where no sentence in Arabic or French may stand: the bot's words are in the catalogues."""

_TEXTS_OF_MARK: Final = {"T": 1, "P": 1, "B": 1, "N": 2}
_HEARING: Final = {"fold", "re.compile"}
_FOREIGN: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]|[À-ÖØ-öø-ÿŒœŸ]")


class Marked(Struct, frozen=True):
    """A text marked in the source: one string, or the singular and the plural."""

    strings: tuple[str, ...]
    context: str | None
    path: str
    line: int


def read_sources(root: Path) -> tuple[list[Marked], list[str]]:
    """All marked texts in the order of the files, and the sentences about what is wrong with them."""
    marked: list[Marked] = []
    problems: list[str] = []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            path = file.relative_to(root).as_posix()
            tree = ast.parse(file.read_text(encoding="utf-8"), path)
            for call, mark in _marks(tree):
                found, wrong = _read(call, mark, path)
                marked += found
                problems += [f"{path}:{call.lineno}: {sentence}" for sentence in wrong]
            if folder in SPEAKING_FOLDERS:
                problems += [f"{path}:{sentence}" for sentence in _escaped_texts(tree)]
    return marked, problems + _two_shapes(marked)


def _marks(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TEXTS_OF_MARK:
            yield node, node.func.id


def _read(call: ast.Call, mark: str, path: str) -> tuple[list[Marked], list[str]]:
    """The text of one marked call; or why gettext could not know it."""
    texts = call.args[: _TEXTS_OF_MARK[mark]]
    strings = tuple(text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str))
    if len(strings) < _TEXTS_OF_MARK[mark] or not all(strings):
        return [], [f"{mark}() takes its text as one literal string: nothing computed, joined or formatted"]
    context = BUTTON_CONTEXT if mark == "B" else None
    problems = [f"{text!r}: {wrong}" for text in strings for wrong in _text_problems(text, mark)]
    return [Marked(strings, context, path, call.lineno)], problems + _value_problems(call, mark, strings)


def _text_problems(text: str, mark: str) -> list[str]:
    problems = markup_problems(text)
    if mark == "B" and TAG.search(text):
        problems.append("a button shows no tags")
    if _FOREIGN.search(text):
        problems.append("the text in the source is plain English")
    return problems


def _value_problems(call: ast.Call, mark: str, strings: tuple[str, ...]) -> list[str]:
    """Placeholders without value, and values without placeholder."""
    given = {keyword.arg for keyword in call.keywords} | ({"n"} if mark == "N" else set())
    if None in given:
        return [f"{mark}() takes its values by name, not as **values"]
    wanted = placeholders(strings[-1])
    if wanted != given:
        return [f"{strings[-1]!r} names {sorted(wanted)} and is given {sorted(map(str, given))}"]
    return []


def _two_shapes(marked: list[Marked]) -> list[str]:
    """A text marked with T in one place and with N in another: gettext keeps only one of the two."""
    shapes: dict[tuple[str, str | None], tuple[str, ...]] = {}
    return [
        f"{each.path}:{each.line}: {each.strings[0]!r} is marked elsewhere with another plural or with none"
        for each in marked
        if shapes.setdefault((each.strings[0], each.context), each.strings) != each.strings
    ]


def _escaped_texts(tree: ast.Module) -> Iterator[str]:
    """Arabic or French in the program's strings, except in docstrings and in words that people type."""
    unsaid = {id(part) for node in ast.walk(tree) if _is_docstring(node) for part in ast.walk(node)}
    unsaid |= {id(part) for statement in tree.body if _hears(statement) for part in ast.walk(statement)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in unsaid:
            continue
        if isinstance(node.value, str) and _FOREIGN.search(node.value):
            yield f"{node.lineno}: {node.value!r} passes by the catalogues: mark the English text with T, N or B"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _hears(statement: ast.stmt) -> bool:
    """Whether a module's constant is made by fold() or re.compile(): words to recognise, not words to say."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return False
    calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(ast.unparse(function) in _HEARING for function in calls)
