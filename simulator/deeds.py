"""The actions of people as the page and the control API name them: `POST /_sim/people/<id>/<deed>`."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from simulator.actions import Actions, Impossible
from simulator.chats import Chat
from simulator.files import Upload
from simulator.groups import add_bot, conversation, create_group, join, leave, remove_bot
from simulator.media import About
from simulator.messages import Json
from simulator.people import Person
from simulator.pictures import SAMPLES
from simulator.world import World


class Deeds:
    """Turns the JSON of a deed into an action. What does not fit is `Impossible`."""

    def __init__(self, world: World, actions: Actions) -> None:
        self._world = world
        self._do = actions
        self._deeds: dict[str, Callable[[Person, Chat, Json], Any]] = {
            "send": self._send,
            "start": lambda person, _, given: actions.start(person, str(given.get("payload", ""))),
            "press": self._press,
            "open": lambda person, _, given: actions.open_link(person, str(given["url"])),
            "attach": self._attach,
            "location": self._location,
            "venue": actions.share_venue,
            "contact": self._contact,
            "forward": self._forward,
            "react": lambda person, chat, given: actions.react(
                person, chat, int(given["message_id"]), list(given["emoji"])
            ),
            "vote": lambda person, chat, given: actions.vote(
                person, chat, int(given["message_id"]), [int(number) for number in given["options"]]
            ),
            "group": self._group,
            "join": lambda person, chat, _: join(world, chat, person),
            "leave": lambda person, chat, _: leave(world, chat, person),
            "add_bot": lambda person, chat, given: add_bot(
                world, chat, person, administrator=bool(given.get("administrator"))
            ),
            "remove_bot": lambda person, chat, _: remove_bot(world, chat, person),
            "edit": lambda person, chat, given: actions.edit(
                person, chat, int(given["message_id"]), str(given["text"])
            ),
            "delete": lambda person, chat, given: actions.delete(person, chat, int(given["message_id"])),
            "block": lambda person, _, __: actions.block(person),
            "unblock": lambda person, _, __: actions.unblock(person),
        }

    @property
    def names(self) -> list[str]:
        return sorted(self._deeds)

    def do(self, person: Person, deed: str, given: Json) -> None:
        """Carry out a deed in the chat that `given` names, or in the private chat with the bot.

        Raises:
            Impossible: there is no such deed, chat or message, or something is missing.
        """
        carry_out = self._deeds.get(deed)
        chat = self._world.chats.get(int(given.get("chat") or person.id))
        if carry_out is None or chat is None:
            raise Impossible(f"there is no {deed!r} here; deeds are: {', '.join(self.names)}")
        try:
            carry_out(person, chat, given)
        except (KeyError, TypeError, ValueError) as error:
            raise Impossible(f"{deed}: {error!r}") from error

    def _send(self, person: Person, chat: Chat, given: Json) -> None:
        self._do.send_text(person, chat, str(given["text"]), given.get("reply_to"), given.get("thread"))

    def _press(self, person: Person, chat: Chat, given: Json) -> None:
        self._do.press(person, chat, int(given["message_id"]), int(given["row"]), int(given["column"]))

    def _attach(self, person: Person, chat: Chat, given: Json) -> None:
        kind = str(given["kind"])
        if kind not in SAMPLES:
            raise Impossible(f"a file can be: {', '.join(SAMPLES)}")
        self._do.send_file(
            person,
            chat,
            kind,
            _upload(given) if "data" in given else None,
            caption=str(given.get("caption", "")),
            about=About(int(given.get("duration") or 0), emoji=str(given.get("emoji", ""))),
            album=str(given.get("album", "")),
            reply_to=given.get("reply_to"),
            thread=given.get("thread"),
        )

    def _location(self, person: Person, chat: Chat, given: Json) -> None:
        point = float(given["latitude"]), float(given["longitude"])
        self._do.share_location(person, chat, *point, given.get("thread"))

    def _forward(self, person: Person, chat: Chat, given: Json) -> None:
        """Forward to a chat (`to`) or into the conversation with a person (`to_person`)."""
        if "to_person" in given:
            to = conversation(self._world, person, self._world.people[int(given["to_person"])])
        else:
            to = self._world.chats[int(given["to"])]
        self._do.forward(person, chat, int(given["message_id"]), to)

    def _group(self, person: Person, _: Chat, given: Json) -> None:
        """A new group with people, and with the bot unless `bot` is false."""
        chat = create_group(self._world, person, str(given["title"]), forum=bool(given.get("forum")))
        for number in given.get("people", []):
            join(self._world, chat, self._world.people[int(number)], by=person)
        if given.get("bot", True):
            add_bot(self._world, chat, person, administrator=bool(given.get("administrator")))

    def _contact(self, person: Person, chat: Chat, given: Json) -> None:
        other = self._world.people[int(given["person"])] if given.get("person") else None
        self._do.share_contact(person, chat, other)


def _upload(given: Json) -> Upload:
    try:
        data = base64.b64decode(given["data"], validate=True)
    except binascii.Error as error:
        raise Impossible("the file's data is not base64") from error
    return Upload(str(given.get("name", "file")), str(given.get("mime_type", "application/octet-stream")), data)
