import pytest

from handlers.faq import QUESTIONS
from tests.journeys.chat import Chat
from tests.stage import Stage


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_every_question_can_be_read_from_the_list(stage: Stage, language: str) -> None:
    chat = Chat(stage, stage.phone("سعيد", language=language), language)
    await chat.writes("/faq")
    for number in range(1, 8):
        await chat.taps(str(number))
        assert "<b>" not in chat.screen
        assert len(chat.screen) > 200
        await chat.taps(QUESTIONS)


async def test_a_question_that_is_written_outside_a_conversation_is_answered_at_once(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.writes("واش هاد الدعم قرض ولا منحة؟")
    chat.reads("هل الدعم منحة أم قرض؟", "لا تُرد", "المصدر:")
    await chat.writes("شي حاجة أخرى")
    chat.reads("لم أفهم")


async def test_the_button_of_a_question_that_is_gone_shows_the_list(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.writes("/faq")
    await chat.taps("1")
    await chat.after(chat.phone.press_data("f:nothing", chat.last.id))
    chat.reads("أسئلة متكررة")


async def test_the_list_of_calls_leads_to_the_questions(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.writes("/calls")
    await chat.taps(QUESTIONS)
    chat.reads("هل الدعم منحة أم قرض؟")
