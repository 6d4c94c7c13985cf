"""What staff note for each other reaches the person on no path."""

import json
from typing import Any

import pytest

from domain.requests.life import Actor
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk, read
from tests.journeys.test_desk import FORWARD, HISTORY, NOTE, TAKE, opened
from tests.stage import Stage

SECRET = "سر 7391 بين الموظفين"


async def noted(stage: Stage) -> tuple[Desk, Chat, Chat, str]:
    """A request that is in review and has a note."""
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(NOTE)
    await agent.writes(SECRET)
    return desk, agent, member, reference


async def test_staff_read_the_note_in_the_history_marked_as_theirs(stage: Stage) -> None:
    _, agent, _, reference = await noted(stage)
    agent.reads(reference, "قيد الدراسة")
    await agent.taps(HISTORY)
    agent.reads("للموظفين فقط", SECRET)


async def test_no_news_and_no_screen_of_the_person_holds_it(stage: Stage) -> None:
    _, agent, member, reference = await noted(stage)
    assert "ملاحظة" not in await read(member), "she does not even hear that there is one"
    await agent.taps("💬 راسل صاحب الطلب")
    await agent.writes("نحتاج زيارة الورشة")
    await agent.taps(FORWARD)
    await agent.taps("✅ نعم")
    assert SECRET not in await read(member)
    for typed in (reference, reference.replace("-", " "), "/start", "/menu", "/privacy", "📂 طلباتي"):
        await member.writes(typed)
        assert SECRET not in member.screen
    await every_button(member)
    assert SECRET not in member.phone.transcript()


async def every_button(member: Chat) -> None:
    """Tap every button of her request, each on a new card, and what opens behind it once."""
    await member.writes("📂 طلباتي")
    await member.taps("1")
    for label in member.labels:
        await member.writes("📂 طلباتي")
        await member.taps("1")
        if label in member.labels:
            await member.taps(label)


async def test_in_the_database_it_is_in_its_line_of_the_history_and_nowhere_else(stage: Stage) -> None:
    await noted(stage)
    tables = await stage.rows("select name from sqlite_master where type = 'table'")
    found: dict[str, list[dict[str, Any]]] = {}
    for table in (row["name"] for row in tables):
        rows = await stage.rows(f"select * from {table}")  # noqa: S608 -- names from the schema
        held = [row for row in rows if SECRET in json.dumps(row, ensure_ascii=False, default=str)]
        found |= {table: held} if held else {}
    assert list(found) == ["request_event"]
    [line] = found["request_event"]
    assert (line["internal"], line["action"]) == (1, "note")


@pytest.mark.parametrize("role", [Actor.AGENT, Actor.COORDINATOR])
async def test_not_even_to_staff_whose_own_request_it_is(stage: Stage, role: Actor) -> None:
    desk, agent, _, _ = await noted(stage)
    colleague = await desk.staff("ليلى", role)
    reference = await desk.sent(colleague)
    await opened(agent, reference)
    await agent.taps(NOTE)
    await agent.writes(f"{SECRET} عن الزميلة")
    await colleague.writes(reference)
    colleague.reads(reference)
    assert SECRET not in colleague.phone.transcript()
    for forged in (f"k:past:{reference}", f"k:one:{reference}"):
        await colleague.after(colleague.phone.press_data(forged, colleague.last.id))
        assert SECRET not in colleague.phone.transcript(), forged
