"""A person's phone in the hands of a test: it reads like a chat."""

from simulator.actions import Actions
from simulator.chats import Chat
from simulator.files import Upload
from simulator.groups import add_bot, conversation, create_group, join, leave, remove_bot, set_forum, upgrade
from simulator.html import parse_html
from simulator.media import About
from simulator.messages import Message, visible
from simulator.people import Person
from simulator.pictures import paper
from simulator.topics import close_topic, delete_topic, rename_topic, reopen_topic
from simulator.world import World

PATIENCE = 5.0


class Phone:
    """One person in one chat, at first the private one with the bot.

    What the bot shows after the last action is the *screen*: new messages and changed ones. Texts and labels are
    compared as they are read, so direction marks do not count.
    """

    def __init__(self, world: World, actions: Actions, person: Person, chat: Chat, thread: int | None = None) -> None:
        self.person = person
        self.chat = chat
        self.thread = thread
        self._world = world
        self._do = actions
        self._mark = world.revision

    @property
    def id(self) -> int:
        return self.person.id

    # What she sees

    @property
    def messages(self) -> list[Message]:
        """All messages of the chat, her own too, the oldest first."""
        return list(self.chat.messages.values())

    @property
    def screen(self) -> list[Message]:
        """What others wrote or changed since her last action, in the order in which it happened."""
        new = [message for message in self.messages if self._is_new(message)]
        return sorted(new, key=lambda message: message.revision)

    def _is_new(self, message: Message) -> bool:
        return message.revision > self._mark and message.sender_id != self.person.id

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard, row by row; empty when there is none."""
        rows = self.chat.keyboards.get(self.person.id, {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        """The labels of all inline buttons in the chat, the oldest first."""
        return [label for message in self.messages for row in message.buttons for label in row]

    @property
    def toast(self) -> str | None:
        """The text with which the bot answered her last press, if it had one."""
        return self.person.toast

    @property
    def alert(self) -> bool:
        """Whether the last toast was an alert, which must be closed."""
        return self.person.alert

    @property
    def opened(self) -> list[str]:
        """The addresses she opened, and the texts she copied by a button."""
        return self.person.opened

    @property
    def blocked(self) -> bool:
        return self.chat.status(self._world.profile.id) == "kicked"

    def transcript(self) -> str:
        """The chat as text, with its buttons in brackets."""
        lines = [_told(message) for message in self.messages]
        lines += [f"⌨ {_row(row)}" for row in self.keyboard]
        if self.toast:
            lines.append(f"({'!' if self.alert else 'toast'}: {self.toast})")
        return "\n".join(lines) or "(an empty chat)"

    # Waiting

    async def sees(self, text: str, within: float = PATIENCE) -> Message:
        """Wait until the screen has this text, and give the newest message with it.

        Raises:
            AssertionError: it did not come in time; the transcript says what came instead.
        """
        wanted = visible(text)

        def found() -> Message | None:
            return next((each for each in reversed(self.screen) if wanted in visible(each.text)), None)

        await self._world.events.until(lambda: found() is not None, within)
        message = found()
        if message is None:
            raise AssertionError(f"{self.person.name} does not see {text!r}:\n{self.transcript()}")
        return message

    async def sees_toast(self, text: str, within: float = PATIENCE) -> None:
        """Wait until the bot answers the last press with a toast or alert that holds this text."""
        wanted = visible(text)
        if not await self._world.events.until(lambda: wanted in visible(self.toast or ""), within):
            raise AssertionError(f"{self.person.name} sees no toast {text!r}:\n{self.transcript()}")

    async def answered(self, within: float = PATIENCE) -> None:
        """Wait until the bot has answered every press of hers."""
        if not await self._world.events.until(lambda: not self._open_queries(), within):
            raise AssertionError(f"a press of {self.person.name} was not answered:\n{self.transcript()}")

    async def idle(self, within: float = PATIENCE) -> None:
        """Wait until the bot has taken all that she sent, and answered every press."""

        def quiet() -> bool:
            pending = any(update.lane == self.chat.id for update in self._world.updates.pending)
            return not pending and not self._open_queries()

        if not await self._world.events.until(quiet, within):
            raise AssertionError(f"the bot did not take all that {self.person.name} sent:\n{self.transcript()}")

    def _open_queries(self) -> bool:
        return any(query.person is self.person and query.answer is None for query in self._world.callbacks.values())

    # Acting

    def _acts(self) -> None:
        self._mark = self._world.revision

    async def send(self, text: str, *, reply_to: int | None = None, thread: int | None = None) -> None:
        """Type and send a text, perhaps in a topic of a forum."""
        self._acts()
        self._do.send_text(self.person, self.chat, text, reply_to, thread or self.thread)

    async def send_marked(self, html: str) -> None:
        """Type a text with bold words and links, which are written here in Telegram's HTML."""
        self._acts()
        text, entities = parse_html(html)
        self._do.send(self.person, self.chat, {"text": text, "entities": entities})

    async def send_poll(self, question: str, *options: str, several: bool = False) -> None:
        """Make a poll in the chat."""
        self._acts()
        chosen = [{"persistent_id": str(n), "text": each, "voter_count": 0} for n, each in enumerate(options)]
        poll = {"id": str(self._world.number()), "question": question, "options": chosen, "type": "regular"}
        counted = {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "members_only": False}
        content = {"poll": {**poll, **counted, "allows_revoting": True, "allows_multiple_answers": several}}
        self._do.send(self.person, self.chat, content)

    async def start(self, payload: str = "") -> None:
        """Press START, perhaps after a deep link."""
        self._acts()
        self._do.start(self.person, payload)

    async def open_link(self, address: str) -> None:
        self._acts()
        self._do.open_link(self.person, address)

    async def press(self, label: str, within: float = PATIENCE) -> None:
        """Tap the newest inline button with this label, else the key of the reply keyboard; wait for it to come.

        Raises:
            AssertionError: there is none; it says what there is.
        """
        wanted = visible(label)
        await self._world.events.until(lambda: self._can_press(wanted), within)
        for message in reversed(self.messages):
            if self._has_button(message, wanted):
                self._tap(message, wanted)
                return
        key = self._key(wanted)
        if key is None:
            raise AssertionError(f"{self.person.name} has no button {label!r}:\n{self.transcript()}")
        await self._tap_key(key)

    def _can_press(self, label: str) -> bool:
        return self._key(label) is not None or any(self._has_button(each, label) for each in self.messages)

    async def press_old(self, label: str, message_id: int) -> None:
        """Tap a button of one message, however old; also one that its message no longer has fails."""
        message = self.chat.messages.get(message_id)
        if message is None or not self._has_button(message, visible(label)):
            raise AssertionError(f"message {message_id} has no button {label!r}:\n{self.transcript()}")
        self._tap(message, visible(label))

    async def press_data(self, data: str, message_id: int) -> None:
        """Send callback data of one's own making, as a changed app could."""
        self._acts()
        self._do.query(self.person, self.chat, self.chat.messages[message_id], data)

    def _has_button(self, message: Message, label: str) -> bool:
        return any(visible(text) == label for row in message.buttons for text in row)

    def _tap(self, message: Message, label: str) -> None:
        row, column = next(
            (row, column)
            for row, labels in enumerate(message.buttons)
            for column, text in enumerate(labels)
            if visible(text) == label
        )
        self._acts()
        self._do.press(self.person, self.chat, message.id, row, column)

    def _key(self, label: str) -> dict[str, object] | None:
        rows = self.chat.keyboards.get(self.person.id, {}).get("keyboard", [])
        return next((button for row in rows for button in row if visible(button["text"]) == label), None)

    async def _tap_key(self, key: dict[str, object]) -> None:
        if key.get("request_contact"):
            await self.share_contact()
        elif key.get("request_location"):
            await self.share_location(*self.person.location)
        else:
            await self.send(str(key["text"]))

    async def share_location(self, latitude: float, longitude: float) -> None:
        self._acts()
        self._do.share_location(self.person, self.chat, latitude, longitude, self.thread)

    async def share_contact(self, other: Person | None = None) -> None:
        """Share her own number, or somebody else's."""
        self._acts()
        self._do.share_contact(self.person, self.chat, other)

    async def send_photo(self, data: bytes | None = None, *, caption: str = "", reply_to: int | None = None) -> Message:
        return self._attach("photo", _upload(data, "photo.png", "image/png"), caption, reply_to=reply_to)

    async def send_document(
        self,
        name: str = "document.pdf",
        data: bytes | None = None,
        *,
        mime_type: str = "application/pdf",
        caption: str = "",
    ) -> Message:
        return self._attach("document", _upload(data, name, mime_type) or paper(name), caption)

    async def send_voice(self, data: bytes | None = None, *, duration: int = 4, reply_to: int | None = None) -> Message:
        about = About(duration)
        return self._attach("voice", _upload(data, "voice.ogg", "audio/ogg"), about=about, reply_to=reply_to)

    async def send_video(self, data: bytes | None = None, *, caption: str = "") -> Message:
        upload = _upload(data, "video.mp4", "video/mp4")
        return self._attach("video", upload, caption, About(duration=3))

    async def send_sticker(self, emoji: str = "👍") -> Message:
        return self._attach("sticker", None, about=About(emoji=emoji))

    async def send_album(
        self, count: int = 2, *, caption: str = "", captioned: int = 0, reply_to: int | None = None
    ) -> list[Message]:
        """Several photos at once: one message and one update for each, with a common `media_group_id`.

        The caption stands under the photo with the number `captioned`.
        """
        self._acts()
        album = str(self._world.number())
        return [
            self._do.send_file(
                self.person,
                self.chat,
                "photo",
                caption=caption if number == captioned else "",
                album=album,
                reply_to=reply_to,
                thread=self.thread,
            )
            for number in range(count)
        ]

    def _attach(
        self,
        kind: str,
        upload: Upload | None,
        caption: str = "",
        about: About | None = None,
        reply_to: int | None = None,
    ) -> Message:
        self._acts()
        do, thread = self._do, self.thread
        return do.send_file(
            self.person, self.chat, kind, upload, caption=caption, about=about, reply_to=reply_to, thread=thread
        )

    async def share_venue(self, title: str, address: str, latitude: float, longitude: float) -> None:
        self._acts()
        place = {"title": title, "address": address, "latitude": latitude, "longitude": longitude}
        self._do.share_venue(self.person, self.chat, place)

    async def forward(self, message_id: int, to: "Phone") -> None:
        """Forward a message of this chat into the chat of another phone of the same person."""
        self._acts()
        self._do.forward(self.person, self.chat, message_id, to.chat)

    async def react(self, message_id: int, *emoji: str) -> None:
        """React to a message; without emoji, take the reaction back."""
        self._acts()
        self._do.react(self.person, self.chat, message_id, list(emoji))

    async def vote(self, message_id: int, *options: int) -> None:
        """Choose options of a poll by number; none takes the vote back."""
        self._acts()
        self._do.vote(self.person, self.chat, message_id, list(options))

    async def edit(self, message_id: int, text: str) -> None:
        """Change one of her own messages."""
        self._acts()
        self._do.edit(self.person, self.chat, message_id, text)

    async def delete(self, message_id: int) -> None:
        self._do.delete(self.person, self.chat, message_id)

    # Groups

    def create_group(
        self, title: str, *, forum: bool = False, administrator: bool = False, basic: bool = False
    ) -> "Phone":
        """Make a group with the bot in it, and give this person's phone in that group."""
        chat = create_group(self._world, self.person, title, forum=forum, basic=basic)
        add_bot(self._world, chat, self.person, administrator=administrator)
        return self.inside(chat)

    def inside(self, chat: Chat) -> "Phone":
        """The same person's phone, open on another chat; she joins a group that she is not in."""
        if chat.is_group and not chat.has(self.person.id):
            join(self._world, chat, self.person)
        return Phone(self._world, self._do, self.person, chat)

    def in_topic(self, name: str) -> "Phone":
        """The same phone, in the newest topic of this forum whose name holds these words."""
        for thread, topic in reversed(self.chat.topics.items()):
            if visible(name) in visible(topic.name):
                return Phone(self._world, self._do, self.person, self.chat, thread)
        raise AssertionError(f"no topic {name!r}; there are {[topic.name for topic in self.chat.topics.values()]}")

    async def speak_as_group(self, text: str) -> None:
        """Write as an anonymous administrator does."""
        self._acts()
        self._do.speak_as_group(self.person, self.chat, text, self.thread)

    def close_topic(self) -> None:
        close_topic(self._world, self.chat, self.person, self._topic())

    def reopen_topic(self) -> None:
        reopen_topic(self._world, self.chat, self.person, self._topic())

    def rename_topic(self, name: str) -> None:
        rename_topic(self._world, self.chat, self.person, self._topic(), name)

    def delete_topic(self) -> None:
        delete_topic(self._world, self.chat, self._topic())

    def _topic(self) -> int:
        if self.thread is None:
            raise AssertionError(f"{self.person.name} is in no topic")
        return self.thread

    def talk_to(self, other: "Phone") -> "Phone":
        """This person's phone in her conversation with another person, which the bot cannot see."""
        return self.inside(conversation(self._world, self.person, other.person))

    def leave(self) -> None:
        leave(self._world, self.chat, self.person)

    def upgrade(self) -> "Phone":
        """The same phone in the supergroup that this basic group becomes."""
        return self.inside(upgrade(self._world, self.chat))

    def set_forum(self, *, forum: bool) -> None:
        set_forum(self._world, self.chat, forum=forum)

    def make_administrator(self, *without: str) -> None:
        """Give the bot the rights of an administrator here, but for these."""
        add_bot(self._world, self.chat, self.person, administrator=True, without=without)

    def remove_bot(self) -> None:
        """Throw the bot out of this group."""
        remove_bot(self._world, self.chat, self.person)

    def block(self) -> None:
        self._do.block(self.person)

    def unblock(self) -> None:
        self._do.unblock(self.person)


def _upload(data: bytes | None, name: str, mime_type: str) -> Upload | None:
    """A given file, or None for the sample."""
    return None if data is None else Upload(name, mime_type, data)


def _row(labels: list[str]) -> str:
    return " ".join(f"[{label}]" for label in labels)


def _told(message: Message) -> str:
    name = message.body["from"]["first_name"]
    kind = "" if message.kind == "text" else f"<{message.kind}> "
    rows = "".join(f"\n    {_row(row)}" for row in message.buttons)
    return f"{message.id} {name}: {kind}{message.text}{rows}"
