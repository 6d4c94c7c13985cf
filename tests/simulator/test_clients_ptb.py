"""python-telegram-bot, driving a bot through what Telegram offers, without knowing that this is not Telegram."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MenuButtonCommands,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from simulator import Fault, Limits, Phone, Simulator, serving
from simulator.pictures import png

Context = ContextTypes.DEFAULT_TYPE
Running = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=Limits.none())


@pytest.fixture
async def url(simulator: Simulator) -> AsyncIterator[str]:
    async with serving(simulator) as address:
        yield address


@pytest.fixture
async def application(simulator: Simulator, url: str) -> AsyncIterator[Running]:
    builder = ApplicationBuilder().token(simulator.token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.build()
    for handler in (
        CommandHandler("start", start),
        CallbackQueryHandler(pressed),
        PollAnswerHandler(voted),
        ChatMemberHandler(status_changed),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited),
        MessageHandler(filters.CONTACT, contact),
        MessageHandler(filters.LOCATION, location),
        MessageHandler(filters.PHOTO | filters.Document.ALL | filters.VOICE, attached),
        MessageHandler(filters.Sticker.ALL, sticker),
        MessageHandler(filters.TEXT, text),
    ):
        application.add_handler(handler)
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0, allowed_updates=Update.ALL_TYPES)
        yield application
        await application.updater.stop()
        await application.stop()


async def start(update: Update, context: Context) -> None:
    assert update.effective_user is not None
    assert update.effective_message is not None
    keyboard = [[InlineKeyboardButton("نعم", callback_data="yes"), InlineKeyboardButton("لا", callback_data="no")]]
    greeting = f"<b>مرحبا</b> {update.effective_user.mention_html()} {' '.join(context.args or [])}"
    await update.effective_message.reply_html(greeting, reply_markup=InlineKeyboardMarkup(keyboard))


async def pressed(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer(f"ضغطت على {update.callback_query.data}", show_alert=True)
    await update.callback_query.edit_message_text("تم")


async def voted(update: Update, context: Context) -> None:
    assert update.poll_answer is not None
    assert update.poll_answer.user is not None
    await context.bot.send_message(update.poll_answer.user.id, f"صوتك: {update.poll_answer.option_ids}")


async def status_changed(update: Update, context: Context) -> None:
    assert update.my_chat_member is not None
    context.bot_data.setdefault("status", []).append(update.my_chat_member.new_chat_member.status)


async def edited(update: Update, _: Context) -> None:
    assert update.edited_message is not None
    await update.edited_message.reply_text(f"عدلت إلى {update.edited_message.text}")


async def contact(update: Update, _: Context) -> None:
    assert update.message is not None
    assert update.message.contact is not None
    await update.message.reply_text(f"رقمك {update.message.contact.phone_number}", reply_markup=ReplyKeyboardRemove())


async def location(update: Update, _: Context) -> None:
    assert update.message is not None
    assert update.message.location is not None
    await update.message.reply_venue(update.message.location.latitude, -8.9, "المقر", "الشارع 3")


async def attached(update: Update, _: Context) -> None:
    assert update.message is not None
    media: Any = update.message.effective_attachment
    file = await (media[-1] if isinstance(media, tuple) else media).get_file()
    data = await file.download_as_bytearray()
    await update.message.reply_document(bytes(data), filename="نسخة.bin", caption=f"{len(data)} بايت")


async def sticker(update: Update, _: Context) -> None:
    assert update.message is not None
    assert update.message.sticker is not None
    await update.message.reply_text(f"ملصق {update.message.sticker.emoji}")


async def text(update: Update, _: Context) -> None:
    assert update.message is not None
    keys = [[KeyboardButton("رقمي", request_contact=True), KeyboardButton("مكاني", request_location=True)]]
    await update.message.reply_text(
        f"كتبت: {update.message.text}",
        do_quote=True,
        reply_markup=ReplyKeyboardMarkup(keys, resize_keyboard=True),
    )


@pytest.fixture
async def phone(simulator: Simulator, application: Running) -> Phone:
    phone = simulator.phone("فاطمة")
    await phone.start()
    await phone.sees("مرحبا")
    return phone


async def test_a_conversation_reads_like_a_chat(phone: Phone) -> None:
    await phone.press("نعم")
    await phone.sees_toast("ضغطت على yes")
    await phone.sees("تم")
    await phone.send("سؤال")
    assert (await phone.sees("كتبت: سؤال")).body["reply_to_message"]["text"] == "سؤال"
    await phone.press("رقمي")
    await phone.sees(f"رقمك {phone.person.phone_number}")
    assert phone.keyboard == []
    await phone.share_location(30.4, -8.9)
    assert (await phone.sees("المقر")).kind == "venue"
    await phone.send_sticker("🌿")
    await phone.sees("ملصق 🌿")
    await phone.idle()


async def test_edited_messages_are_heard_of(phone: Phone) -> None:
    await phone.send("قبل")
    await phone.sees("كتبت: قبل")
    await phone.edit(phone.messages[-2].id, "بعد")
    await phone.sees("عدلت إلى بعد")


async def test_files_go_there_and_back(phone: Phone) -> None:
    await phone.send_document("a.txt", b"hello")
    assert (await phone.sees("5 بايت")).body["document"]["file_name"] == "نسخة.bin"
    await phone.send_photo(png(64, 64))
    await phone.sees("بايت")
    await phone.send_voice(b"OggS")
    await phone.sees("4 بايت")


async def test_a_deep_link_carries_its_payload(phone: Phone) -> None:
    await phone.open_link("https://t.me/tiwizi_bot?start=invite-7")
    await phone.sees("invite-7")


async def test_blocking_is_heard_of(phone: Phone, application: Running) -> None:
    phone.block()
    await phone.idle()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await application.bot.send_message(phone.id, "x")
    assert application.bot_data["status"][-1] == "kicked"


async def test_polls_albums_reactions_pins_and_copies_work(phone: Phone, application: Running) -> None:
    bot: Bot = application.bot
    poll = await bot.send_poll(phone.id, "متى؟", ["السبت", "الأحد"], is_anonymous=False)
    await phone.vote(poll.message_id, 1)
    await phone.sees("صوتك: (1,)")
    assert (await bot.stop_poll(phone.id, poll.message_id)).total_voter_count == 1
    album = await bot.send_media_group(phone.id, [InputMediaPhoto(png()), InputMediaPhoto(png())], caption="صور")
    assert album[0].media_group_id == album[1].media_group_id
    assert album[0].caption == "صور"
    assert await bot.set_message_reaction(phone.id, phone.messages[0].id, ReactionTypeEmoji("👍"))
    assert await bot.pin_chat_message(phone.id, album[0].message_id)
    assert await bot.unpin_chat_message(phone.id, album[0].message_id)
    copied = await bot.copy_message(phone.id, phone.id, album[0].message_id, caption="نسخة")
    assert (await phone.sees("نسخة")).id == copied.message_id
    forwarded = await bot.forward_message(phone.id, phone.id, album[0].message_id)
    assert forwarded.forward_origin is not None
    assert await bot.delete_messages(phone.id, [album[0].message_id, album[1].message_id])


async def test_the_bot_introduces_itself(application: Running) -> None:
    bot: Bot = application.bot
    await bot.set_my_commands([BotCommand("start", "البداية")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_description("وصف", language_code="ar")
    await bot.set_my_short_description("قصير")
    await bot.set_my_name("تيويزي 2")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()))[0].description == "البداية"
    assert (await bot.get_my_description("ar")).description == "وصف"
    assert (await bot.get_my_name()).name == "تيويزي 2"
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    assert (await bot.get_me()).username == "tiwizi_bot"


async def test_a_forum_has_topics(phone: Phone, application: Running) -> None:
    bot: Bot = application.bot
    group = phone.create_group("التعاونية", forum=True, administrator=True)
    topic = await bot.create_forum_topic(group.chat.id, "أسئلة")
    await bot.send_message(group.chat.id, "x", message_thread_id=topic.message_thread_id)
    await bot.close_forum_topic(group.chat.id, topic.message_thread_id)
    await bot.delete_forum_topic(group.chat.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.chat.id, "x", message_thread_id=topic.message_thread_id)
    assert (await bot.get_chat(group.chat.id)).is_forum
    assert (await bot.get_chat_member(group.chat.id, bot.id)).status == "administrator"


async def test_telegrams_refusals_become_the_librarys_errors(
    phone: Phone, application: Running, simulator: Simulator, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot: Bot = application.bot
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(phone.id, "<b>", parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    simulator.faults.add(Fault("too_many", "sendMessage", times=1, seconds=3))
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(phone.id, "x")
    assert caught.value.retry_after == timedelta(seconds=3)
    simulator.faults.add(Fault("drop_after", "sendMessage", times=1))
    with pytest.raises(NetworkError):
        await bot.send_message(phone.id, "وصلت")
    await phone.sees("وصلت")
    stranger = Bot("1:wrong", base_url=f"{url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_a_second_bot_with_the_same_token_is_a_conflict(application: Running, url: str) -> None:
    conflicts: asyncio.Queue[Exception] = asyncio.Queue()
    assert application.updater is not None
    await application.updater.stop()
    await application.updater.start_polling(poll_interval=0, error_callback=conflicts.put_nowait)
    other = Bot(application.bot.token, base_url=f"{url}/bot")
    async with other, asyncio.timeout(5):
        while conflicts.empty():
            await other.get_updates(timeout=0)
            await asyncio.sleep(0)
    assert isinstance(conflicts.get_nowait(), Conflict)
