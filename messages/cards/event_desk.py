"""What staff see of a meeting besides its card: who was told, who comes, who was there, what they thought."""

from datetime import datetime

from msgspec import Struct

from domain.events.event import Event
from domain.events.life import Life
from messages.text import N, Piece, T, Text
from messages.values import Lines, Moment


class Answered(Struct, frozen=True):
    """People, guests included, by what they answered and what they have."""

    coming: int = 0
    maybe: int = 0
    not_coming: int = 0
    waiting: int = 0


class Thought(Struct, frozen=True):
    """How many of those who came said what they think; the averages of 1 to 3 in tenths; the voice notes."""

    said: int = 0
    useful: int = 0
    clear: int = 0
    again: int = 0
    voices: int = 0


class Delivered(Struct, frozen=True):
    """Invitations by what became of them: arrived, waiting for their turn, refused as the bot is blocked, other."""

    sent: int = 0
    waiting: int = 0
    blocked: int = 0
    failed: int = 0

    @property
    def is_known(self) -> bool:
        """Some days after the announcement the traces are gone."""
        return bool(self.sent or self.waiting or self.blocked or self.failed)


class Telling(Struct, frozen=True):
    """Something is still being told; `opens` is the hour on the wall from which on it is, None: it is now."""

    opens: datetime | None = None


class Figures(Struct, frozen=True):
    """`told` people were invited, `present` came with their guests, `questions` wait, `missed` reminders failed."""

    told: int
    counts: Answered
    present: int
    opinion: Thought
    questions: int
    missed: int
    delivered: Delivered = Delivered()
    telling: Telling | None = None


def figures_card(event: Event, figures: Figures) -> tuple[Piece, ...]:
    """The figures in the order in which they come about."""
    if event.life is Life.DRAFT:
        return (T("📝 <b>This is a draft: nobody has been told.</b>"),)
    counts = figures.counts
    lines: list[Text] = [
        N("📣 {n} person was told", "📣 {n} people were told", figures.told),
        *_telling(figures.telling),
        *_delivered(figures.delivered),
        T(
            "✅ Coming: {coming}, 🤔 maybe: {maybe}, 🚫 not coming: {declined}, ⏳ waiting: {waiting}",
            coming=counts.coming,
            maybe=counts.maybe,
            declined=counts.not_coming,
            waiting=counts.waiting,
        ),
    ]
    if figures.present:
        lines.append(N("🚪 {n} person is or was there", "🚪 {n} people are or were there", figures.present))
    if figures.missed:
        lines.append(
            N("⚠️ {n} reminder did not go out in time", "⚠️ {n} reminders did not go out in time", figures.missed)
        )
    return (Lines((T("<b>For the team</b>"), *lines, *_opinion(figures.opinion))),)


def _telling(telling: Telling | None) -> list[Text]:
    if telling is None:
        return []
    if telling.opens is None:
        return [T("⏳ I am telling people now.")]
    return [T("🌙 It is quiet time. People are told from: {moment}", moment=Moment(telling.opens))]


def _delivered(delivered: Delivered) -> list[Text]:
    if not delivered.is_known:
        return []
    return [
        T(
            "📨 Arrived: {sent}, on the way: {waiting}, blocked us: {blocked}, not delivered or not known: {failed}",
            sent=delivered.sent,
            waiting=delivered.waiting,
            blocked=delivered.blocked,
            failed=delivered.failed,
        )
    ]


def _opinion(thought: Thought) -> list[Text]:
    if not thought.said:
        return []
    marks = T(
        "Useful: {useful}, clear: {clear}, would come again: {again} (of 3)",
        useful=_tenths(thought.useful),
        clear=_tenths(thought.clear),
        again=_tenths(thought.again),
    )
    return [N("💬 {n} person said what she thinks", "💬 {n} people said what they think", thought.said), marks]


def _tenths(number: int) -> str:
    return f"{number // 10},{number % 10}"
