"""Two screens of a notice that is being made: its audience with the live count, and all of it before it is kept."""

from collections.abc import Mapping
from typing import ClassVar, Final

from conversations.broadcast_audience import WHOLE
from conversations.engine import Told
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.broadcasts.reach import Reach
from messages.cards.broadcast_reach import reach_card
from messages.text import B, Piece, T, Text
from messages.values import Lines

AUDIENCE, REVIEW, SAVED = "audience", "review", "saved"
DONE, KEEP, CHANGE = "ok", "keep", "edit:"
APART: Final = frozenset({AUDIENCE, REVIEW, SAVED})
"""Answers that are no line of a summary."""


class AudienceScreen(Question[str], frozen=True):
    """Whom it is for, line by line; `reach` says how many they are now, None where nobody looks.

    Stored is the `mark` of the audience that was confirmed: when a line changes, it is shown again. `saved`: there are
    audiences to choose from.
    """

    told: tuple[Told, ...]
    mark: str
    reach: Reach | None
    saved: bool = False
    short: ClassVar[Text] = T("Audience")
    help: ClassVar[Text] = T(
        "Tap a line to narrow the audience. Within a line any of its values will do; all lines must hold. "
        "Whoever does not want this topic is always left out."
    )
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        lines = tuple(line(each) for each in self.told if is_limit(each))
        everybody = T("Everybody in your provinces. To write to some of them only, tap a line.")
        who: Piece = Lines(lines) if lines else everybody
        counted = () if self.reach is None else reach_card(self.reach)
        labels = in_columns(Choice(_label(each), CHANGE + each.key) for each in self.told)
        saved = ((Choice(B("📂 A saved audience"), CHANGE + SAVED),),) if self.saved else ()
        return Asked((T("<b>Who gets it?</b>"), who, *counted), ((Choice(B("➡️ Go on"), DONE),), *saved, *labels))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == DONE:
            return Answered(self.mark)
        key = pressed(given, CHANGE)
        if key in {each.key for each in self.told} or (self.saved and key == SAVED):
            return Edit(str(key))
        raise Refused(T("Tap a line to change it, or go on."))

    def load(self, stored: JSON) -> str:
        if stored != self.mark:
            raise Stale
        return self.mark

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short


class BroadcastReview(Question[str], frozen=True):
    """All that was composed; `told` are its answers, those of the audience too, which have a screen of theirs."""

    told: tuple[Told, ...]
    reach: Reach
    short: ClassVar[Text] = T("The notice")
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        lines = tuple(line(each) for each in self.told if each.key not in WHOLE or is_limit(each))
        heading = T("This is the notice. Nothing is sent yet: tap a line to change it, or keep it.")
        keep = (Choice(B("💾 Keep it, then see it"), KEEP),)
        own = [Choice(B("✏️ {name}", name=each.short), CHANGE + each.key) for each in self.told if each.key not in WHOLE]
        who = Choice(B("✏️ {name}", name=T("Audience")), CHANGE + AUDIENCE)
        return Asked((heading, Lines(lines), *reach_card(self.reach)), (keep, *in_columns((*own, who))))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == KEEP:
            return Answered(KEEP)
        key = pressed(given, CHANGE)
        if key == AUDIENCE or key in {each.key for each in self.told if each.key not in WHOLE}:
            return Edit(str(key))
        raise Refused(T("Tap a line to change it, or keep the notice."))

    def load(self, stored: JSON) -> str:
        if stored != KEEP:
            raise Stale
        return KEEP

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short


def is_limit(told: Told) -> bool:
    """Whether this line of the audience leaves anybody out."""
    return told.key in WHOLE and told.stored != WHOLE[told.key]


def line(told: Told) -> Text:
    return T("<b>{name}</b>: {answer}", name=told.short, answer=told.answer or T("none"))


def _label(told: Told) -> Text:
    return B("✏️ {name}", name=told.short) if is_limit(told) else B("➕ {name}", name=told.short)


UNTOLD: Final[Mapping[str, JSON]] = {"links": [], "when": "now", "every": "once", "until": "", "urgent": "", SAVED: ""}
"""What a new notice begins with, besides the whole audience; none of it is asked unless one wants."""
