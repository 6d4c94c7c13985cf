"""From a stored update to its handler: parsed here for the first time, run through python-telegram-bot."""

import secrets
from typing import Any

import structlog
from msgspec import json
from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import Application, ContextTypes, ExtBot

from bot.api import Api
from bot.clock import Clock
from bot.lanes import Work
from bot.parsing import read_update
from domain.replacing import replace
from handlers.lost_papers import lost_paper
from handlers.menu import keys
from handlers.routes import register
from handlers.turn import CURRENT, NOBODY, SENDERS, Bot, Context, Place, Tapped, Turn
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import T
from storage.desk_groups import DeskGroups
from storage.drafts import Drafts
from storage.outbox import Outgoing
from storage.people import People, Person
from storage.unit import Unit

log = structlog.get_logger(__name__)


def build(api: Api) -> Bot:
    """python-telegram-bot's application, used for what it does best: choosing the handler of an update."""
    bot: ExtBot[None] = api
    application: Bot = (
        Application.builder().bot(bot).updater(None).job_queue(None).context_types(ContextTypes(Context)).build()
    )
    register(application)
    application.add_error_handler(_remember_error)
    return application


async def _remember_error(_update: object, context: Context) -> None:
    # The application would swallow it; the lane must know, to roll back and try again.
    error = context.error
    context.turn.error = error if isinstance(error, Exception) else RuntimeError(str(error))


class Dispatcher:
    """Handles one update inside one unit."""

    def __init__(self, application: Bot, clock: Clock) -> None:
        self._application = application
        self._clock = clock

    async def handle(self, unit: Unit, work: Work) -> None:
        """Run the handler. Raises whatever it raised."""
        raw: dict[str, Any] = json.decode(work.waiting.body)
        update = read_update(raw, self._application.bot)
        turn = await self._turn(unit, work, update, raw)
        await self._welcome_back(turn)
        token = CURRENT.set(turn)
        try:
            await self._application.process_update(update)
        finally:
            CURRENT.reset(token)
        if turn.error is not None:
            raise turn.error
        turn.answer()  # whatever a tap did, the phone stops waiting for it

    async def apologise(self, unit: Unit, work: Work) -> None:
        """Tell the person that something went wrong here, and leave the conversation in which it did."""
        if work.lane <= 0:
            await self._apologise_in_group(unit, work)
            return
        person = work.person or Person(work.lane)
        turn = Turn(unit, work.lane, person, work.drafts, self._clock.now(), _tapped_raw(work), new_run)
        turn.answer()
        Drafts(unit).suspend(work.lane)
        sentence = T("Something went wrong on my side, I am sorry. Your answers are kept. Tap a key below, please.")
        turn.say(Screen((sentence,)), keys(turn))

    async def _apologise_in_group(self, unit: Unit, work: Work) -> None:
        """Tell staff that what they wrote did not arrive; in other groups nobody waits for anything."""
        groups, message = await DeskGroups(unit).of_chat(work.lane), json.decode(work.waiting.body).get("message")
        if not groups or not isinstance(message, dict):
            return
        thread = message.get("message_thread_id") if message.get("is_topic_message") else None
        place, staff = Place(work.lane, thread), Person(NOBODY, groups[0].language)
        said = message.get("message_id")
        turn = Turn(unit, NOBODY, staff, [], self._clock.now(), None, new_run, place=place, message_id=said)
        turn.reply(Screen((T("Something went wrong on my side. This was not sent: please send it again."),)))

    async def file_gone(self, unit: Unit, message: Outgoing) -> None:
        """Tell whoever wanted a file, and whoever had sent it, that Telegram no longer gives it."""
        parameters = json.decode(message.body)
        file_id = next(parameters[kind] for kind, method in SENDERS.items() if method == message.method)
        in_group = message.chat_id < 0
        place = Place(message.chat_id, parameters.get("message_thread_id")) if in_group else None
        person = await _known(unit, message.chat_id) or Person(NOBODY if in_group else message.chat_id)
        now, username = self._clock.now(), self._application.bot.username
        turn = Turn(unit, person.chat_id, person, [], now, None, new_run, username=username, place=place)
        await lost_paper(turn, file_id)

    async def _turn(self, unit: Unit, work: Work, update: Update, raw: dict[str, Any]) -> Turn:
        place = _place(update)
        chat_id = work.lane if place is None else _sender(update)
        person = work.person if place is None else await _known(unit, chat_id)
        person = person or Person(chat_id)
        if person.language is None:
            person = replace(person, language=_language(raw))
        message = update.effective_message
        return Turn(
            unit,
            chat_id,
            person,
            work.drafts,
            self._clock.now(),
            None if update.callback_query is None else _tapped(update.callback_query),
            new_run,
            _payload(update),
            self._application.bot.username,
            place=place,
            message_id=None if message is None else message.message_id,
        )

    @staticmethod
    async def _welcome_back(turn: Turn) -> None:
        """Whoever writes in private has not blocked the bot any more."""
        if turn.person.blocked_at is not None and turn.place is None:
            turn.person = replace(turn.person, blocked_at=None)
            People(turn.unit).put(turn.person)


def _place(update: Update) -> Place | None:
    """The group in which it happens, and the topic; None for a private chat, a channel, or no chat at all."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or chat.type not in {chat.GROUP, chat.SUPERGROUP}:
        return None
    in_topic = isinstance(message, Message) and message.is_topic_message
    return Place(chat.id, message.message_thread_id if isinstance(message, Message) and in_topic else None)


def _sender(update: Update) -> int:
    """Who did it in the group: behind an anonymous administrator or a channel stands nobody that we know."""
    message = update.message or update.edited_message
    sender = update.effective_user
    return NOBODY if sender is None or (message is not None and message.sender_chat is not None) else sender.id


async def _known(unit: Unit, chat_id: int) -> Person | None:
    [rows] = await unit.fetch(People.who_is(chat_id))
    return People.read(rows)


def _payload(update: Update) -> str:
    """What follows the command /start: https://core.telegram.org/bots/features#deep-linking."""
    text = update.message.text if update.message is not None else None
    command, _, payload = (text or "").partition(" ")
    return payload.strip() if command.partition("@")[0] == "/start" else ""


def new_run() -> str:
    """A short random mark, by which the buttons of one conversation are told from those of another."""
    return secrets.token_hex(3)


def _tapped(query: CallbackQuery) -> Tapped:
    message: MaybeInaccessibleMessage | None = query.message
    return Tapped(query.id, message.message_id if message is not None and message.is_accessible else None)


def _tapped_raw(work: Work) -> Tapped | None:
    """The tap in an update that perhaps nobody can parse: its phone still waits for an answer."""
    query = json.decode(work.waiting.body).get("callback_query")
    return Tapped(query["id"], None) if isinstance(query, dict) and isinstance(query.get("id"), str) else None


def _language(raw: dict[str, Any]) -> str | None:
    """Telegram's own language of the person, where it is one that we speak."""
    for content in raw.values():
        author = content.get("from") if isinstance(content, dict) else None
        code = str(author.get("language_code", "")) if isinstance(author, dict) else ""
        if code[:2] in LANGUAGES:
            return code[:2]
    return None
