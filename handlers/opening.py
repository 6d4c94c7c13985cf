"""A request opened by its number: typed anywhere, or read from the code on a receipt."""

from domain.requests import reference
from handlers import desk_request, expert
from handlers.requests import show, show_request
from handlers.start import greet
from handlers.turn import Turn
from storage.requests import OwnRequests


async def open_reference(turn: Turn, name: str) -> None:
    """Show the request of that number: hers as her own, one of the desk's as staff see it."""
    mine = await OwnRequests(turn.unit, turn.chat_id).all()
    found = next((request for request in mine if request.reference == name), None)
    if found is not None:
        await show(turn, found)
    elif turn.person.staff and await desk_request.opened(turn, name):
        return
    elif not await expert.opened(turn, name):
        await show_request(turn, name)


async def open_link(turn: Turn, written: str) -> None:
    """The same for a link, which writes the number without dashes."""
    name = reference.read(written)
    if name is None:
        greet(turn)
    else:
        await open_reference(turn, name)
