"""The message that shows staff how far a notice is, and lets them pause or stop it. The clock keeps it up to date."""

from domain.broadcasts.broadcast import Broadcast
from domain.broadcasts.progress import Progress
from handlers.broadcast_deeds import under_way
from messages.cards.broadcast import progress_card
from messages.screen import Screen


def screen(broadcast: Broadcast, progress: Progress) -> Screen:
    """How far it is now, with what may be done."""
    return Screen(progress_card(broadcast, progress), under_way(broadcast, progress.counts))
