"""Meetings that come again, and meetings from a spreadsheet."""

import pytest

from documents.sheet import Field, Sheet, workbook
from domain.requests.life import Actor
from handlers import event_import
from handlers.turn import Turn
from messages.text import T
from messages.values import Verbatim
from messages.voice import Voice
from storage.people import Person
from storage.staff import EVERYWHERE
from storage.unit import Call
from tests.journeys.desks import KHENIFRA
from tests.journeys.meetings import NAME, TITLE, Meetings, open_at_desk
from tests.stage import NOW, Stage

DAYS = "select day, life from event order by day"


async def test_a_meeting_that_comes_again_has_a_draft_for_each_day_but_those_left_out(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.announced(agent)
    await open_at_desk(agent)
    await agent.taps("🔁 كرره")
    await agent.taps("كل أسبوعين")
    await agent.writes("30 ماي 2026")
    agent.reads("الخميس 16 أبريل 2026", "الخميس 28 ماي 2026")
    await agent.taps("✂️ ليس فيها كلها")
    await agent.taps("▫️ 2")
    await agent.taps("◀️ متابعة")
    agent.reads("لقاءات فريقك", TITLE)
    days = [(row["day"], row["life"]) for row in await stage.rows(DAYS)]
    assert days == [
        ("2026-04-02", "announced"),
        ("2026-04-16", "draft"),
        ("2026-05-14", "draft"),
        ("2026-05-28", "draft"),
    ]


async def test_a_rule_that_gives_no_other_day_makes_nothing(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent)
    await open_at_desk(agent)
    await agent.taps("🔁 كرره")
    await agent.taps("كل شهر، في نفس اليوم")
    await agent.writes("10 أبريل 2026")
    agent.reads("لم تُحفظ أية مسودة")
    assert len(await stage.rows(DAYS)) == 1


async def test_rows_of_a_spreadsheet_become_drafts_and_what_is_not_clear_is_named(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent("سعيد", Actor.ADMIN, EVERYWHERE)
    await agent.writes("/meetings")
    await agent.taps("🛠 لقاءات الفريق")
    await agent.taps("📥 من جدول")
    assert len(await stage.rows("select * from outbox where method like 'make:%' and state = 'sent'")) == 1
    await agent.writes("لا شيء")
    agent.reads("أحتاج سطر العناوين")
    heads = ("الموضوع", "المعنيون", "الموعد", "المقاعد")
    rows = (
        ("لقاء مع التعاونيات", "إقليم تارودانت", "2 أبريل 2026 الساعة 10", "40"),
        ("يوم دراسي", "خنيفرة", "31 فبراير", "كثيرة"),
        ("", "خنيفرة", "", ""),
    )
    await agent.writes("\n".join("\t".join(row) for row in (heads, *rows)))
    agent.reads("حُفظت مسودتان", "السطر 2، الموعد", "السطر 2، المقاعد", "السطر 3: ينقص الموضوع", "يوم دراسي")
    kept = await stage.rows("select day, province, life from event order by id")
    assert [(row["day"], row["province"], row["life"]) for row in kept] == [
        ("2026-04-02", "09.541", "draft"),
        (None, KHENIFRA, "draft"),
    ]


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filled(*rows: tuple[str, ...]) -> bytes:
    """The table as staff save it."""
    heads = ("الموضوع", "المعنيون", "الموعد", "المقاعد")
    sheet = Sheet(T("Meetings"), tuple(Field(Verbatim(head)) for head in heads), rows)
    return workbook([sheet], Voice.of("ar"), made=NOW)


async def test_the_file_of_the_table_can_be_sent_itself(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent("سعيد", Actor.ADMIN, EVERYWHERE)
    await agent.after(agent.phone.press_data("e:table", agent.last.id))
    await agent.after(agent.phone.send_document("صورة.png", b"x"))
    agent.reads(".xlsx")
    rows = (("لقاء مع التعاونيات", "إقليم تارودانت", "2 أبريل 2026 الساعة 10", "40"), ("", "خنيفرة", "", ""))
    await agent.after(agent.phone.send_document("لقاءات.xlsx", filled(*rows), mime_type=XLSX))
    await stage.settled()
    agent.reads("حُفظت مسودة واحدة", "السطر 2: ينقص الموضوع", "لقاءات فريقك")
    assert [row["day"] for row in await stage.rows(DAYS)] == ["2026-04-02"]


@pytest.mark.parametrize("content", [b"not a table", b"PK\x03\x04 broken", "عمود\nآخر\n".encode(), b""])
async def test_a_file_that_is_no_table_of_meetings_is_said_to_be_none(stage: Stage, content: bytes) -> None:
    agent = await Meetings(stage).agent()
    await agent.after(agent.phone.press_data("e:table", agent.last.id))
    await agent.after(agent.phone.send_document("لقاءات.csv", content))
    await stage.settled()
    agent.reads("لا أستطيع قراءة هذا الملف")
    assert await stage.rows(DAYS) == []


async def test_a_file_that_comes_twice_is_kept_once_and_not_when_the_role_has_ended(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    now = stage.clock.now()
    async with stage.database.unit() as unit:
        turn = Turn(unit, agent.phone.id, Person(agent.phone.id, "ar", staff=True), [], now, None, str)
        [row] = await event_import.read([["الموضوع", "المعنيون"], ["لقاء", "تارودانت"]], now)
        for _ in range(2):
            await event_import.received(turn, 7, [row])
        unit.write(Call("update staff_role set revoked_at = 1", {}))
        await event_import.received(turn, 8, [row])
    assert len(await stage.rows(DAYS)) == 1


async def test_only_staff_repeat_and_import(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent)
    for data in (f"e:again:{NAME}", "e:table", "e:new"):
        await member.after(member.phone.press_data(data, member.last.id))
    assert len(await stage.rows(DAYS)) == 1
    assert await stage.rows("select * from draft") == []
