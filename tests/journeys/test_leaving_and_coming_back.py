import pytest

from messages.text import B, T
from tests.journeys.chat import BACK, CHECK, Chat
from tests.stage import Stage

GO_ON, ERASE, AGAIN, STOP = B("▶️ Go on"), B("🗑 Erase my answers"), B("🔄 Start again"), B("✋ Stop")


async def at_the_sector(stage: Stage) -> Chat:
    chat = Chat(stage, stage.phone("خديجة"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await chat.taps("تارودانت")
    await chat.taps("تعاونية")
    chat.reads("ما هو نشاطك")
    return chat


@pytest.mark.parametrize(
    "away", ["/cancel", "/menu", "/calls", "/help", "/privacy", "/result", "/start", "برامج الدعم"]
)
async def test_whatever_leads_away_keeps_the_answers_until_the_menu_offers_them(stage: Stage, away: str) -> None:
    chat = await at_the_sector(stage)
    await chat.writes(away)
    await stage.restart()
    await chat.writes("/menu")
    chat.reads("أجوبتك السابقة ما زالت هنا")
    await chat.taps(GO_ON)
    chat.reads("ما هو نشاطك")
    await chat.writes("عسل")
    chat.reads("هل تقصد هذا؟")


async def test_stop_then_go_on(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.taps(STOP)
    chat.reads(chat.says(T("We stop here. Your answers stay for some days, so that you can go on later.")))
    await chat.taps(GO_ON)
    chat.reads("ما هو نشاطك")


async def test_stop_then_erase(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.taps(STOP)
    await chat.taps(ERASE)
    chat.reads("مُسحت أجوبتك")
    assert await stage.rows("select * from draft") == []
    await chat.writes("/check")
    chat.reads("أين يوجد مشروعك")


async def test_beginning_again_asks_first_and_forgets_only_then(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("/check")
    chat.reads(chat.says(T("You began this before. Shall we go on, or start again?")))
    await chat.taps(AGAIN)
    chat.reads("أين يوجد مشروعك")
    await chat.writes("/check")
    chat.reads("أين يوجد مشروعك")


async def test_an_old_offer_to_begin_again_or_to_erase_harms_no_newer_answers(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("/check")
    again = chat.last
    await chat.writes("/menu")
    erase = chat.last
    await chat.writes("/check")
    await chat.taps(AGAIN)
    await chat.taps("درعة-تافيلالت")
    await chat.taps("زاكورة")
    for old, label in ((again, AGAIN), (erase, ERASE)):
        await chat.after(chat.phone.press_old(chat.says(label), old.id))
        chat.reads("من يحمل المشروع اليوم؟")
    assert "هذا الزر قديم" in (chat.phone.toast or "")
    await chat.taps("تعاونية")
    chat.reads("ما هو نشاطك")


async def test_a_language_switch_in_the_middle_shows_the_same_question(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("/language")
    await chat.taps("Français")
    chat.reads("Que faites-vous")
    chat.language = "fr"
    await chat.taps(BACK)
    chat.reads("Qui porte le projet aujourd'hui ?")
    await chat.writes("/language")
    await chat.taps("العربية")
    chat.reads("من يحمل المشروع اليوم؟")


@pytest.mark.parametrize("theirs", ["en", "es", None])
async def test_a_language_that_we_do_not_speak_leads_to_the_question(stage: Stage, theirs: str | None) -> None:
    chat = Chat(stage, stage.phone("Sara", language=theirs), "fr")
    await chat.after(chat.phone.start())
    assert set(chat.labels) == {"Français", "العربية"}
    await chat.taps("Français")
    chat.reads("Tiwizi")
    await chat.taps(CHECK)
    chat.reads("Où se trouve votre projet")


async def test_help_keeps_the_question_open_also_after_it_was_left(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    question = chat.last
    await chat.writes("/menu")
    await chat.after(chat.phone.press_old(chat.says(B("❓ Help")), question.id))
    chat.reads("ما هو نشاطك", "قسم العمل الاجتماعي")
    await chat.writes("عسل")
    chat.reads("هل تقصد هذا؟")


@pytest.mark.parametrize("data", ["d:resume:eligibility:ffffff", "d:new:eligibility:ffffff"])
async def test_an_offer_whose_answers_are_gone_begins_anew(stage: Stage, data: str) -> None:
    chat = Chat(stage, stage.phone("خديجة"))
    await chat.after(chat.phone.start())
    await chat.after(chat.phone.press_data(data, chat.last.id))
    chat.reads("أين يوجد مشروعك")


async def test_what_is_gone_can_be_erased_again(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("خديجة"))
    await chat.after(chat.phone.start())
    await chat.after(chat.phone.press_data("d:erase:eligibility:ffffff", chat.last.id))
    chat.reads("مُسحت أجوبتك")


@pytest.mark.parametrize("data", ["d:resume:nothing:a", "d:new:nothing:a", "d:erase:nothing:a"])
async def test_an_offer_of_a_conversation_that_is_no_more_is_told_to_be_old(stage: Stage, data: str) -> None:
    chat = Chat(stage, stage.phone("خديجة"))
    await chat.after(chat.phone.start())
    await chat.after(chat.phone.press_data(data, chat.last.id))
    chat.reads("هذا الزر قديم")
