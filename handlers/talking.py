"""To which side of a talk a reply or an edit in a private chat belongs."""

from domain.talk import Kind
from handlers import talk, talk_desk
from handlers.heard import Heard
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T
from storage.talks import Talks

DELETE, END = "/delete", "/end"


async def replied(turn: Turn, said: Heard) -> bool:
    """A reply: to what the other side of a talk said, or of staff to what they said themselves. False: to neither."""
    if said.reply_to is None:
        return False
    command = said.words.strip().lower()
    if turn.person.staff and command == DELETE:
        await talk_desk.delete(turn, said)
        return True
    message = await Talks(turn.unit).copied(turn.chat_id, said.reply_to)
    if message is None:
        return False
    if message.kind is Kind.ANSWER and await talk.answered(turn, message, said):
        return True
    if message.kind is Kind.ANSWER and not turn.person.staff:
        return False  # the request is hers no longer
    if command == END:
        await talk_desk.end(turn, message.request_id)
    else:
        await talk_desk.replied(turn, message, said)
    return True


async def edited(turn: Turn, said: Heard) -> bool:
    """Something that one said was changed. False: it was said in no talk."""
    message = await Talks(turn.unit).written(turn.chat_id, said.message_id)
    if message is None:
        return False
    if message.kind is Kind.ASK:
        await talk.changed(turn, message, said)
    else:
        await talk_desk.changed(turn, message, said)
    return True


async def explain(turn: Turn) -> None:
    """`/note`, `/delete` or `/end` that answers nothing."""
    turn.say(Screen((T("Send this as a reply to a message of a talk."),)))
