"""Every button of a notice does something, its data fits, and nobody is offered what she may not do."""

from datetime import UTC, datetime

import pytest

from domain.broadcasts.account import State
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind, Link, Poll
from domain.broadcasts.life import Life
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from handlers import taps
from handlers.broadcast_deeds import APPROVE, CHANGE, CORRECT, DELETE, DROP, PREVIEW, RETRY, SEND, composing, under_way
from handlers.broadcast_hearing import PLACES as OPENED
from handlers.broadcast_taps import TAPS
from messages.broadcast_labels import PLACES
from messages.cards.broadcast_below import BELOW, rows
from messages.keyboard import DATA_BYTES, Button
from storage.keys import new_key

MAKER, COLLEAGUE = 1, 2
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOTICE = Broadcast(
    new_key(),
    Life.DRAFT,
    Work.SEND,
    "09.541",
    MAKER,
    NOW,
    Body(Topic.TRAINING, {"ar": Content(Kind.TEXT, "نص")}),
    started_at=NOW,
)
COUNTS = dict.fromkeys(State, 0) | {State.SENT: 5, State.FAILED: 2, State.UNKNOWN: 1}


def check(button: object) -> None:
    assert isinstance(button, Button)
    data = button.data.removeprefix(BELOW) if button.data.startswith(BELOW) else button.data
    assert any(data.startswith(beginning) for beginning in TAPS), data
    assert len(button.data.encode()) <= DATA_BYTES


def data_of(found: tuple[tuple[Button, ...], ...]) -> str:
    return " ".join(button.data for row in found for button in row)


@pytest.mark.parametrize("work", Work)
@pytest.mark.parametrize("life", Life)
@pytest.mark.parametrize("viewer", [MAKER, COLLEAGUE])
def test_every_button_at_the_desk_is_known(work: Work, life: Life, viewer: int) -> None:
    notice = replace(NOTICE, work=work, life=life, original=None if work is Work.SEND else new_key())
    for found in (composing(notice, viewer), under_way(notice, COUNTS)):
        for row in found:
            assert row
            for button in row:
                check(button)


@pytest.mark.parametrize("out", [False, True])
def test_every_button_under_a_notice_is_known(out: bool) -> None:  # noqa: FBT001 -- a parameter
    links = (Link("check"), Link("call:indh"), Link("event:abc"), Link("https://example.org"))
    for row in rows(links, Topic.TRAINING, new_key(), poll=Poll("؟", ("نعم", "لا") * 5), chosen=(1,), out=out):
        for button in row:
            check(button)


def test_no_beginning_hides_another() -> None:
    assert not [(one, other) for one in TAPS for other in taps.ACTIONS if one != other and one.startswith(other)]
    assert not [(one, other) for one in TAPS for other in taps.ACTIONS if one != other and other.startswith(one)]


def test_whoever_made_it_is_not_offered_to_approve_it() -> None:
    waiting = replace(NOTICE, life=Life.WAITING)
    assert APPROVE not in data_of(composing(waiting, MAKER))
    assert APPROVE in data_of(composing(waiting, COLLEAGUE))


def test_a_draft_is_its_makers_alone() -> None:
    assert SEND in data_of(composing(NOTICE, MAKER))
    assert not any(data in data_of(composing(NOTICE, COLLEAGUE)) for data in (SEND, CHANGE, DROP))


def test_a_deletion_has_nothing_to_see_and_nothing_to_change() -> None:
    deletion = replace(NOTICE, work=Work.DELETE, original=1)
    assert PREVIEW not in data_of(composing(deletion, MAKER))
    assert CHANGE not in data_of(composing(deletion, MAKER))
    assert not {CORRECT, DELETE} & set(data_of(under_way(replace(deletion, life=Life.DONE), COUNTS)).split())


def test_what_nobody_got_is_neither_tried_again_nor_mended() -> None:
    over = replace(NOTICE, life=Life.STOPPED, started_at=None)
    offered = data_of(under_way(over, dict.fromkeys(State, 0)))
    assert not any(data in offered for data in (RETRY, CORRECT, DELETE))


def test_every_place_that_can_be_offered_can_be_opened() -> None:
    assert PLACES.keys() == OPENED.keys()
