"""What became of a notice: people by state, why some were left out, which buttons were used."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from domain.broadcasts.account import State
from domain.broadcasts.broadcast import Broadcast
from domain.civil_time import wall_of
from messages.broadcast_labels import LIVES, SKIPPED, STATES
from messages.cards.broadcast import state_said
from messages.cards.broadcast_below import LINK_TAP, VOTE_TAP, label
from messages.cards.broadcast_words import heading
from messages.languages import LANGUAGES
from messages.text import N, Piece, T, Text
from messages.values import Lines, Moment, Percent, Verbatim


class Line(Struct, frozen=True):
    """People who read this language, by what became of their message; `reason` is a code, or Telegram's words."""

    language: str
    state: State
    reason: str
    people: int


class Account(Struct, frozen=True):
    """The whole account of a notice: its lines, and people by button."""

    lines: Sequence[Line]
    taps: Mapping[str, int] = {}

    @property
    def people(self) -> int:
        return sum(line.people for line in self.lines)

    def of(self, state: State) -> int:
        return sum(line.people for line in self.lines if line.state is state)


def report(broadcast: Broadcast, account: Account) -> tuple[Piece, ...]:
    """The account in a message."""
    return (
        Lines((T("📋 <b>Report</b>"), heading(broadcast), LIVES[broadcast.life], *_when(broadcast))),
        Lines((N("👥 {n} person in all", "👥 {n} people in all", account.people), *_states(broadcast, account))),
        *_languages(account),
        *_reasons(account),
        *_taps(broadcast, account),
    )


def buttons(broadcast: Broadcast) -> list[tuple[str, Piece]]:
    """The buttons that are counted, by the names of their taps: answers of the poll, and links."""
    poll = next((each.poll for each in broadcast.body.contents.values() if each.poll is not None), None)
    answers = () if poll is None else poll.options
    voted: list[tuple[str, Piece]] = [(f"{VOTE_TAP}{at}", Verbatim(words)) for at, words in enumerate(answers)]
    return [*voted, *((f"{LINK_TAP}{at}", label(link)) for at, link in enumerate(broadcast.body.links))]


def reason_said(line: Line) -> Piece | None:
    """Why somebody was left out or not reached."""
    if not line.reason:
        return None
    return SKIPPED[line.reason] if line.reason in SKIPPED else Verbatim(line.reason)


def _when(broadcast: Broadcast) -> list[Text]:
    moments = (
        (T("began"), broadcast.started_at),
        (T("ended"), broadcast.finished_at),
    )
    return [T("🕓 {what}: {when}", what=what, when=Moment(wall_of(at))) for what, at in moments if at is not None]


def _states(broadcast: Broadcast, account: Account) -> list[Text]:
    return [
        T(
            "{state}: <b>{count}</b> ({share})",
            state=state_said(broadcast, state),
            count=count,
            share=Percent(count * 100 // account.people),
        )
        for state in STATES
        if (count := account.of(state))
    ]


def _languages(account: Account) -> tuple[Piece, ...]:
    """How many got it in each language; where there is only one, nothing."""
    sent = [line for line in account.lines if line.state is State.SENT]
    codes = [code for code in LANGUAGES if any(line.language == code for line in sent)]
    if len(codes) < 2:  # noqa: PLR2004 -- two to compare
        return ()
    people = {code: sum(line.people for line in sent if line.language == code) for code in codes}
    lines = (
        T("• {language}: {count}", language=Verbatim(LANGUAGES[code].own_name), count=people[code]) for code in codes
    )
    return (Lines((T("Arrived, by language:"), *lines)),)


def _reasons(account: Account) -> tuple[Piece, ...]:
    people = {
        code: sum(line.people for line in account.lines if line.state is State.SKIPPED and line.reason == code)
        for code in SKIPPED
    }
    lines = [T("• {reason}: {count}", reason=SKIPPED[code], count=count) for code, count in people.items() if count]
    return (Lines((T("Left out:"), *lines)),) if lines else ()


def _taps(broadcast: Broadcast, account: Account) -> tuple[Piece, ...]:
    counted = buttons(broadcast)
    if not counted:
        return ()
    lines = (T("• {name}: {count}", name=name, count=account.taps.get(tap, 0)) for tap, name in counted)
    return (Lines((T("Buttons, people who tapped:"), *lines)),)
