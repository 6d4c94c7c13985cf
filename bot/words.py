"""«Words we did not understand»: what people typed and then chose, and proposals for the catalogue."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalogue import places, sectors
from domain.words import alias_of, is_understood
from storage.words import Total

NONE = "(none)"


def report(totals: Sequence[Total], least: int) -> Iterator[str]:
    """The lines of the report: words typed at least `least` times that do not lead to what was chosen.

    It is TOML: what was heard stands in comments, what is proposed below can be copied into the files it names.
    """
    missed = [total for total in totals if total.count >= least and not is_understood(total.heard)]
    yield f"# Words we did not understand, typed at least {least} times: how often, the words, what was chosen."
    for total in missed:
        yield f"# {total.count}\t{total.heard.kind}\t{total.heard.text}\t{total.heard.chosen or NONE}"
    for (file, code), aliases in sorted(_proposals(missed).items()):
        yield ""
        yield f"# {file}: review, then add"
        yield f'code = "{code}"'
        yield from _entry(file, aliases)


def _proposals(missed: Sequence[Total]) -> dict[tuple[str, str], list[str]]:
    """The aliases proposed for each code, by the file of the catalogue that holds it."""
    proposals: dict[tuple[str, str], list[str]] = defaultdict(list)
    for total in missed:
        alias = alias_of(total.heard.text)
        file = total.heard.chosen and _file_of(total.heard.chosen)
        if alias and total.heard.chosen and file and alias not in proposals[file, total.heard.chosen]:
            proposals[file, total.heard.chosen].append(alias)
    return {where: aliases for where, aliases in proposals.items() if aliases}


def _file_of(code: str) -> str | None:
    """The file of the catalogue in which the code stands; None for one that is no longer there."""
    folder = places.FOLDER if code[0].isdecimal() else sectors.FOLDER
    line = f'code = "{code}"'
    for path in sorted(folder.glob("*.toml")):
        if line in path.read_text(encoding="utf-8"):
            return _shown(path)
    return None


def _entry(file: str, aliases: list[str]) -> Iterator[str]:
    """The aliases in the form that the file has: a text with commas for trades, a list for places."""
    if (places.FOLDER.name + "/") in file:
        yield "aliases = [" + ", ".join(f'"{alias}"' for alias in aliases) + "]"
    else:
        yield from ('words = """', ", ".join(aliases), '"""')


def _shown(path: Path) -> str:
    return path.relative_to(sectors.FOLDER.parent.parent).as_posix()
