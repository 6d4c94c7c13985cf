"""The result of a check: an overview, each call with its reasons and sources, and what to do with it."""

from dataclasses import dataclass, field
from typing import ClassVar

from catalogue.call import Call
from conversations.engine import Told
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed
from conversations.questions.review import UNKNOWN
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.calls import load
from domain.eligibility import Verdict
from domain.papers import Checklist, checklist
from messages.cards.call import Answers, call_card, papers_card
from messages.cards.overview import overview
from messages.labels import SIGNS
from messages.text import B, Piece, T, Text

KEEP, DONE = "keep", "done"
CALL, PAPERS, ASK_KEEP, CHANGE = "call:", "papers:", "!keep", "!change"
SHORT = T("Result")


@dataclass(frozen=True)
class ResultQuestion(Question[str]):
    """The last screen of a check. Its note says what is opened: a call, its papers, or the question of keeping.

    `lessons` are calls of other provinces, shown only as a guide. `kept`: these answers are a kept result's.
    """

    told: tuple[Told, ...]
    verdicts: tuple[Verdict, ...]
    lessons: tuple[Verdict, ...]
    legal_form: str | None
    kept: bool = False
    short: Text = field(default=SHORT, init=False)
    skippable: ClassVar[bool] = False
    stoppable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        match note:
            case {"call": str(id_)} if (verdict := self._verdict(id_)) is not None:
                more = (Choice(B("📋 Papers to prepare"), PAPERS + id_),)
                return Asked(call_card(verdict, self._answers(), guide=verdict in self.lessons), (more,))
            case {"papers": str(id_)} if (verdict := self._verdict(id_)) is not None:
                return Asked(papers_card(verdict.call, self._papers(verdict.call)))
            case {"keep": True}:
                return Asked((CONSENT,), ((Choice(B("✅ I agree, keep it"), KEEP),),))
            case _:
                return self._overview()

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        if (id_ := pressed(given, CALL)) and self._verdict(id_):
            return Turned({"call": id_})
        if (id_ := pressed(given, PAPERS)) and self._verdict(id_):
            return Turned({"papers": id_})
        match pressed(given):
            case "!keep":
                return Turned({"keep": True})
            case "!change":
                return Edit("review")
            case "keep" | "done" as end:
                return Answered(end)
        raise Refused(T("Tap a button to see more, or change an answer."))

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or stored not in {KEEP, DONE}:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short

    def up(self, note: JSON) -> JSON:
        return {"call": note["papers"]} if "papers" in note else None

    def _overview(self) -> Asked:
        shown = [*self.verdicts, *self.lessons]
        numbers = in_columns((Choice(_label(n, v), CALL + v.call.id) for n, v in enumerate(shown, 1)), columns=4)
        change = (Choice(B("✏️ Change an answer"), CHANGE), Choice(B("💾 Keep this result"), ASK_KEEP))
        finish = Choice(B("🏁 Finish") if self.kept else B("🏁 Finish and erase"), DONE)
        return Asked(overview(self.verdicts, self.lessons), (*numbers, change, (finish,)))

    def _papers(self, call: Call) -> Checklist:
        return checklist(call, self.legal_form, load().documents.values())

    def _answers(self) -> Answers:
        return {told.key: (told.short, told.answer or UNKNOWN) for told in self.told}

    def _verdict(self, id_: str) -> Verdict | None:
        return next((v for v in (*self.verdicts, *self.lessons) if v.call.id == id_), None)


def _label(number: int, verdict: Verdict) -> Text:
    return T("{sign} {number}", sign=SIGNS[verdict.truth], number=number)


CONSENT = T(
    "If you agree, I keep your answers so that you can see this result again. Nobody else uses them. "
    "Messages pass through Telegram, whose servers are outside Morocco. You can erase everything at any time "
    "with /privacy."
)
