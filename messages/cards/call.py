"""One call, and how the person stands to each of its conditions, with the source beside it."""

from collections.abc import Mapping
from datetime import date, datetime

from catalogue.call import Call
from catalogue.source import Source
from catalogue.support import Base, Gives, Support
from domain.calls import INDH
from domain.eligibility import Finding, Verdict
from domain.papers import Checklist
from domain.status import Status
from domain.support import Worked
from domain.truth import Truth
from messages.labels import GIVES, LEGAL_FORMS, SIGNS, STATUSES
from messages.text import Piece, T, Text
from messages.values import Day, Lines, Link, Listing, Moment, Money, Percent, Published

Answers = Mapping[str, tuple[Text, Piece]]
"""What the person answered, by fact: the name of the fact and the answer, in the words of the summary."""


def call_card(verdict: Verdict, answers: Answers, *, guide: bool = False) -> tuple[Piece, ...]:
    """Everything to know about a call, in the order in which it is asked: what, am I in, how much, when, where."""
    call = verdict.call
    paragraphs: list[Piece] = [about(call)]
    if guide:
        paragraphs.append(OTHER_PROVINCE)
    paragraphs += [
        when(call, verdict.status),
        SAYS[verdict.truth],
        *_conditions(verdict, answers),
    ]
    paragraphs += amounts(call, verdict.support)
    paragraphs.append(T("📍 {where}", where=call.where))
    paragraphs += [T("ℹ️ {note}", note=note) for note in call.notes]
    return (*paragraphs, checked_on(call), decision(call))


def plain_call_card(call: Call, status: Status) -> tuple[Piece, ...]:
    """The same for a reader who has not been asked anything."""
    conditions = Lines(tuple(T("• {rule}", rule=condition.text) for condition in call.conditions))
    cited = [source_line(source) for source in call.sources.values()]
    paragraphs: list[Piece] = [about(call), when(call, status), T("<b>Conditions</b>"), conditions]
    paragraphs += amounts(call, None)
    paragraphs.append(T("📍 {where}", where=call.where))
    paragraphs += [T("ℹ️ {note}", note=note) for note in call.notes]
    return (*paragraphs, Lines((*cited, checked_on(call))), decision(call))


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
KEEP_PAPERS = T("Prepare them, and never send them here: papers are given to the office itself.")
THE_SAME = T("the same page")
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
    return [Lines((T("💰 <b>How much?</b>"), *lines, *_worked(worked)))]


def source_line(source: Source, title: Piece | None = None) -> Text:
    """A link to the page, with its date as far as it shows one; `title` in place of its own."""
    link = Link(source.url, title or source.title)
    if source.published is None:
        return T("<i>Source: {title} (no date on it)</i>", title=link)
    return T("<i>Source: {title} ({published})</i>", title=link, published=Published(source.published))


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
    """Each condition with the person's answer and its source, which is named in full only the first time in a row."""
    paragraphs: list[Piece] = []
    before: Source | None = None
    for finding in verdict.findings:
        source = verdict.call.source_of(finding.condition)
        title = THE_SAME if source is before else source.title
        paragraphs.append(Lines((*_condition(finding, answers), source_line(source, title))))
        before = source
    return paragraphs


def _condition(finding: Finding, answers: Answers) -> list[Piece]:
    lines: list[Piece] = [T("{sign} {rule}", sign=SIGNS[finding.truth], rule=finding.condition.text)]
    given = [answers[fact] for fact in finding.facts if fact in answers]
    if len(given) == 1:
        lines.append(T("Your answer: {answer}", answer=given[0][1]))
    elif given:
        named = tuple(T("{name}: {answer}", name=name, answer=answer) for name, answer in given)
        lines.append(T("Your answers: {answers}", answers=Listing(named)))
    return lines


def _worked(worked: Worked | None) -> list[Piece]:
    if worked is None or worked.given is None:
        return []
    lines: list[Piece] = [
        T("For your project of {cost}: up to {amount}.", cost=Money(worked.cost), amount=Money(worked.given))
    ]
    if worked.own is not None:
        lines.append(T("You bring at least {amount}.", amount=Money(worked.own)))
    if worked.in_kind is not None:
        lines.append(T("Of this, up to {amount} may be in kind.", amount=Money(worked.in_kind)))
    return [*lines, T("<i>These amounts are indicative.</i>")]


def _moment(stated: datetime | date) -> Moment | Day:
    return Moment(stated) if isinstance(stated, datetime) else Day(stated, weekday=True)
