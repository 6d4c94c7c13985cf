"""The result of a check: an overview, each call with its reasons and sources, and what to do with it."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from catalogue.call import Call
from conversations.engine import Told
from conversations.facts import QUESTIONS
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.call import TAKES_FILES
from conversations.questions.reading import pressed
from conversations.questions.review import CHANGE as EDIT
from conversations.questions.review import UNKNOWN
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.calls import load, shut_by
from domain.changes import CHANGEABLE, remedy
from domain.eligibility import Verdict
from domain.facts import Profile
from domain.papers import Checklist, checklist
from domain.truth import Truth
from messages.cards.call import Answers, call_card, papers_card
from messages.cards.difference import Difference, Since
from messages.cards.overview import LIVE, overview
from messages.labels import SIGNS
from messages.text import B, Piece, T, Text
from messages.values import Lines

KEEP, TELL, HUSH, PDF, TEXT, DONE = "keep", "tell", "hush", "pdf", "text", "done"
PDF_OF: Final = "pdf:"
ASK_FOR: Final = "ask:"
PERSON: Final = "person:"
ENDS: Final = frozenset({KEEP, TELL, HUSH, PDF, TEXT, DONE})
"""What a person may want of her result: keep it; keep it and be told of news, or no longer; have it sent; no more.

`PDF_OF` with the id of a call asks for the page of that call, `ASK_FOR` begins a request for it. `PERSON` has the
result read by a person: with the id of a call what was found about it, alone all of it.
"""
TALK: Final = "talk:"
CALL, PAPERS, ASK_KEEP, ASK_TELL, SHARE, CHANGE = "call:", "papers:", "!keep", "!tell", "!share", "!change"
SHORT = T("Result")
MOST_OFFICES: Final = 3
"""Places to go to that are named to whom tells no province."""
MOST_EDITS: Final = 4
"""Answers that can be changed right under a call; all of them can be under the overview."""


class ResultQuestion(Question[str], frozen=True):
    """The last screen of a check. Its note says what is opened: a call, its papers, or what to do with the result.

    `lessons` are calls of other provinces, shown only as a guide. `difference` is what the last change of an answer
    did. `since` is there for a kept result; `telling`: its person hears of news.
    """

    told: tuple[Told, ...]
    verdicts: tuple[Verdict, ...]
    lessons: tuple[Verdict, ...]
    profile: Profile
    difference: Difference | None = None
    since: Since | None = None
    telling: bool = False
    short: ClassVar[Text] = SHORT
    skippable: ClassVar[bool] = False
    stoppable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        match note:
            case {"call": str(id_)} if (verdict := self._verdict(id_)) is not None:
                return self._call(verdict)
            case {"papers": str(id_)} if (verdict := self._verdict(id_)) is not None:
                return Asked(papers_card(verdict.call, self._papers(verdict.call)))
            case {"talk": str(id_)} if not id_ or self._verdict(id_) is not None:
                return self._talk(self._verdict(id_))
            case _:
                return self._to_do(note)

    def _to_do(self, note: JSON) -> Asked:
        """What can be done with the whole result, or the overview."""
        match note:
            case {"keep": True}:
                return Asked((CONSENT,), ((Choice(B("✅ I agree, keep it"), KEEP),),))
            case {"tell": True}:
                return Asked((TELL_CONSENT,), ((Choice(B("✅ I agree, tell me"), TELL),),))
            case {"share": True}:
                pdf, text = Choice(B("📄 One page (PDF)"), PDF), Choice(B("💬 Text to forward"), TEXT)
                return Asked((SHARING,), ((pdf, text),))
            case _:
                return self._overview()

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        for kind in (CALL, PAPERS, TALK):
            id_ = pressed(given, kind)
            if id_ is not None and (self._verdict(id_) or (kind, id_) == (TALK, "")):
                return Turned({kind.removesuffix(":"): id_})
        if (key := pressed(given, EDIT)) and key in QUESTIONS:
            return Edit(key)
        match pressed(given):
            case "!keep" | "!tell" | "!share" as asked:
                return Turned({asked[1:]: True})
            case "!change":
                return Edit("review")
            case str(end) if self._is_end(end):
                return Answered(end)
        raise Refused(T("Tap a button to see more, or change an answer."))

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or not self._is_end(stored):
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short

    def up(self, note: JSON) -> JSON:
        call = note.get("papers") or note.get("talk")
        return {"call": call} if call else None

    def _call(self, verdict: Verdict) -> Asked:
        """The card, with buttons to ask for it and to try other answers."""
        papers = Choice(B("📋 Papers to prepare"), PAPERS + verdict.call.id)
        page = Choice(B("📄 One page (PDF)"), PDF_OF + verdict.call.id)
        others = (one.call for one in self.verdicts)
        card = call_card(
            verdict,
            answers_of(self.told),
            remedy(verdict.call, self.profile),
            shuts=shut_by(verdict.call, others),
            guide=verdict in self.lessons,
        )
        takes_files = verdict.status in TAKES_FILES and verdict not in self.lessons
        ask = ((Choice(B("📨 Ask for this support"), ASK_FOR + verdict.call.id),),) if takes_files else ()
        edits = in_columns(self._what_ifs(verdict), columns=2)
        return Asked(card, (*ask, (papers, page), *edits, (_talking(verdict.call.id),)))

    def _talk(self, verdict: Verdict | None) -> Asked:
        """What it means that a person reads it; where no staff of a province can be meant, where to go."""
        if self.profile.get("place") is None:
            return self._without_a_province(verdict)
        send = Choice(B("✅ Yes, prepare it"), PERSON + (verdict.call.id if verdict else ""))
        paragraphs: list[Piece] = [A_PERSON]
        if verdict and verdict.call.scope.national:
            where = verdict.call.where
            paragraphs.append(T("This call is for the whole country. You can also ask there: {where}", where=where))
        return Asked(tuple(paragraphs), ((send,),))

    def _without_a_province(self, verdict: Verdict | None) -> Asked:
        concerned = [verdict] if verdict else [one for one in self.verdicts if one.status in LIVE]
        offices = [T("📍 {where}", where=where) for where in dict.fromkeys(one.call.where for one in concerned)]
        there = (Lines((GO_THERE, *offices[:MOST_OFFICES])),) if offices else ()
        return Asked((NO_PROVINCE, *there), ((Choice(B("📍 Say the place"), EDIT + "place"),),))

    def _what_ifs(self, verdict: Verdict) -> Iterator[Choice]:
        """A button for each answer that stands against the call or is missing; what nobody can change comes last."""
        against = [name for one in verdict.findings if one.truth is Truth.NO for name in one.facts]
        unsure = [name for one in verdict.findings if one.truth is Truth.UNKNOWN for name in one.facts]
        missing = [name for name in unsure if self.profile.get(name) is None]
        names = sorted(dict.fromkeys((*against, *missing)), key=lambda name: name not in CHANGEABLE)
        for name in names[:MOST_EDITS]:
            short = QUESTIONS[name].short
            known = self.profile.get(name) is not None
            yield Choice(B("✏️ {name}", name=short) if known else B("❓ {name}", name=short), EDIT + name)

    def _overview(self) -> Asked:
        shown = [*self.verdicts, *self.lessons]
        numbers = in_columns((Choice(_label(n, v), CALL + v.call.id) for n, v in enumerate(shown, 1)), columns=4)
        change = (Choice(B("✏️ Change an answer"), CHANGE), Choice(B("📤 Send or share"), SHARE))
        tell = Choice(B("🔕 Tell me no more"), HUSH) if self.telling else Choice(B("🔔 Tell me of news"), ASK_TELL)
        keep = (Choice(B("💾 Keep this result"), ASK_KEEP), tell)
        finish = Choice(B("🏁 Finish and erase") if self.since is None else B("🏁 Finish"), DONE)
        paragraphs = overview(self.verdicts, self.lessons, self.difference, self.since)
        return Asked(paragraphs, (*numbers, change, keep, (_talking(),), (finish,)))

    def _is_end(self, end: str) -> bool:
        kind, _, id_ = end.partition(":")
        return end in {*ENDS, PERSON} or (f"{kind}:" in {PDF_OF, ASK_FOR, PERSON} and self._verdict(id_) is not None)

    def _papers(self, call: Call) -> Checklist:
        form = self.profile.get("legal_form")
        return checklist(call, form if isinstance(form, str) else None, load().documents.values())

    def _verdict(self, id_: str) -> Verdict | None:
        return next((v for v in (*self.verdicts, *self.lessons) if v.call.id == id_), None)


def answers_of(told: Iterable[Told]) -> Answers:
    """The answers as cards take them."""
    return {one.key: (one.short, one.answer or UNKNOWN) for one in told}


def _talking(call: str = "") -> Choice:
    """«Talk to a person», on every result: no machine alone decides about anybody (law 09-08)."""
    return Choice(B("🧑 Talk to a person"), TALK + call)


def _label(number: int, verdict: Verdict) -> Text:
    return T("{sign} {number}", sign=SIGNS[verdict.truth], number=number)


CONSENT = T(
    "If you agree, I keep your answers so that you can see this result again. Nobody else uses them. "
    "Messages pass through Telegram, whose servers are outside Morocco. You can erase everything at any time "
    "with /privacy."
)
TELL_CONSENT = T(
    "If you agree, I keep your answers, and I write to you when a call opens that seems to fit you, or when new rules "
    "make one fit. I look once a day, and I never write at night. The staff can also have me write to people whom a "
    "call seems to fit; they see how many there are, not who, and never your answers. "
    "Messages pass through Telegram, whose servers are outside Morocco. "
    "You can end this at any time, and erase everything with /privacy."
)
SHARING = T("How shall I give you this result? The text can be forwarded, for example on WhatsApp.")
A_PERSON = T(
    "A person reads this, not only a machine: I prepare a request with your answers and what I found, you see it "
    "before you send it, and the staff of your province answer you here."
)
NO_PROVINCE = T(
    "A person can read this too. The staff work by province, and I do not know yours: say where your project is, "
    "and I can write to them."
)
GO_THERE = T("Or go and ask there:")
