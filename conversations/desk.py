"""What staff are asked before something happens to a request: small conversations, each of which ends in one value."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.questions.day import DayQuestion
from conversations.questions.grant import GrantQuestion
from conversations.questions.reason import ReasonQuestion
from conversations.questions.review import Review
from conversations.questions.several import SeveralQuestion
from conversations.questions.text import TextQuestion
from domain.requests.request import OTHER
from messages.text import B, Piece, T

LARGEST: Final = 100_000_000
LONGEST: Final = 2000
SENTENCE: Final = 10
"""Letters below which a refusal explains nothing."""
OFFERED: Final = (7, 15, 30)
LATEST: Final = 180
"""Days in which a correction may be asked for."""

USUAL: Final = (
    ("unreadable", B("It cannot be read")),
    ("incomplete", B("A page is missing")),
    ("unsigned", B("Signature or stamp missing")),
    ("expired", B("It is too old")),
    ("another", B("It is another paper")),
)


class Correction(Struct, frozen=True):
    """The papers to send again, by code, each with what is wrong with it; and until when."""

    faults: tuple[tuple[str, Piece], ...]
    until: date


class Acceptance(Struct, frozen=True):
    """The amount granted in dirhams, None where no money was asked for; and what the person does next."""

    amount: int | None
    next_step: str


class Limits(Struct, frozen=True):
    """What the amount of a grant is measured by: the cost of the project, and what the decider may grant."""

    total: int | None
    limit: int | None


async def correction(talk: Talk, papers: Sequence[tuple[str, Piece]], today: date) -> Correction:
    """`papers` are the codes and names of what was sent or should have been."""
    named = {**dict(papers), OTHER: T("Something else: another paper, or the request itself")}
    which = SeveralQuestion(T("What must the person correct?"), T("To correct"), tuple(named.items()))
    marked = await talk.need("papers", which) if papers else (OTHER,)
    faults = tuple([(code, await talk.need(f"why:{code}", _fault(code, named[code]))) for code in marked])
    until = DayQuestion(T("Until when may the person send it?"), T("Until"), today, OFFERED, LATEST)
    last = await talk.need("until", until)
    await talk.need("review", Review(tuple(talk.told), B("📨 Ask for the correction")))
    return Correction(faults, last)


async def acceptance(talk: Talk, limits: Limits | None) -> Acceptance:
    """`limits` is None where the request is not about money."""
    amount = None
    if limits is not None:
        grant = GrantQuestion(
            T("Which amount is granted?"), T("Amount granted"), 1, LARGEST, total=limits.total, limit=limits.limit
        )
        amount = await talk.need("amount", grant)
    next_step = TextQuestion(
        T("What should the person do next? For example where to go, when, and with what."),
        T("Next step"),
        LONGEST,
        optional=True,
    )
    said = await talk.need("next", next_step)
    await talk.need("review", Review(tuple(talk.told), B("✅ Accept the request")))
    return Acceptance(amount, said.words)


async def refusal(talk: Talk) -> Piece:
    """The reason, in words that the person can understand and act on."""
    reason = ReasonQuestion(
        T("Why is it refused? The person reads your words as they are: say which condition is not met."),
        T("Reason"),
        least=SENTENCE,
        help=T("A reason that names the condition, and what would change the answer, spares the person another trip."),
    )
    why = await talk.need("reason", reason)
    await talk.need("review", Review(tuple(talk.told), B("❌ Refuse the request")))
    return why


async def note(talk: Talk) -> str:
    """A note for colleagues."""
    asked = T("Write your note. Only staff see it; it never reaches the person.")
    return (await talk.need("note", TextQuestion(asked, T("Note"), LONGEST))).words


async def opinion(talk: Talk) -> str:
    """What an expert from outside thinks of a request."""
    asked = T("Write your opinion. Only staff read it; it never reaches the person.")
    return (await talk.need("opinion", TextQuestion(asked, T("Opinion"), LONGEST))).words


async def message(talk: Talk) -> str:
    """Words for the person."""
    asked = T("Write your message. It goes to the person as you write it.")
    return (await talk.need("message", TextQuestion(asked, T("Message"), LONGEST))).words


def _fault(code: str, name: Piece) -> ReasonQuestion:
    if code == OTHER:
        return ReasonQuestion(T("What else must be corrected, or sent?"), T("Something else"), least=SENTENCE)
    return ReasonQuestion(T("What is wrong with this paper? {paper}", paper=name), T("{paper}", paper=name), USUAL)
