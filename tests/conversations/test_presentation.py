import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.given import Attached, Given, Pressed, Typed
from conversations.presentation import Tap, meant, pack, unpack
from conversations.state import State
from tests.conversations.player import check, to_the_end_of_questions


@given(revision=st.integers(0, 10**6), value=st.text(min_size=1))
def test_what_a_button_carries_is_read_as_it_was_packed(revision: int, value: str) -> None:
    assert unpack(pack(State("ab12", revision), value)) == Tap("ab12", revision, value)


@pytest.mark.parametrize(
    "data", ["", "q", "q:", "q:r1:1:", "q:R1:1:x", "q:r1::x", "q:r1:-1:x", "Q:r1:1:x", "d:new:x", "é"]
)
def test_data_of_other_buttons_is_no_tap(data: str) -> None:
    assert unpack(data) is None


def test_a_tap_belongs_to_its_run_and_revision_alone() -> None:
    state = State("r1", 4)
    assert Tap("r1", 4, "yes").belongs_to(state)
    assert not Tap("r1", 3, "yes").belongs_to(state)
    assert not Tap("r2", 4, "yes").belongs_to(state)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("لا أعرف", "!skip"),
        ("لا اعرف", "!skip"),
        ("رجوع", "!back"),
        ("Retour", "!back"),
        ("توقف", "!stop"),
        ("مساعدة", "!help"),
        ("تعاونية", "cooperative"),
        ("COOPÉRATIVE", "cooperative"),
        ("جمعية", "association"),
    ],
)
async def test_whoever_types_what_a_button_says_has_tapped_it(typed: str, value: str) -> None:
    player = check(place="09.541")
    here = await player.look()
    assert meant(here, player.state, Typed(typed)) == Pressed(value)


@pytest.mark.parametrize("given", [Typed("عندي تعاونية"), Typed(""), Typed("👍"), Attached("photo"), Pressed("yes")])
async def test_other_words_stay_what_they_are(given: Given) -> None:
    player = check(place="09.541")
    assert meant(await player.look(), player.state, given) == given


async def test_every_question_offers_what_the_design_promises() -> None:
    player = check()
    first = player.values(await player.look())
    assert "!back" not in first
    assert {"!skip", "!help", "!stop"} <= set(first)
    player.state.answers["place"] = None
    assert {"!back", "!skip", "!help", "!stop"} <= set(player.values(await player.look()))


async def test_help_says_why_and_names_a_person_to_talk_to() -> None:
    player = check()
    here = await player.look()
    said = player.said(here, helping=True)
    assert "منصة الشباب" in said
    assert len(said) > len(player.said(here))


async def test_the_review_has_one_button_a_line() -> None:
    player = check()
    here = await to_the_end_of_questions(player, place="09.541", legal_form="cooperative")
    edits = [value.removeprefix("edit:") for value in player.values(here) if value.startswith("edit:")]
    assert edits == list(player.state.answers)
    assert "!skip" not in player.values(here)


async def test_the_result_is_no_question_to_stop_or_skip() -> None:
    player = check()
    await to_the_end_of_questions(player, place="09.541")
    await player.press("ok")
    values = player.values(await player.look())
    assert not {"!skip", "!stop", "!help"} & set(values)
    assert {"done", "!keep", "!change", "!back"} <= set(values)
