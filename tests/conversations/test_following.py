"""The small conversations about a request that was sent, played without a phone."""

from functools import partial

import pytest

from catalogue.local import Local
from conversations.cooperative import Noted, cooperative
from conversations.engine import Finished, Open, Run, Talk
from conversations.following import addition, comment, correction, reopening
from conversations.given import Pressed, Typed
from conversations.questions.files import Paper
from conversations.questions.text import Said
from domain.requests.change import Change
from domain.requests.life import Action
from domain.requests.request import NewFile
from messages.text import T
from simulator.messages import visible
from tests.conversations.asking import sent
from tests.conversations.player import Player

STATUTES = Paper("statutes", Local(ar="النظام الأساسي", fr="Statuts"))
LIST = Paper("members_list", Local(ar="لائحة الأعضاء", fr="Liste des membres"))
ASKED = T("✏️ <b>Please send again:</b>")


def file(document: str, at: int = 1) -> NewFile:
    return NewFile(document, "photo", f"file{at}", f"unique{at}", size=1000)


def corrects(*papers: Paper) -> Player[Change]:
    async def run(talk: Talk) -> Change:
        return await correction(talk, papers, ASKED)

    return Player(run)


async def test_the_one_paper_that_was_asked_for_needs_no_number() -> None:
    player = corrects(STATUTES)
    await player.give(sent())
    await player.press("done")
    await player.press("empty")
    assert await player.press("send") == Finished(Change(Action.CORRECT, files=(file("statutes"),)))


async def test_of_several_papers_each_is_named_by_its_number() -> None:
    player = corrects(STATUTES, LIST)
    await player.press("for:members_list")
    await player.give(sent())
    await player.press("done")
    await player.write("هذه هي اللائحة الجديدة")
    end = await player.press("send")
    assert end == Finished(Change(Action.CORRECT, "هذه هي اللائحة الجديدة", files=(file("members_list"),)))


async def test_a_correction_is_paper_or_words_and_never_nothing() -> None:
    player = corrects()
    await player.press("done")
    here = await player.look()
    assert here.key == "words"
    assert "empty" not in player.values(here)


async def test_an_addition_has_at_least_one_file_and_at_most_what_there_is_room_for() -> None:
    player: Player[Change] = Player(partial(addition, most=1))
    assert "done" not in player.values(await player.look())
    await player.give(sent(at=1))
    here = await player.give(sent(at=2))
    assert isinstance(here, Open)
    assert here.refused is not None
    assert await player.press("done") == Finished(Change(Action.ADD_FILE, files=(file("other"),)))


async def test_who_reopens_may_say_what_has_changed() -> None:
    assert await Player(reopening).give(Pressed("empty")) == Finished(Change(Action.REOPEN))
    assert await Player(reopening).give(Typed("جاهزات")) == Finished(Change(Action.REOPEN, "جاهزات"))


async def test_a_comment_is_written_or_spoken() -> None:
    voice = NewFile("other", "voice", "file1", "unique1", size=1000)
    assert await Player(comment).give(sent("voice")) == Finished(Said(voice=voice))


async def test_a_cooperative_is_noted_with_its_name_and_place_by_its_president() -> None:
    player = Player(cooperative)
    await player.write("تعاونية <الأمل>")
    await player.give(Pressed("=09.541"))
    await player.give(Pressed("=09.541"))
    assert (await player.look()).key == "president"
    assert await player.press("yes") == Finished(Noted("تعاونية <الأمل>", "09.541"))


@pytest.mark.parametrize("run", [corrects(STATUTES, LIST).run, partial(addition, most=9), reopening, comment])
@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_their_first_screens_are_whole_in_both_languages(run: Run[object], language: str) -> None:
    player = Player(run)
    here = await player.look()
    said = visible(player.said(here, language, helping=here.question.help is not None))
    assert said
    assert "{" not in said
