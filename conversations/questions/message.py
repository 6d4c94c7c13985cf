"""A message as people are to receive it: written, or sent as a photo, a document, a voice note, a video or a poll."""

from typing import ClassVar, Final

from conversations.given import Asking, Attached, File, Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.text import CARD
from conversations.state import JSON
from domain.broadcasts import content as contents
from domain.broadcasts.content import FILES, MOST_OPTIONS, Content, Kind, Poll, Problem, problems
from domain.requests.identity import looks_like_cin
from messages.bidi import clean, shows
from messages.cards.broadcast_words import described
from messages.marks import as_html
from messages.text import B, Piece, T, Text

LEFT_OUT: Final = "none"
NOTHING: Final = ""
"""Stored where the message is not sent in this language."""


class MessageQuestion(Question[Content | None], frozen=True):
    """What is sent in one language; None where it may be left out and nothing is sent in it."""

    text: Text
    short: Text
    help: Text | None = None
    may_be_left_out: bool = False
    skippable: ClassVar[bool] = False
    gathers: ClassVar[bool] = True  # each photo of an album would be refused by a message of its own

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,), ((Choice(NOT_SENT, LEFT_OUT),),) if self.may_be_left_out else ())

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if self.may_be_left_out and pressed(given) == LEFT_OUT:
            return Answered(NOTHING)
        content = _content(given)
        for problem in problems(content):
            raise Refused(PROBLEMS[problem])
        return Answered(contents.dump(content))

    def load(self, stored: JSON) -> Content | None:
        if stored == NOTHING and self.may_be_left_out:
            return None
        try:
            content = contents.load(stored)
        except ValueError:
            raise Stale from None
        if problems(content):
            raise Stale
        return content

    def tell(self, stored: JSON) -> Piece:
        content = self.load(stored)
        return NOT_SENT if content is None else described(content)


def _content(given: Given) -> Content:
    """What was sent. Raises `Refused`."""
    match given:
        case Typed():
            return Content(Kind.TEXT, _written(given.text, given))
        case Attached(album=str()):
            raise Refused(ONE_ALONE)
        case Attached(poll=Asking(question, options, several)):
            return Content(Kind.POLL, poll=Poll(_harmless(question), tuple(map(_harmless, options)), several))
        case Attached(kind, File(file_id)) if kind in FILES:
            return Content(Kind(kind), _written(given.caption, given), file_id)
    raise Refused(WHAT_I_TAKE)


def _written(text: str, given: Typed | Attached) -> str:
    """The words in HTML; nothing where nothing of them can be seen. Raises `Refused`."""
    return as_html(text, given.marks) if shows(_harmless(text)) else ""


def _harmless(text: str) -> str:
    """The words without what could disturb others. Raises `Refused` for the number of an identity card."""
    if looks_like_cin(text):
        raise Refused(CARD)
    return clean(text).strip()


NOT_SENT: Final = B("🚫 Not sent in this language")
WHAT_I_TAKE: Final = T("I take a text, a photo, a document, a voice note, a video or a poll. Send one of them, please.")
PROBLEMS: Final = {
    Problem.EMPTY: WHAT_I_TAKE,
    Problem.NO_FILE: WHAT_I_TAKE,
    Problem.NO_POLL: WHAT_I_TAKE,
    Problem.TOO_LONG: T(
        "This is too long: a text has at most {text} characters, and words under a photo or file {caption}.",
        text=contents.TEXT_LIMIT,
        caption=contents.CAPTION_LIMIT,
    ),
    Problem.POLL_TOO_LONG: T("The question or an answer of this poll is too long. Shorten it, please."),
    Problem.FEW_OPTIONS: T("A poll has a question and from 2 to {most} answers.", most=MOST_OPTIONS),
    Problem.MANY_OPTIONS: T("A poll has a question and from 2 to {most} answers.", most=MOST_OPTIONS),
}
ONE_ALONE: Final = T("Please send one photo or file alone, not an album. Your words can stand under it.")
