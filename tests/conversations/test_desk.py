"""The small conversations of the desk, played without a phone."""

from datetime import date
from typing import Any

import pytest

from conversations import desk
from conversations.desk import Acceptance, Correction, Limits
from conversations.engine import Finished, Talk
from conversations.given import Typed
from conversations.questions.review import DONE
from conversations.questions.several import DONE as MARKED
from domain.requests.request import OTHER
from messages.bidi import bare
from messages.values import Verbatim
from tests.conversations.asking import ELSEWHERE, NONSENSE
from tests.conversations.player import Player

TODAY = date(2026, 3, 1)
PAPERS = (("statutes", Verbatim("النظام الأساسي")), ("quote", Verbatim("عرض الثمن")))


def correcting() -> Player[Correction]:
    async def run(talk: Talk) -> Correction:
        return await desk.correction(talk, PAPERS, TODAY)

    return Player(run)


def accepting(limits: Limits | None) -> Player[Acceptance]:
    async def run(talk: Talk) -> Acceptance:
        return await desk.acceptance(talk, limits)

    return Player(run)


def end(player: Player[Any]) -> Any:
    assert player.end is not None, "the conversation goes on"
    return player.end.value


async def refused(player: Player[Any], text: str) -> str:
    here = await player.write(text)
    assert not isinstance(here, Finished)
    assert here.refused is not None, f"{text!r} was taken"
    return bare(player.said(here))


async def test_a_correction_names_each_paper_with_what_is_wrong_and_a_last_day() -> None:
    player = correcting()
    await player.press("=2")
    await player.press("=3")
    await player.press(MARKED)
    assert "عرض الثمن" in player.said(await player.look())
    await player.press("=expired")
    assert "ملاحظة" not in player.said(await player.look())
    await refused(player, "المبلغ")
    await player.write("المبلغ في الوصف ليس هو المبلغ المطلوب")
    await player.press("=2026-03-16")
    review = bare(player.said(await player.look()))
    assert "التاريخ قديم" in review
    assert "الاثنين 16 مارس 2026" in review
    await player.press(DONE)
    asked = end(player)
    assert asked.until == date(2026, 3, 16)
    assert [code for code, _ in asked.faults] == ["quote", OTHER]
    assert asked.faults[1][1] == Verbatim("المبلغ في الوصف ليس هو المبلغ المطلوب")


async def test_a_paper_that_is_unmarked_again_is_not_asked_for() -> None:
    player = correcting()
    await player.press("=1")
    await player.press("=2")
    await player.press("=1")
    await player.press(MARKED)
    await player.press("=unreadable")
    await player.press("=2026-03-08")
    await player.press(DONE)
    assert [code for code, _ in end(player).faults] == ["quote"]


async def test_from_the_review_a_reason_can_be_changed() -> None:
    player = correcting()
    await player.press("=1")
    await player.press(MARKED)
    await player.press("=unsigned")
    await player.press("=2026-03-08")
    await player.press("edit:why:statutes")
    await player.press("=incomplete")
    assert "صفحة ناقصة" in player.said(await player.look())


async def test_a_grant_larger_than_the_whole_project_is_refused_with_both_amounts_explained() -> None:
    player = accepting(Limits(total=200_000, limit=None))
    said = await refused(player, "250000")
    assert "200.000" in said
    assert "لا يمكن أن تفوق الحصة المجموع" in said
    await player.write("200000")
    await player.press("empty")
    await player.press(DONE)
    assert end(player) == Acceptance(200_000, "")


async def test_above_what_the_local_committee_may_decide_the_way_to_the_provincial_one_is_named() -> None:
    player = accepting(Limits(total=None, limit=100_000))
    assert "أحِل الطلب" in await refused(player, "100001")
    await player.write("100000")
    await player.write("زر قسم العمل الاجتماعي يوم الاثنين لتوقيع الاتفاقية")
    await player.press(DONE)
    assert end(player) == Acceptance(100_000, "زر قسم العمل الاجتماعي يوم الاثنين لتوقيع الاتفاقية")


async def test_where_no_money_was_asked_for_no_amount_is_asked() -> None:
    player = accepting(None)
    assert (await player.look()).key == "next"


@pytest.mark.parametrize("short", ["لا", "no", "…", "غير مقبول", "👍👍👍👍👍👍👍👍👍👍👍👍"])
async def test_a_refusal_without_a_real_reason_is_not_taken(short: str) -> None:
    await refused(Player(desk.refusal), short)


async def test_a_refusal_carries_its_reason_as_it_was_written() -> None:
    player = Player(desk.refusal)
    await player.write("التعاونية لم تكمل السنة الأولى، والإعلان يشترط سنة. <b>أعيدوا</b> الطلب في يونيو.")
    assert "&lt;b&gt;" in player.said(await player.look())
    await player.press(DONE)
    assert end(player) == Verbatim("التعاونية لم تكمل السنة الأولى، والإعلان يشترط سنة. <b>أعيدوا</b> الطلب في يونيو.")


@pytest.mark.parametrize("conversation", [desk.note, desk.message, desk.refusal])
async def test_an_identity_card_number_is_taken_in_no_words_of_the_desk(conversation: Any) -> None:
    said = await refused(Player(conversation), "رقم بطاقتها الوطنية هو JB123456 كما في الملف")
    assert "JB123456" not in said


async def test_a_note_and_a_message_say_who_will_read_them() -> None:
    note, message = Player(desk.note), Player(desk.message)
    assert "لا يراها إلا الموظفون" in note.said(await note.look())
    assert "ستصل إلى صاحب الطلب" in message.said(await message.look())
    await note.write("اتصلت بها، ستأتي يوم الخميس")
    await message.write("نحتاج زيارة الورشة")
    assert end(note) == "اتصلت بها، ستأتي يوم الخميس"
    assert end(message) == "نحتاج زيارة الورشة"


async def test_a_paper_is_named_in_french_too() -> None:
    player = correcting()
    await player.press("=1")
    await player.press(MARKED)
    here = await player.look()
    assert "Quel est le problème" in player.said(here, "fr")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    "conversation",
    [correcting, lambda: accepting(Limits(200_000, 100_000)), lambda: accepting(None), lambda: Player(desk.refusal)],
)
async def test_whatever_is_given_every_screen_can_be_read_and_nothing_is_answered_by_chance(
    conversation: Any, language: str
) -> None:
    player = conversation()
    seen = set()
    for taken in ("=1", MARKED, "=unsigned", "=2026-03-08", "90 ألف", "زوروا القسم يوم الاثنين", DONE):
        here = await player.look()
        seen.add(here.key)
        for nonsense in (*NONSENSE, ELSEWHERE):
            if isinstance(nonsense, Typed) and here.key.startswith(("next", "reason", "why:")):
                continue  # any words are an answer there
            after = await player.give(nonsense)
            assert not isinstance(after, Finished)
            assert after.key == here.key, f"{nonsense} was an answer to {here.key}"
            assert player.said(after, language, helping=True)
        await (player.press(taken) if taken in player.values(await player.look()) else player.write(taken))
        if player.end is not None:
            break
    assert seen
