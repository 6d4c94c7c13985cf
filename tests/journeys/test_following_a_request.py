"""What a member does after staff acted: she corrects only what was asked, reads the reason, and says how it went."""

from datetime import timedelta

import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor
from domain.requests.request import Wanted
from messages.text import B
from storage.desk import DeskRequests
from storage.request_files import RequestFiles
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call
from tests.journeys.asking_for_support import ALL, LEAVE_OUT, OPEN, Member, member
from tests.journeys.chat import BACK
from tests.stage import Stage

COORDINATOR = 990_001
ENDED = "update request set state = 'withdrawn', decided_at = 1, revision = revision + 1"
CORRECT, SEND = B("✏️ Send the correction"), B("📨 Send the correction")


async def staff_do(stage: Stage, number: str, *changes: Change) -> None:
    """Changes by a coordinator, of which nobody is told."""
    now = int(stage.clock.now().timestamp() * 1000)
    async with stage.database.unit() as unit:
        Staff(unit).grant(COORDINATOR, Actor.COORDINATOR, EVERYWHERE, None, now)
        desk = DeskRequests(unit, COORDINATOR)
        for change in changes:
            request = await desk.by_reference(number, now)
            assert request is not None
            await desk.change(request, change, now)


async def state(stage: Stage) -> str:
    [row] = await stage.rows("select state from request")
    return str(row["state"])


async def asked_to_correct(stage: Stage, *wanted: Wanted) -> Member:
    chat = member(stage)
    number = await chat.asks_for_training()
    await staff_do(stage, number, Change(Action.TAKE), Change(Action.ASK_CORRECTION, corrections=wanted))
    await chat.writes(number)
    return chat


async def test_she_sends_again_only_what_was_asked(stage: Stage) -> None:
    until = int((stage.clock.now() + timedelta(days=7)).timestamp() * 1000)
    chat = await asked_to_correct(stage, Wanted("statutes", "الصفحة 2 <غير> واضحة", until), Wanted("other", "صورة"))
    chat.reads("ننتظرك", "النظام الأساسي", "الصفحة 2 <غير> واضحة", "آخر أجل", "8 مارس 2026")
    await chat.taps(CORRECT)
    chat.reads("أرسل من جديد", "الصفحة 2 <غير> واضحة")
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    await chat.taps(LEAVE_OUT)
    chat.reads("لم يُرسل بعد")
    await chat.taps(SEND)
    chat.reads("وصل التصحيح")
    assert await state(stage) == "in_review"
    [file] = await stage.rows("select * from request_file")
    assert file["document"] == "statutes"
    assert [row["done_at"] is None for row in await stage.rows("select done_at from correction")] == [False, False]


async def test_where_no_paper_is_needed_words_will_do(stage: Stage) -> None:
    chat = await asked_to_correct(stage, Wanted("other", "اكتب اسم الدوار"))
    await chat.taps(CORRECT)
    await chat.taps(B("⏭ Go on without files"))
    chat.reads("اكتب ما تصححه")
    await chat.writes("دوار تنغرمت")
    await chat.taps(SEND)
    await chat.taps(OPEN)
    chat.reads("دوار تنغرمت", "قيد الدراسة")


async def test_the_button_of_a_correction_that_is_done_shows_how_the_request_stands(stage: Stage) -> None:
    chat = await asked_to_correct(stage, Wanted("statutes", "غير واضحة"))
    number = chat.number()
    await chat.taps(CORRECT)
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    await chat.taps(LEAVE_OUT)
    await chat.taps(SEND)
    await chat.after(chat.phone.press_data(f"r:do:correct:{number}", chat.last.id))
    assert "تغير الطلب" in (chat.phone.toast or "")
    chat.reads("قيد الدراسة", number)
    assert await stage.rows("select * from draft") == []


async def test_a_correction_that_was_begun_goes_on_where_it_was_left(stage: Stage) -> None:
    chat = await asked_to_correct(stage, Wanted("statutes", "غير واضحة"))
    number = chat.number()
    await chat.taps(CORRECT)
    await chat.sends(chat.phone.send_photo())
    await chat.writes("/menu")
    await stage.restart()
    await chat.writes(number)
    await chat.taps(CORRECT)
    chat.reads("ملف واحد")


async def test_a_correction_that_staff_no_longer_wait_for_is_told_so(stage: Stage) -> None:
    chat = await asked_to_correct(stage, Wanted("statutes", "غير واضحة"))
    await chat.taps(CORRECT)
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    await chat.taps(LEAVE_OUT)
    await chat.taps(BACK)
    await chat.taps(LEAVE_OUT)
    async with stage.database.unit() as unit:
        unit.write(Call(ENDED, {}))
    await chat.taps(SEND)
    assert "تغير الطلب" in (chat.phone.toast or "")
    chat.reads("سُحب الطلب")
    assert await state(stage) == "withdrawn"


async def test_a_withdrawal_of_what_has_moved_meanwhile_shows_how_it_stands(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("↩️ Withdraw it"))
    await staff_do(stage, number, Change(Action.TAKE))
    await chat.taps(B("↩️ Yes, withdraw it"))
    assert "تغير الطلب" in (chat.phone.toast or "")
    chat.reads("قيد الدراسة")
    assert await state(stage) == "in_review"


async def test_a_withdrawal_pressed_twice_withdraws_once(stage: Stage) -> None:
    chat = member(stage)
    await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("↩️ Withdraw it"))
    last = chat.last
    data = last.inline_keyboard[0][0]["callback_data"]
    await chat.phone.press_data(data, last.id)
    await chat.after(chat.phone.press_data(data, last.id))
    assert await state(stage) == "withdrawn"
    assert len(await stage.rows("select * from request_event where action = 'withdraw'")) == 1


async def test_a_refusal_shows_its_reason_and_she_says_how_it_went(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await staff_do(stage, number, Change(Action.TAKE), Change(Action.REFUSE, "لا مكان هذا الشهر <الرجاء>"))
    await chat.writes(number)
    chat.reads("لم يُقبل", "لا مكان هذا الشهر <الرجاء>", "60")
    await chat.taps(B("⭐ Say how it went"))
    await chat.taps("⭐⭐⭐⭐")
    chat.reads("سجلت رأيك")
    await chat.taps(B("🎤 Add a few words"))
    await chat.after(chat.phone.send_voice())
    chat.reads("سجلت رأيك")
    [rating] = await stage.rows("select * from rating")
    assert rating["score"] == 4
    assert rating["voice"]


async def test_an_internal_note_never_reaches_her(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await staff_do(stage, number, Change(Action.TAKE), Change(Action.NOTE, "سري للغاية"))
    await chat.writes(number)
    chat.reads("استُلم الطلب", "قسم العمل الاجتماعي")
    assert "سري" not in chat.screen


async def test_whoever_opened_her_papers_is_in_the_history(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("📎 Add a paper"))
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    now = int(stage.clock.now().timestamp() * 1000)
    await staff_do(stage, number, Change(Action.TAKE))
    async with stage.database.unit() as unit:
        desk = DeskRequests(unit, COORDINATOR)
        request = await desk.by_reference(number, now)
        assert request is not None
        [file] = await desk.files(request)
        assert await desk.open_file(request, file.key, now)
    await chat.writes(number)
    chat.reads("فُتحت وثائقك")


async def test_a_paper_that_telegram_no_longer_gives_is_asked_for_again(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("📎 Add a paper"))
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    [file] = await stage.rows("select file_id from request_file")
    async with stage.database.unit() as unit:
        await RequestFiles(unit).lose(file["file_id"], int(stage.clock.now().timestamp() * 1000))
    await chat.writes(number)
    chat.reads("لم يعد تيليغرام يفتح إحدى وثائقك")


@pytest.mark.parametrize(
    "data", ["r:star:9:{0}", "r:star::{0}", "r:do:accept:{0}", "r:do::{0}", "r:out:{0}:x", "r:open:"]
)
async def test_forged_buttons_of_her_own_request_do_no_harm(stage: Stage, data: str) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.after(chat.phone.press_data(data.format(number), chat.last.id))
    assert await state(stage) == "submitted"
    assert not await stage.rows("select * from rating")
