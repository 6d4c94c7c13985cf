"""A notice as Telegram takes it: the same for the preview, for everybody who gets it, and for its correction."""

from collections.abc import Mapping
from typing import Any, Final

from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind, Poll
from handlers.letters import NO_PREVIEW
from handlers.turn import SENDERS
from messages import keyboard
from messages.cards.broadcast_below import rows
from messages.text import T
from messages.voice import Voice

Call = tuple[str, dict[str, Any]]
"""A method of the Bot API, and its parameters but for whom it is."""
TEXTS: Final = frozenset({Kind.TEXT, Kind.POLL})


def notice(body: Body, language: str, broadcast_id: int) -> Call:
    """The notice in one language. Raises KeyError for a language in which it is not sent."""
    content = body.contents[language]
    below = {"reply_markup": _below(body, content, language, broadcast_id)}
    if content.kind in TEXTS:
        return "sendMessage", {**_text(content, language), **below}
    return SENDERS[content.kind], {content.kind.value: content.file_id, **_caption(content), **below}


def correction(body: Body, language: str, broadcast_id: int, *, out: bool = False) -> Call:
    """The same in place of what people have; `broadcast_id` is that of the notice, for its buttons.

    `out`: for those who have ended its topic meanwhile.
    """
    content = body.contents[language]
    below = {"reply_markup": _below(body, content, language, broadcast_id, out=out)}
    if content.kind in TEXTS:
        return "editMessageText", {**_text(content, language), **below}
    return "editMessageCaption", {**_caption(content), **below}


def message_for(broadcast: Broadcast, language: str, *, out: bool = False) -> Call:
    """What all who read this language get, but for whom it is, and which message of hers is changed or deleted.

    `out`: they have ended its topic, and so only get what mends a message that they have.
    """
    original = broadcast.id if broadcast.original is None else broadcast.original
    match broadcast.work:
        case Work.SEND:
            return notice(broadcast.body, language, original)
        case Work.CORRECT:
            return correction(broadcast.body, language, original, out=out)
        case Work.DELETE:
            return "deleteMessage", {}


def _text(content: Content, language: str) -> Mapping[str, Any]:
    html = content.html if content.poll is None else _question(content.poll, language)
    return {"text": html, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW}


def _question(poll: Poll, language: str) -> str:
    """Not a poll of Telegram's: sent to each person by itself, it would have one vote, which nobody sees."""
    if poll.several:
        text = T("📊 <b>{question}</b>\n\nTap all your answers; a second tap takes one back.", question=poll.question)
    else:
        text = T("📊 <b>{question}</b>\n\nTap your answer; you can change it.", question=poll.question)
    return Voice.of(language).say(text)


def _caption(content: Content) -> Mapping[str, Any]:
    return {"caption": content.html, "parse_mode": "HTML"} if content.html else {}


def _below(body: Body, content: Content, language: str, broadcast_id: int, *, out: bool = False) -> keyboard.Markup:
    below = rows(body.links, body.topic, broadcast_id, poll=content.poll, out=out)
    return keyboard.inline(below, Voice.of(language))
