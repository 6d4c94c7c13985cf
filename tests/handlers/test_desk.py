"""Every action that the table allows to staff has a button, a way to carry it out, and words."""

import pytest

from domain.requests.life import INTERNAL, TABLE, Action, Actor, State
from domain.requests.lists import List
from handlers.desk_actions import AT_ONCE, FLOWS, SURE
from handlers.desk_choices import CHOICES, GIVE, JOIN, JOIN_SURE
from handlers.desk_request import LAYOUT
from handlers.flows import FLOWS as KNOWN
from handlers.menu import DESK, key, keyboard
from handlers.notices import BELOW, DO
from handlers.routes import KEYS
from handlers.taps import ACTIONS as TAPS
from messages.desk_labels import ACTIONS, ACTORS, DONE, DUTIES, LISTS, ROLES, STATES
from messages.keyboard import DATA_BYTES
from messages.languages import LANGUAGES
from messages.voice import Voice
from storage.staff import ROLES as GIVEN

OF_STAFF = {rule.action for rule in TABLE if set(rule.actors) & set(GIVEN)} - {Action.OPEN_FILE}
"""Papers are opened on a screen of their own."""


def test_every_action_of_staff_has_a_button_and_one_way_to_carry_it_out() -> None:
    assert set(ACTIONS) == OF_STAFF == {action for row in LAYOUT for action in row}
    ways = [AT_ONCE, SURE, set(FLOWS), set(CHOICES)]
    assert sum(len(way) for way in ways) == len(OF_STAFF)
    assert set.union(*map(set, ways)) == OF_STAFF


def test_every_conversation_of_the_desk_is_found_again_by_its_name() -> None:
    assert all(KNOWN[flow.name] is flow for flow in FLOWS.values())


def test_a_note_is_the_only_internal_action() -> None:
    assert {Action.NOTE} == INTERNAL


def test_every_state_list_role_and_action_has_words() -> None:
    assert STATES.keys() == set(State)
    assert LISTS.keys() == set(List)
    assert ACTORS.keys() == set(Actor)
    assert DONE.keys() == set(Action)
    assert ROLES.keys() == DUTIES.keys() == set(GIVEN)


def test_the_longest_button_of_the_desk_fits() -> None:
    longest = max(ACTIONS, key=len)
    assert len(f"{BELOW}{DO}{longest}:TW-0000-0000:999999") <= DATA_BYTES
    assert {BELOW, DO} <= TAPS.keys()
    request, other = "TW-0000-0000:999999", "TW-0000-0000"
    for data in (f"{GIVE}{request}:9999999999999", f"{JOIN}{request}:{other}", f"{JOIN_SURE}{request}:{other}"):
        assert len(data) <= DATA_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_have_the_key_of_the_desk_on_a_keyboard_that_still_fits(language: str) -> None:
    voice = Voice.of(language)
    rows = keyboard(voice, staff=True)["keyboard"]
    assert len(rows) == len(keyboard(voice)["keyboard"])
    assert key(voice.plain(DESK)) == DESK
    assert DESK in KEYS
    assert voice.plain(DESK) in [button["text"] for button in rows[0]]
