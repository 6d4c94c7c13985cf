from typing import Any

import pytest

from conversations.broadcast_correction import STAYS, CorrectionQuestion, correction
from conversations.engine import Finished, Talk
from conversations.given import Attached, Given, Pressed, Typed
from conversations.question import Stale
from domain.broadcasts.content import Content, Kind, Poll, dump
from messages.marks import Mark
from messages.values import Verbatim
from tests.conversations.asking import answer, refused, sent
from tests.conversations.player import Player

TEXT = Content(Kind.TEXT, "يوم الجمعة")
PHOTO = Content(Kind.PHOTO, "تعليق", "file")
POLL = Content(Kind.POLL, poll=Poll("متى؟", ("السبت", "الأحد")))


def question(before: Content) -> CorrectionQuestion:
    return CorrectionQuestion(before, Verbatim("العربية"))


def correcting(**before: Content) -> Player[dict[str, Content]]:
    async def run(talk: Talk) -> dict[str, Content]:
        return await correction(talk, before)

    return Player(run)


async def test_only_what_changes_is_sent_again() -> None:
    player = correcting(ar=TEXT, fr=PHOTO)
    await player.look()
    await player.give(Typed("يوم السبت", (Mark("bold", 4, 9),)))
    end = await player.press(STAYS)
    assert end == Finished({"ar": Content(Kind.TEXT, "يوم <b>السبت</b>")})


async def test_nothing_may_change() -> None:
    player = correcting(ar=TEXT)
    assert await player.press(STAYS) == Finished({})


def test_a_file_and_the_answers_of_a_poll_stay() -> None:
    assert question(PHOTO).load(answer(question(PHOTO), "جديد")) == Content(Kind.PHOTO, "جديد", "file")
    changed = question(POLL).load(answer(question(POLL), Typed("متى نجتمع؟", (Mark("bold", 0, 3),))))
    assert changed.poll == Poll("متى نجتمع؟", ("السبت", "الأحد"))


@pytest.mark.parametrize(
    ("before", "given"),
    [
        (TEXT, sent()),
        (TEXT, Attached("poll")),
        (PHOTO, Typed("ط" * 1025)),
        (TEXT, Typed("ط" * 4097)),
        (POLL, Typed("ط" * 301)),
        (TEXT, Typed(" ")),
        (TEXT, Typed("بطاقته JB123456")),
        (TEXT, Pressed("?")),
    ],
)
def test_what_cannot_take_its_place_is_refused(before: Content, given: Given) -> None:
    refused(question(before), given)


@pytest.mark.parametrize("stored", [None, "", dump(PHOTO), {"kind": "text"}, 3])
def test_what_would_change_more_than_the_words_is_asked_again(stored: Any) -> None:
    with pytest.raises(Stale):
        question(TEXT).load(stored)
