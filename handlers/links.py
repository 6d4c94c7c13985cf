"""What a link to the bot opens. The beginning of its payload says whose it is."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from handlers import (
    broadcast_sharing,
    cooperatives,
    event_card,
    event_door,
    event_link,
    event_ticket,
    expert,
    expert_desk,
    opening,
    requests,
    staff,
    start,
)
from handlers.turn import Turn

LinkAction = Callable[[Turn, str], Awaitable[None]]

LINKS: Final[Mapping[str, LinkAction]] = {
    staff.LINK: staff.join,
    expert_desk.LINK: expert.join,
    requests.LINK: opening.open_link,
    cooperatives.LINK: cooperatives.join,
    event_link.LINK: event_card.open_card,
    event_ticket.LINK: event_door.scanned,
    broadcast_sharing.LINK: broadcast_sharing.open_link,
}


async def open_(turn: Turn) -> None:
    """`/start`, perhaps with what a link brought along. An unknown link is a greeting: it may be an old poster's."""
    for beginning, action in LINKS.items():
        if turn.payload.startswith(beginning):
            await action(turn, turn.payload.removeprefix(beginning))
            return
    await start.start(turn)
