"""What a person can do with her result: try another answer, keep it, be told of news, take it along."""

from datetime import timedelta

from messages.text import B
from tests.journeys.chat import BACK, UNKNOWN, Chat
from tests.stage import Stage

KEEP, TELL, SHARE = B("💾 Keep this result"), B("🔔 Tell me of news"), B("📤 Send or share")


async def at_the_result(stage: Stage) -> Chat:
    chat = Chat(stage, stage.phone("خديجة"))
    await chat.begins()
    await chat.writes("تارودانت")
    if "تارودانت" in chat.labels:
        await chat.taps("تارودانت")
    await chat.to_the_result(من_يحمل="تعاونية", ما_نسبة_النساء="40%", كم_سيكلف="100000", كم_يمكنك="10000")
    return chat


async def open_taroudant(chat: Chat) -> None:
    await chat.taps(chat.number_of("طلب اقتراح مشاريع بتارودانت"))


async def test_a_no_says_what_would_change_it_and_can_be_tried_at_once(stage: Stage) -> None:
    chat = await at_the_result(stage)
    await open_taroudant(chat)
    chat.reads("يبدو أن بعض الشروط المعلنة غير متوفر لديك", "🔧", "أن تكون نسبة النساء 51% على الأقل؛ وهي اليوم 40%.")
    await chat.taps("✏️ نسبة النساء")
    await chat.writes("51%")
    while "ما الذي غيره" not in chat.screen:
        answers = {"كم سيكلف": "100000", "كم يمكنك": "10000"}
        said = next((said for words, said in answers.items() if words in chat.screen), None)
        await (chat.writes(said) if said else chat.taps(UNKNOWN))
    chat.reads("نسبة النساء: كان الجواب «40%»، وهو الآن «51%».", "محور تحسين الدخل: من قبل ❌، والآن ✅")


async def test_the_result_goes_as_a_page_and_as_a_text_and_stays(stage: Stage) -> None:
    chat = await at_the_result(stage)
    await chat.taps(SHARE)
    await chat.taps(B("📄 One page (PDF)"))
    [page] = [message for message in chat.phone.messages if message.kind == "document"]
    assert page.body["document"]["file_name"].endswith(".pdf")
    chat.reads("نتيجتك")
    await chat.taps(SHARE)
    await chat.taps(B("💬 Text to forward"))
    chat.reads("نتيجتي من تيويزي يوم 1 مارس 2026", "الجيل الأخضر", "📍")
    [text] = [message for message in chat.phone.messages if "نتيجتي من تيويزي" in message.text]
    assert "40%" not in text.text, "her answers are nobody else's business"
    assert text.inline_keyboard[0][0]["url"].startswith("https://wa.me/?text=")


async def test_a_kept_result_says_later_that_the_rules_are_the_same(stage: Stage) -> None:
    chat = await at_the_result(stage)
    await chat.taps(KEEP)
    await chat.taps(B("✅ I agree, keep it"))
    stage.clock.move(timedelta(days=3))
    await chat.writes("/result")
    chat.reads("حفظت هذه النتيجة يوم 1 مارس 2026", "لم تتغير الشروط منذ ذلك اليوم")


async def test_who_asks_for_news_gives_consent_and_can_end_it(stage: Stage) -> None:
    chat = await at_the_result(stage)
    await chat.taps(TELL)
    chat.reads("إذا وافقت، أحفظ أجوبتك، وأكتب إليك")
    await chat.taps(BACK)
    assert await stage.rows("select * from saved_check") == []
    await chat.taps(TELL)
    await chat.taps(B("✅ I agree, tell me"))
    [kept] = await stage.rows("select * from saved_check")
    assert kept["telling"] == "tell-news/2"
    await chat.writes("/privacy")
    chat.reads("أن أكتب إليك عندما يكون هناك جديد يهمك")
    await chat.writes("/result")
    await chat.taps(KEEP)
    await chat.taps(B("✅ I agree, keep it"))
    [kept] = await stage.rows("select * from saved_check")
    assert kept["telling"] == "tell-news/2", "keeping it again is no reason to be told no more"
    await chat.writes("/result")
    await chat.taps(B("🔕 Tell me no more"))
    chat.reads("لن أكتب إليك عن الجديد بعد الآن")
    [kept] = await stage.rows("select * from saved_check")
    assert kept["telling"] is None
