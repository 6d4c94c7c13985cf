"""What staff see of a notice: all that was composed, how far it is, and its place in the list."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from domain.broadcasts.account import OPEN, Counts, State
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.life import Life
from domain.broadcasts.progress import Progress
from domain.civil_time import wall_of
from messages.broadcast_labels import LIVES, STATES
from messages.cards.broadcast_below import label
from messages.cards.broadcast_words import described, heading, timing, where
from messages.languages import LANGUAGES
from messages.text import N, Piece, T, Text
from messages.values import Day, Lines, Listing, Moment, Percent, Verbatim

BAR: Final = 10
"""Squares of the bar that shows how far it is."""
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)

Limits = Sequence[tuple[Text, Piece]]
"""The lines that narrow an audience: what each asks for, and its answer."""


def line(number: int, broadcast: Broadcast) -> Text:
    """One line of the list."""
    said = next(iter(broadcast.body.contents.values()), None)
    first = T(
        "{number}. {heading}: {life} · {day}",
        number=number,
        heading=heading(broadcast),
        life=LIVES[broadcast.life],
        day=Day(wall_of(broadcast.made_at).date()),
    )
    return first if said is None else T("{line}\n{message}", line=first, message=described(said))


def composed(broadcast: Broadcast, limits: Limits | None) -> tuple[Piece, ...]:
    """Everything that was composed; without `limits` it does not say for whom it is."""
    body = broadcast.body
    says = [
        T("{language}: {message}", language=Verbatim(LANGUAGES[code].own_name), message=described(content))
        for code, content in sorted(body.contents.items())
    ]
    unsaid = [
        T("{language}: not sent", language=Verbatim(each.own_name))
        for each in LANGUAGES.values()
        if each.code not in body.contents and broadcast.work is Work.SEND
    ]
    buttons = [T("🔘 {names}", names=Listing(tuple(map(label, body.links))))] if body.links else []
    return (
        Lines((heading(broadcast), LIVES[broadcast.life])),
        Lines((*says, *unsaid, *buttons)),
        *(() if limits is None else _audience(broadcast, limits)),
        *([Lines(timing(broadcast))] if timing(broadcast) else []),
    )


def _audience(broadcast: Broadcast, limits: Limits) -> tuple[Piece, ...]:
    if broadcast.work is not Work.SEND:
        return (T("👥 All who have got it."),)
    if not limits:
        return (T("👥 Everybody: {place}", place=where(broadcast.province)),)
    return (
        Lines((T("👥 Audience:"), *(T("• {name}: {answer}", name=name, answer=answer) for name, answer in limits))),
    )


def progress_card(broadcast: Broadcast, progress: Progress) -> tuple[Piece, ...]:
    """How far it is, with what became of each so far."""
    said = [T("{message}", message=described(each)) for each in broadcast.body.contents.values()][:1]
    head = Lines((heading(broadcast), *said, LIVES[broadcast.life]))
    if not progress.people:
        return (head, *_waits(progress))
    share = progress.settled * 100 // progress.people
    squares = share * BAR // 100
    bar = T("{bar} {share}", bar="▓" * squares + "░" * (BAR - squares), share=Percent(share))
    of_all = T("{settled} of {people}", settled=progress.settled, people=progress.people)
    return (
        head,
        Lines((bar, of_all, *_speed(broadcast, progress))),
        states(broadcast, progress.counts),
        *_waits(progress),
    )


def states(broadcast: Broadcast, counts: Counts) -> Lines:
    """People by what became of their message; states without anybody are left out."""
    return Lines(
        tuple(
            T("{state}: <b>{count}</b>", state=state_said(broadcast, state), count=counts[state])
            for state in STATES
            if counts.get(state)
        )
    )


def state_said(broadcast: Broadcast, state: State) -> Text:
    """What became of a message; what is corrected or deleted was there before, and does not arrive."""
    mended = broadcast.work is not Work.SEND and state is State.SENT
    return T("✅ Changed") if mended else STATES[state]


def is_over(broadcast: Broadcast, counts: Counts) -> bool:
    """Whether nothing more happens to anybody by itself."""
    return broadcast.life in {Life.DONE, Life.STOPPED} and not any(counts.get(state) for state in OPEN)


def _speed(broadcast: Broadcast, progress: Progress) -> list[Text]:
    if broadcast.life is not Life.RUNNING or not progress.rate or progress.quiet_until is not None:
        return []
    rate = round(progress.rate)
    speed = N("🚀 {n} a second", "🚀 {n} a second", rate) if rate else T("🚀 less than one a second")
    return [speed, *([_left(progress.left)] if progress.left is not None else [])]


def _left(left: timedelta) -> Text:
    if left < MINUTE:
        return T("⏳ less than a minute left")
    if left < 2 * HOUR:
        return N("⏳ about {n} minute left", "⏳ about {n} minutes left", round(left / MINUTE))
    return N("⏳ about {n} hour left", "⏳ about {n} hours left", round(left / HOUR))


def _waits(progress: Progress) -> tuple[Text, ...]:
    if progress.quiet_until is None:
        return ()
    return (T("🌙 It is quiet time. It goes on by itself: {when}.", when=Moment(wall_of(progress.quiet_until))),)


def failed(counts: Counts) -> int:
    """How many may be tried again."""
    return counts.get(State.FAILED, 0)
