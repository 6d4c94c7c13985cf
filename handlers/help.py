"""Help: with the open question where there is one, else with the bot as a whole."""

from handlers import conversations
from handlers.flows import underway
from handlers.menu import keys
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T


async def help_(turn: Turn) -> None:
    """Why the open question is asked; or how the bot works, in a few sentences, and where to find a person."""
    current = underway(turn)
    if current is not None:
        await conversations.explain(turn, *current)
        return
    paragraphs = (
        T("I help cooperatives and project holders to find support and to know why."),
        T("Tap «May I get support?» and answer a few questions. I tell you which calls fit, with the source."),
        T("Tap «Ask for support» to send a request. It gets a number, and I write to you at every step."),
        T("To ask about a request, open it under «My requests» and tap «Ask a question». Staff answer you here."),
        T("You can go back, skip, stop and go on another day. I keep nothing unless you ask me to."),
        T("/topics shows what you hear from us; one tap ends a topic."),
        T("To talk to a person, go to the youth platform or the social action division of your province."),
    )
    turn.say(Screen(paragraphs), keys(turn))
