from messages.text import B
from tests.journeys.chat import Chat
from tests.stage import Stage


async def test_the_list_leads_to_a_call_to_its_papers_and_back(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.writes("/calls")
    chat.reads("1. ", "🟢 مفتوح", "⚪ مغلق")
    await chat.taps("1")
    chat.reads("آخر أجل", "المصدر", "📍", "القرار للجنة")
    await chat.taps(B("📋 Papers to prepare"))
    chat.reads("📋 الوثائق")
    await chat.taps(B("⬅️ Back"))
    chat.reads("آخر أجل")
    await chat.taps(B("⬅️ All calls"))
    chat.reads("1. ")


async def test_a_call_that_was_not_announced_yet_is_not_listed(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.writes("/calls")
    assert "كلميم-واد نون" not in chat.screen, "known only since November 2026"


async def test_every_listed_call_can_be_read_in_both_languages(stage: Stage) -> None:
    for language in ("ar", "fr"):
        chat = Chat(stage, stage.phone(language, language=language), language)
        await chat.writes("/calls")
        listed = chat.last
        for row in listed.inline_keyboard:
            for button in row:
                await chat.after(chat.phone.press_data(button["callback_data"], listed.id))
                assert len(chat.screen) > 150
