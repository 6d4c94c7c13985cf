from typing import Any

import pytest

from simulator import Phone, Simulator
from tests.simulator.client import Bot

KEYBOARD = {"inline_keyboard": [[{"text": "نعم", "callback_data": "y"}]]}


@pytest.fixture
async def query(bot: Bot, phone: Phone) -> dict[str, Any]:
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=KEYBOARD)
    await phone.press("نعم")
    (update,) = await bot.take()
    made: dict[str, Any] = update["callback_query"]
    return made


async def test_a_press_has_telegrams_shape(phone: Phone, query: dict[str, Any]) -> None:
    assert query["data"] == "y"
    assert query["from"] == {"id": phone.id, "is_bot": False, "first_name": "فاطمة", "language_code": "ar"}
    assert query["message"]["text"] == "?"
    assert isinstance(query["id"], str)
    assert isinstance(query["chat_instance"], str)


async def test_an_answer_is_a_toast_or_an_alert(bot: Bot, phone: Phone, query: dict[str, Any]) -> None:
    assert await bot("answerCallbackQuery", callback_query_id=query["id"], text="تم", show_alert=True) is True
    await phone.sees_toast("تم")
    await phone.answered()
    assert phone.alert
    assert "(!: تم)" in phone.transcript()


async def test_a_second_answer_changes_nothing(bot: Bot, phone: Phone, query: dict[str, Any]) -> None:
    await bot("answerCallbackQuery", callback_query_id=query["id"])
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="متأخر")
    assert phone.toast is None


async def test_old_and_unknown_queries_are_refused(bot: Bot, query: dict[str, Any], simulator: Simulator) -> None:
    expected = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await bot.refused("answerCallbackQuery", callback_query_id="7") == expected
    simulator.clock.advance(61)
    assert await bot.refused("answerCallbackQuery", callback_query_id=query["id"]) == expected


async def test_long_answers_and_foreign_links_are_refused(bot: Bot, query: dict[str, Any]) -> None:
    where = {"callback_query_id": query["id"]}
    assert await bot.refused("answerCallbackQuery", text="x" * 201, **where) == "Bad Request: MESSAGE_TOO_LONG"
    assert await bot.refused("answerCallbackQuery", url="https://a.ma", **where) == "Bad Request: URL_INVALID"
    assert await bot("answerCallbackQuery", url="https://t.me/tiwizi_bot?start=a", **where) is True
