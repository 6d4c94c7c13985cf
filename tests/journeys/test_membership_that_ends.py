"""A membership that ends, or a presidency that goes on, in the middle of something."""

import asyncio

from domain.requests.life import Action
from messages.text import B
from tests.journeys.asking_for_support import AGREE, ASK, LEAVE_OUT, NO_CALL, SEND, Member
from tests.journeys.test_cooperatives import APPOINTMENT, MEMBERS, asks_in_its_name, invited, president
from tests.stage import Stage


async def sends_away(chat: Member) -> None:
    """The president ends the membership of the second line."""
    await chat.writes("/cooperative")
    await chat.taps("1")
    await chat.taps(MEMBERS)
    await chat.taps("2")
    await chat.taps(B("🚪 End the membership"))
    await chat.stage.settled()


async def test_a_question_that_was_begun_reaches_nobody_after_it(stage: Stage) -> None:
    first = await president(stage)
    manager = await invited(first, "المسيرة")
    number = await asks_in_its_name(first)
    await manager.after(manager.phone.press_data(f"r:do:{Action.ASK}:{number}", manager.last.id))
    await sends_away(first)
    await manager.writes("هل من جديد في طلبنا؟")
    manager.reads("لا أجد هذا الطلب")
    assert [row["action"] for row in await stage.rows("select action from request_event")] == ["submit"]


async def test_a_draft_in_its_name_does_not_silently_become_her_own(stage: Stage) -> None:
    first = await president(stage)
    manager = await invited(first, "المسيرة")
    for label in (ASK, "تعاونية <الأمل>", AGREE, APPOINTMENT):
        await manager.taps(label)
    await manager.writes("تارودانت")
    await manager.confirms()
    await manager.taps(LEAVE_OUT)
    await manager.writes("موعد لتقديم المشروع")
    await manager.taps(NO_CALL)
    await sends_away(first)
    await manager.taps(SEND)
    manager.reads("باسم من هذا الطلب؟")
    assert await stage.rows("select * from request") == []


async def test_a_presidency_that_is_handed_to_two_at_once_goes_to_one(stage: Stage) -> None:
    first = await president(stage)
    others = [await invited(first, name) for name in ("المسيرة", "الكاتبة")]
    [row] = await stage.rows("select id from cooperative")
    handing = [f"co:hand:{row['id']}:{other.phone.id}" for other in others]
    await asyncio.gather(*(first.phone.press_data(data, first.last.id) for data in handing))
    await first.phone.idle()
    await stage.settled()
    presidents = await stage.rows("select chat_id from membership where role = 'president' and until is null")
    assert len(presidents) == 1
    assert await stage.rows("select error from inbox where error is not null") == []
