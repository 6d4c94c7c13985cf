from datetime import UTC, datetime

import pytest

from conversations.eligibility import Checked
from conversations.engine import MOVED_ON, Finished, Open
from conversations.given import Pressed, Typed
from conversations.presentation import unpack
from simulator.messages import visible
from tests.conversations.player import Player, check, to_the_end_of_questions

IN_MAY, IN_JUNE = datetime(2025, 5, 1, 9, tzinfo=UTC), datetime(2025, 6, 1, 9, tzinfo=UTC)
CASES = {"place": "09.541", "legal_form": "cooperative", "women_pct": 60, "project_cost": 100_000, "own_amount": 10_000}


async def at_the_result(player: Player[Checked], **answers: object) -> Open:
    await to_the_end_of_questions(player, **answers)
    here = await player.press("ok")
    assert isinstance(here, Open)
    return here


@pytest.mark.parametrize(("end", "keep"), [("done", False), ("keep", True)])
async def test_the_end_returns_the_answers_and_whether_they_may_be_kept(end: str, keep: bool) -> None:  # noqa: FBT001 -- a column of the table
    player = check()
    await at_the_result(player, **CASES)
    if keep:
        await player.press("!keep")
    finished = await player.press(end)
    assert isinstance(finished, Finished)
    checked = finished.value
    assert checked.keep is keep
    assert checked.profile.items() >= CASES.items()
    assert {verdict.call.id: verdict.truth.value for verdict in checked.verdicts}["indh_taroudant_2026"] == "yes"


async def test_only_what_can_still_change_a_result_is_asked() -> None:
    player = check(place="09.541", legal_form="association")
    await to_the_end_of_questions(player)
    assert "own_amount" not in player.state.answers, "only cooperatives are asked for their part there"


async def test_somebody_who_does_not_know_the_place_is_asked_for_national_calls() -> None:
    player = check()
    here = await at_the_result(player)
    assert "⚠️" not in player.said(here)
    assert "نتيجتك" in player.said(here)


async def test_a_changed_answer_is_judged_anew_and_leads_straight_to_the_result() -> None:
    player = check()
    await at_the_result(player, **CASES)
    await player.press("!change")
    await player.press("edit:women_pct")
    here = await player.give(Typed("20%"))
    assert isinstance(here, Open)
    assert here.key == "result"
    assert "❌ طلب اقتراح مشاريع بتارودانت" in visible(player.said(here))


async def test_back_from_the_change_of_an_answer_leads_to_the_result_again() -> None:
    player = check()
    await at_the_result(player, **CASES)
    assert (await player.press("!change"), (await player.look()).key)[1] == "review"
    await player.press("!back")
    assert (await player.look()).key == "result"


async def test_when_a_call_closes_in_the_middle_an_answer_is_not_taken_for_another_question() -> None:
    """The fishing call of 2025 asked for the cost; after its last day the share of women is what matters."""
    known = {"place": "09.163", "legal_form": "cooperative", "sector": None}
    player = check(IN_MAY, **known, womens_cooperative=None, entity_age_months=None)
    assert (await player.look()).key == "project_cost"
    old = player.data("!skip")
    player.run = check(IN_JUNE).run
    here = await player.give(Typed("100"))
    assert isinstance(here, Open)
    assert (here.key, here.refused) == ("women_pct", MOVED_ON)
    assert "women_pct" not in player.state.answers
    tapped = unpack(old)
    assert tapped is not None
    assert not tapped.belongs_to(player.state)
    assert isinstance(await player.give(Typed("100")), Open)
    assert player.state.answers["women_pct"] == 100


async def test_words_on_the_result_are_refused_kindly_and_forged_values_too() -> None:
    player = check()
    await at_the_result(player, **CASES)
    for given in (
        Typed("شكرا"),
        Pressed("call:nothing"),
        Pressed("papers:nothing"),
        Pressed("edit:age"),
        Pressed("!stop"),
    ):
        here = await player.give(given)
        assert isinstance(here, Open)
        assert here.refused is not None


async def test_a_call_that_is_no_longer_there_shows_the_overview() -> None:
    player = check()
    await at_the_result(player, **CASES)
    player.state.note = {"call": "nothing"}
    assert "نتيجتك" in player.said(await player.look())


@pytest.mark.parametrize("stored", ["yes", 1, None, ["done"]])
async def test_a_stored_end_that_is_none_is_asked_again(stored: object) -> None:
    player = check()
    await at_the_result(player, **CASES)
    player.state.answers["result"] = stored
    if stored is not None:
        assert (await player.look()).key == "result"


async def test_stored_answers_of_the_review_are_checked() -> None:
    player = check()
    await to_the_end_of_questions(player, **CASES)
    player.state.answers["review"] = "later"
    assert (await player.look()).key == "review"
