"""Small conversations around a meeting: a question and its answer, a cancellation, the results, who is there."""

import re
from collections.abc import Mapping
from typing import ClassVar, Final

from msgspec import Struct

from catalogue.local import Local
from conversations.engine import Talk
from conversations.given import Given
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.questions.attachment import VOICE, attached, dump, load
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.text import Said, TextQuestion
from conversations.state import JSON
from domain.events.outcome import Finding, Outcome, Progress, Result
from domain.requests.request import OTHER
from messages.text import B, Piece, T, Text

LONGEST: Final = 1000
LONGEST_NAME: Final = 80
LONGEST_CODE: Final = 20
LARGEST_CROWD: Final = 100_000
PUBLISH, PRIVATE = "publish", "private"
_OWNER: Final = re.compile(r"(.+?)\s*\(\s*([^()\s](?:[^()]*[^()\s])?)\s*\)")
CARRIED_OUT: Final = frozenset({Finding.RECOMMENDATION, Finding.NEXT_STEP})
"""Somebody has to carry these out, so they have a state."""


class Replied(Struct, frozen=True):
    """The answer to a question; `publish`: everybody who opens the meeting's card reads both."""

    words: str
    publish: bool


async def enquiry(talk: Talk) -> str:
    """What somebody asks the organisers."""
    return (await talk.need("words", ENQUIRY)).words


async def replied(talk: Talk, question: Piece) -> Replied:
    words = await talk.need("words", TextQuestion(T("Your answer?"), T("Answer"), LONGEST), question)
    publish = await talk.need("publish", PUBLISHED)
    return Replied(words.words, publish == PUBLISH)


async def cancellation(talk: Talk) -> str | None:
    """Why it is cancelled, in the words of the staff; None: no reason is given."""
    said = await talk.need("reason", REASON)
    await talk.need("sure", SURE)
    return said.words or None


async def outcome(talk: Talk, counted: int | None) -> Outcome:
    """What came of a meeting; `counted` people were let in at the door, None where nobody was counted."""
    attended = counted
    if counted is None:
        attended = await talk.ask("attended", CROWD)
    results: list[Result] = []
    for finding, question in FINDINGS.items():
        said = await talk.need(finding.value, question)
        results += [_result(finding, line) for line in _lines(said)]
    return Outcome(attended, about=counted is None and attended is not None, results=tuple(results))


def _lines(said: Said) -> list[str]:
    return [line.strip() for line in said.words.splitlines() if line.strip()]


def _result(finding: Finding, line: str) -> Result:
    """One line of the results: "Subject (who carries it out)"."""
    found = _OWNER.fullmatch(line)
    progress = Progress.OPEN if finding in CARRIED_OUT else None
    if found is None:
        return Result(finding, Local(line, line), None, progress)
    subject, owner = found.groups()
    return Result(finding, Local(subject, subject), Local(owner, owner), progress)


async def ticket(talk: Talk) -> str:
    return (await talk.need("code", TICKET)).words


async def walk_in(talk: Talk) -> str:
    return (await talk.need("name", NAME)).words


async def own_name(talk: Talk) -> str:
    return (await talk.need("name", OWN_NAME)).words


async def wall(talk: Talk) -> str:
    return (await talk.need("code", WALL)).words


async def comment(talk: Talk) -> str:
    """Telegram's id of a voice note."""
    return await talk.need("voice", VoiceQuestion())


class VoiceQuestion(Question[str], frozen=True):
    """A voice note, and nothing else."""

    short: ClassVar[Text] = T("Voice note")

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((T("🎤 Say in a voice note what was good, and what should be better."),))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        voice = attached(given, VOICE, OTHER)
        if voice is None:
            raise Refused(T("Please send a voice note: hold the microphone and speak."))
        return Answered(dump(voice))

    def load(self, stored: JSON) -> str:
        if isinstance(stored, str):
            raise Stale
        return load(stored).file_id

    def tell(self, stored: JSON) -> Piece:
        del stored
        return T("🎤 a voice note")


def _several(text: Text, short: Text) -> TextQuestion:
    return TextQuestion(text, short, LONGEST, ONE_A_LINE, optional=True)


ONE_A_LINE: Final = T("One on each line; in brackets at its end who carries it out.")
ENQUIRY: Final = TextQuestion(
    T("What do you want to ask the organisers? They read your question, and not who you are."),
    T("Question"),
    LONGEST,
    T("The answer comes here. Do not write names or numbers, for it may be shown to the others."),
)
PUBLISHED: Final = ChoiceQuestion(
    T("Shall all who open the meeting read the question and your answer?"),
    T("Shown to all"),
    ((PUBLISH, B("📢 Yes, show both")), (PRIVATE, B("🔒 No, only to who asked"))),
)
REASON: Final = TextQuestion(
    T("Why is it cancelled? People read your words as they are."), T("Reason"), LONGEST, optional=True
)
SURE: Final = ChoiceQuestion(
    T("Shall I cancel the meeting? All who were invited are told at once, and it cannot be taken back."),
    T("Sure"),
    (("yes", B("❌ Yes, cancel it")),),
)
CROWD: Final = NumberQuestion(T("About how many people were there?"), T("People"), 1, LARGEST_CROWD)
FINDINGS: Final[Mapping[Finding, TextQuestion]] = {
    Finding.FIGURE: _several(T("Which figures were presented?"), T("Figures")),
    Finding.DECISION: _several(T("What was decided?"), T("Decisions")),
    Finding.AGREEMENT: _several(T("Which agreements were signed?"), T("Agreements")),
    Finding.RECOMMENDATION: _several(T("What was recommended?"), T("Recommendations")),
    Finding.NEXT_STEP: _several(T("What comes next?"), T("Next steps")),
}
TICKET: Final = TextQuestion(
    T("Write the six digits of the ticket, or the name of the person."), T("Ticket"), LONGEST_NAME
)
NAME: Final = TextQuestion(
    T("What is the name of the person who is here? It stands on the attendance sheet, and is erased after a year."),
    T("Name"),
    LONGEST_NAME,
    name=True,
)
OWN_NAME: Final = TextQuestion(
    T("Which name shall stand on the attendance sheet and on your certificate? It is erased a year after the meeting."),
    T("Name"),
    LONGEST_NAME,
    name=True,
)
WALL: Final = TextQuestion(T("Write the four digits that you see on the wall."), T("Code"), LONGEST_CODE)
