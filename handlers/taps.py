"""What a tap on a button under a message does, by the beginning of the button's data."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from conversations.presentation import Tap, unpack
from conversations.state import State
from domain.replacing import replace
from handlers import (
    audit,
    away,
    broadcast_taps,
    call_desk,
    calls,
    conversations,
    cooperatives,
    desk,
    desk_actions,
    desk_choices,
    desk_request,
    doctor,
    drafts,
    eligibility,
    event_taps,
    expert,
    expert_desk,
    faq,
    figures,
    file_copy,
    following,
    funding,
    group_desk,
    notices,
    privacy,
    ready,
    requests,
    review,
    rota,
    staff,
    start,
    strays,
    talk,
)
from handlers.conversations import Flow, draft_of, with_keys
from handlers.flows import flow_of, of, underway
from handlers.turn import Turn
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import T
from storage.drafts import Draft

TapAction = Callable[[Turn, str], Awaitable[None]]


async def tapped(turn: Turn, data: str) -> None:
    """Carry out a tap. Data that no button of ours carries is answered kindly, whoever sent it."""
    if (tap := unpack(data)) is not None:
        await _question(turn, tap)
        return
    for beginning, action in ACTIONS.items():
        if data.startswith(beginning):
            await action(turn, data.removeprefix(beginning))
            return
    await strays.unknown_button(turn)


async def _question(turn: Turn, tap: Tap) -> None:
    """A button of a question: of the draft it was made for, also when that was left, else of the open one."""
    own = next((draft for draft in turn.drafts if tap.belongs_to(State.parse(draft.state))), None)
    meant = underway(turn) if own is None else of(own)
    if meant is None:
        await strays.unknown_button(turn)
        return
    if not meant.draft.active:
        conversations.leave(turn)
    await conversations.tap(turn, *meant, tap)


async def _below(turn: Turn, data: str) -> None:
    """A button under news: what it opens is a new message, and the news stays where it was read."""
    if turn.tapped is not None:
        turn.tapped = replace(turn.tapped, message_id=None)
    await tapped(turn, data)


async def _language(turn: Turn, language: str) -> None:
    if language not in LANGUAGES:
        await strays.unknown_button(turn)
        return
    start.choose_language(turn, language)
    current = underway(turn)
    if current is None:
        start.greet(turn)
        return
    with_keys(turn, Screen((T("From now on we speak English."),)))
    await conversations.show_again(turn, current.flow, State.parse(current.draft.state))


async def _resume(turn: Turn, which: str) -> None:
    if (flow := flow_of(drafts.named(which))) is None:
        await strays.unknown_button(turn)
        return
    await conversations.resume(turn, flow)


async def _again(turn: Turn, which: str) -> None:
    flow, draft = flow_of(drafts.named(which)), draft_of(turn, drafts.named(which))
    if flow is None:
        await strays.unknown_button(turn)
    elif draft is None or drafts.is_of(which, draft):
        await conversations.begin(turn, flow)
    else:
        await _of_an_earlier_draft(turn, flow, draft)


async def _erase(turn: Turn, which: str) -> None:
    flow, draft = flow_of(drafts.named(which)), draft_of(turn, drafts.named(which))
    if flow is None:
        await strays.unknown_button(turn)
    elif draft is None or drafts.is_of(which, draft):
        conversations.erase(turn, flow.name)
    else:
        await _of_an_earlier_draft(turn, flow, draft)


async def _of_an_earlier_draft(turn: Turn, flow: Flow[Any], draft: Draft) -> None:
    """Answers that were given since are not touched by last week's button; the question that is open is shown."""
    if draft.active:
        await conversations.stale(turn, flow, State.parse(draft.state))
    else:
        await strays.unknown_button(turn)


ACTIONS: Final[Mapping[str, TapAction]] = {
    start.LANGUAGE: _language,
    drafts.RESUME: _resume,
    drafts.AGAIN: _again,
    drafts.ERASE: _erase,
    eligibility.NO_NEWS: lambda turn, _: eligibility.end_news(turn),
    faq.LIST: lambda turn, _: faq.list_questions(turn),
    faq.ANSWER: faq.show_answer,
    calls.LIST: lambda turn, _: calls.list_calls(turn),
    calls.CARD: calls.show_call,
    calls.PAPERS: calls.show_papers,
    requests.NEW: requests.ask_for_call,
    requests.LIST: lambda turn, _: requests.list_requests(turn),
    requests.OPEN: requests.show_request,
    requests.RECEIPT: requests.send_receipt,
    requests.DO: following.act,
    desk.GROUPS: lambda turn, _: group_desk.show(turn),
    group_desk.END: group_desk.ask_to_end,
    group_desk.YES: group_desk.end,
    **ready.TAPS,
    talk.OPEN: talk.open_,
    talk.END: lambda turn, _: talk.end(turn),
    following.WITHDRAW: following.withdraw,
    following.STAR: following.rate,
    following.WORDS: following.say_more,
    **cooperatives.TAPS,
    desk.HOME: lambda turn, _: desk.desk(turn),
    desk.LIST: desk.show_list,
    desk.REQUEST: desk_request.one_request,
    desk_request.PAPERS: desk_request.papers,
    desk_request.PAPER: desk_request.paper,
    desk_request.HISTORY: desk_request.history,
    figures.HOME: figures.home,
    figures.CHART: figures.send_chart,
    figures.SHEET: figures.send_sheet,
    figures.FUNDING: funding.home,
    funding.CHART: funding.send_chart,
    funding.PAGE: funding.send_page,
    funding.SHEET: funding.send_sheet,
    funding.ROWS: lambda turn, _: funding.ask_for_rows(turn),
    funding.ONE: lambda turn, _: funding.ask_for_figures(turn),
    funding.LIST: funding.list_entered,
    funding.REMOVE: funding.remove,
    desk_request.COPY: file_copy.offer,
    file_copy.PDF: file_copy.send_page,
    file_copy.NOTES: file_copy.send_page_with_notes,
    file_copy.ARCHIVE: file_copy.send_archive,
    notices.BELOW: _below,
    notices.DO: desk_actions.act,
    desk_actions.YES: desk_actions.sure,
    desk_choices.GIVE: desk_actions.give,
    desk_choices.JOIN: desk_actions.ask_to_join_with,
    desk_choices.JOIN_SURE: desk_actions.join,
    expert_desk.MAKE: expert_desk.make,
    expert_desk.END: expert_desk.end,
    expert.ONE: expert.one,
    expert.PAPERS: expert.papers,
    expert.PAPER: expert.paper,
    expert.SAY: expert.say,
    desk.REGISTER: lambda turn, _: audit.home(turn),
    audit.STAFF: audit.staff,
    audit.FILE: audit.send_file,
    audit.SEARCH: audit.show,
    **away.TAPS,
    **rota.TAPS,
    staff.TEAM: lambda turn, _: staff.team(turn),
    staff.INVITE: lambda turn, _: staff.invite(turn),
    staff.ROLE: staff.one_role,
    staff.END: staff.end,
    staff.REVIEW: lambda turn, _: review.show(turn),
    staff.HEALTH: lambda turn, _: doctor.ask(turn),
    review.FILE: lambda turn, _: review.send_report(turn),
    call_desk.NEW: lambda turn, _: call_desk.explain(turn),
    call_desk.SOURCE: call_desk.send_source,
    call_desk.ASK: call_desk.ask_a_second,
    call_desk.YES: call_desk.approve,
    call_desk.NO: call_desk.drop,
    **event_taps.TAPS,
    **broadcast_taps.TAPS,
    privacy.ASK: lambda turn, _: privacy.ask_to_erase(turn),
    privacy.ERASE: lambda turn, _: privacy.erase(turn),
}
