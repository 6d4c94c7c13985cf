"""One call, and how the person stands to each of its conditions, with the source beside it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from catalogue.call import Call
from catalogue.source import Source
from catalogue.support import Base, Gives, Support
from domain.calls import INDH
from domain.changes import Remedy
from domain.eligibility import Finding, Verdict
from domain.papers import Checklist
from domain.replacing import replace
from domain.status import Status
from domain.support import Worked
from domain.truth import Truth
from messages.cards.changes import changes_paragraph
from messages.labels import GIVES, LEGAL_FORMS, SIGNS, STATUSES
from messages.text import Piece, T, Text
from messages.values import Day, Lines, Link, Listing, Moment, Money, Percent, Published, Quote, Verbatim

Answers = Mapping[str, tuple[Text, Piece]]
"""What the person answered, by fact: the name of the fact and the answer, in the words of the summary."""


def call_card(
    verdict: Verdict,
    answers: Answers,
    remedy: Remedy | None = None,
    *,
    shuts: Sequence[Call] = (),
    guide: bool = False,
) -> tuple[Piece, ...]:
    """Everything to know about a call, in the order in which it is asked: what, am I in, how much, when, where.

    What the person does not meet stands open; what she meets and what is only to be looked up is folded. `shuts` are
    the calls that would be closed to her once this one supports her.
    """
    call = verdict.call
    paragraphs: list[Piece] = [about(call)]
    if guide:
        paragraphs.append(OTHER_PROVINCE)
    paragraphs += [when(call, verdict.status), SAYS[verdict.truth], *_conditions(verdict, answers)]
    worked = verdict.support
    if remedy is not None:
        paragraphs.append(changes_paragraph(remedy))
        worked = worked and replace(worked, brings=None)  # what is missing is said already
    paragraphs += [*amounts(call, worked), *exclusions(shuts)]
    paragraphs += [T("📍 {where}", where=call.where), *_small_print(call), decision(call)]
    return tuple(paragraphs)


def plain_call_card(call: Call, status: Status) -> tuple[Piece, ...]:
    """The same for a reader who has not been asked anything."""
    conditions = Lines(tuple(T("• {rule}", rule=condition.text) for condition in call.conditions))
    cited = [source_line(source) for source in call.sources.values()]
    paragraphs: list[Piece] = [about(call), when(call, status), T("<b>Conditions</b>"), conditions]
    paragraphs += amounts(call, None)
    paragraphs += [T("📍 {where}", where=call.where), *_small_print(call, cited), decision(call)]
    return tuple(paragraphs)


def papers_card(call: Call, papers: Checklist) -> tuple[Piece, ...]:
    """The papers that the call's source names; where it names none, those that many calls like it ask for, if any."""
    lines = Lines(tuple(T("▫️ {paper}", paper=paper.name) for paper in papers.documents))
    if not papers.documents:
        return (T("📋 <b>Papers to prepare</b>"), NO_PAPERS, T("📍 {where}", where=call.where))
    if call.documents is None:
        return (T("📋 <b>Papers to prepare</b>"), USUAL_PAPERS, lines, T("📍 {where}", where=call.where), KEEP_PAPERS)
    return (T("📋 <b>Papers to prepare</b>"), lines, source_line(call.sources[call.documents.source]), KEEP_PAPERS)


OTHER_PROVINCE = T("⚠️ This call is of another province. It is only a guide for you.")
NO_PAPERS = T("Our source does not name the papers. Ask before you prepare your file.")
USUAL_PAPERS = T("Our source does not name the papers. Many calls ask for these; ask which ones are wanted here:")
KEEP_PAPERS = T(
    "Prepare them. With a request you can send copies here, but never your identity card. "
    "The office may ask for the originals."
)
THE_SAME = T("the same page")
NOTHING = Verbatim("")
SAYS = {
    Truth.YES: T("✅ By the announced conditions, <b>you seem to meet them</b>."),
    Truth.NO: T("❌ By the announced conditions, <b>you do not seem to meet them</b>. See why:"),
    Truth.UNKNOWN: T("❔ <b>It depends</b> on what is not known yet. See below:"),
}


def decision(call: Call) -> Text:
    """Who decides; never the bot."""
    if call.programme.id == INDH:
        return T("This is only what the announced conditions say. <b>The committee decides.</b>")
    return T(
        "This is only what the announced conditions say. <b>The decision is with: {body}.</b>", body=call.body.name
    )


def about(call: Call) -> Piece:
    return Lines((T("<b>{title}</b>", title=call.title), T("{summary}", summary=call.summary), GIVES[call.gives]))


def when(call: Call, status: Status) -> Piece:
    """The status, and the opening and closing as announced, with the hour where it was announced."""
    closed = status is Status.CLOSED
    lines: list[Piece] = [STATUSES[status]]
    if call.window is not None and call.window.opens is not None:
        moment = _moment(call.window.opens)
        lines.append(T("It opened on: {moment}", moment=moment) if closed else T("Opening: {moment}", moment=moment))
    if call.window is not None and call.window.closes is not None:
        moment = _moment(call.window.closes)
        lines.append(T("It closed on: {moment}", moment=moment) if closed else T("Closing: {moment}", moment=moment))
    return Lines((*lines, T("Only a guide to what the next one may ask.")) if closed else tuple(lines))


def amounts(call: Call, worked: Worked | None) -> list[Piece]:
    """What the call pays, by its own numbers, and what they give for the person's own project."""
    support = call.support
    if support is None:
        return []
    lines: list[Piece] = []
    if support.share_pct is not None:
        lines.append(T("It pays up to {share} of the cost.", share=Percent(support.share_pct)))
    lines += _ceilings(call.gives, support)
    if support.own_min_pct is not None:
        lines.append(_own_part(support.own_min_pct, support.contribution_base))
    return [Lines((T("💰 <b>How much?</b>"), *lines, *worked_lines(worked)))]


def exclusions(shuts: Sequence[Call]) -> list[Piece]:
    """Which calls this one shuts. What shuts this one is a condition of its own."""
    lines = tuple(
        T("⛔ If you are supported here, this is closed to you afterwards: {title}.", title=one.title) for one in shuts
    )
    return [Lines(lines)] if lines else []


def source_line(source: Source) -> Text:
    """A link to the page, with its date as far as it shows one."""
    link = Link(source.url, source.title)
    if source.published is None:
        return T("<i>Source: {title} (no date on it)</i>", title=link)
    return T("<i>Source: {title} ({published})</i>", title=link, published=Published(source.published))


def the_same_source(source: Source) -> Text:
    """The link again, where title and date stand just above."""
    return T("<i>Source: {title}</i>", title=Link(source.url, THE_SAME))


def checked_on(call: Call) -> Text:
    """When somebody last compared the card with its sources: the oldest such day."""
    oldest = min(source.checked for source in call.sources.values())
    return T("<i>We last compared this with its sources on {day}.</i>", day=Day(oldest))


def _ceilings(gives: Gives, support: Support) -> list[Piece]:
    lines: list[Piece] = []
    if support.cap is not None:
        prize = gives is Gives.PRIZE
        amount = Money(support.cap)
        lines.append(T("The prize: {amount}", amount=amount) if prize else T("Ceiling: {amount}", amount=amount))
    for cap in sorted(set(support.cap_by_form.values()), reverse=True):
        forms = tuple(LEGAL_FORMS[form] for form, its in support.cap_by_form.items() if its == cap)
        lines.append(T("Ceiling for {forms}: {amount}", forms=Listing(forms), amount=Money(cap)))
    return lines


def _own_part(least: int, base: Base) -> Text:
    if base is Base.GRANT:
        return T("Your own part: at least {share} of the amount granted.", share=Percent(least))
    return T("Your own part: at least {share} of the cost.", share=Percent(least))


def _conditions(verdict: Verdict, answers: Answers) -> list[Piece]:
    """Each condition with the person's answer and its source; those that are met come last, folded."""
    ordered = [one for truth in (Truth.NO, Truth.UNKNOWN, Truth.YES) for one in verdict.findings if one.truth is truth]
    told: dict[bool, list[Piece]] = {False: [], True: []}
    before: Source | None = None
    for finding in ordered:
        source = verdict.call.source_of(finding.condition)
        cited = the_same_source(source) if source is before else source_line(source)
        told[finding.truth is Truth.YES].append(Lines((*_condition(finding, answers), cited)))
        before = source
    return [*told[False], *([Quote(_apart(told[True]), folded=True)] if told[True] else [])]


def _small_print(call: Call, cited: Iterable[Piece] = ()) -> list[Piece]:
    """Notes, sources and when they were read, folded: they are for who wants to know more."""
    notes = [T("ℹ️ {note}", note=note) for note in call.notes]
    return [Quote(_apart([*notes, Lines((*cited, checked_on(call)))]), folded=True)]


def _apart(paragraphs: Sequence[Piece]) -> Piece:
    """Paragraphs with an empty line between them, as one piece."""
    return Lines(tuple(piece for paragraph in paragraphs for piece in (paragraph, NOTHING))[:-1])


def _condition(finding: Finding, answers: Answers) -> list[Piece]:
    lines: list[Piece] = [T("{sign} {rule}", sign=SIGNS[finding.truth], rule=finding.condition.text)]
    given = [answers[fact] for fact in finding.facts if fact in answers]
    if len(given) == 1:
        lines.append(T("Your answer: {answer}", answer=given[0][1]))
    elif given:
        named = tuple(T("{name}: {answer}", name=name, answer=answer) for name, answer in given)
        lines.append(T("Your answers: {answers}", answers=Listing(named)))
    return lines


def worked_lines(worked: Worked | None) -> list[Piece]:
    """The amounts for the person's own project, one a line; none where its cost or the share is not known."""
    if worked is None or worked.given is None:
        return []
    lines: list[Piece] = [
        T("For your project of {cost}: up to {amount}.", cost=Money(worked.cost), amount=Money(worked.given))
    ]
    if worked.own is not None:
        lines.append(T("You bring at least {amount}.", amount=Money(worked.own)))
    if worked.in_kind is not None and worked.in_cash is not None:
        cash, kind = Money(worked.in_cash), Money(worked.in_kind)
        lines.append(T("Of this, at least {cash} in money, and up to {kind} in kind.", cash=cash, kind=kind))
    if worked.capped:
        lines.append(T("The ceiling decides here: what the project costs beyond it, you bring yourselves."))
    if worked.missing and worked.brings is not None:
        brings, missing = Money(worked.brings), Money(worked.missing)
        lines.append(T("You said {brings}: {missing} more would be needed.", brings=brings, missing=missing))
    return [*lines, T("<i>These amounts are indicative.</i>")]


def _moment(stated: datetime | date) -> Moment | Day:
    return Moment(stated) if isinstance(stated, datetime) else Day(stated, weekday=True)
