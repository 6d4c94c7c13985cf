"""A notice for people without Telegram: as plain text to forward or to print, with its link and a QR code."""

from typing import Final

from documents import qr
from domain.broadcasts.broadcast import Broadcast, Work, as_it_stands
from domain.broadcasts.content import FILES
from handlers.broadcast_deeds import CODE, ONE
from handlers.broadcast_desk import found
from handlers.broadcast_message import notice
from handlers.menu import keys
from handlers.start import greet
from handlers.turn import Turn
from messages.cards.broadcast_share import plain_text
from messages.cards.share import whatsapp_address
from messages.deep_links import deep_link, read
from messages.keyboard import Button, UrlButton
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import B, T
from messages.values import Verbatim
from messages.voice import Voice
from storage.broadcasts import Broadcasts
from storage.outbox import Outbox, Priority
from storage.people import People

TAKEN_BACK: Final = T("This notice was taken back.")
LINK: Final = "b_"
"""With this a deep link begins that opens a notice; see handlers/links.py."""


async def share(turn: Turn, name: str) -> None:
    """The text in each language, alone in a message, so that it can be forwarded as it is; then what else there is."""
    broadcast = await found(turn, name)
    if broadcast is None:
        return
    mended = await _as_it_stands(turn, broadcast)
    if mended is None:
        turn.answer(TAKEN_BACK)
        return
    turn.answer(T("The text follows. Forward it, or copy it."))
    address, outside = _address(turn, name), []
    for language, content in sorted(mended.body.contents.items()):
        if content.kind in FILES and content.file_id is not None:
            turn.pass_on(content.kind.value, content.file_id)
        text = plain_text(content, broadcast.body.links, address)
        turn.say_to(turn.chat_id, language, Screen(text))
        whatsapp = whatsapp_address(text, Voice.of(language))
        if whatsapp is not None:
            outside.append(
                (UrlButton(B("📲 WhatsApp ({language})", language=Verbatim(LANGUAGES[language].own_name)), whatsapp),)
            )
    code = (Button(B("🔳 QR code to print"), CODE + name),)
    back = (Button(B("⬅️ Back to the notice"), ONE + name),)
    turn.say(Screen((T("☝️ To forward or to print. The link opens the notice in Tiwizi."),), (*outside, code, back)))


async def send_code(turn: Turn, name: str) -> None:
    """The link as a picture for posters."""
    if await found(turn, name) is not None:
        turn.answer(T("The picture follows."))
        address = _address(turn, name)
        turn.send_photo(
            "tiwizi-notice.png", qr.png(address), T("Whoever scans it reads the notice: {link}", link=address)
        )


async def open_link(turn: Turn, name: str) -> None:
    """The notice as it stands now, for whoever opens its link; what never went out, or was deleted, is not there."""
    id_ = read(name)
    broadcast = None if id_ is None else await Broadcasts(turn.unit).of(id_)
    if broadcast is None or broadcast.work is not Work.SEND or broadcast.started_at is None:
        greet(turn)
        return
    mended = await _as_it_stands(turn, broadcast)
    if mended is None:
        turn.say(Screen((TAKEN_BACK,)), keys(turn))
        return
    People(turn.unit).put(turn.person)
    language = turn.voice.language if turn.voice.language in mended.body.contents else min(mended.body.contents)
    method, parameters = notice(mended.body, language, broadcast.id)
    Outbox(turn.unit).queue(turn.chat_id, method, {"chat_id": turn.chat_id, **parameters}, Priority.REPLY)
    # Who comes from WhatsApp has perhaps never been here.
    turn.say(
        Screen((T("This notice comes from Tiwizi. Tap a key below to ask, or to see what fits you."),)), keys(turn)
    )


async def _as_it_stands(turn: Turn, broadcast: Broadcast) -> Broadcast | None:
    return as_it_stands(broadcast, await Broadcasts(turn.unit).followers(broadcast.id))


def _address(turn: Turn, name: str) -> str:
    return deep_link(turn.username, LINK + name)
