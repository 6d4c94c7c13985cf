"""Reminds those whose request is not sent yet that the call they chose closes soon. What is due follows from rows."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.clock import Clock
from catalogue.call import Call
from catalogue.holidays import load_holidays
from conversations.request import NAME
from conversations.state import State
from domain.calls import load
from domain.civil_time import moment_of, wall_of
from domain.quiet import is_quiet
from domain.requests.kinds import Kind
from handlers.drafts import erase_answers, go_on
from handlers.letters import tell_once
from messages.screen import Screen
from messages.text import T
from messages.values import Moment
from storage.drafts import Drafts, Left
from storage.unit import Database, Unit

BEFORE: Final = timedelta(hours=48)
"""How long before the closing hour. The trace of a message is kept longer, so that nobody is reminded twice."""
MOST: Final = 100
"""Drafts looked at in one transaction."""


async def remind_of_drafts(database: Database, clock: Clock) -> None:
    """Look through the requests that were begun, and queue a reminder for each whose call closes soon."""
    now = clock.now()
    if is_quiet(now, load_holidays()):
        return
    after: int | None = None
    while True:
        async with database.unit() as unit:
            page = await Drafts(unit).left(NAME, MOST, after)
            for left in page:
                _remind(unit, left, now)
        if len(page) < MOST:
            return
        after = page[-1].chat_id


def _remind(unit: Unit, left: Left, now: datetime) -> None:
    state = State.parse(left.draft.state)
    if state.answers.get("kind") != Kind.FUNDING:
        return  # she has chosen something else since, and an answer about a call means nothing any more
    call = next((call for call in load().calls if call.id == state.answers.get("call")), None)
    closes = None if call is None else _closing(call)
    if call is None or closes is None or not now < closes <= now + BEFORE:
        return
    sentence = T(
        "⏰ Your request for «{title}» is <b>not sent yet</b>. This call closes: {moment}.",
        title=call.title,
        moment=Moment(wall_of(closes)),
    )
    screen = Screen((sentence,), ((go_on(left.draft), erase_answers(left.draft)),))
    tell_once(unit, left.chat_id, left.language, screen, f"nudge:{left.chat_id}:{state.run}:{call.id}")


def _closing(call: Call) -> datetime | None:
    """The moment at which a call closes; of a mere date the end of that day."""
    if call.window is None or call.window.closes is None:
        return None
    closes = call.window.closes
    return moment_of(closes if isinstance(closes, datetime) else datetime.combine(closes, time(23, 59)))
