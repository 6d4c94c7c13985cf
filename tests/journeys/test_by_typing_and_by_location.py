import pytest

from messages.text import B
from tests.journeys.chat import MOST_QUESTIONS, SHOW, Chat
from tests.stage import Stage


async def test_the_whole_check_can_be_typed(stage: Stage) -> None:
    """Whoever types what a button says has tapped it."""
    chat = Chat(stage, stage.phone("رقية"))
    await chat.after(chat.phone.start())
    await chat.writes("هل أستفيد من الدعم")
    await chat.writes("ترودانت")
    chat.reads("هل تقصد هذا؟")
    await chat.writes("تارودانت")
    await chat.writes("جمعيات")
    chat.reads("لم أفهم", "من يحمل المشروع اليوم؟")
    await chat.writes("تعاونية")
    await chat.writes("زربية")
    await chat.writes(chat.labels[0])
    chat.reads("كم عمرك؟")
    await chat.writes("رجوع")
    chat.reads("ما هو نشاطك")
    await chat.writes("لا أعرف")
    await chat.writes("خمسة وأربعون")
    for _ in range(MOST_QUESTIONS):
        if chat.says(SHOW) not in chat.labels:
            await chat.writes("لا اعرف")
    await chat.writes("أرني النتيجة")
    chat.reads("طلب اقتراح مشاريع بتارودانت")
    await chat.writes("1")
    chat.reads("أُعلن عنه لهذه السنة", "القرار للجنة")


async def test_a_shared_location_begins_a_check_and_is_confirmed(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("موحى"))
    await chat.after(chat.phone.start())
    await chat.after(chat.phone.share_location(30.47, -8.88))
    assert "تارودانت" in chat.labels
    await chat.taps("تارودانت")
    chat.reads("من يحمل المشروع اليوم؟")


async def test_a_location_shared_in_the_middle_of_the_place_question_is_confirmed(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("موحى"))
    await chat.begins()
    await chat.after(chat.phone.share_location(35.77, -5.80))
    assert "طنجة-أصيلة" in chat.labels


@pytest.mark.parametrize("point", [(48.85, 2.35), (0.0, 0.0)])
async def test_a_location_abroad_is_told_to_choose_from_the_list(stage: Stage, point: tuple[float, float]) -> None:
    chat = Chat(stage, stage.phone("موحى"))
    await chat.after(chat.phone.start())
    await chat.after(chat.phone.share_location(*point))
    chat.reads("⚠️", "أين يوجد مشروعك")


async def test_a_location_shared_next_week_does_not_erase_the_answers_so_far(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("موحى"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await chat.taps("تارودانت")
    await chat.taps("تعاونية")
    await chat.writes("/cancel")
    await chat.after(chat.phone.share_location(35.77, -5.80))
    await chat.taps(B("▶️ Go on"))
    chat.reads("ما هو نشاطك")
