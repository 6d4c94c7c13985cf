"""pyTelegramBotAPI, driving a bot, without knowing that this is not Telegram."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.asyncio_helper import ApiTelegramException
from telebot.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    InputPollOption,
    KeyboardButton,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from simulator import Limits, Phone, Simulator, serving
from simulator.pictures import png


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=Limits.none())


@pytest.fixture
async def bot(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncTeleBot]:
    async with serving(simulator) as url:
        monkeypatch.setattr(asyncio_helper, "API_URL", f"{url}/bot{{0}}/{{1}}")
        monkeypatch.setattr(asyncio_helper, "FILE_URL", f"{url}/file/bot{{0}}/{{1}}")
        bot = AsyncTeleBot(simulator.token, parse_mode="HTML")
        _register(bot)
        polling = asyncio.create_task(bot.polling(interval=0, request_timeout=20, skip_pending=False))
        yield bot
        polling.cancel()
        await asyncio.wait([polling])
        await bot.close_session()  # type: ignore[no-untyped-call] # the library has few types


def _register(bot: AsyncTeleBot) -> None:
    async def start(message: Message) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("نعم", callback_data="yes")]])
        await bot.send_message(message.chat.id, "<b>مرحبا</b>", reply_markup=keyboard)

    async def pressed(query: CallbackQuery) -> None:
        assert query.message is not None
        await bot.answer_callback_query(query.id, "شكرا")
        await bot.edit_message_text("تم", query.message.chat.id, query.message.message_id)

    async def document(message: Message) -> None:
        assert message.document is not None
        file = await bot.get_file(message.document.file_id)
        data = await bot.download_file(file.file_path)
        await bot.send_document(message.chat.id, ("نسخة.txt", data), caption=f"{len(data)} بايت")

    async def text(message: Message) -> None:
        keyboard = ReplyKeyboardMarkup(resize_keyboard=True).add(KeyboardButton("رقمي", request_contact=True))
        reply = ReplyParameters(message.message_id)
        await bot.send_message(message.chat.id, "جواب", reply_parameters=reply, reply_markup=keyboard)

    bot.register_message_handler(start, commands=["start"])
    bot.register_callback_query_handler(pressed, func=lambda _: True)
    bot.register_message_handler(document, content_types=["document"])
    bot.register_message_handler(text, content_types=["text"])


@pytest.fixture
async def phone(simulator: Simulator, bot: AsyncTeleBot) -> Phone:
    phone = simulator.phone("فاطمة")
    await phone.start()
    await phone.sees("مرحبا")
    return phone


async def test_a_conversation_reads_like_a_chat(phone: Phone) -> None:
    await phone.press("نعم")
    await phone.sees_toast("شكرا")
    await phone.sees("تم")
    await phone.send("سؤال")
    assert (await phone.sees("جواب")).body["reply_to_message"]["text"] == "سؤال"
    assert phone.keyboard == [["رقمي"]]
    await phone.send_document("a.txt", b"hello")
    assert (await phone.sees("5 بايت")).body["document"]["file_name"] == "نسخة.txt"


async def test_all_other_ways_of_sending_work(phone: Phone, bot: AsyncTeleBot) -> None:
    chat = phone.id
    await bot.set_my_commands([BotCommand("start", "البداية")], language_code="ar")
    assert (await bot.get_my_commands(None, "ar"))[0].command == "start"
    await bot.send_chat_action(chat, "typing")
    await bot.send_photo(chat, png(), caption="صورة")
    await bot.send_voice(chat, b"OggS", duration=3)
    await bot.send_video(chat, b"mp4", supports_streaming=True)
    await bot.send_sticker(chat, b"webp")
    await bot.send_location(chat, 30.4, -8.9)
    await bot.send_venue(chat, 30.4, -8.9, "المقر", "الشارع")
    await bot.send_contact(chat, "+212600000000", "يوسف")
    await bot.send_dice(chat)
    await bot.send_media_group(chat, [InputMediaPhoto(InputFile(BytesIO(png()))) for _ in range(2)])
    poll = await bot.send_poll(chat, "متى؟", [InputPollOption("السبت"), InputPollOption("الأحد")])
    await bot.stop_poll(chat, poll.message_id)
    sent = await bot.send_message(chat, "نص")
    await bot.set_message_reaction(chat, sent.message_id, [ReactionTypeEmoji("👍")])
    await bot.pin_chat_message(chat, sent.message_id)
    await bot.forward_message(chat, chat, sent.message_id)
    await bot.copy_message(chat, chat, sent.message_id)
    await bot.delete_message(chat, sent.message_id)
    kinds = [message.kind for message in phone.messages if message.sender_id == 123456]
    assert {"photo", "voice", "video", "sticker", "location", "venue", "contact", "dice", "poll"} <= set(kinds)


async def test_a_refusal_is_the_librarys_error(phone: Phone, bot: AsyncTeleBot) -> None:
    with pytest.raises(ApiTelegramException) as caught:
        await bot.send_message(phone.id, "<b>")
    refusal: Any = caught.value
    assert refusal.error_code == 400
    assert refusal.description.startswith("Bad Request: can't parse entities")
