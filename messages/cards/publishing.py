"""A call that staff publish or correct: how it is done, how it will look, and what its example persons are told."""

from collections.abc import Sequence
from typing import Final

from catalogue.call import Call
from catalogue.problem import Finding
from domain.calls import rules_hash
from domain.status import Status
from domain.truth import Truth
from messages.cards.call import plain_call_card
from messages.cards.listing import listing
from messages.labels import SIGNS
from messages.text import Piece, T, Text
from messages.values import Lines, Listing

Person = Sequence[tuple[Text, Piece]]
"""An example person: the name of each fact with the answer, in the words of the summary."""

HOW: Final = (
    T("<b>Publish or correct a call</b>"),
    T(
        "Send me the file of one call here (.toml). I check it, you see it as people will, and it stands once a second "
        "administrator has approved it."
    ),
    T("To correct a call, tap its number: its file comes here. Change it, and send it back."),
)
NOT_USABLE: Final = T("⚠️ <b>This file cannot be used yet:</b>")
SEND_AGAIN: Final = T("Nothing has changed. Correct the file and send it again.")


def how(known: Sequence[tuple[Status, Call]]) -> tuple[Piece, ...]:
    """How it is done, with the calls that stand, numbered like their buttons."""
    return (*HOW, *listing(known)[1:-1])


def refused(found: Sequence[Finding]) -> tuple[Piece, ...]:
    """What is wrong with a file, a line for each problem."""
    return (NOT_USABLE, Lines(tuple(map(_wrong, found))), SEND_AGAIN)


def _wrong(finding: Finding) -> Text:
    said = Text(finding.problem.msgid, finding.problem.values)
    if not finding.place:
        return T("• {problem}", problem=said)
    return T("• <code>{place}</code>: {problem}", place=finding.place, problem=said)


def preview(
    call: Call, status: Status, before: Call | None, persons: Sequence[tuple[Truth, Person]]
) -> tuple[Piece, ...]:
    """The call as people will see it, what it does to the one `before` it, and the result of each example person."""
    lines = [_person(number, truth, person) for number, (truth, person) in enumerate(persons, 1)]
    examples = Lines((T("🧪 <b>The example persons would be told:</b>"), *lines))
    heading = T("👁 <b>A draft: this is how people would see it</b>")
    return (heading, *plain_call_card(call, status), examples, _replaces(call, before))


def _person(number: int, truth: Truth, person: Person) -> Piece:
    answers = tuple(T("{name}: {answer}", name=name, answer=answer) for name, answer in person)
    return T("{number}. {sign} {answers}", number=number, sign=SIGNS[truth], answers=Listing(answers))


def _replaces(call: Call, before: Call | None) -> Text:
    if before is None:
        return T("ℹ️ It is a new call.")
    if rules_hash(call) == rules_hash(before):
        return T("ℹ️ It takes the place of the one that stands. Its rules stay the same: nobody's result changes.")
    return T("ℹ️ It takes the place of the one that stands, with other rules. Kept results still show what they said.")
