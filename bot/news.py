"""Tells those who asked for it when a call opens, or when changed rules fit them. What is due follows from rows.

Nobody is told at night: the tick then leaves the rows as they are, so that the morning's news are the morning's.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock, milliseconds
from catalogue.holidays import load_holidays
from domain.broadcasts.traits import traits
from domain.calls import load, relevant
from domain.eligibility import Verdict, assess
from domain.news import News, glance, news
from domain.quiet import is_quiet
from handlers.calls import CARD
from handlers.eligibility import NO_NEWS, TELLING
from handlers.letters import tell_once
from messages.cards.news import news_card
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B
from storage.saved_checks import Awaited, SavedChecks
from storage.unit import Database, Unit

BETWEEN: Final = timedelta(hours=23)
"""How long nobody looks for news for a person after it was done."""
MOST: Final = 50
"""People looked at in one transaction; the next tick goes on with others."""


async def tell_news(database: Database, clock: Clock) -> None:
    """Look for the news of some people for whom it was not done for a day, and queue what there is to tell."""
    now = clock.now()
    if is_quiet(now, load_holidays()):
        return
    async with database.unit() as unit:
        checks = SavedChecks(unit)
        for awaited in await checks.due(milliseconds(now - BETWEEN), MOST):
            verdicts = _verdicts(awaited, now)
            for one in news(awaited.check.seen, verdicts):
                _queue(unit, awaited, one)
            # Who agreed to an earlier text was not told that staff choose by it.
            said = traits(awaited.check.facts, verdicts) if awaited.check.telling == TELLING else frozenset()
            checks.looked(awaited.chat_id, glance(verdicts), milliseconds(now), said)


def _verdicts(awaited: Awaited, now: datetime) -> tuple[Verdict, ...]:
    facts = awaited.check.facts
    return assess(facts, relevant(load().calls, facts.get("place"), now), now)


def _queue(unit: Unit, awaited: Awaited, one: News) -> None:
    buttons = (Button(B("🔎 Read about it"), CARD + one.verdict.call.id),), (Button(B("🔕 Tell me no more"), NO_NEWS),)
    screen = Screen(news_card(one), buttons)
    tell_once(unit, awaited.chat_id, awaited.language, screen, f"news:{awaited.chat_id}:{one.key}")
