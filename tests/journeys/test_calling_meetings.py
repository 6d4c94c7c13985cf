"""Staff call a meeting: in a conversation, like an earlier one, previewed, announced, changed, cancelled."""

import asyncio
from datetime import date, time, timedelta

import pytest

from bot.ticks import forget_what_is_over
from catalogue.local import Local
from domain.events.audience import Audience
from domain.events.event import Item
from domain.events.life import Life
from domain.events.when import When
from domain.replacing import replace
from domain.requests.life import Actor
from storage.event_visits import EventVisits, Visit
from storage.events import Events
from storage.staff import EVERYWHERE
from storage.unit import Call
from tests.domain.events.seeds import SEEDS
from tests.journeys.desks import KHENIFRA, read
from tests.journeys.meetings import DAY, MEETING, NAME, TITLE, Meetings, open_at_desk
from tests.stage import Stage

NOT_HERE = "لا أجد هذا اللقاء"


async def test_a_meeting_is_made_by_its_title_and_whom_it_concerns_and_the_rest_comes_later(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await agent.writes("/meetings")
    await agent.taps("🛠 لقاءات الفريق")
    agent.reads("لا لقاء بعد")
    await agent.taps("➕ لقاء جديد")
    await agent.writes(TITLE)
    await agent.writes("تارودانت")
    await agent.taps("تارودانت")
    await agent.taps("➕ الموعد")
    await agent.writes("الخميس 2 أبريل على الساعة الرابعة والنصف زوالا")
    agent.reads("2 أبريل 2026", "16:30")
    await agent.taps("➕ الموضوع بالفرنسية")
    await agent.writes("Rencontre avec les coopératives")
    await agent.taps("💾 احفظ المسودة")
    agent.reads(TITLE, "هذه مسودة: لم يصل الخبر إلى أحد")
    await agent.taps("👁 كما سيراه الناس")
    agent.reads("الخميس 2 أبريل 2026", "jeudi 2 avril 2026", "Rencontre avec les coopératives")
    await agent.taps("✅ Je viens")
    assert agent.phone.toast is not None
    assert "هذه معاينة فقط" in agent.phone.toast
    assert await stage.rows("select * from event_answer") == []


async def test_what_is_a_draft_is_seen_by_nobody_else(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.keep(agent)
    await meetings.opened(member)
    member.reads(NOT_HERE)
    await member.after(member.phone.start(f"v_{NAME}_123456"))
    assert TITLE not in member.screen
    await member.writes("/meetings")
    assert TITLE not in member.screen


async def test_who_follows_the_place_is_told_once_and_who_follows_another_is_not(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    here, there = await meetings.follower(), await meetings.follower("حسن", "ar", KHENIFRA)
    await meetings.announced(agent)
    assert TITLE in await read(here)
    assert TITLE not in await read(there)
    await agent.after(agent.phone.press_data(f"e:sure:{NAME}", agent.last.id))
    agent.reads("تم هذا من قبل")
    assert len(await stage.rows("select * from event_notice where notice = 'announced'")) == 1


async def test_at_night_it_is_announced_and_people_are_told_in_the_morning(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.keep(agent)
    stage.clock.move(timedelta(hours=12))
    await open_at_desk(agent)
    await agent.taps("📣 أعلن عنه")
    agent.reads("الوقت الآن وقت راحة")
    await agent.phone.press("📣 نعم، أعلن عنه")
    await agent.phone.sees("أُعلن اللقاء")
    await meetings.tick()
    assert TITLE not in await read(member)
    stage.clock.move(timedelta(hours=11))
    await meetings.tick()
    assert TITLE in await read(member)


@pytest.mark.parametrize(
    "data", ["one", "look", "tell", "sure", "edit", "like", "stop", "quest", "door", "xlsx", "outc"]
)
async def test_a_meeting_of_another_province_is_as_if_it_were_not(stage: Stage, data: str) -> None:
    meetings = Meetings(stage)
    agent, other = await meetings.agent(), await meetings.agent("ليلى", Actor.AGENT, KHENIFRA)
    await meetings.keep(agent)
    await other.after(other.phone.press_data(f"e:{data}:{NAME}", other.last.id))
    other.reads(NOT_HERE)
    assert (await stage.rows("select life from event"))[0]["life"] == "draft"


async def test_a_role_that_was_taken_back_ends_at_once_also_for_ones_own_meetings(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent)
    await open_at_desk(agent)
    async with stage.database.unit() as unit:
        unit.write(Call("update staff_role set revoked_at = 1", {}))
    await agent.taps("📣 أعلن عنه")
    agent.reads(NOT_HERE)


async def test_an_agent_invites_only_people_of_her_provinces(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.follower("حسن", "ar", KHENIFRA)
    await meetings.keep(agent, replace(MEETING, audience=Audience()))
    await open_at_desk(agent)
    await agent.taps("📣 أعلن عنه")
    agent.reads("يمكنك دعوة الناس في أقاليمك فقط")
    admin = await meetings.agent("مينة", Actor.ADMIN, EVERYWHERE)
    await open_at_desk(admin)
    await admin.taps("📣 أعلن عنه")
    admin.reads("سيصل الخبر إلى شخص واحد")


async def test_a_moved_meeting_is_told_to_everybody_and_answers_are_asked_again(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    coming, silent, declined = [await meetings.follower(name) for name in ("مريم", "حسن", "عائشة")]
    await meetings.announced(agent)
    await read(coming)
    await coming.taps("✅ سأحضر")
    await declined.taps("🚫 لن أحضر")
    await open_at_desk(agent)
    await agent.taps("✏️ غيّره")
    await agent.taps("✏️ الموعد")
    await agent.writes("السبت 4 أبريل 2026 على الساعة 10")
    agent.reads("سيصل الخبر إلى كل المدعوين")
    await agent.taps("📣 احفظ وأخبر الجميع")
    agent.reads("حُفظ. يصل الخبر إلى 3 أشخاص")
    for member in (coming, silent, declined):
        assert "السبت 4 أبريل 2026" in await read(member)
    coming.reads("كان:", "الخميس 2 أبريل 2026", "أجب من جديد")
    [row] = await stage.rows("select asked_again from event_answer where reply = 'coming'")
    assert row["asked_again"] == 1
    await coming.taps("✅ سأحضر")
    coming.reads("سجلنا أنك ستحضر")
    [kept] = await stage.rows("select sequence, life from event")
    assert (kept["sequence"], kept["life"]) == (1, "moved")


async def test_words_that_change_nobodys_plans_are_kept_quietly(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.announced(agent)
    await read(member)
    await open_at_desk(agent)
    await agent.taps("✏️ غيّره")
    await agent.taps("➕ المنظم")
    await agent.writes("قسم العمل الاجتماعي")
    await agent.taps("💾 احفظ التغييرات")
    agent.reads("حُفظ.", "قسم العمل الاجتماعي")
    assert "تغير" not in await read(member)


async def test_a_cancelled_meeting_is_told_with_its_reason_and_leaves_the_calendar(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.announced(agent)
    await read(member)
    await member.taps("✅ سأحضر")
    await open_at_desk(agent)
    await agent.taps("❌ ألغه")
    await agent.writes("القاعة <غير> جاهزة & الطريق مقطوعة")
    await agent.taps("❌ نعم، ألغه")
    agent.reads("أُلغي اللقاء. يصل الخبر إلى شخص واحد")
    assert "القاعة <غير> جاهزة & الطريق مقطوعة" in await read(member)
    await member.taps("📅 إلى مفكرتي")
    meetings.goes_to(DAY - timedelta(days=1), time(10, 5))
    await meetings.tick()
    assert "غدا" not in await read(member)
    assert await stage.rows("select * from event_round where notice like 'reminder%'") == []


async def test_another_one_like_it_asks_only_for_the_day(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent, life=Life.ANNOUNCED)
    await open_at_desk(agent)
    await agent.taps("📋 لقاء مثله")
    agent.reads(TITLE, "سيُحدد اليوم لاحقا", "دار الثقافة")
    await agent.taps("➕ الموعد")
    await agent.writes("9 أبريل 2026 الساعة 10")
    await agent.taps("💾 احفظ المسودة")
    lives = [row["life"] for row in await stage.rows("select life from event order by id")]
    assert lives == ["announced", "draft"]
    async with stage.database.unit() as unit:
        [_, made] = sorted(await Events(unit).of_staff(agent.phone.id), key=lambda kept: kept.event.id)
    assert made.event.title == MEETING.title
    assert made.event.when.day == date(2026, 4, 9)


async def test_the_five_seeds_are_called_as_meetings_and_read_as_their_articles_say(stage: Stage) -> None:
    meetings = Meetings(stage)
    admin = await meetings.agent("مينة", Actor.ADMIN, EVERYWHERE)
    member = await meetings.desk.member()
    for seed in SEEDS:
        await meetings.keep(admin, seed, seed.life)
        await meetings.opened(member, seed)
        member.reads(seed.title.ar)
    await member.writes("/meetings")
    await member.taps("🕓 السابقة")
    member.reads("لقاءات سابقة")


async def test_a_second_meeting_can_be_for_those_who_came_to_the_first(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    came, absent = await meetings.follower("مريم"), await meetings.follower("حسن")
    await meetings.keep(agent, replace(MEETING, when=When(date(2026, 2, 20), time(10))), Life.HELD)
    async with stage.database.unit() as unit:
        await EventVisits(unit, MEETING.id).check_in(Visit(came.phone.id, 1, "scan", 1, agent.phone.id))
    await open_at_desk(agent)
    await agent.taps("📋 لقاء لمن حضر هذا")
    await agent.taps("➕ الموعد")
    await agent.writes("9 أبريل 2026 الساعة 10")
    await agent.taps("💾 احفظ المسودة")
    await agent.taps("📣 أعلن عنه")
    agent.reads("من بينهم فقط من حضر اللقاء السابق", "سيصل الخبر إلى شخص واحد")
    await agent.taps("📣 نعم، أعلن عنه")
    assert "9 أبريل 2026" in await read(came)
    assert "9 أبريل 2026" not in await read(absent)


@pytest.mark.parametrize(("days_before", "at_once"), [(1, True), (20, False)])
async def test_a_cancellation_at_night_wakes_the_chat_only_when_the_meeting_is_near(
    stage: Stage, days_before: int, *, at_once: bool
) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.announced(agent)
    await read(member)
    meetings.goes_to(DAY - timedelta(days=days_before), time(23))
    await open_at_desk(agent)
    await agent.taps("❌ ألغه")
    await agent.writes("القاعة غير جاهزة")
    await agent.phone.press("❌ نعم، ألغه")
    await agent.phone.sees("أُلغي اللقاء")
    await meetings.tick()
    assert ("القاعة غير جاهزة" in await read(member)) is at_once
    stage.clock.move(timedelta(hours=12))
    await meetings.tick()
    assert "القاعة غير جاهزة" in await read(member)


async def test_two_colleagues_who_announce_at_once_announce_once(stage: Stage) -> None:
    meetings = Meetings(stage)
    first, second = await meetings.agent(), await meetings.agent("ليلى")
    member = await meetings.follower()
    await meetings.keep(first)
    for agent in (first, second):
        await open_at_desk(agent)
        await agent.taps("📣 أعلن عنه")
    await asyncio.gather(*(agent.phone.press("📣 نعم، أعلن عنه") for agent in (first, second)))
    await asyncio.gather(*(agent.phone.idle() for agent in (first, second)))
    assert (await read(member)).count("لقاء يهمك") == 1
    assert len(await stage.rows("select * from event_notice where notice = 'announced'")) == 1


async def test_a_meeting_is_called_in_french(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.desk.staff("Saïd", Actor.AGENT, language="fr")
    await agent.writes("/meetings")
    await agent.taps("🛠 Rencontres de l'équipe")
    await agent.taps("➕ Une nouvelle rencontre")
    await agent.writes("لقاء تواصلي")
    await agent.writes("Taroudannt")
    await agent.taps("Taroudannt")
    await agent.taps("➕ Date")
    await agent.writes("jeudi 2 avril 2026 à 16h00")
    agent.reads("jeudi 2 avril 2026 à 16")
    await agent.taps("💾 Garder le brouillon")
    agent.reads("C'est un brouillon : personne n'est prévenu")
    await agent.taps("📣 L'annoncer")
    await agent.taps("📣 Oui, l'annoncer")
    agent.reads("Annoncée : 0 personne est prévenue")


async def test_a_change_that_a_colleague_has_overtaken_is_not_kept(stage: Stage) -> None:
    meetings = Meetings(stage)
    first, second = await meetings.agent(), await meetings.agent("ليلى")
    await meetings.announced(first)
    for agent, day in ((first, "9 أبريل 2026 الساعة 10"), (second, "16 أبريل 2026 الساعة 10")):
        await open_at_desk(agent)
        await agent.taps("✏️ غيّره")
        await agent.taps("✏️ الموعد")
        await agent.writes(day)
    await first.taps("📣 احفظ وأخبر الجميع")
    await second.taps("📣 احفظ وأخبر الجميع")
    second.reads("غيّره زميل في هذه الأثناء", "9 أبريل 2026")
    assert [row["day"] for row in await stage.rows("select day from event")] == ["2026-04-09"]
    await second.taps("✏️ غيّره")
    second.reads("9 أبريل 2026")


async def test_words_of_a_colleague_are_not_lost_either(stage: Stage) -> None:
    meetings = Meetings(stage)
    first, second = await meetings.agent(), await meetings.agent("ليلى")
    await meetings.announced(first)
    for agent, words in ((first, "الغرفة الكبرى"), (second, "0528000000")):
        await open_at_desk(agent)
        await agent.taps("✏️ غيّره")
        await agent.taps("➕ المنظم" if agent is first else "➕ الاتصال")
        await agent.writes(words)
    await first.taps("💾 احفظ التغييرات")
    await second.taps("💾 احفظ التغييرات")
    second.reads("غيّره زميل في هذه الأثناء", "الغرفة الكبرى")


async def test_staff_see_what_became_of_each_invitation(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.follower("مريم")
    gone = await meetings.follower("حسن")
    subject = Local("س" * 150, "x" * 150)
    await meetings.keep(agent, replace(MEETING, agenda=tuple(Item(subject) for _ in range(40))))  # two messages
    await open_at_desk(agent)
    await agent.taps("📣 أعلن عنه")
    gone.phone.block()
    await agent.taps("📣 نعم، أعلن عنه")
    await open_at_desk(agent)
    agent.reads("وصلت: 1، في الطريق: 0")
    stage.clock.move(timedelta(days=4))
    await forget_what_is_over(stage.database, stage.clock)
    await open_at_desk(agent)
    assert "وصلت:" not in agent.screen
