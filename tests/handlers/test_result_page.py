import json
from datetime import UTC, datetime

import pytest

from conversations.facts import QUESTIONS
from handlers.makers import MAKERS
from handlers.making import Made, Order, Packed
from handlers.result_page import PAGE_MAKER
from tests.stage import Stage

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
UNKNOWN: dict[str, object] = dict.fromkeys(QUESTIONS)
COOPERATIVE = {"place": "09.541", "legal_form": "cooperative", "women_pct": 60, "project_cost": 100_000}


async def made(stage: Stage, **answers: object) -> Made | None:
    order = Order(7, "ar", "tiwizi_bot", MARCH, json.dumps(answers))
    async with stage.database.unit() as unit:
        page = await MAKERS[PAGE_MAKER](unit, order)
    assert not isinstance(page, Packed)
    return page


@pytest.mark.parametrize("end", ["pdf:indh_taroudant_2026", "pdf"])
async def test_the_page_is_of_the_call_that_was_asked_for_or_of_one_that_promises(stage: Stage, end: str) -> None:
    page = await made(stage, **UNKNOWN | COOPERATIVE, review="ok", result=end)
    assert page is not None
    assert page.name == ("tiwizi-indh_taroudant_2026.pdf" if ":" in end else page.name)
    assert page.draw().startswith(b"%PDF")


async def test_there_is_no_page_where_the_rules_ask_for_more_by_now(stage: Stage) -> None:
    assert await made(stage, place="09.541", review="ok", result="pdf") is None
