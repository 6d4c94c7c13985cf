"""Meetings that come again, and meetings from a spreadsheet."""

from domain.requests.life import Actor
from storage.staff import EVERYWHERE
from tests.journeys.desks import KHENIFRA
from tests.journeys.meetings import NAME, TITLE, Meetings, open_at_desk
from tests.stage import Stage

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


async def test_only_staff_repeat_and_import(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent)
    for data in (f"e:again:{NAME}", "e:table", "e:new"):
        await member.after(member.phone.press_data(data, member.last.id))
    assert len(await stage.rows(DAYS)) == 1
    assert await stage.rows("select * from draft") == []
