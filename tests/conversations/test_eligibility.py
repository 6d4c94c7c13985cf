import re
from datetime import UTC, date, datetime

import pytest

from conversations.eligibility import Checked, Kept, eligibility
from conversations.engine import MOVED_ON, Finished, Open, Talk
from conversations.given import Pressed, Typed
from conversations.presentation import unpack
from conversations.state import State
from domain.calls import load, rules_hash
from domain.replacing import replace
from domain.truth import Truth
from domain.turning import results
from simulator.messages import visible
from tests.conversations.player import MARCH, Player, check, to_the_end_of_questions

IN_MAY, IN_JUNE = datetime(2025, 5, 1, 9, tzinfo=UTC), datetime(2025, 6, 1, 9, tzinfo=UTC)
COMPARED = "ما الذي غيره جوابك"
CASES = {"place": "09.541", "legal_form": "cooperative", "women_pct": 60, "project_cost": 100_000, "own_amount": 10_000}


async def at_the_result(player: Player[Checked], **answers: object) -> Open:
    await to_the_end_of_questions(player, **answers)
    here = await player.press("ok")
    assert isinstance(here, Open)
    return here


@pytest.mark.parametrize(
    ("way", "end"),
    [
        (None, "done"),
        ("!keep", "keep"),
        ("!tell", "tell"),
        ("!share", "pdf"),
        ("!share", "text"),
        ("call:indh_taroudant_2026", "pdf:indh_taroudant_2026"),
        ("talk:", "person:"),
    ],
)
async def test_the_end_returns_the_answers_and_what_the_person_wants(way: str | None, end: str) -> None:
    player = check()
    await at_the_result(player, **CASES)
    if way:
        await player.press(way)
    finished = await player.press(end)
    assert isinstance(finished, Finished)
    checked = finished.value
    assert checked.end == end
    assert checked.profile.items() >= CASES.items()
    assert {verdict.call.id: verdict.truth.value for verdict in checked.verdicts}["indh_taroudant_2026"] == "yes"


async def test_a_call_leads_to_a_person_and_back_and_a_national_one_says_where_to_go_too() -> None:
    player = check()
    await at_the_result(player, **CASES)
    await player.press("call:indh_taroudant_2026")
    here = await player.press("talk:indh_taroudant_2026")
    assert isinstance(here, Open)
    assert "لكل جهات المغرب" not in player.said(here)
    await player.press("!back")
    here = await player.press("!back")
    assert isinstance(here, Open)
    assert "نتيجتك" in player.said(here)
    await player.press("call:generation_green")
    here = await player.press("talk:generation_green")
    assert isinstance(here, Open)
    where = next(call.where for call in load().calls if call.id == "generation_green")
    assert "لكل جهات المغرب" in player.said(here)
    assert where.ar in visible(player.said(here))
    finished = await player.press("person:generation_green")
    assert isinstance(finished, Finished)
    assert finished.value.end == "person:generation_green"


async def test_who_told_no_place_is_sent_to_no_staff_before_she_tells_it() -> None:
    player = check()
    await at_the_result(player)
    here = await player.press("talk:")
    assert isinstance(here, Open)
    assert not [value for value in player.values(here) if value.startswith("person:")]
    here = await player.press("edit:place")
    assert isinstance(here, Open)
    assert here.key == "place"


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


async def test_a_change_says_which_results_turned_and_which_answer_did_it() -> None:
    player = check()
    await at_the_result(player, **CASES)
    await player.press("call:indh_taroudant_2026")
    assert "edit:women_pct" not in player.values(await player.look()), "it stands against nothing there"
    await player.press("!back")
    await change(player, "women_pct", "20%")
    said = visible(player.said(await player.look()))
    assert "ما الذي غيره جوابك الجديد" in said
    assert "نسبة النساء: كان الجواب «60%»، وهو الآن «20%»." in said
    assert "طلب اقتراح مشاريع بتارودانت لسنة 2026: محور تحسين الدخل: من قبل ✅، والآن ❌" in said


async def test_a_no_can_be_tried_the_other_way_from_its_own_card() -> None:
    player = check()
    await at_the_result(player, **{**CASES, "women_pct": 40})
    await player.press("call:indh_taroudant_2026")
    assert "أن تكون نسبة النساء 51% على الأقل؛ وهي اليوم 40%." in visible(player.said(await player.look()))
    await player.press("edit:women_pct")
    await player.write("51")
    await to_the_end_of_questions(player, **CASES)
    assert "محور تحسين الدخل: من قبل ❌، والآن ✅" in visible(player.said(await player.look()))


async def test_a_change_that_turns_nothing_says_so() -> None:
    player = check()
    await at_the_result(player, **CASES)
    await change(player, "women_pct", "70%")
    assert "لم تتغير أي نتيجة" in visible(player.said(await player.look()))


async def test_nothing_is_compared_before_a_result_was_seen_after_the_same_answer_or_in_another_place() -> None:
    player = check()
    await to_the_end_of_questions(player, **CASES)
    await player.press("edit:women_pct")
    await player.write("20%")
    await player.press("ok")
    assert COMPARED not in player.said(await player.look())
    await change(player, "women_pct", "20%")
    assert COMPARED not in player.said(await player.look())
    await player.press("!change")
    await player.press("edit:place")
    await player.give(Pressed("=09.163"))
    await to_the_end_of_questions(player, **CASES)
    assert COMPARED not in player.said(await player.look())


async def test_what_was_not_asked_can_be_told_from_the_card_of_a_past_call() -> None:
    player = check()
    await at_the_result(player, place="01.511", legal_form="cooperative")
    before = set(player.state.answers)
    await player.press("call:lalla_al_moutaaouina_2025")
    [asked] = [value for value in player.values(await player.look()) if value.startswith("edit:")]
    here = await player.press(asked)
    assert isinstance(here, Open)
    await player.press("yes")
    assert set(player.state.answers) - before <= {"womens_cooperative"}
    said = visible(player.said(await player.look()))
    assert "لالة المتعاونة: الدورة السادسة 2025: من قبل ❔، والآن ✅" in said
    assert "كان الجواب «لا أعرف»، وهو الآن «نعم»" in said


async def test_an_earlier_answer_that_can_no_longer_be_read_is_not_compared() -> None:
    player = check()
    await at_the_result(player, **CASES)
    await change(player, "women_pct", "20%")
    assert player.state.before is not None
    player.state.before["women_pct"] = "many"
    assert COMPARED not in player.said(await player.look())


async def change(player: Player[Checked], key: str, words: str) -> None:
    await player.press("!change")
    await player.press(f"edit:{key}")
    await player.write(words)


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
        Pressed("edit:nothing"),
        Pressed("pdf:nothing"),
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


KEPT = Kept(date(2026, 2, 1), {}, {}, telling=False)


def kept(earlier: Kept, **answers: object) -> Player[Checked]:
    """Somebody who opens her kept result in March."""

    async def run(talk: Talk) -> Checked:
        return await eligibility(talk, load().calls, MARCH, kept=earlier)

    return Player(run, State(run="r1", answers={**answers, "review": "ok"}))


async def answers_of_a_whole_check() -> tuple[dict[str, object], Checked]:
    player = check()
    await at_the_result(player, **CASES)
    finished = await player.press("done")
    assert isinstance(finished, Finished)
    return dict(finished.value.profile), finished.value


async def test_a_kept_result_whose_rules_are_the_same_says_so() -> None:
    answers, checked = await answers_of_a_whole_check()
    shown = (*checked.verdicts, *checked.lessons)
    rules = {one.call.id: rules_hash(one.call) for one in shown}
    player = kept(replace(KEPT, rules=rules, results=results(shown)), **answers)
    said = visible(player.said(await player.look()))
    assert "حفظت هذه النتيجة يوم 1 فبراير 2026." in said
    assert "لم تتغير الشروط منذ ذلك اليوم" in said


async def test_a_kept_result_shows_what_it_said_where_the_rules_changed_since() -> None:
    answers, checked = await answers_of_a_whole_check()
    shown = (*checked.verdicts, *checked.lessons)
    rules = {one.call.id: rules_hash(one.call) for one in shown} | {"indh_taroudant_2026": "other rules"}
    before = results(shown) | {"indh_taroudant_2026": Truth.NO, "indh_tiznit_2021": Truth.UNKNOWN}
    new = shown[1].call
    del rules[new.id], before[new.id]
    player = kept(replace(KEPT, rules=rules, results=before), **answers)
    said = re.sub("<[^>]+>", "", visible(player.said(await player.look())))
    assert "تغيرت شروط هذه البرامج" in said
    assert "محور تحسين الدخل: من قبل ❌، والآن ✅" in said
    assert re.search(f"هذه جديدة منذ ذلك اليوم:\n• [✅❔❌] {new.title.ar}", said)
    assert "وقد انتهت أو حل غيرها محلها:\n• ❔ " in said


async def test_who_is_told_of_news_can_end_it_on_the_kept_result() -> None:
    answers, _ = await answers_of_a_whole_check()
    player = kept(replace(KEPT, telling=True), **answers)
    finished = await player.press("hush")
    assert isinstance(finished, Finished)
    assert finished.value.end == "hush"
