"""All there is: people, chats, messages, files, and what waits for the bot. Everything lives in memory."""

import itertools

from simulator.callbacks import CallbackQuery
from simulator.chats import Chat, Member
from simulator.clock import Clock
from simulator.errors import bad_request
from simulator.events import Events
from simulator.faults import Faults
from simulator.files import Files
from simulator.limits import Limits
from simulator.messages import Json, Message
from simulator.people import Person
from simulator.polls import Poll
from simulator.profile import Profile
from simulator.updates import Updates, first_number
from simulator.webhooks import Perform, Webhooks


class World:
    """The state, and the few changes of it from which all others are made: post, change, remove."""

    def __init__(self, profile: Profile, clock: Clock, limits: Limits, perform: Perform) -> None:
        self.profile = profile
        self.clock = clock
        self.limits = limits
        self.faults = Faults()
        self.events = Events()
        self.updates = Updates(clock, self.events.wake)
        self.webhooks = Webhooks(self.updates, clock, perform)
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.polls: dict[str, Poll] = {}
        self.invitations: dict[str, Chat] = {}
        self.revision = 0
        self._private_message_id = first_number() // 16
        self._numbers = itertools.count(first_number() * 1000)

    def number(self) -> int:
        """A number that was never given before, for queries, albums and polls."""
        return next(self._numbers)

    def add_person(self, person: Person) -> Chat:
        """Someone new; her private chat with the bot is there, but not yet started."""
        self.people[person.id] = person
        chat = self.chats[person.id] = Chat(person.id, "private", person=person)
        chat.members[person.id] = Member(person.user())
        chat.members[self.profile.id] = Member(self.profile.user())
        self.events.publish("chat", lambda: {"chat": chat.id})
        self.events.publish("person", lambda: {"person": person.id})
        return chat

    def add_chat(self, chat: Chat) -> Chat:
        chat.started = True
        self.chats[chat.id] = chat
        self.events.publish("chat", lambda: {"chat": chat.id})
        return chat

    def bot_sees(self, chat: Chat) -> bool:
        return not chat.among_people and chat.has(self.profile.id)

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves, all other chats together, as Telegram does."""
        if chat.type in ("supergroup", "channel"):
            chat.last_message_id += 1
            return chat.last_message_id
        self._private_message_id += 1
        return self._private_message_id

    def post(self, chat: Chat, sender: Json, content: Json, message_id: int | None = None) -> Message:
        """Put a message into a chat; the bot is not told (`tell` does that)."""
        self.revision += 1
        body: Json = {
            "message_id": message_id or self.next_message_id(chat),
            "from": sender,
            "chat": chat.json(),
            "date": int(self.clock()),
            **content,
        }
        message = Message(body, sender["id"], self.revision)
        chat.messages[message.id] = message
        self.events.publish("message", lambda: {"chat": chat.id, "message": body})
        return message

    def change(self, chat: Chat, message: Message, changes: Json, *, edited: bool = True) -> Message:
        """Change a message; a field that becomes None is taken away.

        The body is replaced and not written into, for updates that wait for the bot hold the old one.
        """
        self.revision += 1
        body = {**message.body, **changes}
        if edited:
            body["edit_date"] = int(self.clock())
        message.body = {name: value for name, value in body.items() if value is not None}
        message.revision = self.revision
        self.events.publish("message", lambda: {"chat": chat.id, "message": message.body})
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        self.revision += 1
        del chat.messages[message_id]
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.events.publish("removed", lambda: {"chat": chat.id, "message_id": message_id})

    def tell(self, kind: str, body: Json, chat: Chat) -> None:
        """Let the bot know of something in a chat that it can see."""
        if self.bot_sees(chat):
            self.updates.push(kind, body, chat.id)

    def find_message(self, chat: Chat, message_id: int | None, what: str) -> Message:
        """The message that a method is about.

        Raises:
            ApiError: 400, "message to … not found".
        """
        if message_id is None:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request(f"message {what} not found")
        return message
