"""«I ask for support»: from the consent to the last look before it is sent. It ends with what was asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypeVar

from msgspec import Struct

from catalogue.call import Call
from catalogue.vocabulary import FACTS
from conversations.engine import Talk
from conversations.question import Question
from conversations.questions.call import TAKES_FILES, CallQuestion
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.files import FilesQuestion, Paper
from conversations.questions.money import MoneyQuestion
from conversations.questions.phone import PhoneQuestion
from conversations.questions.place import PlaceQuestion
from conversations.questions.review import Review
from conversations.questions.sector import SectorQuestion
from conversations.questions.text import TextQuestion
from domain.calls import load, relevant
from domain.papers import Checklist, checklist
from domain.replacing import replace
from domain.requests.kinds import Kind
from domain.requests.request import Helped, NewFile, NewRequest
from domain.status import status
from messages.labels import LEGAL_FORMS
from messages.request_labels import KINDS
from messages.text import B, Piece, T
from messages.values import Lines, Money, Quote, Verbatim

T_ = TypeVar("T_")

NAME: Final = "request"
CONSENT, CONSENT_HELPED = "request/1", "request-helped/1"
"""Purpose and version of the text that is agreed to before anything is asked."""
FOR_ME, FOR_ANOTHER = "me", "another"
NEVER_SENT: Final = "identity_card"
"""The one paper of the catalogue that goes to the office and never into a chat."""
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_ENQUIRY = 120, 2000, 600
CHECK, LEGAL_FORM = "check", "legal_form"
"""Known without a question, where the request comes from a check: its trace, and who carries the project."""
ALONG, ALONE = "along", "alone"

WITH_A_NAME: Final = frozenset({Kind.FUNDING, Kind.ACCOMPANIMENT, Kind.MARKETING})
WITHOUT_SECTOR: Final = frozenset({Kind.APPOINTMENT, Kind.OTHER})
WITHOUT_FILES: Final = frozenset({Kind.APPOINTMENT})


class Hat(Struct, frozen=True):
    """A cooperative in whose name somebody may ask, by its key."""

    key: int
    name: str


class Asking(Struct, frozen=True):
    """Who asks: in which language, for which cooperatives, and in which provinces she may help others to ask."""

    language: str
    hats: tuple[Hat, ...] = ()
    helps_in: frozenset[str] = frozenset()


async def request(talk: Talk, asking: Asking, calls: Sequence[Call], now: datetime) -> NewRequest:
    """Ask for all that a request of its kind needs; `now`, an aware moment, decides which calls take files.

    Of whoever only wants to talk about a result, what she wants to ask is enough, and even that may be left out.
    """
    form = Form(talk)
    whose = await form.whose(asking)
    helped = await form.helped() if whose == FOR_ANOTHER else None
    consent = helped.consent if helped else await form.need("consent", CONSENT_QUESTION)
    kind = Kind(await form.need("kind", KIND))
    funding = kind is Kind.FUNDING
    place = await form.need("place", replace(PLACE, within=asking.helps_in) if helped else PLACE)
    call = await form.call(calls, place, now) if funding else None
    project = (await form.need("project", PROJECT)).words if kind in WITH_A_NAME else ""
    sector = await form.need("sector", SECTOR) if kind not in WITHOUT_SECTOR else None
    trace = await form.trace()
    enquiry = bool(trace) and kind is Kind.OTHER
    douar = "" if enquiry else (await form.need("douar", DOUAR)).words
    cost = await form.ask("cost", COST) if funding else None
    amount = await form.ask("amount", _amount(cost)) if funding else None
    description = await form.need("description", ENQUIRY if enquiry else DESCRIPTION)
    cooperative = None if whose in {FOR_ME, FOR_ANOTHER} else int(whose)
    legal_form = form.legal_form() if cooperative is None else "cooperative"
    files = () if enquiry or kind in WITHOUT_FILES else await form.files(call, legal_form)
    phone = await form.need("phone", PHONE)
    await form.review()
    return NewRequest(
        kind=kind,
        place=place,
        description="\n\n".join(filter(None, (description.words, trace))),
        language=asking.language,
        consent=consent,
        project=project,
        sector=sector,
        douar=douar,
        call_id=call.id if call else None,
        amount=amount,
        total_cost=cost,
        phone=phone or None,
        cooperative_id=cooperative,
        helped=helped,
        files=files if description.voice is None else (description.voice, *files),
    )


class Form:
    """Questions of which every screen says that nothing has been sent yet."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def need(self, key: str, question: Question[T_]) -> T_:
        return await self._talk.need(key, question, self._heading())

    async def ask(self, key: str, question: Question[T_]) -> T_ | None:
        return await self._talk.ask(key, question, self._heading())

    async def whose(self, asking: Asking) -> str:
        """Her own, the key of a cooperative, or somebody's who sits beside her; asked only where she has a choice.

        Whoever lost a role in the middle of a draft is asked again: it must not silently become her own.
        """
        cooperatives = tuple((str(hat.key), T("{name}", name=hat.name)) for hat in asking.hats)
        helping = ((FOR_ANOTHER, B("👥 For somebody beside me")),) if asking.helps_in else ()
        had_a_choice = self._talk.so_far("whose") not in {None, FOR_ME}
        if not cooperatives and not helping and not had_a_choice:
            return FOR_ME
        options = ((FOR_ME, B("👤 For myself")), *cooperatives, *helping)
        return await self.need("whose", ChoiceQuestion(T("In whose name do you ask?"), T("In the name of"), options))

    async def helped(self) -> Helped:
        """Somebody who does not read is read the consent, and gives it aloud."""
        consent = await self.need("consent_aloud", CONSENT_ALOUD)
        return Helped((await self.need("name", NAME_OF_HELPED)).words, consent)

    async def call(self, calls: Sequence[Call], place: str, now: datetime) -> Call | None:
        """The call that is answered, of those that take files in that place now; none in particular, or none is there.

        One that was chosen and has closed since is said to have closed; so is one that is for another place.
        """
        known = {each.id: each for each in calls}
        taking = [each for each in relevant(calls, place, now) if status(each, now) in TAKES_FILES]
        chosen = known.get(str(self._talk.so_far("call")))
        gone = None if chosen in taking else chosen
        if not taking and gone is None:
            return None
        closed = gone is not None and status(gone, now) not in TAKES_FILES
        return known.get(await self.need("call", CallQuestion(taking, gone, closed)))

    async def trace(self) -> str:
        """The trace of the check that led here, if she sends it along: shown to her in full before."""
        check = self._talk.so_far(CHECK)
        if not isinstance(check, str):
            return ""
        shown = Lines((T("This is what your check found. Shall I send it along?"), Quote(Verbatim(check))))
        options = ((ALONG, B("✅ Send it along")), (ALONE, B("⏭ Without it")))
        question = ChoiceQuestion(shown, T("Result of your check"), options, TRACE_HELP)
        return check if await self.need("trace", question) == ALONG else ""

    def legal_form(self) -> str | None:
        """Who carries the project, as far as the check that led here was told."""
        form = self._talk.so_far(LEGAL_FORM)
        return form if form in LEGAL_FORMS else None

    async def files(self, call: Call | None, legal_form: str | None) -> tuple[NewFile, ...]:
        """Papers and photos, with the list of what the call asks a holder of that legal form for."""
        known = load().documents.values()
        papers = checklist(call, legal_form, known) if call else Checklist(stated=True, documents=())
        wanted = tuple(Paper(each.id, each.name) for each in papers.documents if each.id != NEVER_SENT)
        heading = PAPERS if papers.stated else USUAL_PAPERS
        so_far = self._talk.so_far("files")
        return await self.need("files", FilesQuestion(FILES, T("Papers"), wanted, heading, so_far))

    async def review(self) -> None:
        """Show all that was answered, before it is sent; the consent is no answer to be changed."""
        told = tuple(each for each in self._talk.told if not each.key.startswith("consent"))
        await self._talk.need("review", Review(told, B("📨 Send it")), NOT_SENT)

    def _heading(self) -> Piece:
        return T("<i>📝 Not sent yet · question {number}</i>", number=len(self._talk.trail) + 1)


def _amount(cost: int | None) -> Question[int]:
    """How much is asked for: never more than the whole project costs."""
    most = FACTS["project_cost"].high if cost is None else cost
    beyond = None if cost is None else T("The support cannot be larger than the project: {cost}.", cost=Money(cost))
    asked = T("How much support do you ask for?")
    return MoneyQuestion(asked, T("Support asked for"), 1, max(1, most), AMOUNT_HELP, beyond)


NOT_SENT: Final = T("📝 <b>Not sent yet.</b> It leaves only when you tap «Send it».")
THROUGH_TELEGRAM: Final = T("• Messages pass through Telegram, whose servers are outside Morocco.")
AGREEMENT: Final = Lines(
    (
        T("<b>Before we begin</b>"),
        T("• What you tell me goes to the staff who handle requests in your province, and to nobody else."),
        T("• It is kept so that they can answer you. You can withdraw it, and erase it with /privacy."),
        T("• Whenever your papers are opened it is noted, and you can see it."),
        THROUGH_TELEGRAM,
        T("• Never send your identity card or its number."),
    )
)
AGREEMENT_ALOUD: Final = Lines(
    (
        T("<b>Read this to the person, in words that they understand:</b>"),
        T("• What they say goes to the staff who handle requests in their province, and to nobody else."),
        T("• It is kept so that they can be answered. They can have it withdrawn and erased."),
        THROUGH_TELEGRAM,
        T("• Their identity card is never sent."),
    )
)
CONSENT_QUESTION: Final = ChoiceQuestion(AGREEMENT, T("Consent"), ((CONSENT, B("✅ I agree")),))
CONSENT_ALOUD: Final = ChoiceQuestion(
    AGREEMENT_ALOUD, T("Consent"), ((CONSENT_HELPED, B("✅ They heard it and agree")),)
)
NAME_OF_HELPED: Final = TextQuestion(
    T("What is the person called?"),
    T("The person"),
    LONGEST_NAME,
    T("Their name only, so that you both find this request again. No identity card number."),
    name=True,
)
KIND: Final = ChoiceQuestion(
    T("What do you ask for?"),
    T("The request"),
    tuple((str(kind), label) for kind, label in KINDS.items()),
    T("Choose what is nearest. You will say it in your own words later."),
)
PLACE: Final = PlaceQuestion(
    T("Where is your project, or where will it be?"),
    T("Place"),
    T("The place decides who reads your request: the staff of that province."),
)
PROJECT: Final = TextQuestion(
    T("What is the project called, or the cooperative?"),
    T("Project"),
    LONGEST_NAME,
    T("A few words, for example: a honey workshop."),
    name=True,
)
SECTOR: Final = SectorQuestion(
    T("What do you do, or want to do? Write it in your own words, or choose from the list."),
    T("Activity"),
    T("You may write as you speak: in Arabic, in Darija or in French. For example: honey, carpets, sewing."),
)
DOUAR: Final = TextQuestion(
    T("In which douar or quarter?"),
    T("Douar or quarter"),
    LONGEST_NAME,
    T("So that somebody who comes to see you finds you."),
    optional=True,
    name=True,
)
COST: Final = MoneyQuestion(
    T("How much will the whole project cost, about?"),
    T("Cost of the project"),
    FACTS["project_cost"].low,
    FACTS["project_cost"].high,
    T("Everything together, in dirhams: equipment, works, materials. An estimate is enough."),
)
AMOUNT_HELP: Final = T("In dirhams, and no more than the whole project costs. The rest is your own part.")
DESCRIPTION: Final = TextQuestion(
    T("Tell it in your own words: what you need, and what for. Write it, or say it in a voice note."),
    T("In your words"),
    LONGEST_DESCRIPTION,
    T("A few sentences are enough. In a voice note you may speak Darija, Tachelhit or Tamazight."),
    spoken=True,
)
ENQUIRY: Final = replace(
    DESCRIPTION,
    text=T("What do you want to ask or to say? Write it, or say it in a voice note."),
    most=LONGEST_ENQUIRY,
    optional=True,
)
TRACE_HELP: Final = T("Whoever answers you then knows what you were asked, and need not ask you again.")
PAPERS: Final = T("📋 <b>The papers of this call</b>")
USUAL_PAPERS: Final = T("📋 <b>Papers that many calls ask for</b>")
FILES: Final = T("Send your papers and photos here, one by one or many at once. What is missing may follow later.")
PHONE: Final = PhoneQuestion(
    T("Would you like to be called? Then write your number."),
    T("Phone"),
    T("Only the staff who handle your request see it."),
)
