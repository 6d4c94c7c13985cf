"""What all methods that send have in common: where to, in answer to what, with which keyboard, how fast."""

from dataclasses import dataclass
from typing import Any

from simulator.api.registry import ChatId
from simulator.chats import Chat
from simulator.errors import bad_request, forbidden, upgraded
from simulator.groups import GENERAL
from simulator.markup import checked_markup
from simulator.mentions import with_mentions
from simulator.messages import Json, Message
from simulator.world import World


@dataclass(slots=True)
class SendOptions:
    chat_id: ChatId | None = None
    message_thread_id: int | None = None
    reply_markup: dict[str, Any] | None = None
    reply_parameters: dict[str, Any] | None = None
    disable_notification: bool = False
    protect_content: bool = False
    allow_paid_broadcast: bool = False
    message_effect_id: str | None = None
    # The two older names of `reply_parameters`, which Telegram still takes.
    reply_to_message_id: int | None = None
    allow_sending_without_reply: bool = False
    business_connection_id: str | None = None
    direct_messages_topic_id: int | None = None
    suggested_post_parameters: dict[str, Any] | None = None


def find_chat(world: World, chat_id: ChatId | None) -> Chat:
    """The chat of an id or @name, whether or not the bot may write there.

    Raises:
        ApiError: 400 when the bot has never met it.
    """
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower()
        chat = next((each for each in world.chats.values() if each.username.lower() == name), None)
    else:
        chat = world.chats.get(chat_id)
    if chat is None or chat.among_people or not (chat.started or _met(world, chat)):
        raise bad_request("chat not found")
    if chat.upgraded_to is not None:
        raise upgraded(chat.upgraded_to)
    return chat


def _met(world: World, chat: Chat) -> bool:
    """Whether the bot knows this person from a group that both are in."""
    return chat.person is None or any(
        group.is_group and group.has(world.profile.id) and group.has(chat.id) for group in world.chats.values()
    )


def writable_chat(world: World, chat_id: ChatId | None) -> Chat:
    """A chat in which the bot may write.

    Raises:
        ApiError: 400 for an unknown chat, 403 where the bot is blocked, was removed, or was never invited.
    """
    chat = find_chat(world, chat_id)
    status = chat.status(world.profile.id)
    if chat.type == "private":
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if status == "kicked":
            raise forbidden("bot was blocked by the user")
    elif status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    elif status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    elif status == "restricted" or (chat.type == "channel" and status == "member"):
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


class Envelope:
    """A place to send to, checked and paid for; `post` puts a message there."""

    def __init__(self, world: World, options: SendOptions, count: int = 1) -> None:
        if options.business_connection_id:
            raise bad_request("business connection not found")
        if options.suggested_post_parameters or options.direct_messages_topic_id:
            raise bad_request("chat is not a direct messages chat")
        self.world = world
        self.options = options
        self.chat = writable_chat(world, options.chat_id)
        self.common: Json = {}
        if self.chat.is_forum or options.message_thread_id is not None:
            self.common |= self._thread(options.message_thread_id or GENERAL)
        if options.reply_parameters or options.reply_to_message_id is not None:
            self.common |= self._reply(options.reply_parameters or {})
        self.markup = checked_markup(options.reply_markup)
        if options.protect_content:
            self.common["has_protected_content"] = True
        if options.message_effect_id:
            self.common["effect_id"] = options.message_effect_id
        paid = options.allow_paid_broadcast
        world.limits.take(self.chat.id, group=self.chat.is_group, paid=paid, count=count)

    def _thread(self, thread: int) -> Json:
        """A deleted topic and one that never was are the same to Telegram.

        Into a closed one, also into General, only administrators write who may manage topics.
        """
        topic = self.chat.topics.get(thread)
        if topic is None:
            raise bad_request("message thread not found")
        bot = self.chat.members[self.world.profile.id]
        if topic.closed and not (bot.status == "administrator" and bot.details.get("can_manage_topics")):
            raise bad_request("TOPIC_CLOSED")
        return {} if thread == GENERAL else {"message_thread_id": thread, "is_topic_message": True}

    def _reply(self, given: Json) -> Json:
        message_id = given.get("message_id", self.options.reply_to_message_id)
        if message_id is None:
            return {}
        message = self.chat.messages.get(int(message_id))
        if message is None:
            if given.get("allow_sending_without_reply", self.options.allow_sending_without_reply):
                return {}
            raise bad_request("message to be replied not found")
        quoted = {name: part for name, part in message.body.items() if name != "reply_to_message"}
        reply: Json = {"reply_to_message": quoted}
        if given.get("quote"):
            if given["quote"] not in message.text:
                raise bad_request("QUOTE_TEXT_INVALID")
            reply["quote"] = {"text": given["quote"], "position": message.text.index(given["quote"])}
        return reply

    def post(self, content: Json) -> Message:
        """Put a message into the chat.

        A reply keyboard is the business of the phone and not part of the message: an inline one is.
        """
        content = {**self.common, **with_mentions(self.world.people, content)}
        if self.markup and "inline_keyboard" in self.markup:
            content["reply_markup"] = self.markup
        message = self.world.post(self.chat, self.world.profile.user(), content)
        if self.markup and "inline_keyboard" not in self.markup:
            self._show_keyboard(self.markup)
        return message

    def _show_keyboard(self, markup: Json) -> None:
        people = [user_id for user_id in self.chat.members if user_id != self.world.profile.id]
        if markup.get("selective"):
            replied = self.common.get("reply_to_message", {}).get("from", {}).get("id")
            people = [user_id for user_id in people if user_id == replied]
        for user_id in people:
            if markup.get("remove_keyboard"):
                self.chat.keyboards.pop(user_id, None)
            else:
                self.chat.keyboards[user_id] = markup
        keyboards = self.chat.keyboards
        self.world.events.publish("keyboard", lambda: {"chat": self.chat.id, "keyboards": dict(keyboards)})
