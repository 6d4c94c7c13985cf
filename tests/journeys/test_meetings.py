"""A meeting from its announcement to the thanks, on the phones of staff and of people."""

from datetime import time, timedelta

from tests.journeys.desks import read
from tests.journeys.meetings import DAY, NAME, TITLE, Meetings, open_at_desk
from tests.stage import Stage

COMING, TICKET = "✅ سأحضر", "🎟 تذكرتي"


async def test_announced_answered_reminded_checked_in_thanked(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    member, french = await meetings.follower(), await meetings.follower("Zahra", "fr")
    await meetings.announced(agent)
    agent.reads("أُعلن اللقاء: يصل الخبر إلى شخصين")
    assert TITLE in await read(member)
    member.reads("2 أبريل 2026", "دار الثقافة")
    assert "Rencontre avec les coopératives" in await read(french)
    french.reads("jeudi 2 avril 2026", "vous suivez les rencontres ici")

    await member.taps(COMING)
    member.reads("سجلنا أنك ستحضر")
    await french.taps("🤔 Peut-être")
    await open_at_desk(agent)
    agent.reads("سيحضر: 1، 🤔 ربما: 1")

    meetings.goes_to(DAY - timedelta(days=1), time(10, 1))
    await meetings.tick()
    await meetings.tick()
    assert (await read(member)).count("🔔 غدا") == 1
    assert "🔔 Demain" in await read(french)

    await meetings.opened(member)
    await member.taps(TICKET)
    [row] = await stage.rows("select ticket from event_answer where reply = 'coming'")
    meetings.goes_to(DAY, time(9, 45))
    await agent.after(agent.phone.start(f"v_{NAME}_{row['ticket']}"))
    agent.reads("دخل شخص واحد")
    await agent.after(agent.phone.start(f"v_{NAME}_{row['ticket']}"))
    agent.reads("استُعملت هذه التذكرة من قبل")

    meetings.goes_to(DAY, time(15))
    await meetings.tick()
    assert "شكرا على حضورك" in await read(member)
    assert "شكرا" not in await read(french)
    assert "Merci" not in french.screen
    for mark in ("😀 نعم", "😐 قليلا", "😀 نعم"):
        await member.taps(mark)
    member.reads("يقرأ المنظمون رأيك بلا اسمك")
    [said] = await stage.rows("select useful, clear, again from event_feedback")
    assert (said["useful"], said["clear"], said["again"]) == (3, 2, 3)
