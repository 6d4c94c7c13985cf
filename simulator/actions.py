"""What a person does with a phone, and what the bot hears of it."""

from urllib.parse import parse_qs, urlsplit

from simulator.api.copying import content_of, origin_of
from simulator.callbacks import CallbackQuery
from simulator.chats import Chat
from simulator.entities import find_entities, is_longer, utf16_length
from simulator.files import Upload
from simulator.formatting import LONGEST_TEXT
from simulator.groups import GENERAL, join
from simulator.media import About, media_content
from simulator.messages import Json, Message
from simulator.people import Person
from simulator.pictures import SAMPLES
from simulator.reactions import react
from simulator.votes import vote
from simulator.world import World

# https://core.telegram.org/bots/api#message: in place of an anonymous administrator.
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Impossible(Exception):
    """A phone would not offer this: writing to a bot that she blocked, pressing a button that is not there."""


class Actions:
    """Everything a person can do in a chat. Each action is an update for the bot, if the bot can see it."""

    def __init__(self, world: World) -> None:
        self._world = world

    # Writing

    def send(self, person: Person, chat: Chat, content: Json, reply_to: int | None = None) -> Message:
        """Send any content: every other way of sending ends here."""
        self._check_may_write(person, chat)
        self._mark_started(chat)
        reply: Json = {}
        # What answers nothing in a topic comes to the bot as an answer to the message that opened the topic.
        if reply_to is None and content.get("message_thread_id") in chat.messages:
            reply_to = content["message_thread_id"]
        if reply_to is not None:
            body = self._message(chat, reply_to).body
            reply["reply_to_message"] = {k: v for k, v in body.items() if k != "reply_to_message"}
        message = self._world.post(chat, person.user(), {**reply, **content})
        self._tell("message", chat, message)
        return message

    def send_text(
        self,
        person: Person,
        chat: Chat,
        text: str,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> list[Message]:
        """Type a text; one that is too long goes as several messages, as Telegram's apps do."""
        text = text.strip()
        if not text:
            raise Impossible("an empty text cannot be sent")
        where = _in_thread(chat, thread)
        return [
            self.send(person, chat, {**where, "text": part, **_found(part, "entities")}, reply_to)
            for part in _parts(text)
        ]

    def send_file(
        self,
        person: Person,
        chat: Chat,
        kind: str,
        upload: Upload | None = None,
        *,
        caption: str = "",
        about: About | None = None,
        album: str = "",
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """Attach a file as this kind of media; without one, a small sample."""
        file = self._world.files.add(kind, upload or SAMPLES[kind]())
        content = media_content(kind, file, about) | _in_thread(chat, thread)
        if caption:
            content |= {"caption": caption, **_found(caption, "caption_entities")}
        if album:
            content["media_group_id"] = album
        return self.send(person, chat, content, reply_to)

    def share_location(
        self, person: Person, chat: Chat, latitude: float, longitude: float, thread: int | None = None
    ) -> Message:
        location = {"latitude": latitude, "longitude": longitude}
        return self.send(person, chat, {"location": location, **_in_thread(chat, thread)})

    def speak_as_group(self, person: Person, chat: Chat, text: str, thread: int | None = None) -> Message:
        """What an anonymous administrator writes: the bot hears the group, and not who it was."""
        self._check_may_write(person, chat)
        content = {"text": text, "sender_chat": chat.json(), **_in_thread(chat, thread)}
        message = self._world.post(chat, ANONYMOUS, content)
        self._tell("message", chat, message)
        return message

    def share_venue(self, person: Person, chat: Chat, place: Json) -> Message:
        """A named place; `place` has latitude, longitude, title and address."""
        location = {"latitude": place["latitude"], "longitude": place["longitude"]}
        venue = {"location": location, "title": place["title"], "address": place["address"]}
        return self.send(person, chat, {"venue": venue, "location": location})

    def forward(self, person: Person, chat: Chat, message_id: int, to: Chat) -> Message:
        """Forward a message to another chat of hers: to the bot, a group, or a person."""
        message = self._message(chat, message_id)
        if message.body.get("has_protected_content"):
            raise Impossible("this message is protected")
        return self.send(person, to, {"forward_origin": origin_of(message), **content_of(message)})

    def share_contact(self, person: Person, chat: Chat, other: Person | None = None) -> Message:
        shared = other or person
        contact: Json = {"phone_number": shared.phone_number, "first_name": shared.name, "user_id": shared.id}
        if shared.last_name:
            contact["last_name"] = shared.last_name
        return self.send(person, chat, {"contact": contact})

    def start(self, person: Person, payload: str = "") -> Message:
        """Press START, perhaps on a deep link; this also unblocks."""
        chat = self._world.chats[person.id]
        if chat.status(self._world.profile.id) == "kicked":
            self.unblock(person)
        return self.send_text(person, chat, f"/start {payload}".strip())[0]

    def _mark_started(self, chat: Chat) -> None:
        if not chat.started:
            chat.started = True
            self._world.events.publish("person", lambda: {"person": chat.id})

    def _check_may_write(self, person: Person, chat: Chat) -> None:
        if not chat.has(person.id):
            raise Impossible(f"{person.name} is not in this chat")
        if chat.person is not None and chat.status(self._world.profile.id) == "kicked":
            raise Impossible(f"{person.name} has blocked the bot")

    def _message(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None:
            raise Impossible(f"there is no message {message_id}")
        return message

    def _tell(self, kind: str, chat: Chat, message: Message) -> None:
        if chat.type == "private" or self._meant_for_bot(chat, message):
            self._world.tell(kind, message.body, chat)

    def _meant_for_bot(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: https://core.telegram.org/bots/features#privacy-mode."""
        profile = self._world.profile
        if profile.reads_all_group_messages or chat.status(profile.id) == "administrator":
            return True
        if message.body.get("reply_to_message", {}).get("from", {}).get("id") == profile.id:
            return True
        command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
        return bool(command) and command.partition("@")[2].lower() in ("", profile.username.lower())

    # Own messages

    def edit(self, person: Person, chat: Chat, message_id: int, text: str) -> Message:
        message = self._own(person, chat, message_id)
        field = "text" if "text" in message.body else "caption"
        entities = "entities" if field == "text" else "caption_entities"
        changes = {entities: None, field: text, **_found(text, entities)}
        self._world.change(chat, message, changes)
        self._tell("edited_message", chat, message)
        return message

    def delete(self, person: Person, chat: Chat, message_id: int) -> None:
        """Delete for both sides; a bot never hears of it."""
        if chat.is_group:
            self._own(person, chat, message_id)
        self._message(chat, message_id)
        self._world.remove(chat, message_id)

    def _own(self, person: Person, chat: Chat, message_id: int) -> Message:
        message = self._message(chat, message_id)
        if message.sender_id != person.id:
            raise Impossible(f"message {message_id} is not by {person.name}")
        return message

    def react(self, person: Person, chat: Chat, message_id: int, emoji: list[str]) -> None:
        self._check_may_write(person, chat)
        react(self._world, chat, self._message(chat, message_id), person.id, emoji)

    def vote(self, person: Person, chat: Chat, message_id: int, options: list[int]) -> None:
        """Choose options of a poll; none takes the vote back."""
        message = self._message(chat, message_id)
        poll = self._world.polls.get(message.body.get("poll", {}).get("id", ""))
        if poll is None:
            raise Impossible(f"message {message_id} is no poll of the bot")
        try:
            vote(self._world, poll, person, options)
        except ValueError as error:
            raise Impossible(str(error)) from error

    # Buttons and links

    def press(self, person: Person, chat: Chat, message_id: int, row: int, column: int) -> None:
        """Tap a button below a message."""
        message = self._message(chat, message_id)
        try:
            button = message.inline_keyboard[row][column]
        except IndexError:
            raise Impossible(f"message {message_id} has no such button") from None
        if "callback_data" in button:
            self.query(person, chat, message, button["callback_data"])
        elif "url" in button:
            self.open_link(person, button["url"])
        elif "copy_text" in button:
            person.opened.append(button["copy_text"]["text"])

    def query(self, person: Person, chat: Chat, message: Message, data: str) -> CallbackQuery:
        """Send callback data: what a tap does, and what a changed app could do with any data."""
        self._check_may_write(person, chat)
        world = self._world
        person.toast, person.alert = None, False
        query = CallbackQuery(str(world.number()), person, chat, message.id, world.clock())
        world.callbacks[query.id] = query
        body = {
            "id": query.id,
            "from": person.user(),
            "message": message.body,
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        world.events.wake()
        world.tell("callback_query", body, chat)
        return query

    def open_link(self, person: Person, address: str) -> None:
        """Open an address: a deep link to the bot starts it, an invitation joins a group; others only open."""
        parts = urlsplit(address)
        bot = self._world.profile.username.lower()
        query = parse_qs(parts.query)
        web = parts.netloc.lower() in ("t.me", "telegram.me") and parts.path.strip("/").lower() == bot
        app = parts.scheme == "tg" and query.get("domain", [""])[0].lower() == bot
        if address in self._world.invitations:
            join(self._world, self._world.invitations[address], person)
        elif web or app:
            self.start(person, query.get("start", [""])[0])
        else:
            person.opened.append(address)

    # Blocking

    def block(self, person: Person) -> None:
        self._bot_status(person, "kicked")

    def unblock(self, person: Person) -> None:
        self._bot_status(person, "member")

    def _bot_status(self, person: Person, status: str) -> None:
        world = self._world
        chat = world.chats[person.id]
        member = chat.members[world.profile.id]
        if member.status == status:
            return
        old = member.json()
        member.status, member.details = status, {"until_date": 0} if status == "kicked" else {}
        body = {
            "chat": chat.json(),
            "from": person.user(),
            "date": int(world.clock()),
            "old_chat_member": old,
            "new_chat_member": member.json(),
        }
        world.updates.push("my_chat_member", body, chat.id)
        world.events.publish("person", lambda: {"person": person.id})


def _in_thread(chat: Chat, thread: int | None) -> Json:
    """The fields of a message in a topic."""
    if thread is None or not chat.is_forum or thread == GENERAL:
        return {}
    if thread not in chat.topics or chat.topics[thread].closed:
        raise Impossible(f"nobody can write into topic {thread}")
    return {"message_thread_id": thread, "is_topic_message": True}


def _found(text: str, name: str) -> Json:
    entities = find_entities(text)
    return {name: entities} if entities else {}


def _parts(text: str) -> list[str]:
    """At most 4096 UTF-16 units each."""
    parts = [""]
    size = 0
    if not is_longer(text, LONGEST_TEXT):
        return [text]
    for character in text:
        width = utf16_length(character)
        if size + width > LONGEST_TEXT:
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return [part for part in parts if part.strip()]
