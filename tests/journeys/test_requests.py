"""A member asks for support, from the consent to the receipt, and follows her request."""

import json
from datetime import timedelta

import pytest

from bot.nudges import remind_of_drafts
from domain.civil_time import wall_of
from messages.text import B, T
from tests.journeys.asking_for_support import (
    AGREE,
    ALL,
    ASK,
    FUNDING,
    LEAVE_OUT,
    MINE,
    NO_CALL,
    OPEN,
    SEND,
    TRAINING,
    WITHOUT,
    Member,
    many_photos,
    member,
    shown,
)
from tests.journeys.chat import BACK
from tests.stage import Stage

GO_ON = B("▶️ Go on")


async def test_a_whole_request_in_arabic_with_photo_document_voice_and_an_album(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    chat.reads("ماذا تطلب؟", "لم يُرسل بعد")
    await chat.taps(FUNDING)
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    chat.reads("لأي برنامج هذا الطلب؟", "آخر أجل")
    await chat.taps("1")
    await chat.writes("معمل <b>أركان</b> & زيتون")
    await chat.writes("أركان")
    await chat.confirms()
    await chat.writes("دوار تنغرمت")
    await chat.writes("200000 درهم")
    await chat.writes("120000 درهم")
    chat.reads("احك طلبك بكلماتك")
    await chat.after(chat.phone.send_voice())
    chat.reads("أرسل وثائقك وصورك هنا", "وثائق تطلبها برامج كثيرة")
    await chat.taps("1")
    chat.reads("أرسل الآن هذه الوثيقة")
    await chat.sends(chat.phone.send_document("النظام.pdf"))
    chat.reads("ملف واحد")
    await chat.taps(BACK)
    await chat.sends(chat.phone.send_photo())
    await chat.sends(many_photos(chat.phone, 5))
    chat.reads("7 ملفات")
    assert len(chat.phone.screen) == 1, "one counter for all of them"
    await chat.taps(ALL)
    chat.reads("هل تريد أن نتصل بك؟")
    await chat.after(chat.phone.share_contact())
    chat.reads("لم يُرسل بعد", "معمل <b>أركان</b> & زيتون", "7 ملفات", "رسالة صوتية")
    await chat.taps(SEND)
    chat.reads("أُرسل طلبك")
    number = chat.number()
    [row] = await stage.rows("select * from request")
    assert row["reference"] == number
    assert (row["amount"], row["total_cost"], row["call_id"]) == (120_000, 200_000, "indh_chtouka_2026")
    files = await stage.rows("select * from request_file order by id")
    assert [file["kind"] for file in files] == ["voice", "document", *["photo"] * 6]
    assert files[1]["document"] != "other"
    assert await stage.rows("select * from draft") == []
    await chat.taps(OPEN)
    chat.reads("📨 أُرسل الطلب", number)


async def test_a_whole_request_in_french(stage: Stage) -> None:
    chat = member(stage, "Salma", "fr")
    await chat.agrees()
    chat.reads("Que demandez-vous ?", "Pas encore envoyée")
    await chat.taps(B("🤝 Accompaniment"))
    await chat.writes("Taroudant")
    await chat.confirms()
    await chat.writes("Coopérative Tifaouine")
    await chat.writes("miel")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("Nous cherchons de l'aide pour notre comptabilité.")
    await chat.taps(WITHOUT)
    await chat.writes("06 61 23 45 67")
    chat.reads("Coopérative Tifaouine", "+212661234567", "Pas encore envoyée")
    await chat.taps(SEND)
    chat.reads("Demande envoyée", chat.number())


async def test_a_draft_is_found_again_after_a_restart_and_says_that_it_is_not_sent(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(FUNDING)
    await chat.writes("/menu")
    await stage.restart()
    stage.clock.move(timedelta(days=7))
    await chat.writes("/menu")
    chat.reads("لم يُرسل بعد")
    await chat.taps(GO_ON)
    chat.reads("أين يوجد مشروعك", "لم يُرسل بعد")
    await chat.taps(ASK)
    chat.reads(chat.says(T("You began this before. Shall we go on, or start again?")), "لم يُرسل بعد")
    await chat.taps(GO_ON)
    await chat.taps(B("✋ Stop"))
    chat.reads("نتوقف هنا", "لم يُرسل بعد")


async def test_one_answer_is_changed_from_the_last_look(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(B("📅 An appointment"))
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("أريد موعدا")
    await chat.taps(NO_CALL)
    await chat.taps("✏️ بكلماتك")
    await chat.writes("أريد موعدا يوم الاثنين")
    chat.reads("أريد موعدا يوم الاثنين")
    await chat.taps(SEND)
    chat.reads("أُرسل طلبك")


async def test_send_pressed_twice_sends_once(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(B("📅 An appointment"))
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("أريد موعدا")
    await chat.taps(NO_CALL)
    last = chat.last
    data = last.inline_keyboard[0][0]["callback_data"]
    await chat.phone.press_data(data, last.id)
    await chat.after(chat.phone.press_data(data, last.id))
    assert len(await stage.rows("select * from request")) == 1


@pytest.mark.parametrize("typed", ["{0}", "{1}", "تو {2}", "tw{2}", "  {0} "])
async def test_typing_the_number_anywhere_opens_the_request(stage: Stage, typed: str) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    digits = number.removeprefix("TW-").replace("-", "")
    eastern = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    await chat.taps(ASK)
    await chat.writes(typed.format(number, eastern, digits))
    chat.reads(number, "مسار الطلب")


async def test_after_a_number_typed_in_the_middle_of_a_draft_she_goes_on_where_she_was(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(ASK)
    await chat.taps(AGREE)
    await chat.writes(number)
    chat.reads("مسار الطلب", "لم يُرسل بعد")
    await chat.taps(GO_ON)
    chat.reads("ماذا تطلب؟")


async def test_the_number_of_somebody_elses_request_opens_nothing_and_is_noted(stage: Stage) -> None:
    number = await member(stage).asks_for_training()
    stranger = member(stage, "خديجة")
    await stranger.after(stranger.phone.start())
    await stranger.writes(number)
    stranger.reads("لا أجد هذا الطلب")
    assert "تكوين" not in shown(stranger)
    for deed in ("r:open:", "r:pdf:", "r:do:ask:", "r:do:withdraw:", "r:out:", "r:star:5:"):
        await stranger.after(stranger.phone.press_data(f"{deed}{number}", stranger.last.id))
        assert "تكوين" not in stranger.screen
    assert [row["state"] for row in await stage.rows("select state from request")] == ["submitted"]
    assert await stage.rows("select * from request_denied")


async def test_several_requests_stand_in_one_list(stage: Stage) -> None:
    chat = member(stage)
    first = await chat.asks_for_training()
    second = await chat.asks_for_training()
    await chat.taps(MINE)
    chat.reads(first, second)
    await chat.taps("2")
    chat.reads(first, "مسار الطلب")


async def test_a_question_is_asked_and_stands_in_the_history(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("❓ Ask a question"))
    chat.reads("اكتب سؤالك")
    await chat.writes("متى يبدأ التكوين؟")
    chat.reads("كلامك محفوظ مع طلبك", "لا يوجد بعد في إقليمك")
    await chat.writes(number)
    chat.reads("طرحت سؤالا", "متى يبدأ التكوين؟")


async def test_papers_are_added_to_a_request_that_was_sent(stage: Stage) -> None:
    chat = member(stage)
    await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("📎 Add a paper"))
    await chat.sends(chat.phone.send_photo())
    await chat.taps(ALL)
    chat.reads("أُضيف إلى طلبك")
    assert len(await stage.rows("select * from request_file")) == 1


async def test_a_request_is_withdrawn_and_reopened_within_sixty_days(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("↩️ Withdraw it"))
    chat.reads("هل أسحب الطلب")
    await chat.taps(B("↩️ Yes, withdraw it"))
    chat.reads("سُحب الطلب")
    stage.clock.move(timedelta(days=59))
    await chat.writes(number)
    await chat.taps(B("🔄 Reopen it"))
    await chat.writes("صرنا جاهزات")
    chat.reads("أُعيد فتح الطلب")
    assert [row["state"] for row in await stage.rows("select state from request")] == ["submitted"]


async def test_after_sixty_days_a_new_request_is_sent_instead(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(OPEN)
    await chat.taps(B("↩️ Withdraw it"))
    await chat.taps(B("↩️ Yes, withdraw it"))
    stage.clock.move(timedelta(days=61))
    await chat.writes(number)
    await chat.taps(B("🔄 Reopen it"))
    await chat.taps(LEAVE_OUT)
    chat.reads("مرت 60 يوما")


async def test_without_a_request_the_list_says_how_to_begin(stage: Stage) -> None:
    chat = member(stage)
    await chat.after(chat.phone.start())
    await chat.taps(MINE)
    chat.reads("لم ترسل أي طلب بعد")


async def test_an_album_of_sixty_photos_is_kept_whole(stage: Stage) -> None:
    chat = await at_the_files(stage)
    before = len(chat.phone.messages)
    await chat.sends(many_photos(chat.phone, 60))
    chat.reads("60 ملفا")
    assert len(chat.phone.messages) - before <= 60 + 3
    [draft] = await stage.rows("select state from draft")
    assert len(json.loads(draft["state"])["answers"]["files"]) == 60
    await chat.taps(ALL)
    await chat.taps(NO_CALL)
    await chat.taps(SEND)
    assert len(await stage.rows("select * from request_file")) == 60


async def test_done_pressed_on_an_earlier_counter_counts_all_that_came(stage: Stage) -> None:
    chat = await at_the_files(stage)
    await chat.sends(chat.phone.send_photo())
    early = chat.last
    await chat.sends(chat.phone.send_album(3))
    await chat.after(chat.phone.press_old(chat.says(ALL), early.id))
    chat.reads("هل تريد أن نتصل بك؟")


async def test_what_is_no_paper_is_told_so_and_what_came_stays(stage: Stage) -> None:
    chat = await at_the_files(stage)
    await chat.sends(chat.phone.send_photo())
    await chat.sends(chat.phone.send_document("virus.exe", b"MZ", mime_type="application/x-msdownload"))
    chat.reads("لا يمكنني أخذ هذا الملف", "ملف واحد")
    await chat.sends(chat.phone.send_sticker())
    chat.reads("لا يمكنني أخذ هذا النوع")
    await chat.taps(ALL)
    chat.reads("هل تريد أن نتصل بك؟")


async def test_an_identity_card_number_is_explained_and_nowhere_kept(stage: Stage) -> None:
    chat = await at_the_description(stage)
    await chat.writes("أنا مريم بطاقتي JB123456 أريد تكوينا")
    chat.reads("رقم بطاقة وطنية", "احك طلبك بكلماتك")
    kept = str(await stage.rows("select * from draft")) + str(await stage.rows("select * from outbox"))
    assert "JB123456" not in kept
    await chat.writes("أريد تكوينا")
    await chat.taps(WITHOUT)


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script> <b>& <i>", "\u202eمقلوب\u2066 <a href='x'>", "{name} %s {0}", "ـ" * 1500]
)
async def test_whatever_is_written_is_shown_as_it_was_written(stage: Stage, words: str) -> None:
    chat = member(stage)
    number = await chat.asks_for_training(words)
    [row] = await stage.rows("select description from request")
    assert row["description"] == words.replace("\u202e", "").replace("\u2066", "")
    await chat.taps(OPEN)
    chat.reads(number)


async def test_4096_characters_are_told_to_be_too_many_and_the_draft_stands(stage: Stage) -> None:
    chat = await at_the_description(stage)
    await chat.writes("ط" * 4096)
    chat.reads("4.096", "احك طلبك بكلماتك")
    await chat.writes("ط" * 2000)
    chat.reads("أرسل وثائقك")


async def test_a_draft_whose_call_closes_says_so_and_goes_on_without_it(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(FUNDING)
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    await chat.taps("1")
    await chat.writes("معمل أركان")
    await chat.writes("/menu")
    stage.clock.move(timedelta(days=12))
    await chat.writes("/menu")
    await chat.taps(GO_ON)
    if "أُغلق البرنامج" not in chat.screen:
        stage.clock.move(timedelta(days=365))
    chat.reads("أُغلق البرنامج", "لم يُرسل بعد")
    await chat.taps(B("No particular call"))
    chat.reads("نشاطك")


async def test_whoever_blocks_the_bot_loses_no_request(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    chat.phone.block()
    await stage.settled()
    chat.phone.unblock()
    await chat.writes(number)
    chat.reads(number, "مسار الطلب")


async def at_the_description(stage: Stage) -> Member:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(B("🎓 Training"))
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.writes("عسل")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    chat.reads("احك طلبك بكلماتك")
    return chat


async def at_the_files(stage: Stage) -> Member:
    chat = await at_the_description(stage)
    await chat.writes("نريد تكوينا")
    chat.reads("أرسل وثائقك")
    return chat


async def test_a_draft_is_nudged_once_before_its_call_closes_and_not_at_night(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(FUNDING)
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    await chat.taps("1")
    await chat.writes("/menu")
    before = len(chat.phone.messages)
    moved = timedelta(0)
    while len(chat.phone.messages) == before and moved < timedelta(days=60):
        await remind_of_drafts(stage.database, stage.clock)
        await stage.settled()
        stage.clock.move(timedelta(hours=6))
        moved += timedelta(hours=6)
    assert "لم يُرسل بعد" in shown(chat)
    assert "آخر أجل" in shown(chat)
    assert 9 <= wall_of(stage.clock.now() - timedelta(hours=6)).hour < 21
    for _ in range(12):
        await remind_of_drafts(stage.database, stage.clock)
        await stage.settled()
        stage.clock.move(timedelta(hours=6))
    assert len(chat.phone.messages) == before + 1


async def test_whoever_asks_for_something_else_by_now_is_not_nudged_for_the_call_she_had_chosen(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(FUNDING)
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    await chat.taps("1")
    for _ in range(3):
        await chat.taps(B("⬅️ Back"))
    await chat.taps(TRAINING)
    stage.clock.move(timedelta(days=8, hours=3))
    await remind_of_drafts(stage.database, stage.clock)
    assert await stage.rows("select 1 from outbox where dedupe_key like 'nudge:%'") == []


async def test_the_receipt_is_a_page_whose_code_opens_the_request(stage: Stage) -> None:
    chat = member(stage)
    number = await chat.asks_for_training()
    await chat.taps(B("📄 Receipt to print"))
    assert chat.last.kind == "document"
    assert f"{number}.pdf" in str(chat.last.body)
    await chat.after(chat.phone.start(f"r_{number.replace('-', '')}"))
    chat.reads(number, "مسار الطلب")


@pytest.mark.parametrize("payload", ["r_", "r_x", "r_TW48271634"])
async def test_a_code_that_was_spoilt_leads_to_the_greeting(stage: Stage, payload: str) -> None:
    chat = member(stage)
    await chat.after(chat.phone.start(payload))
    chat.reads("مرحبا بك")


async def test_erasing_everything_ends_her_requests_and_leaves_nothing_of_hers(stage: Stage) -> None:
    chat = member(stage)
    await chat.asks_for_training("كلام خاص جدا")
    await chat.writes("/privacy")
    chat.reads("طلب واحد بوثائقه")
    await chat.taps(B("🗑 Erase everything"))
    chat.reads("الطلبات التي أرسلتها باسمك")
    await chat.taps(B("🗑 Yes, erase it all"))
    kept = str(await stage.rows("select * from request")) + str(await stage.rows("select * from request_event"))
    assert "كلام خاص" not in kept
    assert str(chat.phone.id) not in kept
    assert await stage.rows("select * from consent") == []


async def test_a_request_begins_from_a_call_and_another_draft_is_not_lost_by_it(stage: Stage) -> None:
    chat = member(stage)
    await chat.after(chat.phone.start())
    await chat.writes("/calls")
    line = next(line for line in chat.screen.splitlines() if "اشتوكة" in line)
    await chat.taps(line.partition(".")[0])
    await chat.taps(B("📨 Ask for this support"))
    await chat.taps(AGREE)
    chat.reads("أين يوجد مشروعك")
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    chat.reads("ما اسم المشروع")
    await chat.writes("/calls")
    await chat.taps(line.partition(".")[0])
    await chat.taps(B("📨 Ask for this support"))
    chat.reads("سبق أن بدأت")
    await chat.taps(GO_ON)
    chat.reads("ما اسم المشروع")


async def test_a_request_begins_from_the_result_of_a_check_with_what_was_told_there(stage: Stage) -> None:
    chat = member(stage)
    await chat.begins()
    await chat.writes("شتوكة آيت باها")
    await chat.confirms()
    await chat.to_the_result(من_يحمل="تعاونية", ما_هو_نشاطك="أركان", كم_سيكلف="200000 درهم")
    await chat.taps(chat.number_of("اشتوكة آيت باها"))
    await chat.taps(B("📨 Ask for this support"))
    await chat.taps(AGREE)
    chat.reads("ما اسم المشروع")


@pytest.mark.parametrize("typed", ["TW-4827-1634", "تو ٤٨٢٧ ١٦٣٤", "tw 4827", "TW482716333"])
async def test_a_number_with_a_wrong_digit_is_told_to_be_wrong(stage: Stage, typed: str) -> None:
    chat = member(stage)
    await chat.after(chat.phone.start())
    await chat.writes(typed)
    chat.reads("لعل فيه خطأ")
