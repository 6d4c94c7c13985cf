"""Administrators see which rules and answers are to be compared with their sources again."""

from datetime import datetime, timedelta

from domain.calls import load
from domain.requests.life import Actor
from messages.text import B
from storage.staff import EVERYWHERE
from tests.journeys.desks import Desk
from tests.stage import NOW, Stage

REVIEW, FILE = B("🧭 Check of the rules"), B("📄 The whole check (file)")
FIRST = min(load().calls, key=lambda call: call.review_by)


async def test_an_administrator_reads_what_is_overdue_and_takes_the_whole_check_as_a_file(stage: Stage) -> None:
    admin = await Desk(stage).staff("مينة", Actor.ADMIN, EVERYWHERE)
    await admin.writes("/staff")
    await admin.taps(REVIEW)
    admin.reads("الشروط ومراجعتها", "المراجعة القادمة")
    await admin.taps(B("⬅️ Back"))
    stage.clock.move(datetime.combine(FIRST.review_by, NOW.timetz()) - NOW + timedelta(days=1))
    await admin.taps(REVIEW)
    admin.reads("فات موعد مراجعتها", FIRST.title.ar)
    await admin.taps(FILE)
    [file] = [message for message in admin.phone.messages if message.kind == "document"]
    assert file.body["document"]["file_name"] == "check.txt"


async def test_nobody_else_sees_it(stage: Stage) -> None:
    agent = await Desk(stage).staff("سعيد", Actor.AGENT)
    for data in ("st:review", "st:check"):
        await agent.writes("/calls")
        await agent.after(agent.phone.press_data(data, agent.last.id))
        agent.reads("لا يرى الفريق إلا")
    assert not [message for message in agent.phone.messages if message.kind == "document"]
