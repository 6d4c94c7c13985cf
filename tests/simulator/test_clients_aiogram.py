"""aiogram, driving a bot, without knowing that this is not Telegram."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeDefault,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputPollOption,
    KeyboardButton,
    Message,
    PollAnswer,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
)

from simulator import Fault, Limits, Phone, Simulator, serving
from simulator.pictures import png


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=Limits.none())


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with serving(simulator) as url:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        bot = Bot(simulator.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
        dispatcher = Dispatcher()
        _register(dispatcher)
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=20))
        yield bot
        polling.cancel()
        await asyncio.wait([polling])
        await bot.session.close()


def _register(dispatcher: Dispatcher) -> None:
    async def start(message: Message, command: CommandObject) -> None:
        keyboard = [[InlineKeyboardButton(text="نعم", callback_data="yes")]]
        markup = InlineKeyboardMarkup(inline_keyboard=keyboard)
        await message.answer(f"<b>مرحبا</b> {command.args or ''}", reply_markup=markup)

    async def pressed(query: CallbackQuery) -> None:
        await query.answer("شكرا", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("تم")

    async def document(message: Message, bot: Bot) -> None:
        assert message.document is not None
        stream = await bot.download(message.document)
        assert stream is not None
        data = stream.read()
        await message.reply_document(BufferedInputFile(data, "نسخة.txt"), caption=f"{len(data)} بايت")

    async def text(message: Message) -> None:
        keyboard = [[KeyboardButton(text="مكاني", request_location=True)]]
        await message.reply("جواب", reply_markup=ReplyKeyboardMarkup(keyboard=keyboard, resize_keyboard=True))

    async def voted(answer: PollAnswer, bot: Bot) -> None:
        assert answer.user is not None
        await bot.send_message(answer.user.id, f"صوتك: {answer.option_ids}")

    dispatcher.message(CommandStart())(start)
    dispatcher.callback_query()(pressed)
    dispatcher.message(F.document)(document)
    dispatcher.message(F.text)(text)
    dispatcher.poll_answer()(voted)


@pytest.fixture
async def phone(simulator: Simulator, bot: Bot) -> Phone:
    phone = simulator.phone("فاطمة")
    await phone.start("invite-7")
    await phone.sees("مرحبا invite-7")
    return phone


async def test_a_conversation_reads_like_a_chat(phone: Phone) -> None:
    await phone.press("نعم")
    await phone.sees_toast("شكرا")
    await phone.sees("تم")
    await phone.send("سؤال")
    assert (await phone.sees("جواب")).body["reply_to_message"]["text"] == "سؤال"
    assert phone.keyboard == [["مكاني"]]
    await phone.send_document("a.txt", b"hello")
    assert (await phone.sees("5 بايت")).body["document"]["file_name"] == "نسخة.txt"


async def test_all_other_ways_of_sending_work(phone: Phone, bot: Bot) -> None:
    chat = phone.id
    file = BufferedInputFile(png(), "a.png")
    await bot.set_my_commands([BotCommand(command="start", description="البداية")], scope=BotCommandScopeDefault())
    assert (await bot.get_my_commands())[0].command == "start"
    await bot.send_chat_action(chat, "typing")
    await bot.send_photo(chat, file, caption="صورة")
    await bot.send_voice(chat, file, duration=3)
    await bot.send_video(chat, file)
    await bot.send_sticker(chat, file)
    await bot.send_location(chat, 30.4, -8.9)
    await bot.send_venue(chat, 30.4, -8.9, "المقر", "الشارع")
    await bot.send_contact(chat, "+212600000000", "يوسف")
    await bot.send_dice(chat)
    await bot.send_media_group(chat, [InputMediaPhoto(media=file), InputMediaPhoto(media=file)])
    options: list[InputPollOption | str] = [InputPollOption(text="السبت"), InputPollOption(text="الأحد")]
    poll = await bot.send_poll(chat, "متى؟", options, is_anonymous=False)
    await phone.vote(poll.message_id, 0)
    await phone.sees("صوتك: [0]")
    await bot.stop_poll(chat, poll.message_id)
    sent = await bot.send_message(chat, "نص")
    await bot.set_message_reaction(chat, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    await bot.pin_chat_message(chat, sent.message_id)
    await bot.forward_message(chat, chat, sent.message_id)
    await bot.copy_message(chat, chat, sent.message_id)
    await bot.delete_message(chat, sent.message_id)
    kinds = [message.kind for message in phone.messages if message.sender_id == bot.id]
    assert {"photo", "voice", "video", "sticker", "location", "venue", "contact", "dice", "poll"} <= set(kinds)


async def test_refusals_are_the_librarys_errors(phone: Phone, bot: Bot, simulator: Simulator) -> None:
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(phone.id, "<b>")
    simulator.faults.add(Fault("too_many", "sendMessage", times=1, seconds=4))
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(phone.id, "x")
    assert caught.value.retry_after == 4
    phone.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(phone.id, "x")
