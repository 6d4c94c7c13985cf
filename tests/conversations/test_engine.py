from typing import Any, ClassVar

import pytest

from conversations.engine import BACK, MOST_TYPED, MOVED_ON, SKIP, Finished, Open, Talk, replay, step
from conversations.facts import QUESTIONS
from conversations.given import Attached, Given, Pressed, Typed
from conversations.question import Answered, Asked, Choice, Gathered, Question, Understood
from conversations.questions.duration import DurationQuestion
from conversations.questions.money import MoneyQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.review import Review
from conversations.questions.yes_no import YesNoQuestion
from conversations.state import State
from messages.text import T, Text
from tests.conversations.player import Player

AGE = NumberQuestion(T("How old are you?"), T("Age"), 10, 110)
WOMAN = YesNoQuestion(T("Are you a woman?"), T("A woman"))
COST = MoneyQuestion(T("How much do you sell in a year, about?"), T("Sales in a year"), 0, 1_000_000_000)
PLACE = T("Place")
SINCE = DurationQuestion(T("How old are you?"), T("Created since"))


async def three(talk: Talk) -> dict[str, Any]:
    """Age, then the sales, for grown-ups only, then woman; a review at the end."""
    given: dict[str, Any] = {"age": await talk.ask("age", AGE)}
    if given["age"] is None or given["age"] >= 18:
        given["cost"] = await talk.ask("cost", COST)
    given["woman"] = await talk.ask("woman", WOMAN)
    await talk.ask("review", Review(tuple(talk.told), T("Yes")))
    return given


async def searching(talk: Talk) -> None:
    """Woman, then the sector, which is searched for in her own words; a review at the end."""
    await talk.ask("woman", WOMAN)
    await talk.ask("sector", QUESTIONS["sector"])
    await talk.ask("review", Review(tuple(talk.told), T("Yes")))


def at_the_sector() -> Player[None]:
    return Player(searching, State("r1", answers={"woman": True}))


def keys(here: Open | Finished[Any]) -> str | None:
    return here.key if isinstance(here, Open) else None


async def test_a_conversation_asks_and_returns_what_was_answered() -> None:
    player = Player(three)
    assert (await player.look()).key == "age"
    assert keys(await player.give(Typed("30"))) == "cost"
    assert keys(await player.give(Typed("200000 درهم"))) == "woman"
    assert keys(await player.give(Pressed("yes"))) == "review"
    assert await player.give(Pressed("ok")) == Finished({"age": 30, "cost": 200_000, "woman": True})


async def test_the_same_answers_always_lead_to_the_same_question() -> None:
    player = Player(three, State("r1", answers={"age": 30}))
    first = await player.look()
    before = player.state.dump()
    for _ in range(3):
        assert await player.look() == first
    assert player.state.dump() == before


async def test_answers_are_kept_by_name_and_not_by_place() -> None:
    player = Player(three, State("r1", answers={"woman": False, "cost": 5}))
    assert (await player.look()).key == "age"
    assert keys(await player.give(Typed("40"))) == "review"


async def test_a_question_that_no_longer_matters_is_not_asked_and_its_answer_stays() -> None:
    player = Player(three, State("r1", answers={"age": 30, "cost": 70_000}))
    await player.press(BACK)
    await player.press(BACK)
    assert keys(await player.give(Typed("15"))) == "woman"
    await player.press(BACK)
    assert keys(await player.give(Typed("30"))) == "woman"
    assert player.state.answers["cost"] == 70_000


async def test_a_refused_answer_changes_nothing() -> None:
    player = Player(three, State("r1", answers={"age": 30}))
    await player.look()
    before = player.state.dump()
    for given in (Typed("كلام"), Typed(""), Attached("sticker"), Pressed("?"), Pressed("!help"), Typed("-5")):
        here = await player.give(given)
        assert isinstance(here, Open)
        assert here.refused is not None
        assert here.key == "cost"
        assert player.state.dump() == before


async def test_every_other_answer_makes_older_buttons_old() -> None:
    player = Player(three)
    seen = {(await player.look(), player.state.revision)[1]}
    for given in (Typed("30"), Typed("10 مليون"), Pressed(BACK), Pressed(SKIP), Pressed("no"), Pressed("edit:age")):
        await player.give(given)
        assert player.state.revision not in seen
        seen.add(player.state.revision)


async def test_back_leads_through_every_depth_to_the_first_question_and_loses_no_answer() -> None:
    player = Player(three, State("r1", answers={"age": 30, "cost": 1000, "woman": True}))
    for key in ("woman", "cost", "age", "age"):
        here = await player.give(Pressed(BACK))
        assert keys(here) == key
    assert player.state.answers == {"age": 30, "cost": 1000, "woman": True}
    assert keys(await player.give(Typed("31"))) == "review"


async def test_the_first_question_has_nothing_before_it() -> None:
    assert (await Player(three).look()).first


async def test_back_inside_a_question_stays_inside_it() -> None:
    player = Player(three, State("r1", answers={"age": 30}))
    assert player.state.note is None
    await player.give(Typed("10 مليون"))
    assert player.state.note is not None
    assert keys(await player.give(Pressed(BACK))) == "cost"
    assert player.state.note is None


async def test_i_do_not_know_is_an_answer() -> None:
    player = Player(three)
    await player.press(SKIP)
    assert player.state.answers == {"age": None}
    assert (await player.look()).key == "cost"


async def test_what_cannot_be_skipped_is_asked_until_it_is_answered() -> None:
    player = Player(three, State("r1", answers={"age": None, "cost": None, "woman": None}))
    here = await player.give(Pressed(SKIP))
    assert isinstance(here, Open)
    assert here.refused is not None
    assert "review" not in player.state.answers


async def test_a_changed_answer_leads_back_to_the_review() -> None:
    player = Player(three, State("r1", answers={"age": 30, "cost": 1000, "woman": True}))
    assert keys(await player.press("edit:age")) == "age"
    assert keys(await player.give(Typed("44"))) == "review"
    assert player.state.answers["age"] == 44


@pytest.mark.parametrize("key", ["age", "cost", "woman"])
async def test_back_from_a_change_leads_to_the_review_also_at_the_first_question(key: str) -> None:
    player = Player(three, State("r1", answers={"age": 30, "cost": 1000, "woman": True}))
    await player.press(f"edit:{key}")
    assert not (await player.look()).first
    assert keys(await player.press(BACK)) == "review"
    assert player.state.answers == {"age": 30, "cost": 1000, "woman": True}


@pytest.mark.parametrize("stored", ["thirty", 7, -1, 2**62, 3.5, True, ["30"], {"age": 30}])
async def test_a_stored_answer_that_today_refuses_is_asked_again(stored: object) -> None:
    player = Player(three, State("r1", answers={"age": stored, "cost": 1000, "woman": True}))
    assert (await player.look()).key == "age"
    assert keys(await player.give(Typed("30"))) == "review"


async def test_a_stored_number_of_any_length_is_read_and_asked_again() -> None:
    written = State("r1", answers={"age": 30, "cost": 1000, "woman": True}).dump()
    player = Player(three, State.parse(written.replace("30", "3" * 40)))
    assert (await player.look()).key == "age"
    assert keys(await player.give(Typed("30"))) == "review"


async def test_a_question_asked_twice_is_an_error() -> None:
    async def twice(talk: Talk) -> None:
        await talk.ask("age", AGE)
        await talk.ask("age", AGE)

    with pytest.raises(ValueError, match="'age' is asked twice"):
        await replay(twice, State("r1", answers={"age": 30}))


async def test_no_exception_handler_of_a_conversation_swallows_the_waiting() -> None:
    async def careless(talk: Talk) -> int | None:
        try:
            return await talk.ask("age", AGE)
        except Exception:  # noqa: BLE001 -- the carelessness that this test is about
            return 0

    assert isinstance(await replay(careless, State("r1")), Open)


async def test_whoever_goes_to_change_an_answer_leaves_all_answers_as_they_were_beside_it() -> None:
    player = Player(three, State("r1", answers={"age": 30, "cost": None, "woman": True}))
    await player.press("edit:age")
    await player.write("31")
    assert player.state.before == {"age": 30, "cost": None, "woman": True}
    await player.press("edit:age")
    await player.write("32")
    assert player.state.before == {"age": 31, "cost": None, "woman": True}


async def test_an_answer_after_the_end_changes_nothing() -> None:
    player = Player(three, State("r1", answers={"age": 9, "woman": True, "review": "ok"}))
    player.state.answers["age"] = 12
    assert isinstance(await player.give(Typed("30")), Finished)
    assert player.state.answers["age"] == 12


async def first_money_then_months(talk: Talk) -> None:
    await talk.ask("cost", COST)
    await talk.ask("since", SINCE)


async def only_months(talk: Talk) -> None:
    await talk.ask("since", SINCE)


async def test_an_answer_to_a_question_that_is_no_longer_the_open_one_is_not_taken() -> None:
    """Last week the sales were asked; since then that call is over, and the creation is asked."""
    state = State("r1")
    await step(first_money_then_months, state, Typed("10 مليون"))
    assert state.note == [100_000, 10_000_000]
    state = State.parse(state.dump())
    here = await step(only_months, state, Pressed("=100000"))
    assert isinstance(here, Open)
    assert (here.key, here.refused, state.note, state.answers) == ("since", MOVED_ON, None, {})
    here.question.ask(state.note)
    assert isinstance(await step(only_months, state, Typed("3 سنوات")), Finished)
    assert state.answers == {"since": 36}


async def test_old_buttons_are_old_when_the_open_question_became_another() -> None:
    state = State("r1")
    await replay(first_money_then_months, state)
    before = state.revision
    await replay(only_months, state)
    assert state.revision != before


async def test_words_that_were_tried_are_learnt_with_the_answer_and_once() -> None:
    player = at_the_sector()
    for given in (Typed("taqsbit"), Typed("taqsbit"), Typed("0612345678"), Typed("العسل"), Pressed("!list")):
        await player.give(given)
    assert player.state.typed == [["sector", "taqsbit"], ["sector", "العسل"]]
    await player.press("=argan")
    assert player.state.learnt == [["sector", "taqsbit", "argan"], ["sector", "العسل", "argan"]]
    assert player.state.typed == []


async def test_words_before_i_do_not_know_are_learnt_without_an_answer() -> None:
    player = at_the_sector()
    await player.give(Typed("taqsbit"))
    await player.press(SKIP)
    assert player.state.learnt == [["sector", "taqsbit", None]]


async def test_only_the_last_words_that_were_tried_are_remembered() -> None:
    player = at_the_sector()
    for number in range(MOST_TYPED + 2):
        await player.give(Typed(f"taqsbit {number}"))
    assert [text for _, text in player.state.typed] == [f"taqsbit {number}" for number in range(2, MOST_TYPED + 2)]


async def test_words_of_a_question_that_is_left_are_not_those_of_the_next() -> None:
    player = at_the_sector()
    await player.give(Typed("taqsbit"))
    await player.press(BACK)
    assert player.state.typed == []


class Words(Question[list[str]], frozen=True):
    """Gathers words one by one until "done"."""

    so_far: Any
    short: Text = PLACE
    skippable: ClassVar[bool] = False

    def ask(self, note: Any) -> Asked:
        del note
        return Asked((PLACE,), ((Choice(T("Yes"), "done"),),))

    def read(self, given: Given, note: Any) -> Understood:
        del note
        words = self.so_far or []
        return Gathered([*words, given.text]) if isinstance(given, Typed) else Answered(words)

    def load(self, stored: Any) -> list[str]:
        return list(stored)

    def tell(self, stored: Any) -> Text:
        return T("{number}", number=len(stored))


async def gathering(talk: Talk) -> list[str] | None:
    await talk.ask("age", AGE)
    words = await talk.ask("words", Words(talk.so_far("words")))
    await talk.ask("review", Review(tuple(talk.told), T("Yes")))
    return words


async def test_what_is_gathered_is_kept_at_once_and_the_question_stays_with_its_buttons() -> None:
    player = Player(gathering, State("r1", answers={"age": 30}))
    revision = (await player.look(), player.state.revision)[1]
    for count, word in enumerate(("واحد", "اثنان", "ثلاثة"), 1):
        here = await player.give(Typed(word))
        assert keys(here) == "words"
        assert len(player.state.answers["words"]) == count
        assert player.state.revision == revision
    assert keys(await player.press("done")) == "review"
    assert player.state.answers["words"] == ["واحد", "اثنان", "ثلاثة"]


async def test_back_from_a_question_that_gathers_loses_nothing() -> None:
    player = Player(gathering, State("r1", answers={"age": 30}))
    await player.give(Typed("واحد"))
    assert keys(await player.press(BACK)) == "age"
    assert keys(await player.give(Typed("31"))) == "review"
    assert player.state.answers["words"] == ["واحد"]


async def test_what_was_gathered_is_added_to_when_it_is_changed_from_the_review() -> None:
    player = Player(gathering, State("r1", answers={"age": 30, "words": ["واحد"]}))
    await player.press("edit:words")
    await player.give(Typed("اثنان"))
    assert keys(await player.press("done")) == "review"
    assert player.state.answers["words"] == ["واحد", "اثنان"]


async def asking_aside(talk: Talk) -> None:
    """The age; the sales, which are known from the beginning; a review of both."""
    await talk.ask("age", AGE)
    await talk.aside("cost", COST)
    await talk.ask("review", Review(tuple(talk.told), T("Yes")))


async def test_back_passes_over_what_is_known_from_the_beginning() -> None:
    player = Player(asking_aside, State("r1", answers={"cost": 5}))
    await player.look()
    assert keys(await player.give(Typed("30"))) == "review"
    assert keys(await player.give(Pressed(BACK))) == "age"
    await player.give(Typed("31"))
    assert keys(await player.press("edit:cost")) == "cost"
    assert keys(await player.give(Pressed(BACK))) == "review"
    await player.press("edit:cost")
    assert keys(await player.give(Typed("200000 درهم"))) == "review"
    assert player.state.answers == {"age": 31, "cost": 200_000}
