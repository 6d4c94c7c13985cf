"""A message of a talk, freed of Telegram: what it says, to what it answers, and what makes it unfit to be passed on."""

from msgspec import Struct
from telegram import Message

from conversations.given import Attached, Contact, Given, Placed, Typed
from domain.talk import Content, Medium
from handlers.incoming import given


class Heard(Struct, frozen=True):
    """`content` is None for what cannot be passed on, such as a poll. `reply_to` is a message of the same chat.

    `album` is common to files that were sent together. `name` is the first name of whoever wrote.
    """

    message_id: int
    content: Content | None
    words: str
    reply_to: int | None
    album: str | None
    forwarded: bool
    name: str

    @property
    def medium(self) -> str:
        """How it was said, where that was not text alone."""
        return "" if self.content is None or self.content.medium is Medium.TEXT else self.content.medium.value


def heard(message: Message) -> Heard:
    """What this message says. In a topic, what answers nothing comes as an answer to the topic's first message."""
    answered = message.reply_to_message
    opens_topic = answered is not None and answered.message_id == message.message_thread_id
    sender = message.from_user
    said = content(given(message))
    return Heard(
        message.message_id,
        said,
        message.text or message.caption or ("" if said is None else said.words),  # a contact's number is written too
        None if answered is None or opens_topic else answered.message_id,
        message.media_group_id,
        message.forward_origin is not None or message.external_reply is not None,
        "" if sender is None else sender.first_name,
    )


def content(said: Given) -> Content | None:
    """What can be passed on of what somebody gave."""
    match said:
        case Typed(text):
            return Content(Medium.TEXT, text)
        case Placed(latitude, longitude):
            return Content(Medium.LOCATION, latitude=latitude, longitude=longitude)
        case Contact(phone):
            return Content(Medium.TEXT, phone)
        case Attached(kind, file, caption) if file is not None and kind in set(Medium):
            return Content(Medium(kind), caption, file.file_id)
        case _:
            return None
