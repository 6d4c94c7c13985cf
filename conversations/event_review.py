"""A meeting before it is kept: the card as people will see it, and a button for every field, known or not."""

from typing import ClassVar, Final

from conversations.engine import Told
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.events.event import Event
from domain.events.life import Life
from messages.cards.event import event_card
from messages.text import B, Piece, T, Text

REVIEW: Final = "review"
KEEP, CHANGE = "keep", "edit:"


class EventReview(Question[str], frozen=True):
    """`told` are the answers so far; those that are None can be added now or later.

    `tells`: keeping it changes the plans of people who were invited, and they are told at once.
    """

    event: Event
    told: tuple[Told, ...]
    tells: bool = False
    short: ClassVar[Text] = T("The meeting")
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        fields = (Choice(_label(each), CHANGE + each.key) for each in self.told)
        heading = T("This is how people will see it. Tap a line to add or change it, or keep it as it is.")
        paragraphs = (heading, *event_card(self.event), *([TOLD] if self.tells else []))
        return Asked(paragraphs, ((Choice(self._keeping(), KEEP),), *in_columns(fields)))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == KEEP:
            return Answered(KEEP)
        told = {each.key: each for each in self.told}.get(pressed(given, CHANGE) or "")
        if told is None:
            raise Refused(T("Tap a line to add or change it, or keep it as it is."))
        return Edit(told.key, None if told.stored is None else told.question.again(told.stored))

    def load(self, stored: JSON) -> str:
        if stored != KEEP:
            raise Stale
        return KEEP

    def _keeping(self) -> Text:
        if self.tells:
            return B("📣 Keep and tell everybody")
        return B("💾 Keep the draft") if self.event.life is Life.DRAFT else B("💾 Keep the changes")

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short


TOLD: Final = T("⚠️ The day, the hour or the place changes: all who were invited are told.")


def _label(told: Told) -> Text:
    if told.answer is None:
        return B("➕ {name}", name=told.short)
    return B("✏️ {name}", name=told.short)
