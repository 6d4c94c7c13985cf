"""What would change a No, in plain sentences."""

from collections.abc import Mapping
from typing import Final

from catalogue.local import Local
from catalogue.sectors import load_sectors
from catalogue.vocabulary import Value
from domain.changes import Change, Remedy
from domain.truth import Truth
from messages.labels import LEGAL_FORMS
from messages.text import Piece, T, Text
from messages.values import Lines, Money, Percent

THEN: Final[Mapping[Truth, Text]] = {
    Truth.YES: T("Then you would seem to meet the conditions."),
    Truth.UNKNOWN: T("Then it would depend on the conditions marked ❔."),
}


def changes_paragraph(remedy: Remedy) -> Piece:
    """Each step that is needed, with what would do in its place; and what would follow."""
    lines: list[Piece] = [T("🔧 <b>What would change it</b>")]
    for first, *others in remedy.steps:
        lines.append(T("• {change}", change=change_sentence(first)))
        lines += [T("   or: {change}", change=change_sentence(other)) for other in others]
    return Lines((*lines, THEN[remedy.then]))


def change_sentence(change: Change) -> Text:
    """One change, with the number that would just be enough."""
    value = change.values[0]
    match change.fact:
        case "legal_form" if value == "cooperative":
            return T("Register a cooperative, which carries the project.")
        case "legal_form":
            return T("Let the project be carried by: {form}.", form=LEGAL_FORMS[str(value)])
        case "sector":
            return T(
                "A project in another activity that this call names, for example: {activity}.",
                activity=_activity(value),
            )
        case "womens_cooperative":
            return T("Apply with a women's cooperative.")
        case "job_seeking":
            return T("Look for a job, and register as looking for one.")
        case _:
            return _number(change.fact, int(value), int(change.today))


def _number(fact: str, value: int, today: int) -> Text:
    match fact:
        case "own_amount":
            return T(
                "Bring at least {amount} yourselves; today it is {today}.", amount=Money(value), today=Money(today)
            )
        case "women_pct":
            return T("Have at least {share} women; today it is {today}.", share=Percent(value), today=Percent(today))
        case "youth_pct":
            return T(
                "Have at least {share} members younger than 35; today it is {today}.",
                share=Percent(value),
                today=Percent(today),
            )
        case _ if value < today:
            return T("Plan a smaller project, of at most {amount}.", amount=Money(value))
        case _:
            return T("Plan a larger project, of at least {amount}.", amount=Money(value))


def _activity(code: Value) -> Local:
    named = (each for sector in load_sectors() for each in (sector, *sector.activities))
    return next(each.name for each in named if each.code == code)
