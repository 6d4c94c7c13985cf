"""Staff write to many people at once, and know what became of it; people end a topic and hear of it again."""

from datetime import timedelta

import pytest

from bot.freezing import freeze_audiences
from domain.broadcasts.body import Body
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.topic import Topic
from domain.requests.life import Actor
from handlers import broadcast_after
from simulator.messages import visible
from storage import audiences
from storage.broadcast_recipients import Recipient, Recipients
from storage.broadcasts import Broadcasts
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from storage.unit import Call
from tests.journeys.asking_for_support import Member
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, TAROUDANT, read
from tests.journeys.notices import (
    AGAIN,
    APPROVE,
    ARABIC,
    ASK,
    CHANGE,
    GO_ON,
    KEEP,
    LOOK,
    MARKETS,
    MUTE,
    NEW,
    NOT_SENT,
    SEND,
    YES,
    Notices,
    under,
)
from tests.stage import Stage

STATES = "select state, count(*) as people from broadcast_recipient group by state order by state"


async def crowd(stage: Stage, people: int) -> None:
    """So many more who follow what happens in Taroudant; they have no phones, and are never sent anything here."""
    async with stage.database.unit() as unit:
        for chat_id in range(1, people + 1):
            People(unit).put(Person(chat_id, "ar"))
            Subscriptions(unit).add(chat_id, "place", TAROUDANT, 1)


async def test_a_notice_is_written_seen_sent_watched_and_accounted_for(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    fatima, leila = await notices.followers("فاطمة", "Leila")
    other = await notices.meetings.follower("حسن", "ar", KHENIFRA)
    await agent.writes("/desk")
    await agent.taps("📣 الإعلانات")
    agent.reads("لا إعلان بعد")
    await notices.composed(agent)
    agent.reads("حُفظ", "مسودة", "المعرض يوم الجمعة", "La foire est vendredi", "3 أشخاص")
    await agent.taps(LOOK)
    shown = [message for message in agent.phone.screen if "vendredi" in message.text or "الجمعة" in message.text]
    assert [message.body["entities"][0]["type"] for message in shown] == ["bold", "italic"]
    assert all(MUTE in row or "🔕" in row[0] for row in (message.buttons[-1] for message in shown))
    assert await stage.rows(STATES) == []
    await agent.taps("➡️ رجوع إلى الإعلان")
    await agent.taps(SEND)
    agent.reads("3 أشخاص", "هل أرسله؟")
    await agent.taps(YES)
    await notices.tick()
    agent.reads("✅ تم", "100%", "3 من 3", "وصل: 3")
    assert "المعرض يوم الجمعة" in await read(fatima)
    assert "La foire est vendredi" in await read(leila)
    assert "المعرض" not in await read(other)
    assert fatima.last.body["entities"][0] == {"type": "bold", "offset": 0, "length": 6}
    await agent.taps("📋 التقرير")
    agent.reads("المجموع: 3 أشخاص", "وصل: 3 (100%)", "العربية: 2", "Français: 1")
    await agent.taps("📊 جدول")
    [sheet] = [message for message in agent.phone.screen if message.kind == "document"]
    assert sheet.body["document"]["file_name"] == "tiwizi-notice.xlsx"


async def test_many_people_need_a_second_person_who_sees_it_first(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await crowd(stage, 120)
    await notices.composed(agent)
    await agent.taps(SEND)
    agent.reads("121 شخصا", "أكثر من 100 شخص", "شخص ثان")
    assert YES not in agent.labels
    await agent.taps(ASK)
    agent.reads("لا يوجد بعد شخص ثان")
    second = await notices.agent("نادية", Actor.COORDINATOR)
    stranger = await notices.agent("ليلى", province=KHENIFRA)
    await agent.taps(SEND)
    await agent.taps(ASK)
    agent.reads("وصل إلى زملائك", "ينتظر موافقة")
    assert APPROVE not in agent.labels
    name = agent_data(agent, "bc:return:")
    await agent.after(agent.phone.press_data(f"bc:ok:{name}", agent.last.id))
    assert [row["life"] for row in await stage.rows("select life from broadcast")] == ["waiting"]
    assert "يطلب منك زميل" in await read(second)
    assert "يطلب منك زميل" not in await read(stranger)
    await stranger.writes("/broadcast")
    await stranger.after(stranger.phone.press_data(f"bc:ok:{name}", stranger.last.id))
    stranger.reads("لا أجد هذا الإعلان")
    await second.taps("✋ أعده إلى صاحبه")
    await second.writes("؟")
    second.reads("هذا قصير")
    await second.writes("اليوم غير صحيح، راجعه من فضلك")
    second.reads("مسودة")
    for deed in ("edit", "send", "sure", "ask"):  # who changed it could approve her own words
        await second.after(second.phone.press_data(f"bc:{deed}:{name}", second.last.id))
    assert "لا يرسل هذه المسودة إلا من كتبها" in visible(second.last.text)
    assert [row["life"] for row in await stage.rows("select life from broadcast")] == ["draft"]
    assert "اليوم غير صحيح" in await read(agent)
    await agent.taps("👁 افتحه")
    agent.reads("مسودة")
    await agent.taps(SEND)
    await agent.taps(ASK)
    await read(second)
    await second.taps(LOOK)
    second.reads("المعرض يوم الجمعة")
    await second.taps(APPROVE)
    second.reads("تمت الموافقة")
    assert "وافق زميل" in await read(agent)
    [row] = await stage.rows("select life, made_by, approved_by from broadcast")
    assert (row["life"], row["made_by"], row["approved_by"]) == ("scheduled", agent.phone.id, second.phone.id)


def agent_data(chat: Chat, beginning: str) -> str:
    """The end of the data of the button under the last message that begins so."""
    rows = chat.last.body["reply_markup"]["inline_keyboard"]
    found = [button["callback_data"] for row in rows for button in row if button["callback_data"].startswith(beginning)]
    return str(found[0]).removeprefix(beginning)


async def test_what_one_person_sends_in_a_day_counts_together_and_the_card_says_why_it_waits(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    second = await notices.agent("نادية", Actor.COORDINATOR)
    await crowd(stage, 60)
    await notices.composed(agent)
    await agent.taps(SEND)
    await agent.taps(YES)
    await freeze_audiences(stage.database, stage.clock)
    await notices.composed(agent)
    await agent.taps(SEND)
    agent.reads("62 شخصا", "مع ما أُرسل في آخر 24 ساعة دون شخص ثان")
    assert YES not in agent.labels
    await presses(agent, f"bc:sure:{agent_data(agent, 'bc:ask:')}")
    lives = [row["life"] for row in await stage.rows("select life from broadcast order by life")]
    assert lives == ["draft", "running"]
    await agent.taps(ASK)
    agent.reads("ينتظر موافقة", "مع ما أُرسل في آخر 24 ساعة دون شخص ثان")
    await read(second)
    await second.taps("📋 كل التفاصيل")
    second.reads("مع ما أُرسل في آخر 24 ساعة دون شخص ثان")


async def test_one_tap_ends_a_topic_and_another_brings_it_back(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    [fatima] = await notices.followers("فاطمة")
    await notices.sent(agent)
    await read(fatima)
    await fatima.taps(MUTE)
    assert fatima.phone.toast is not None
    assert "لن تصلك إعلانات" in visible(fatima.phone.toast)
    assert AGAIN in [visible(each) for each in under(fatima.phone, "المعرض")]
    await notices.sent(agent)
    assert len([each for each in fatima.phone.messages if "المعرض" in each.text]) == 1
    assert {row["state"]: row["people"] for row in await stage.rows(STATES)} == {"sent": 3, "skipped": 1}
    await agent.taps("📋 التقرير")
    agent.reads("لا يريد هذا الموضوع: 1")
    await fatima.taps("⚙️ كل المواضيع")
    fatima.reads("ما يصلك منا")
    assert "🔕 المعارض والأسواق" in fatima.labels
    await fatima.taps("🔕 المعارض والأسواق")
    assert "🔔 المعارض والأسواق" in fatima.labels
    await notices.sent(agent)
    assert len([each for each in fatima.phone.messages if "المعرض" in each.text]) == 2
    await fatima.taps(MUTE)
    await fatima.taps(AGAIN)
    assert await stage.rows("select * from broadcast_optout") == []
    await fatima.writes("/privacy")
    fatima.reads("إعلانات الموظفين")


async def test_in_the_night_it_waits_and_goes_out_in_the_morning(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    [fatima] = await notices.followers("فاطمة")
    await notices.composed(agent)
    stage.clock.move(timedelta(hours=11))
    await agent.taps(SEND)
    agent.reads("الآن وقت راحة الناس")
    await agent.taps(YES)
    await notices.tick()
    assert await stage.rows(STATES) == []
    stage.clock.move(timedelta(hours=13))
    await notices.tick()
    assert "المعرض" in await read(fatima)


async def going_out_at_night(notices: Notices, agent: Chat) -> None:
    """A notice that night has caught on its way, open on the desk: nobody has got it, and it waits for the morning."""
    await notices.composed(agent)
    notices.stage.clock.move(timedelta(hours=11))
    async with notices.stage.database.unit() as unit:
        [row] = (await unit.fetch(Call("select id from broadcast", {})))[0]
        Recipients(unit, row["id"]).add([Recipient(agent.phone.id, "ar")])
        unit.write(Call("update broadcast set life = 'running', started_at = 1", {}))
    await agent.writes("/broadcast")
    await agent.taps("1")


async def test_it_is_paused_and_goes_on_and_is_stopped_for_good(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await going_out_at_night(notices, agent)
    agent.reads("جار إرساله", "الآن وقت راحة الناس", "لم يُرسل بعد: 1")
    await agent.taps("⏸ أوقف مؤقتا")
    agent.reads("متوقف مؤقتا")
    await agent.taps("▶️ تابع الإرسال")
    agent.reads("جار إرساله")
    old = agent.last.id
    await agent.taps("⏹ أوقفه")
    agent.reads("هل أوقفه نهائيا؟")
    await agent.taps("✅ نعم")
    agent.reads("أُوقف")
    await notices.tick()
    agent.reads("مستثنى: 1")
    await agent.taps("📋 التقرير")
    agent.reads("أُوقف الإرسال قبله: 1")
    name = agent_data(agent, "bc:xlsx:")
    await agent.after(agent.phone.press_data(f"bc:pause:{name}", old))
    agent.reads("تغيرت حالة الإعلان", "أُوقف")


async def test_only_what_failed_is_tried_again_and_what_may_have_arrived_after_a_warning(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.sent(agent)
    async with stage.database.unit() as unit:
        unit.write(
            Call("update broadcast_recipient set state = 'failed', reason = 'Bad Request', message_id = null", {})
        )
    await agent.taps("📋 التقرير")
    agent.reads("لم يصل: 1")
    await agent.taps("➡️ رجوع إلى الإعلان")
    await agent.taps("🔁 أعد المحاولة (1)")
    await notices.tick()
    agent.reads("وصل: 1")
    async with stage.database.unit() as unit:
        unit.write(Call("update broadcast_recipient set state = 'unknown', message_id = null", {}))
    await agent.taps("📋 التقرير")
    await agent.taps("➡️ رجوع إلى الإعلان")
    assert "🔁 أعد المحاولة (1)" not in agent.labels
    await agent.taps("❔ ربما وصل (1)")
    agent.reads("فقد يصله مرتين")
    await agent.taps("🔁 أعد الإرسال رغم ذلك")
    await notices.tick()
    assert len([each for each in agent.phone.messages if any("🔕" in row[0] for row in each.buttons)]) == 3


async def test_who_gets_it_later_gets_the_corrected_words_and_nothing_once_it_was_deleted(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    fatima, zahra = await notices.followers("فاطمة", "زهراء")
    await notices.sent(agent)
    name = agent_data(agent, "bc:report:")
    await fails(stage, fatima)
    await agent.taps("📋 التقرير")
    await agent.taps("➡️ رجوع إلى الإعلان")
    await agent.taps("✏️ صححه")
    await agent.after(agent.phone.send_marked("المعرض يوم <b>السبت</b>"))
    await agent.taps("⏭ اتركه كما هو")
    await agent.taps("✏️ نعم، غيّره")
    await notices.tick()
    await presses(agent, f"bc:retry:{name}")
    await notices.tick()
    assert [each.text for each in fatima.phone.messages if "المعرض" in each.text][1:] == ["المعرض يوم السبت"]
    await fails(stage, zahra)
    await presses(agent, f"bc:erase:{name}")
    await agent.taps("🗑 نعم، احذفه")
    await notices.tick()
    for deed in ("retry", "maybe", "twice"):
        await presses(agent, f"bc:{deed}:{name}")
        assert "سُحب هذا الإعلان" in agent.phone.transcript()
    await notices.tick()
    sent = await stage.rows("select state from broadcast_recipient where state in ('queued', 'handed')")
    assert sent == []


async def presses(agent: Chat, data: str) -> None:
    """A forged or an old button, as far as the bot can tell."""
    await agent.after(agent.phone.press_data(data, agent.phone.messages[-1].id))


async def fails(stage: Stage, chat: Chat) -> None:
    """Let it not have reached this person."""
    async with stage.database.unit() as unit:
        failed = "update broadcast_recipient set state = 'failed', message_id = null where chat_id = :chat"
        unit.write(Call(failed, {"chat": chat.phone.person.id}))


async def test_buttons_are_counted_once_a_person_and_lead_where_they_say(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    [fatima] = await notices.followers("فاطمة")
    await agent.writes("/broadcast")
    await agent.taps(NEW)
    await agent.taps(MARKETS)
    await agent.writes("نص")
    await agent.taps(NOT_SENT)
    await agent.taps(GO_ON)
    await agent.taps("✏️ الأزرار")
    await agent.taps("➕ 📋 برامج الدعم")
    await agent.writes("التسجيل / S'inscrire https://example.org/form")
    await agent.writes("بلا عنوان")
    agent.reads("اكتب كلمات الزر ثم العنوان", "التسجيل")
    await agent.taps("✅ هذا كل شيء")
    await agent.taps(KEEP)
    await agent.taps(SEND)
    await agent.taps(YES)
    await notices.tick()
    await read(fatima)
    await fatima.taps("📋 برامج الدعم")
    fatima.reads("برامج")
    for _ in range(2):
        await fatima.after(fatima.phone.press_old("التسجيل", fatima_notice(fatima)))
    await fatima.taps("🔗 افتح")
    assert fatima.phone.opened == ["https://example.org/form"]
    await agent.taps("📋 التقرير")
    agent.reads("برامج الدعم: 1", "التسجيل: 1")


def fatima_notice(chat: Chat) -> int:
    return next(
        message.id for message in chat.phone.messages if any("🔕" in label for row in message.buttons for label in row)
    )


async def test_a_poll_is_answered_by_buttons_and_an_answer_can_be_changed(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    [fatima] = await notices.followers("فاطمة")
    await agent.writes("/broadcast")
    await agent.taps(NEW)
    await agent.taps(MARKETS)
    await agent.after(agent.phone.send_poll("متى نجتمع؟", "السبت", "الأحد"))
    await agent.taps(NOT_SENT)
    await agent.taps(GO_ON)
    await agent.taps(KEEP)
    await agent.taps(LOOK)
    await agent.taps("▫️ السبت")
    assert "معاينة" in visible(agent.phone.toast or "")
    await agent.taps("➡️ رجوع إلى الإعلان")
    await agent.taps(SEND)
    await agent.taps(YES)
    await notices.tick()
    await read(fatima)
    await fatima.taps("▫️ السبت")
    assert "☑️ السبت" in fatima.labels
    await fatima.taps("▫️ الأحد")
    assert {"▫️ السبت", "☑️ الأحد"} <= set(fatima.labels)
    await agent.taps("📋 التقرير")
    agent.reads("السبت: 0", "الأحد: 1")


async def test_what_was_sent_is_corrected_and_then_deleted(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    fatima, leila = await notices.followers("فاطمة", "Leila")
    await notices.sent(agent)
    await read(fatima)
    await fatima.taps(MUTE)
    await agent.taps("💬 نص لواتساب")
    [address] = [word for word in agent.screen.split() if "start=b_" in word][:1]
    agent.reads("المعرض يوم الجمعة", "La foire est vendredi")
    assert all("<" not in message.text for message in agent.phone.screen)
    await agent.taps("🔳 رمز QR للطباعة")
    assert agent.phone.screen[-1].kind == "photo"
    await agent.taps("➡️ رجوع إلى الإعلان")
    await agent.taps("✏️ صححه")
    await agent.after(agent.phone.send_photo())
    agent.reads("يمكن تغيير الكلمات فقط")
    await agent.after(agent.phone.send_marked("المعرض يوم <b>السبت</b>"))
    await agent.taps("⏭ اتركه كما هو")
    await agent.taps("✏️ نعم، غيّره")
    await notices.tick()
    assert "المعرض يوم السبت" in await read(fatima)
    assert AGAIN in fatima.labels, "her topic stays ended"
    assert "La foire est vendredi" in "\n".join(message.text for message in leila.phone.messages)
    hassan = await notices.meetings.desk.member("حسن")
    await hassan.after(hassan.phone.open_link(address))
    hassan.reads("المعرض يوم السبت", "هذا الإعلان من تيويزي")
    await agent.taps("➡️ كل الإعلانات")
    await agent.taps("2")
    agent.reads("تصحيح")
    await agent.taps("🗑 احذفه عند الجميع")
    await agent.taps("🗑 نعم، هيئ الحذف")
    await agent.taps("🗑 نعم، احذفه")
    await notices.tick()
    assert not [each for chat in (fatima, leila) for each in chat.phone.messages if "المعرض" in each.text]
    await hassan.after(hassan.phone.open_link(address))
    hassan.reads("سُحب هذا الإعلان")


async def test_an_audience_is_kept_under_a_name_and_used_again(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.composed(agent)
    await agent.taps(CHANGE)
    await agent.taps("✏️ الفئة المعنية")
    await agent.taps("➕ الأماكن")
    await agent.writes("تارودانت")
    await agent.taps("تارودانت")
    await agent.taps("✅ هذا كل شيء")
    await agent.taps(GO_ON)
    await agent.taps(KEEP)
    agent.reads("الأماكن: تارودانت")
    await agent.taps("💾 احفظ فئته")
    await agent.writes("أهل تارودانت")
    agent.reads("حُفظ: أهل تارودانت")
    await agent.taps("✍️ اكتب إلى 1")
    await agent.taps(MARKETS)
    await agent.writes("نص")
    await agent.taps(NOT_SENT)
    agent.reads("الأماكن: تارودانت")
    await agent.taps("✋ توقف")
    await agent.writes("/broadcast")
    await agent.taps("📂 الفئات المحفوظة")
    await agent.taps("🗑 امسح 1")
    agent.reads("لا شيء بعد")


async def test_who_comes_back_after_having_blocked_the_bot_is_welcome(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    [fatima] = await notices.followers("فاطمة")
    fatima.phone.block()
    await stage.settled()
    await notices.sent(agent)
    assert {row["state"]: row["people"] for row in await stage.rows(STATES)} == {"sent": 1, "skipped": 1}
    fatima.phone.unblock()
    await fatima.phone.idle()
    assert "مرحبا بعودتك" in await read(fatima)
    await notices.sent(agent)
    assert "المعرض" in await read(fatima)


async def test_people_without_a_role_see_no_desk_and_forged_taps_give_nothing(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.composed(agent)
    name = agent_data(agent, "bc:look:")
    [fatima] = await notices.followers("فاطمة")
    await fatima.writes("/broadcast")
    fatima.reads("الإعلانات يكتبها الموظفون")
    for beginning in (
        "one",
        "look",
        "send",
        "sure",
        "ask",
        "ok",
        "edit",
        "like",
        "gone",
        "text",
        "qr",
        "xlsx",
        "report",
    ):
        await fatima.after(fatima.phone.press_data(f"bc:{beginning}:{name}", fatima.last.id))
        assert "المعرض" not in fatima.screen
    for data in (
        "bc:to:zzz:0",
        f"bc:to:{name}:9",
        f"bc:vote:{name}:0",
        "bc:off:nothing:1",
        "bc:one:zzzzzzzzzzzzz",
        "bc:one:?",
        "bc:vote:::",
    ):
        await fatima.after(fatima.phone.press_data(data, fatima.last.id))
    await fatima.after(fatima.phone.start(f"b_{name}"))
    assert "المعرض" not in fatima.screen
    assert [row["life"] for row in await stage.rows("select life from broadcast")] == ["draft"]
    assert await stage.rows("select * from broadcast_tap") == []


async def test_a_message_that_cannot_be_sent_is_refused_kindly_and_the_notice_goes_on(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await agent.writes("/broadcast")
    await agent.taps(NEW)
    await agent.taps(MARKETS)
    sending = Member(stage, agent.phone)
    await sending.sends(agent.phone.send_sticker())
    agent.reads("أقبل نصا أو صورة")
    await sending.sends(agent.phone.send_album(3))
    assert agent.screen.count("لا مجموعة") == 1
    await agent.after(agent.phone.send_marked(ARABIC))
    agent.reads("بالعربية: 📝 نص «المعرض يوم الجمعة»")


async def test_a_large_audience_is_counted_beside_the_work_and_told_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audiences, "COUNTED_AT_ONCE", 1)
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.followers("فاطمة", "حسن")
    await notices.composed(agent)
    agent.reads("أحسبهم الآن")
    assert "3 أشخاص يصلهم الإعلان الآن" in await read(agent)
    await agent.taps(SEND)
    agent.reads("شخص ثان")
    assert YES not in agent.labels


async def test_a_report_of_very_many_is_added_up_beside_the_work(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast_after, "ADDED_UP_AT_ONCE", 1)
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.followers("فاطمة", "حسن")
    await notices.sent(agent)
    await agent.taps("📋 التقرير")
    assert "وصل: 3" in visible(await read(agent))
    await agent.taps("➡️ رجوع إلى الإعلان")


async def test_a_long_list_is_turned_page_by_page(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    async with stage.database.unit() as unit:
        for number in range(10):
            body = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, f"إعلان رقم {number}")})
            assert await Broadcasts(unit).create(agent.phone.id, TAROUDANT, body, 1) is not None
    await agent.writes("/broadcast")
    agent.reads("إعلان رقم 9", "إعلان رقم 2")
    assert "إعلان رقم 1»" not in agent.screen
    await agent.taps("◀️ الأقدم")
    agent.reads("إعلان رقم 1", "إعلان رقم 0")
    await agent.taps("⬆️ الأحدث")
    agent.reads("إعلان رقم 9")


async def test_a_series_is_planned_and_ended(stage: Stage) -> None:
    notices = Notices(stage)
    agent = await notices.agent()
    await notices.composed(agent)
    await agent.taps(CHANGE)
    await agent.taps("✏️ الموعد")
    await agent.writes("الثلاثاء 3 مارس على الساعة 10:00")
    await agent.taps("✏️ التكرار")
    await agent.taps("كل أسبوع")
    await agent.taps(KEEP)
    agent.reads("3 مارس 2026", "كل أسبوع")
    await agent.taps(SEND)
    await agent.taps(YES)
    await notices.tick()
    assert await stage.rows(STATES) == []
    stage.clock.move(timedelta(days=2))
    await notices.tick()
    assert {row["state"]: row["people"] for row in await stage.rows(STATES)} == {"sent": 1}
    await agent.taps("➡️ كل الإعلانات")
    agent.reads("يُرسل في وقته", "تم")
    await agent.taps("1")
    agent.reads("10 مارس 2026")
    await agent.taps("🗑 ألغه")
    await agent.taps("✅ نعم")
    agent.reads("أُلغي")
    stage.clock.move(timedelta(days=8))
    await notices.tick()
    assert {row["state"]: row["people"] for row in await stage.rows(STATES)} == {"sent": 1}
