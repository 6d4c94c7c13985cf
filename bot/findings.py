"""What an examination of the program finds, each with what to do: the one text for the command line and the chat."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from messages.text import Piece, T, Text
from messages.values import Lines


class Level(StrEnum):
    FINE = "✅"
    LOOK = "⚠️"  # it works, and somebody should look at it
    MEND = "❌"  # something does not work


class Finding(Struct, frozen=True):
    """One thing that was looked at: how it is, and what to do about it; nothing where it is fine."""

    level: Level
    what: Text
    said: Text
    advice: Text | None = None


def fine(what: Text, said: Text) -> Finding:
    return Finding(Level.FINE, what, said)


def look(what: Text, said: Text, advice: Text) -> Finding:
    return Finding(Level.LOOK, what, said, advice)


def mend(what: Text, said: Text, advice: Text) -> Finding:
    return Finding(Level.MEND, what, said, advice)


def told(findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """The findings in words: the worst first."""
    ordered = sorted(findings, key=lambda finding: list(Level)[::-1].index(finding.level))
    return (T("🩺 <b>Health of the bot</b>"), *map(_paragraph, ordered), _sum(findings))


def _paragraph(finding: Finding) -> Piece:
    line = T("{sign} <b>{what}</b>: {said}", sign=finding.level.value, what=finding.what, said=finding.said)
    return line if finding.advice is None else Lines((line, T("➡️ {advice}", advice=finding.advice)))


def _sum(findings: Sequence[Finding]) -> Piece:
    worst = {finding.level for finding in findings}
    if Level.MEND in worst:
        return T("Something does not work: begin with what stands first.")
    if Level.LOOK in worst:
        return T("It works. Look at what is marked.")
    return T("Everything works.")
