"""A cooperative on the phones of its president, a manager and a member."""

import re
from datetime import timedelta

from messages.text import B, Text
from simulator.messages import visible
from tests.journeys.asking_for_support import AGREE, ASK, LEAVE_OUT, NO_CALL, SEND, Member, member
from tests.stage import Stage

NEW, PRESIDENT = B("➕ Note a cooperative"), B("✅ I am its president")
MANAGER, ORDINARY = B("➕ Invite a manager"), B("➕ Invite a member")
MEMBERS, APPOINTMENT = B("👥 The members"), B("📅 An appointment")
LINK = re.compile(r"start=(c_[\w-]+)")


async def president(stage: Stage, name: str = "تعاونية <الأمل>") -> Member:
    chat = member(stage, "الرئيسة")
    await chat.after(chat.phone.start())
    await chat.writes("/cooperative")
    chat.reads("لم تُسجل لك أي تعاونية")
    await chat.taps(NEW)
    await chat.writes(name)
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.taps(PRESIDENT)
    chat.reads(name, "الرئاسة")
    return chat


async def invited(chat: Member, name: str, label: Text = MANAGER) -> Member:
    """Somebody who joined by the president's link."""
    await chat.writes("/cooperative")
    await chat.taps("1")
    await chat.taps(label)
    found = LINK.search(visible(chat.last.text))
    assert found is not None
    other = member(chat.stage, name)
    await other.after(other.phone.start(found[1]))
    return other


async def asks_in_its_name(chat: Member) -> str:
    await chat.taps(ASK)
    chat.reads("باسم من هذا الطلب؟")
    await chat.taps("تعاونية <الأمل>")
    await chat.taps(AGREE)
    await chat.taps(APPOINTMENT)
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("موعد لتقديم المشروع")
    await chat.taps(NO_CALL)
    await chat.taps(SEND)
    return chat.number()


async def test_president_and_manager_ask_in_its_name_and_see_its_requests_and_a_member_does_not(stage: Stage) -> None:
    first = await president(stage)
    manager = await invited(first, "المسيرة")
    manager.reads("تعاونية <الأمل>", "تطلب الدعم باسمها")
    ordinary = await invited(first, "العضوة", ORDINARY)
    number = await asks_in_its_name(manager)
    await first.writes(number)
    first.reads(number, "مسار الطلب", "باسم: تعاونية <الأمل>")
    await first.taps(B("📄 Receipt to print"))
    assert first.last.kind == "document"
    await ordinary.writes(number)
    ordinary.reads("لا أجد هذا الطلب")
    await ordinary.taps(ASK)
    ordinary.reads("قبل أن نبدأ")
    assert "باسم من" not in ordinary.screen


async def test_whoever_invited_is_told_and_a_link_works_once(stage: Stage) -> None:
    first = await president(stage)
    await invited(first, "المسيرة")
    assert "انضم شخص إلى تعاونيتك" in visible(first.last.text)
    link = next(found[1] for m in first.phone.messages if (found := LINK.search(visible(m.text))))
    stranger = member(stage, "غريب")
    await stranger.after(stranger.phone.start(link))
    stranger.reads("هذه الدعوة")
    assert len(await stage.rows("select * from membership")) == 2


async def test_a_link_is_over_after_a_week(stage: Stage) -> None:
    first = await president(stage)
    await first.taps(MANAGER)
    found = LINK.search(visible(first.last.text))
    assert found is not None
    stage.clock.move(timedelta(days=8))
    late = member(stage, "متأخرة")
    await late.after(late.phone.start(found[1]))
    assert len(await stage.rows("select * from membership")) == 1


async def test_a_change_of_president_hands_its_requests_over(stage: Stage) -> None:
    first = await president(stage)
    second = await invited(first, "المسيرة")
    number = await asks_in_its_name(first)
    await first.writes("/cooperative")
    await first.taps("1")
    await first.taps(MEMBERS)
    await first.taps("2")
    first.reads("للتعاونية رئاسة واحدة")
    await first.taps(B("👑 Make her the president"))
    await first.taps(B("✅ Yes"))
    await stage.settled()
    assert "رئاسة" in visible(second.last.text)
    await first.writes(number)
    first.reads("لا أجد هذا الطلب")
    await second.writes(number)
    second.reads(number, "مسار الطلب")


async def test_a_member_leaves_and_the_president_only_after_handing_over(stage: Stage) -> None:
    first = await president(stage)
    second = await invited(first, "المسيرة")
    await second.taps(B("🚪 Leave it"))
    second.reads("لم تُسجل لك أي تعاونية")
    [row] = await stage.rows("select cooperative_id, chat_id from membership where until is null")
    await first.after(first.phone.press_data(f"co:end:{row['cooperative_id']}:{row['chat_id']}", first.last.id))
    assert len(await stage.rows("select * from membership where until is null")) == 1


async def test_nobody_acts_in_a_cooperative_by_forged_buttons(stage: Stage) -> None:
    first = await president(stage)
    second = await invited(first, "العضوة", ORDINARY)
    stranger = member(stage, "غريب")
    await stranger.after(stranger.phone.start())
    before = await stage.rows("select * from membership order by id")
    [coop] = await stage.rows("select id from cooperative")
    for other in (second, stranger):
        for data in (
            f"co:one:{coop['id']}",
            f"co:all:{coop['id']}",
            f"co:link:manager:{coop['id']}",
            f"co:link:president:{coop['id']}",
            f"co:hand:{coop['id']}:{second.phone.id}",
            f"co:end:{coop['id']}:{first.phone.id}",
            f"co:who:{coop['id']}:{first.phone.id}",
            "co:one:",
            "co:end:x:y",
        ):
            await other.after(other.phone.press_data(data, other.last.id))
            await other.phone.answered()
    assert await stage.rows("select * from membership order by id") == before
    assert len(await stage.rows("select * from invitation where used_at is null")) == 0
    assert "تعاونية <الأمل>" not in stranger.phone.transcript()
