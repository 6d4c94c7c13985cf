"""Every screen of the eligibility chat, for several persons and in both languages, is fit to be sent and read."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from conversations.eligibility import Checked
from conversations.engine import MOVED_ON, Open
from conversations.facts import QUESTIONS
from conversations.given import Pressed
from conversations.presentation import present
from conversations.questions.result import ResultQuestion
from messages.screen import render
from messages.voice import Voice
from simulator.messages import visible
from tests.conversations.asking import NONSENSE
from tests.conversations.player import MARCH, Player, check, to_the_end_of_questions

PERSONS: dict[str, dict[str, Any]] = {
    "a cooperative of Taroudant": {
        "place": "09.541", "legal_form": "cooperative", "sector": "beekeeping", "age": 40, "women_pct": 100,
        "womens_cooperative": True, "project_cost": 220_000, "own_amount": 22_000, "entity_age_months": 30,
        "lives_there": True, "turnover": 300_000,
    },
    "an argan cooperative of Chtouka": {"place": "09.163", "legal_form": "cooperative", "sector": "argan"},
    "a young person of Tanger": {
        "place": "01.511", "legal_form": "none_yet", "age": 24, "woman": True, "sector": "digital_culture",
        "job_seeking": True, "worked_before": False, "funded_before": False, "salaried": False,
        "project_cost": 90_000, "own_amount": 10_000, "lives_there": True,
    },
    "an association of Khénifra": {"place": "05.301", "legal_form": "association", "sector": "agriculture"},
    "a company of Sidi Ifni": {"place": "10.473", "legal_form": "sarl", "age": 60, "project_cost": 10_000_000},
    "somebody who knows nothing": {},
}  # fmt: skip
MOMENTS = {
    "before": datetime(2024, 10, 1, 9, tzinfo=UTC),
    "in March": MARCH,
    "later": datetime(2026, 12, 1, tzinfo=UTC),
}
LATIN = re.compile(r"[A-Za-z]{3,}")
ENGLISH = re.compile(r"\b(the|you|your|and|is|are|this|call|question|of about|women)\b", re.IGNORECASE)
TAGS = re.compile(r"<[^>]+>")
OPENING = re.compile(r"<(b|i|u|s|code|a|blockquote)\b")


async def screens(player: Player[Checked], answers: dict[str, Any]) -> AsyncIterator[Open]:
    """Every question, once as it is and once refused, with what opens inside it; the review; all of the result."""
    here = await player.look()
    while here.key != "review":
        yield here
        for note in NOTES.get(here.key, ()):
            player.state.note = note
            yield await player.look()
        player.state.note = None
        for nonsense in NONSENSE[:6]:
            refused = await player.give(nonsense)
            if isinstance(refused, Open) and refused.key == here.key:
                yield refused
            player.state.note = None
        player.state.answers[here.key] = answers.get(here.key)
        here = await player.look()
    yield here
    shown = await player.press("ok")
    assert isinstance(shown, Open)
    question = shown.question
    assert isinstance(question, ResultQuestion)
    yield shown
    for verdict in (*question.verdicts, *question.lessons):
        for way in ("call:", "papers:", "!back", "talk:"):
            opened = await player.press(way if way == "!back" else way + verdict.call.id)
            assert isinstance(opened, Open)
            yield opened
        await player.press("!back")
        await player.press("!back")
    for value in ("!keep", "!tell", "!share", "talk:"):
        asked = await player.press(value)
        assert isinstance(asked, Open)
        yield asked
        await player.press("!back")
    async for changed in after_a_change(player):
        yield changed


async def after_a_change(player: Player[Checked]) -> AsyncIterator[Open]:
    """Some answers changed to "I don't know", and the result that follows."""
    for key in [told.key for told in (await result(player)).told if told.key != "place"][:2]:
        await player.press("!change")
        await player.press(f"edit:{key}")
        await player.press("!skip")
        await to_the_end_of_questions(player)
        yield await player.look()


async def result(player: Player[Checked]) -> ResultQuestion:
    question = (await player.look()).question
    assert isinstance(question, ResultQuestion)
    return question


NOTES: dict[str, tuple[Any, ...]] = {
    "place": ({"in": "09"}, {"in": "09.581"}, {"found": ["09.541"]}, {"found": ["09.541", "01.511"]}),
    "sector": ({"list": True}, {"found": ["argan", "beekeeping"]}),
    "entity_age_months": (3,),
    "project_cost": ([100_000, 10_000_000],),
}


@pytest.mark.parametrize("moment", list(MOMENTS))
@pytest.mark.parametrize("person", list(PERSONS))
async def test_every_screen_is_fit_to_be_sent_and_read(person: str, moment: str) -> None:
    player = check(MOMENTS[moment])
    count = 0
    async for here in screens(player, PERSONS[person]):
        count += 1
        for language in ("ar", "fr"):
            for helping in {False, here.question.help is not None}:
                _is_fit(player, here, language, helping=helping)
    assert count > 10


def _is_fit(player: Player[Checked], here: Open, language: str, *, helping: bool) -> None:
    rendered = render(present(here, player.state, helping=helping), Voice.of(language))
    where = f"{here.key} in {language}: {rendered.texts}"
    assert len(rendered.texts) == 1, f"too long for one message: {where}"
    [text] = rendered.texts
    said = visible(TAGS.sub("", text))
    assert len(said) < 3000, f"{len(said)} characters: {where}"
    assert len(OPENING.findall(text)) <= 100, where
    assert all(paragraph.strip() for paragraph in said.split("\n\n")), where
    assert "{" not in said, where
    if language == "ar":
        assert not ENGLISH.search(said), where
        assert re.search("[؀-ۿ]", said), where
    assert rendered.markup is not None, where
    buttons = [button for row in rendered.markup["inline_keyboard"] for button in row]
    assert 1 <= len(buttons) <= 100, where
    for button in buttons:
        assert 1 <= len(button["callback_data"].encode()) <= 64, where
        assert visible(button["text"]).strip(), where
        assert not (language == "ar" and LATIN.search(visible(button["text"])) and here.key != "sector"), button
    assert len({button["callback_data"] for button in buttons}) == len(buttons), f"two buttons alike: {where}"


async def test_a_person_is_asked_at_most_a_dozen_questions() -> None:
    for answers in PERSONS.values():
        player = check()
        await to_the_end_of_questions(player, **answers)
        assert len(player.state.answers) <= len(QUESTIONS) - 3


async def test_the_progress_never_runs_past_its_end() -> None:
    for answers in PERSONS.values():
        player = check()
        here = await player.look()
        while here.key != "review":
            found = re.search(r"(\d+) من حوالي (\d+)", visible(player.said(here)))
            assert found is not None
            assert int(found[1]) == len(player.state.answers) + 1
            assert int(found[1]) <= int(found[2])
            player.state.answers[here.key] = answers.get(here.key)
            here = await player.look()


def test_the_sentence_for_a_changed_question_exists_in_both_languages() -> None:
    assert all(Voice.of(language).plain(MOVED_ON) for language in ("ar", "fr"))


async def test_the_result_is_the_same_for_the_same_answers_and_clock() -> None:
    said = set()
    for _ in range(2):
        player = check()
        await to_the_end_of_questions(player, **PERSONS["a cooperative of Taroudant"])
        here = await player.give(Pressed("ok"))
        assert isinstance(here, Open)
        said.add(player.said(here))
    assert len(said) == 1
