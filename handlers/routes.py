"""Which handler an update goes to. This is the table of contents of the bot."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from telegram import ChatMember, Message, Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from conversations.given import Typed
from domain.requests import reference
from handlers import (
    broadcast_desk,
    broadcast_hearing,
    calls,
    cooperatives,
    desk,
    eligibility,
    events,
    faq,
    group_taps,
    groups,
    links,
    menu,
    opening,
    privacy,
    requests,
    staff,
    start,
    strays,
    talk,
    talk_desk,
    talking,
)
from handlers.conversations import answer, begin_or_resume, leave
from handlers.flows import underway
from handlers.heard import heard
from handlers.help import help_
from handlers.incoming import given
from handlers.menu import Action
from handlers.taps import tapped
from handlers.turn import Bot, Context, Turn
from messages.screen import Screen
from messages.text import Text
from storage.people import People

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


async def _check(turn: Turn) -> None:
    await begin_or_resume(turn, eligibility.FLOW)


COMMANDS: Final[dict[str, Action]] = {
    "start": links.open_,
    "menu": menu.menu,
    "check": _check,
    "request": requests.ask_for_support,
    "requests": requests.list_requests,
    "cooperative": cooperatives.mine,
    "calls": calls.list_calls,
    "meetings": events.meetings,
    "faq": faq.list_questions,
    "result": eligibility.show_kept,
    "language": start.ask_language,
    "help": help_,
    "privacy": privacy.privacy,
    "cancel": menu.menu,
    "topics": broadcast_hearing.topics,
    "desk": desk.desk,
    "broadcast": broadcast_desk.command,
    "staff": staff.team,
}
KEYS: Final[Mapping[Text, Action]] = {
    menu.CHECK: _check,
    menu.ASK: requests.ask_for_support,
    menu.REQUESTS: requests.list_requests,
    menu.CALLS: calls.list_calls,
    menu.MEETINGS: events.meetings,
    menu.RESULT: eligibility.show_kept,
    menu.LANGUAGE: start.ask_language,
    menu.HELP: help_,
    menu.DESK: desk.desk,
}
STAYS: Final = frozenset({start.ask_language, help_})
"""What does not leave the open conversation: its question is shown again afterwards."""


def register(bot: Bot) -> None:
    """Give the application its handlers: what comes most often first, for the others are then not asked."""
    private = filters.ChatType.PRIVATE
    bot.add_handler(CallbackQueryHandler(_tap))
    bot.add_handler(MessageHandler(_Ordinary(), _message))
    bot.add_handler(MessageHandler(private & filters.UpdateType.MESSAGE & filters.REPLY, _reply))
    bot.add_handler(CommandHandler(COMMANDS, _command, private & filters.UpdateType.MESSAGE))
    bot.add_handler(CommandHandler(("note", "delete", "end"), _of_staff, private & filters.UpdateType.MESSAGE))
    bot.add_handler(CommandHandler("sign", _sign, private & filters.UpdateType.MESSAGE))
    bot.add_handler(MessageHandler(private & filters.UpdateType.MESSAGE, _plainly(strays.unknown_command)))
    bot.add_handler(MessageHandler(private & filters.UpdateType.EDITED_MESSAGE & filters.LOCATION, _silence))
    bot.add_handler(MessageHandler(private & filters.UpdateType.EDITED_MESSAGE, _edited))
    bot.add_handler(ChatMemberHandler(_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    bot.add_handler(MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, _group))
    bot.add_handler(MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.EDITED_MESSAGE, _edited_in_group))
    bot.add_handler(MessageHandler(filters.ChatType.CHANNEL | filters.ChatType.GROUPS, _silence))
    bot.add_handler(TypeHandler(Update, _plainly(strays.unknown)))


class _Ordinary(filters.UpdateFilter):
    """A new message of a private chat that is no command and answers none: one question in place of a dozen."""

    def filter(self, update: Update) -> bool:
        message = update.message
        return (
            message is not None
            and message.chat.type == message.chat.PRIVATE
            and message.reply_to_message is None
            and not filters.COMMAND.filter(message)
        )


def _on(action: Action) -> Callback:
    """A command or key: what was going on is left, unless the action belongs into its middle."""

    async def callback(_update: Update, context: Context) -> None:
        if action not in STAYS:
            leave(context.turn)
        await action(context.turn)

    return callback


async def _command(update: Update, context: Context) -> None:
    message = update.effective_message
    name = "" if message is None or message.text is None else message.text.split()[0][1:].partition("@")[0]
    await _on(COMMANDS[name.lower()])(update, context)


def _plainly(action: Action) -> Callback:
    async def callback(_update: Update, context: Context) -> None:
        await action(context.turn)

    return callback


async def _reply(update: Update, context: Context) -> None:
    """A reply in a talk; any other is a message like all."""
    message = update.effective_message
    if message is None or await talking.replied(context.turn, heard(message)):
        return
    words = message.text or ""
    if not words.startswith("/"):
        await _message(update, context)
    elif words.split()[0][1:].partition("@")[0].lower() in COMMANDS:
        await _command(update, context)
    else:
        await strays.unknown_command(context.turn)


async def _edited(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is not None and not await talking.edited(context.turn, heard(message)):
        await strays.edited(context.turn)


async def _of_staff(_update: Update, context: Context) -> None:
    await (talking.explain if context.turn.person.staff else strays.unknown_command)(context.turn)


async def _sign(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is None or not context.turn.person.staff:
        await strays.unknown_command(context.turn)
    else:
        await talk_desk.sign(context.turn, (message.text or "").partition(" ")[2])


async def _message(update: Update, context: Context) -> None:
    turn, message = context.turn, update.effective_message
    if message is None:
        return
    said = given(message)
    if isinstance(said, Typed) and (key := menu.key(said.text)) is not None:
        await _on(KEYS[key])(update, context)
        return
    current = underway(turn)
    talks = current is None and talk.is_open(turn)
    if isinstance(said, Typed) and (named := reference.read(said.text, bare=not current and not talks)):
        leave(turn)
        await opening.open_reference(turn, named)
        if current is not None:
            menu.offer_to_go_on(turn)
        return
    if talks:
        await talk.said(turn, heard(message))
        return
    if current is None:
        await strays.outside_a_conversation(turn, said)
        return
    await answer(turn, current.flow, current.draft, said)


async def _tap(update: Update, context: Context) -> None:
    """A tap in a private chat, or in a group, where few buttons do anything."""
    query = update.callback_query
    if query is None:
        return
    if context.turn.place is None:
        await tapped(context.turn, query.data or "")
    else:
        await group_taps.tapped(context.turn, query.data or "")


async def _membership(update: Update, context: Context) -> None:
    """The person blocked the bot, or came back; or the bot was put into a group."""
    change, turn = update.my_chat_member, context.turn
    if change is None:
        return
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    if change.chat.type == change.chat.PRIVATE:
        if gone:
            People(turn.unit).block(turn.chat_id, int(turn.now.timestamp() * 1000))
        elif change.old_chat_member.status == ChatMember.BANNED:
            start.welcome_back(turn)
    elif change.chat.type != change.chat.CHANNEL and not await groups.membership(turn, change) and not gone:
        if turn.person.staff:
            turn.say(Screen((groups.TO_LINK,)))
        else:
            strays.in_a_group(turn, context.bot.username)


async def _group(update: Update, context: Context) -> None:
    """In groups of staff they talk with people; in others the bot answers what is said to it, and nothing else."""
    message = update.effective_message
    if message is None or await groups.said(context.turn, message, context.bot.id):
        return
    if _is_meant_for(context.bot, message):
        strays.in_a_group(context.turn, context.bot.username)


async def _edited_in_group(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is not None:
        await groups.edited(context.turn, message)


def _is_meant_for(bot: ExtBot[None], message: Message) -> bool:
    """A command, a mention, or an answer to the bot; an administrator bot hears everything else too."""
    words = message.text or message.caption or ""
    answered = message.reply_to_message and message.reply_to_message.from_user
    return words.startswith("/") or f"@{bot.username}" in words or (answered is not None and answered.id == bot.id)


async def _silence(_update: Update, _context: Context) -> None:
    """What nobody expects an answer to: posts of a channel, edits in a group, the steps of a live location."""
