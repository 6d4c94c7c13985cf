"""Every button of a meeting does something, and its data fits."""

from datetime import UTC, datetime

import pytest

from domain.events.answer import Answer, Reply, Standing
from domain.events.life import Life
from domain.events.seats import Party
from domain.replacing import replace
from handlers import event_desk, event_link
from handlers.event_card import rows
from handlers.event_taps import TAPS
from messages.cards.event_desk import Answered, Figures, Thought
from messages.keyboard import DATA_BYTES, Button
from storage.events import Kept
from storage.keys import new_key
from tests.journeys.meetings import MEETING

NOW = datetime(2026, 4, 2, 8, 30, tzinfo=UTC)
BIG = replace(MEETING, id=new_key(), poster="photo")
FIGURES = Figures(3, Answered(), 1, Thought(1, 30, 20, 10, voices=1), 2, 1)


def check(button: object) -> None:
    if isinstance(button, Button):
        assert any(button.data.startswith(beginning) for beginning in TAPS), button.data
        assert len(f"b:{button.data}".encode()) <= DATA_BYTES


@pytest.mark.parametrize("life", Life)
@pytest.mark.parametrize("reply", [None, *Reply])
@pytest.mark.parametrize("standing", Standing)
def test_every_button_of_the_card_is_known(life: Life, reply: Reply | None, standing: Standing) -> None:
    answer = None if reply is None else Answer(7, reply, Party(), standing, ticket="123456")
    for row in rows(replace(BIG, life=life), answer, NOW):
        assert row
        for button in row:
            check(button)


@pytest.mark.parametrize("life", Life)
def test_every_button_of_the_team_is_known(life: Life) -> None:
    for row in event_desk._deeds(Kept(replace(BIG, life=life), 1, "secret"), FIGURES):
        for button in row:
            check(button)


def test_no_beginning_hides_another() -> None:
    assert not [(one, other) for one in TAPS for other in TAPS if one != other and one.startswith(other)]


@pytest.mark.parametrize("number", [0, 1, 35, 36, 2**63 - 1])
def test_a_meeting_is_found_again_by_its_name(number: int) -> None:
    assert event_link.read(event_link.written(number)) == number


@pytest.mark.parametrize("name", ["", "-1", "A", "é", "٣", "z" * 14, "1 2", "z" * 13, event_link.written(2**63)])
def test_what_is_no_name_is_none(name: str) -> None:
    assert event_link.read(name) is None
