"""A person and a meeting: the link, the card, one tap, guests, seats, the waiting list, questions, what she follows."""

import asyncio
from datetime import date, time, timedelta

import pytest

from bot.reminders import pass_offers_on
from catalogue.local import Local
from conversations.event_conditions import conditions
from domain.events.event import Event
from domain.events.life import Life
from domain.events.seating import WOMEN, Quota, Seating
from domain.events.when import When
from domain.replacing import replace
from storage.saved_checks import SavedCheck, SavedChecks
from storage.subscriptions import Subscriptions
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, read
from tests.journeys.meetings import DAY, MEETING, NAME, TITLE, Meetings, counted, open_at_desk
from tests.stage import Stage

COMING, NOT_COMING = "✅ سأحضر", "🚫 لن أحضر"


async def at(meetings: Meetings, *names: str, event: Event = MEETING) -> list[Chat]:
    """People who have the card of the announced meeting open."""
    agent = await meetings.agent()
    await meetings.keep(agent, event, Life.ANNOUNCED)
    members = [await meetings.desk.member(name) for name in names]
    for member in members:
        await meetings.opened(member, event)
    return [agent, *members]


async def test_a_link_opens_the_meeting_for_somebody_who_is_new(stage: Stage) -> None:
    _, member = await at(Meetings(stage), "مريم")
    member.reads(TITLE, "2 أبريل 2026", "دار الثقافة")
    await member.taps(COMING)
    member.reads("سجلنا أنك ستحضر")
    await stage.restart()
    await member.writes("/meetings")
    await member.taps("⭐ لقاءاتي")
    member.reads(TITLE)


async def test_a_link_that_nobody_made_opens_nothing(stage: Stage) -> None:
    chat = await Meetings(stage).desk.member()
    for payload in ("e_", "e_zzzzzzzzzzzzz", "v_zzzzzzzzzzzzz_1", "e_zzzzzzzzzzzzzzzzz", "e_1", "v_1_2", "v_"):
        await chat.after(chat.phone.start(payload))
        assert "لا أجد هذا اللقاء" in chat.screen or "مرحبا بك" in chat.screen


async def test_an_answer_can_change_and_only_the_last_counts(stage: Stage) -> None:
    _, member = await at(Meetings(stage), "مريم")
    for label, words in (
        (COMING, "سجلنا أنك ستحضر"),
        ("🤔 ربما", "غير مؤكد"),
        (NOT_COMING, "سجلنا أنك لن تحضر"),
        (COMING, "سجلنا أنك ستحضر"),
    ):
        await member.taps(label)
        member.reads(words)
    [row] = await stage.rows("select reply, standing from event_answer")
    assert (row["reply"], row["standing"]) == ("coming", "seated")


async def test_guests_take_seats_too(stage: Stage) -> None:
    _, member = await at(Meetings(stage), "مريم", event=counted(3))
    await member.taps(COMING)
    await member.taps("👥 معي مرافقون")
    member.reads("كم شخصا يأتي معك")
    await member.taps("2")
    member.reads("مع")
    await member.taps("👥 معي مرافقون")
    await member.taps("3")
    member.reads("لا يوجد لك هذا العدد من المقاعد")
    assert (await stage.rows("select guests from event_answer"))[0]["guests"] == 2


async def test_a_full_meeting_has_a_list_and_a_seat_that_is_free_is_offered_in_its_order(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, first, second, third = await at(meetings, "مريم", "حسن", "عائشة", event=counted(1))
    await first.taps(COMING)
    await second.taps(COMING)
    second.reads("في لائحة الانتظار", "ورقمك فيها 1")
    await third.taps(COMING)
    third.reads("ورقمك فيها 2")
    await first.taps(NOT_COMING)
    assert "🎟 هناك مقعد لك" in await read(second)
    await second.taps("✅ آخذ المقعد")
    second.reads("سجلنا أنك ستحضر")
    assert "🎟" not in await read(third)


async def test_a_second_tap_on_an_offer_says_that_the_seat_is_hers(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, first, second = await at(meetings, "مريم", "حسن", event=counted(1))
    for member in (first, second):
        await member.taps(COMING)
    await first.taps(NOT_COMING)
    await read(second)
    for _ in range(2):
        await second.after(second.phone.press_data(f"e:take:{NAME}", second.last.id))
        assert second.phone.toast == "المقعد لك."


async def test_an_offer_that_is_left_or_lapses_goes_to_the_next(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, first, second, third = await at(meetings, "مريم", "حسن", "عائشة", event=counted(1))
    for member in (first, second, third):
        await member.taps(COMING)
    await first.taps(NOT_COMING)
    await read(second)
    stage.clock.move(timedelta(hours=25))
    await pass_offers_on(stage.database, stage.clock.now())
    await pass_offers_on(stage.database, stage.clock.now())
    stage.program.delivery.wake()
    assert "🎟" in await read(third)
    assert "ما زلت في لائحة الانتظار" in await read(second)
    await third.taps("↪️ أتركه لغيري")
    third.reads("سجلنا أنك لن تحضر")
    assert "🎟" in await read(second)
    stage.clock.move(timedelta(hours=30))
    await second.taps("✅ آخذ المقعد")
    assert second.phone.toast is not None
    assert "انتهى أجل هذا العرض" in second.phone.toast


async def test_seats_that_are_kept_for_a_group_are_for_who_says_that_she_belongs_to_it(stage: Stage) -> None:
    kept = replace(MEETING, seating=Seating(1, None, (Quota(WOMEN, 1),)))
    _, man, woman = await at(Meetings(stage), "حسن", "مريم", event=kept)
    await man.taps(COMING)
    man.reads("بعض المقاعد محفوظة")
    await man.taps("✅ تابع")
    man.reads("لا يوجد لك هذا العدد من المقاعد")
    await woman.taps(COMING)
    await woman.taps("⬜ النساء")
    await woman.taps("✅ تابع")
    woman.reads("سجلنا أنك ستحضر")


async def test_a_question_is_answered_shown_to_all_and_nobody_sees_who_asked(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member, other = await at(meetings, "مريم", "حسن")
    await member.taps("❓ اسأل المنظمين")
    await member.writes("هل يوجد نقل من الدوار؟")
    member.reads("يصلك الجواب هنا")
    assert "هل يوجد نقل من الدوار؟" in await read(agent)
    assert "مريم" not in agent.screen
    await agent.taps("💬 أجب")
    await agent.writes("نعم، حافلة من السوق على الثامنة")
    await agent.taps("📢 نعم، يظهران للجميع")
    assert "حافلة من السوق" in await read(member)
    await meetings.opened(other)
    other.reads("هل يوجد نقل من الدوار؟", "حافلة من السوق")


async def test_a_private_answer_reaches_only_who_asked(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member, other = await at(meetings, "مريم", "حسن")
    await member.taps("❓ اسأل المنظمين")
    await member.writes("هل يوجد نقل من الدوار؟")
    await open_at_desk(agent)
    await agent.taps("❓ الأسئلة (1)")
    await agent.taps("1")
    await agent.writes("نعم")
    await agent.taps("🔒 لا، لصاحب السؤال فقط")
    await meetings.opened(other)
    assert "نقل" not in other.screen


async def test_who_joins_later_is_offered_what_is_ahead_and_is_not_told_it_twice(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.announced(agent)
    late = await meetings.desk.member("عائشة")
    await late.writes("/meetings")
    await late.taps("🔔 ما أتابعه")
    await late.writes("تارودانت")
    await late.taps("تارودانت")
    await late.taps("🤷 لا أعرف")
    await late.taps("▫️ التسويق والمعارض")
    await late.taps("◀️ متابعة")
    late.reads("اتفقنا", TITLE)
    await late.taps("1")
    late.reads("دار الثقافة")
    await late.writes("/meetings")
    late.reads("قريبة منك", TITLE)
    assert len(await stage.rows("select * from event_notice where notice = 'announced'")) == 1


async def test_what_is_followed_ends_with_one_tap(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    member = await meetings.follower("مريم", "ar", "09.541", KHENIFRA)
    await member.writes("/meetings")
    await member.taps("🔔 ما أتابعه")
    await member.taps("🔕 تارودانت")
    assert "🔕 تارودانت" not in member.labels
    await meetings.announced(agent)
    assert TITLE not in await read(member)
    await member.taps("🔕 خنيفرة")
    member.reads("لن أكتب إليك")
    assert await stage.rows("select * from subscription") == []


async def test_the_whole_country_is_one_line_and_ends_with_one_tap(stage: Stage) -> None:
    member = await Meetings(stage).desk.member()
    await member.writes("/meetings")
    await member.taps("🔔 ما أتابعه")
    await member.taps("🇲🇦 المغرب كله")
    for _ in range(2):
        await member.taps("🤷 لا أعرف")
    await member.writes("/meetings")
    await member.taps("🔔 ما أتابعه")
    await member.taps("🔕 🇲🇦 المغرب كله")
    member.reads("لن أكتب إليك")


async def test_who_follows_a_topic_hears_of_it_and_of_meetings_without_one_and_of_no_other(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, trains, markets = await meetings.agent(), await meetings.follower("مريم"), await meetings.follower("حسن")
    async with stage.database.unit() as unit:
        Subscriptions(unit).add(trains.phone.id, "topic", "training", 1)
        Subscriptions(unit).add(markets.phone.id, "topic", "marketing", 1)
    audience = replace(MEETING.audience, topics=frozenset({"training"}))
    await meetings.announced(agent, replace(MEETING, audience=audience))
    assert "🏷 التكوين" in await read(trains)
    assert TITLE not in await read(markets)
    await meetings.announced(agent, replace(MEETING, id=MEETING.id + 1, title=Local("يوم مفتوح", "Journée")))
    assert "يوم مفتوح" in await read(trains)
    assert "يوم مفتوح" in await read(markets)
    await trains.writes("/meetings")
    await trains.taps("🔔 ما أتابعه")
    await trains.taps("🔕 التكوين")
    assert "🔕 التكوين" not in trains.labels


async def test_a_forwarded_card_has_no_buttons_and_a_link_that_opens_it(stage: Stage) -> None:
    _, member, friend = await at(Meetings(stage), "مريم", "حسن")
    await member.taps("📤 لإعادة التوجيه")
    member.reads(TITLE, f"start=e_{NAME}")
    assert member.labels == []
    link = next(word for word in member.screen.split() if word.startswith("https://t.me"))
    await friend.after(friend.phone.open_link(link))
    friend.reads(TITLE)


async def test_reminders_can_be_turned_off_and_one_of_her_own_added(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, quiet, early = await at(meetings, "مريم", "حسن")
    for member in (quiet, early):
        await member.taps(COMING)
        await member.taps("🔔 تذكيراتي")
    await quiet.taps("🔕 بلا تذكير")
    quiet.reads("لا أذكرك بهذا اللقاء")
    early.reads("سأذكرك")
    await early.taps("⏰ قبل 3 أيام")
    early.reads("ولك وحدك أيضا: قبل 3 أيام")
    meetings.goes_to(DAY - timedelta(days=3), time(10, 1))
    await meetings.tick()
    assert "🔔" in await read(early)
    early.reads("بعد 3 أيام")
    meetings.goes_to(DAY - timedelta(days=1), time(10, 1))
    await meetings.tick()
    assert "🔔 غدا" not in await read(quiet)
    assert "🔔 غدا" in await read(early)


@pytest.mark.parametrize("life", [Life.CANCELLED, Life.HELD, Life.CLOSED])
async def test_what_is_over_takes_no_answers(stage: Stage, life: Life) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, MEETING, life)
    await meetings.opened(member)
    assert COMING not in member.labels
    await member.after(member.phone.press_data(f"e:re:{NAME}:coming", member.last.id))
    assert await stage.rows("select * from event_answer") == []


@pytest.mark.parametrize(
    "data", ["e:re:x", "e:re:%:%", "e:who:", "e:with:1:99", "e:grp:1:9:9", "e:ring:1:x", "e:list:x:y"]
)
async def test_made_up_buttons_break_nothing(stage: Stage, data: str) -> None:
    _, member = await at(Meetings(stage), "مريم")
    await member.after(member.phone.press_data(data.replace("1", NAME), member.last.id))
    assert await stage.rows("select * from inbox where state = 'aside'") == []
    assert await stage.rows("select * from event_answer where guests > 5") == []


async def test_a_meeting_without_a_day_is_told_when_it_is_fixed(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.announced(agent, replace(MEETING, when=When(months=("2026-04", "2026-05"))))
    assert "سيُحدد اليوم لاحقا، وسأخبرك به" in await read(member)
    await open_at_desk(agent)
    await agent.taps("✏️ غيّره")
    await agent.taps("✏️ الموعد")
    await agent.writes("الخميس 9 أبريل 2026 الساعة 10")
    await agent.taps("📣 احفظ وأخبر الجميع")
    assert "9 أبريل 2026" in await read(member)
    assert date(2026, 4, 9).isoformat() in str(await stage.rows("select day from event"))


async def test_thirty_phones_that_tap_at_once_for_ten_seats_leave_ten_seats_and_a_list(stage: Stage) -> None:
    meetings = Meetings(stage)
    [_, *members] = await at(meetings, *(f"عضو {number}" for number in range(30)), event=counted(10))
    await asyncio.gather(*(member.phone.press(COMING) for member in members))
    await asyncio.gather(*(member.phone.answered() for member in members))
    await stage.settled()
    rows = await stage.rows("select standing, queue from event_answer")
    assert sum(row["standing"] == "seated" for row in rows) == 10
    waiting = [row["queue"] for row in rows if row["standing"] == "waiting"]
    assert len(set(waiting)) == 20


async def test_a_draft_that_was_dropped_is_still_nobodys_business(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, replace(MEETING, life=Life.DRAFT))
    await open_at_desk(agent)
    await agent.taps("❌ ألغه")
    await agent.writes("لا داعي له")
    await agent.taps("❌ نعم، ألغه")
    await meetings.opened(member)
    member.reads("لا أجد هذا اللقاء")


async def test_who_does_not_meet_a_condition_by_what_she_kept_is_told_and_may_come(stage: Stage) -> None:
    women = replace(MEETING, conditions=conditions(["women"], ()))
    _, man, other = await at(Meetings(stage), "حسن", "مريم", event=women)
    async with stage.database.unit() as unit:
        SavedChecks(unit).save(man.phone.id, SavedCheck({"woman": False}, {}, "keep-check/1", 1))
    man.reads("النساء والفتيات")
    await man.taps(COMING)
    man.reads("لا يتوفر فيك هذا الشرط", "القرار للمنظمين", "سجلنا أنك ستحضر")
    await other.taps(COMING)
    assert "لا يتوفر فيك" not in other.screen
