"""The account of a notice as a spreadsheet: people by what became of it; its buttons; what it said, and to whom."""

from datetime import datetime

from documents.sheet import Field, Kind, Sheet
from domain.broadcasts.broadcast import Broadcast
from domain.civil_time import wall_of
from messages.broadcast_labels import LIVES, STATES, TOPICS
from messages.cards.broadcast import Limits, state_said
from messages.cards.broadcast_report import Account, buttons, reason_said
from messages.cards.broadcast_words import where
from messages.languages import LANGUAGES
from messages.marks import as_plain
from messages.text import Piece, T
from messages.values import Moment, Verbatim


def broadcast_sheets(broadcast: Broadcast, account: Account, limits: Limits) -> tuple[Sheet, ...]:
    """Three tables; that of the buttons only where there are any."""
    return tuple(filter(None, (_account(broadcast, account), _buttons(broadcast, account), _notice(broadcast, limits))))


def _account(broadcast: Broadcast, account: Account) -> Sheet:
    fields = (Field(T("What became of it")), Field(T("Why")), Field(T("Language")), Field(T("People"), Kind.INT))
    order = list(STATES)
    lines = sorted(account.lines, key=lambda line: (order.index(line.state), line.reason, line.language))
    rows = [
        (state_said(broadcast, line.state), reason_said(line), _language(line.language), line.people) for line in lines
    ]
    return Sheet(T("Account"), fields, rows)


def _buttons(broadcast: Broadcast, account: Account) -> Sheet | None:
    counted = buttons(broadcast)
    if not counted:
        return None
    fields = (Field(T("Button")), Field(T("People"), Kind.INT))
    return Sheet(T("Buttons"), fields, [(name, account.taps.get(tap, 0)) for tap, name in counted])


def _notice(broadcast: Broadcast, limits: Limits) -> Sheet:
    moments = (
        (T("Written"), broadcast.made_at),
        (T("Approved"), broadcast.approved_at),
        (T("Began"), broadcast.started_at),
        (T("Ended"), broadcast.finished_at),
    )
    body = broadcast.body
    rows: list[tuple[Piece, Piece | None]] = [
        (T("Topic"), TOPICS[body.topic]),
        (T("Province"), where(broadcast.province)),
        (T("State"), LIVES[broadcast.life]),
        *((name, _moment(at)) for name, at in moments if at is not None),
        *((_language(code), Verbatim(_said(broadcast, code))) for code in sorted(body.contents)),
        *([(T("Urgent"), Verbatim(body.urgent))] if body.urgent else []),
        *limits,
    ]
    return Sheet(T("The notice"), (Field(T("Line")), Field(T("Value"))), rows)


def _said(broadcast: Broadcast, code: str) -> str:
    content = broadcast.body.contents[code]
    if content.poll is not None:
        return "\n".join((content.poll.question, *content.poll.options))
    return as_plain(content.html)


def _language(code: str) -> Piece:
    return Verbatim(LANGUAGES[code].own_name) if code in LANGUAGES else Verbatim(code)


def _moment(at: datetime) -> Piece:
    return T("{when}", when=Moment(wall_of(at)))
