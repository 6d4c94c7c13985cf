import json
from datetime import timedelta

from bot.ticks import forget_what_is_over
from messages.text import B
from storage.unit import Call
from tests.journeys.chat import Chat
from tests.stage import Stage

KEEP, AGREE = B("💾 Keep this result"), B("✅ I agree, keep it")


async def finished(stage: Stage) -> Chat:
    chat = Chat(stage, stage.phone("مريم"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await chat.taps("تارودانت")
    await chat.to_the_result(من_يحمل="تعاونية", كم_عمرك="47")
    return chat


async def everything(stage: Stage) -> str:
    tables = ("inbox", "draft", "outbox", "saved_check", "person")
    found = {table: await stage.rows(f"select * from {table}") for table in tables}  # noqa: S608 -- names above
    return json.dumps(found, ensure_ascii=False)


async def test_after_an_anonymous_check_nothing_of_it_is_left(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps("🏁 إنهاء ومسح الأجوبة")
    chat.reads("مُسحت")
    assert await stage.rows("select * from draft") == []
    assert await stage.rows("select * from saved_check") == []
    left = await everything(stage)
    assert "cooperative" not in left
    assert "تعاونية" not in left
    assert "47" not in json.dumps(await stage.rows("select body from inbox"))
    await chat.writes("/result")
    chat.reads("لم تحفظ")


async def test_a_result_is_kept_only_after_consent_and_shown_again_by_the_menu(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    chat.reads("إذا وافقت", "/privacy")
    assert await stage.rows("select * from saved_check") == []
    await chat.taps(AGREE)
    [kept] = await stage.rows("select * from saved_check")
    facts = json.loads(kept["facts"])
    assert (facts["place"], facts["legal_form"], facts["age"]) == ("09.541", "cooperative", 47)
    assert kept["consent"] == "keep-check/1"
    assert await stage.rows("select * from draft") == []
    await stage.restart()
    await chat.writes("/result")
    chat.reads("نتيجتك", "طلب اقتراح مشاريع بتارودانت")


async def test_looking_at_a_kept_result_leaves_it_kept(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    await chat.writes("/result")
    assert "🏁 إنهاء ومسح الأجوبة" not in chat.labels, "a promise that would not be kept"
    await chat.taps("🏁 إنهاء")
    chat.reads("نتيجتك المحفوظة باقية")
    assert len(await stage.rows("select * from saved_check")) == 1


async def test_a_kept_result_can_be_changed_and_kept_again(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    await chat.writes("/result")
    await chat.taps("✏️ غيّر جوابا")
    await chat.taps("✏️ العمر")
    await chat.writes("48")
    chat.reads("نتيجتك")
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    [kept] = await stage.rows("select * from saved_check")
    assert json.loads(kept["facts"])["age"] == 48


async def test_looking_at_a_kept_result_does_not_touch_an_unfinished_check(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    await chat.begins()
    await chat.taps("درعة-تافيلالت")
    await chat.taps("زاكورة")
    chat.reads("من يحمل المشروع اليوم؟")
    await chat.writes("/result")
    chat.reads("طلب اقتراح مشاريع بتارودانت")
    await chat.writes("/menu")
    await chat.taps(B("▶️ Go on"))
    chat.reads("من يحمل المشروع اليوم؟")
    [draft] = await stage.rows("select * from draft where conversation = 'eligibility'")
    assert json.loads(draft["state"])["answers"] == {"place": "08.587"}


NOTICES = (
    (
        "insert into broadcast (id, life, work, topic, province, made_by, made_at, body) "
        "values (5, 'stopped', 'send', 'news', '*', 1, 1, '{}')"
    ),
    (
        "insert into broadcast_recipient (broadcast_id, chat_id, language, state, settled_at) "
        "values (5, :chat, 'ar', 'sent', :now)"
    ),
    "insert into broadcast_watch (broadcast_id, chat_id) values (5, :chat)",
    "insert into broadcast_optout (chat_id, topic, since) values (:chat, 'calls', :now)",
    "insert into broadcast_tap (broadcast_id, button, chat_id, tapped_at) values (5, 'l0', :chat, :now)",
    "insert into check_trait (chat_id, kind, code) values (:chat, 'place', '09.541')",
    "update broadcast set finished_at = 1 where id = 5",
)
"""All that a notice leaves of somebody who got it."""


async def test_privacy_says_what_is_kept_and_erases_it_after_a_question(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    await chat.writes("/privacy")
    chat.reads("نتيجة محفوظة: نعم")
    await chat.taps(B("🗑 Erase everything"))
    assert len(await stage.rows("select * from saved_check")) == 1
    await chat.taps(B("🗑 Yes, erase it all"))
    chat.reads("مُسح كل شيء")
    for table in ("person", "draft", "saved_check"):
        assert await stage.rows(f"select * from {table}") == []  # noqa: S608 -- names above
    await chat.writes("/result")
    chat.reads("لم تحفظ")


async def test_who_erases_everything_is_in_no_account_of_a_notice_and_the_accounts_stay_exact(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps(KEEP)
    await chat.taps(AGREE)
    hers = {"chat": chat.phone.id, "now": 1}
    async with stage.database.unit() as unit:
        for statement in NOTICES:
            unit.write(Call(statement, hers))
    await chat.writes("/privacy")
    await chat.taps("🗑 امسح كل شيء")
    await chat.taps("🗑 نعم، امسح كل شيء")
    chat.reads("مُسح كل شيء")
    tables = await stage.rows("select name from sqlite_master where type = 'table' and sql like '% chat_id %'")
    for table in {each["name"] for each in tables} - {"outbox"}:
        theirs = await stage.rows(f"select * from {table} where chat_id = {chat.phone.id}")  # noqa: S608 -- names and a number of ours
        assert theirs == [], table
    assert await stage.rows("select state, people from broadcast_total") == [{"state": "sent", "people": 1}]
    assert len(await stage.rows("select * from broadcast_tap")) == 1


async def test_erasing_everything_also_forgets_whose_the_handled_updates_were(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.writes("/privacy")
    await chat.taps("🗑 امسح كل شيء")
    await chat.taps("🗑 نعم، امسح كل شيء")
    chat.reads("مُسح كل شيء")
    await chat.writes("/help")
    theirs = await stage.rows(f"select lane from inbox where lane = {chat.phone.id}")  # noqa: S608 -- a number
    assert len(theirs) <= 2, "what came after the erasing, and the update that asked for it"


async def test_what_was_finished_is_in_no_file_of_the_database_after_the_next_tidying(stage: Stage) -> None:
    chat = await finished(stage)
    await chat.taps("🏁 إنهاء ومسح الأجوبة")
    await stage.settled()
    await forget_what_is_over(stage.database, stage.clock)
    files = b"".join(path.read_bytes() for path in stage.path.parent.glob("tiwizi.db*"))
    assert b'"cooperative"' not in files


async def test_a_draft_whose_time_is_over_is_gone_at_the_next_start(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("مريم"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await stage.stop_bot()
    stage.clock.move(timedelta(days=30))
    await stage.start_bot()
    assert await stage.rows("select * from draft") == []
