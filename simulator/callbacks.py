from dataclasses import dataclass

from simulator.chats import Chat
from simulator.messages import Json
from simulator.people import Person

# Telegram gives no number; a minute is what bots observe, and later answers are refused.
ANSWERABLE_SECONDS = 60.0


@dataclass
class CallbackQuery:
    """A tap on an inline button, until the bot answers it."""

    id: str
    person: Person
    chat: Chat
    message_id: int
    at: float
    answer: Json | None = None
