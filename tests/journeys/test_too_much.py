"""More than anybody needs: files beyond the limit, questions without end, nothing that can be seen, absurd numbers."""

import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor
from domain.requests.request import MOST_FILES, OTHER, NewFile
from messages.text import B
from simulator.pictures import png
from storage.desk import DeskRequests
from storage.requests import OwnRequests
from tests.journeys.asking_for_support import ALL, LEAVE_OUT, TRAINING, many_photos, member, shown
from tests.journeys.desks import Desk
from tests.journeys.test_cooperatives import NEW, president
from tests.journeys.test_desk import HISTORY, opened
from tests.stage import Stage

NUMBER = "9" * 30


def files(count: int) -> tuple[NewFile, ...]:
    return tuple(NewFile(OTHER, "photo", f"file{n}", f"unique{n}", f"صورة {n} " + "ط" * 80) for n in range(count))


async def test_a_request_that_is_full_takes_no_other_file_and_says_so(stage: Stage) -> None:
    desk, chat = Desk(stage), member(stage)
    await chat.after(chat.phone.start())
    reference = await desk.sent(chat, files=files(MOST_FILES))
    await chat.after(chat.phone.press_data(f"r:do:add_file:{reference}", chat.last.id))
    chat.reads("100")
    await chat.sends(chat.phone.send_photo(png(9, 9, (1, 2, 3))))
    assert (await stage.rows("select count(*) as n from request_file"))[0]["n"] == MOST_FILES


async def test_of_two_who_add_the_last_file_at_once_the_second_is_told(stage: Stage) -> None:
    desk, chat = Desk(stage), member(stage)
    await chat.after(chat.phone.start())
    reference = await desk.sent(chat, files=files(MOST_FILES - 1))
    await chat.after(chat.phone.press_data(f"r:do:add_file:{reference}", chat.last.id))
    await chat.sends(chat.phone.send_photo(png(9, 9, (1, 2, 3))))
    async with stage.database.unit() as unit:
        own = OwnRequests(unit, chat.phone.id)
        [request] = await own.all()
        await own.change(request, Change(Action.ADD_FILE, files=(NewFile(OTHER, "photo", "f", "other"),)), desk.now)
    await chat.taps(ALL)
    chat.reads("100")
    assert (await stage.rows("select count(*) as n from request_file"))[0]["n"] == MOST_FILES


async def test_staff_turn_the_pages_of_more_papers_than_a_screen_has_buttons(stage: Stage) -> None:
    desk = Desk(stage)
    agent, chat = await desk.staff("سعيد", Actor.AGENT), member(stage)
    await chat.after(chat.phone.start())
    await opened(agent, await desk.sent(chat, files=files(130)))
    await agent.taps("📎 الوثائق")
    agent.reads("1. ")
    for _ in range(3):
        await agent.taps("◀️ التالي" if "◀️ التالي" in agent.labels else agent.labels[-2])
    agent.reads("130. ")
    assert "130" in agent.labels


async def test_a_flood_of_questions_is_a_page_on_the_screen_of_staff(stage: Stage) -> None:
    desk = Desk(stage)
    agent, chat = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(chat)
    async with stage.database.unit() as unit:
        own = OwnRequests(unit, chat.phone.id)
        [request] = await own.all()
        for number in range(100):
            if not await own.may_ask():
                answer = Change(Action.ANSWER, text="سنجيبك قريبا")
                await DeskRequests(unit, agent.phone.id).change(request, answer, desk.now)
            await own.change(request, Change(Action.ASK, text=f"{number} " + "س" * 990), desk.now)
    await opened(agent, reference)
    before = len(agent.phone.messages)
    await agent.taps(HISTORY)
    assert len(agent.phone.messages) - before <= 4
    agent.reads("99 س")
    assert "88 س" not in agent.screen
    await agent.taps(agent.labels[0])
    agent.reads("80 س")


@pytest.mark.parametrize("words", ["\u200b\u200b", "\u3164", "\u2060\ufeff", "\u0301\u0301", "\u2800 \u2800"])
async def test_what_nobody_can_see_is_no_answer(stage: Stage, words: str) -> None:
    chat = member(stage)
    await chat.after(chat.phone.start())
    await chat.writes("/cooperative")
    await chat.taps(NEW)
    await chat.writes(words)
    chat.reads("ما اسم التعاونية؟", "⚠️")


async def test_taking_the_last_file_away_twice_with_one_button_takes_one(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(TRAINING)
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.writes("عسل")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("نريد تكوينا")
    await chat.sends(many_photos(chat.phone, 3))
    keys = [key for row in chat.last.inline_keyboard for key in row]
    [data] = [str(key["callback_data"]) for key in keys if chat.says(B("🗑 Take the last one away")) in key["text"]]
    message = chat.last.id
    await chat.phone.press_data(data, message)
    await chat.after(chat.phone.press_data(data, message))
    assert "ملفان" in shown(chat)


@pytest.mark.parametrize("data", ["co:end:{id}:", "co:who:{id}:", "co:hand:{id}:", "co:one:"])
async def test_an_absurd_number_in_a_forged_button_breaks_nothing(stage: Stage, data: str) -> None:
    chat = await president(stage)
    [row] = await stage.rows("select id from cooperative")
    await chat.after(chat.phone.press_data(data.format(id=row["id"]) + NUMBER, chat.last.id))
    assert await stage.rows("select error from inbox where error is not null") == []
    assert len(await stage.rows("select * from membership where until is null")) == 1
