"""An agent fills a request in for somebody who sits beside her and does not read."""

from domain.requests.life import Actor
from messages.text import B
from tests.journeys.asking_for_support import ASK, LEAVE_OUT, NO_CALL, SEND, WITHOUT, Member, member
from tests.journeys.desks import Desk
from tests.stage import Stage

BESIDE, HEARD, MYSELF = B("👥 For somebody beside me"), B("✅ They heard it and agree"), B("👤 For myself")


async def agent(stage: Stage) -> Member:
    chat = member(stage, "زهرة")
    await chat.after(chat.phone.start(await Desk(stage).invitation(Actor.AGENT, "09.541")))
    await chat.taps(ASK)
    return chat


async def test_the_consent_is_read_aloud_and_kept_with_the_request(stage: Stage) -> None:
    chat = await agent(stage)
    await chat.taps(BESIDE)
    chat.reads("اقرأ هذا على الشخص")
    await chat.taps(HEARD)
    await chat.writes("السعدية بنت أحمد")
    await chat.taps(B("🎓 Training"))
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.writes("عسل")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.after(chat.phone.send_voice())
    await chat.taps(WITHOUT)
    await chat.taps(NO_CALL)
    chat.reads("السعدية بنت أحمد")
    await chat.taps(SEND)
    [row] = await stage.rows("select * from request")
    assert (row["helped_name"], row["helped_consent"]) == ("السعدية بنت أحمد", "request-helped/1")
    await chat.writes(chat.number())
    chat.reads("لفائدة: السعدية بنت أحمد", "مسار الطلب")


async def test_a_role_that_ends_in_the_middle_ends_the_helping_and_loses_no_answer(stage: Stage) -> None:
    chat = await agent(stage)
    await chat.taps(BESIDE)
    await chat.taps(HEARD)
    await chat.writes("السعدية")
    await stage.rows("update staff_role set revoked_at = 1 returning id")
    await chat.taps(B("🎓 Training"))
    chat.reads("لم يُرسل بعد")
    assert "تارودانت" not in chat.screen
    assert len(await stage.rows("select * from draft")) == 1


async def test_she_may_also_ask_for_herself(stage: Stage) -> None:
    chat = await agent(stage)
    await chat.taps(MYSELF)
    chat.reads("قبل أن نبدأ")
