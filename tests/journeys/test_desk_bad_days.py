"""What goes wrong at a desk: two at once, a second press, a role that ends, another province, somebody who blocks."""

import asyncio

import pytest

from domain.requests.kinds import Kind
from domain.requests.life import Actor
from domain.requests.request import NewFile
from simulator.messages import visible
from storage.staff import Staff
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, Desk, read
from tests.journeys.test_desk import CORRECT, DESK, HISTORY, NOTE, REFUSE, TAKE, opened
from tests.stage import Stage

NOT_HERE = "لا أجد هذا الطلب"


async def revoked(stage: Stage, chat: Chat) -> None:
    """All roles of somebody taken back, as an administrator's tap does it."""
    async with stage.database.unit() as unit:
        Staff(unit).erase(chat.phone.id, 1)


async def forged(chat: Chat, data: str) -> str:
    """A tap with data of one's own making, on whatever message stands last."""
    return await chat.after(chat.phone.press_data(data, chat.last.id))


async def test_two_who_take_the_same_request_at_once_end_with_one_and_a_kind_sentence(stage: Stage) -> None:
    desk = Desk(stage)
    first, second = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.COORDINATOR)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(first, reference)
    await opened(second, reference)
    await asyncio.gather(first.phone.press(TAKE), second.phone.press(TAKE))
    for chat in (first, second):
        await chat.phone.idle()
    await stage.settled()
    screens = sorted([first.screen, second.screen], key=lambda text: "سبقك غيرك" in text)
    assert "أنت من يتتبعه" in screens[0]
    assert "سبقك غيرك" in screens[1]
    assert "التكفل بالطلب" in screens[1]
    assert "يتتبعه أحد الزملاء" in screens[1]
    taken = await stage.rows("select count(*) as n from request_event where action = 'take'")
    assert taken[0]["n"] == 1
    assert (await read(member)).count("وصل طلبك إلى") == 1


async def test_a_button_pressed_twice_does_once_what_it_says(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await opened(agent, await desk.sent(member))
    data, message = data_of(agent, TAKE), agent.last.id
    await agent.phone.press_data(data, message)
    await agent.after(agent.phone.press_data(data, message))
    assert "سبقك" not in agent.phone.transcript()
    assert (await stage.rows("select count(*) as n from request_event where action = 'take'"))[0]["n"] == 1
    assert (await read(member)).count("وصل طلبك إلى") == 1


async def test_a_request_that_moved_while_a_reason_was_written_gives_the_words_back(stage: Stage) -> None:
    desk = Desk(stage)
    agent, other = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.COORDINATOR)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(REFUSE)
    await agent.writes("التعاونية خارج الإقليم كما تبين وثائقها")
    await opened(other, reference)
    await other.taps("🏛 إلى اللجنة الإقليمية")
    await other.taps("✅ نعم")
    await agent.taps("❌ ارفض الطلب")
    agent.reads("سبقك غيرك. قسم العمل الاجتماعي: إحالة على اللجنة الإقليمية", "التعاونية خارج الإقليم كما تبين وثائقها")
    assert await desk.states() == ["with_provincial"]
    assert "لم يُقبل" not in await read(member)


@pytest.mark.parametrize("action", [CORRECT, REFUSE, NOTE])
async def test_a_role_that_ends_in_the_middle_of_an_action_ends_it_without_a_trace(stage: Stage, action: str) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(action)
    before = await stage.rows("select * from request_event")
    await revoked(stage, agent)
    await agent.writes("هذه كلمات كتبتها بعد أن سُحبت مني المهمة")
    agent.reads(NOT_HERE)
    assert "تعاونية النور" not in agent.screen
    assert await stage.rows("select * from request_event") == before
    assert "لا أجد" not in await read(member)
    denied = await stage.rows("select chat_id, reference from request_denied")
    assert {"chat_id": agent.phone.id, "reference": reference} in denied


async def test_after_a_role_ended_old_buttons_open_nothing_and_no_news_comes(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await revoked(stage, agent)
    message = agent.last.id
    for data in [data_of(agent, label) for label in (HISTORY, "📎 الوثائق", NOTE)]:
        await agent.after(agent.phone.press_data(data, message))
        assert NOT_HERE in visible(agent.phone.chat.messages[message].text)
    await agent.taps(DESK)
    agent.reads("مكتب الطلبات خاص بالموظفين")
    assert DESK not in str(agent.phone.keyboard)


def data_of(chat: Chat, label: str) -> str:
    """What a button of the last message carries."""
    keys = (key for row in chat.last.inline_keyboard for key in row)
    return next(str(key["callback_data"]) for key in keys if label in key["text"])


@pytest.mark.parametrize(
    "data",
    [
        "k:one:{reference}",
        "k:papers:{reference}",
        "k:past:{reference}",
        "k:paper:{reference}:{file}",
        "k:do:take:{reference}:0",
        "k:do:note:{reference}:0",
        "k:do:refuse:{reference}:0",
        "k:yes:forward_provincial:{reference}:0",
    ],
)
async def test_a_request_of_another_province_is_not_found_by_any_forged_button_and_the_attempt_is_noted(
    stage: Stage, data: str
) -> None:
    desk = Desk(stage)
    elsewhere, member = await desk.staff("سعيد", Actor.AGENT, KHENIFRA), await desk.member()
    paper = NewFile("statutes", "photo", "file-1", "unique-1")
    reference = await desk.sent(member, files=(paper,))
    file = (await stage.rows("select id from request_file"))[0]["id"]
    await forged(elsewhere, data.format(reference=reference, file=file))
    elsewhere.reads(NOT_HERE)
    assert "تعاونية النور" not in elsewhere.phone.transcript()
    assert await desk.states() == ["submitted"]
    assert await stage.rows("select chat_id, reference from request_denied") == [
        {"chat_id": elsewhere.phone.id, "reference": reference}
    ]
    hidden = elsewhere.screen
    await elsewhere.taps(DESK)
    await forged(elsewhere, data.format(reference="TW-0000-0000", file=1))
    assert elsewhere.screen == hidden, "what is hidden and what is not there are told in the same words"


@pytest.mark.parametrize(
    "data",
    [
        "k:do:take",
        "k:do:::",
        "k:do:erase:TW-0000-0000:0",
        "k:do:take:TW-0000-0000:٣x",
        "k:yes:accept:TW-0000-0000:0",
        "k:list:new",
        "k:list:nothing:0",
        "k:list:new:-1",
        "k:list:new:99999999999999999999",
        "k:paper:TW-0000-0000:99999999999999999999",
        "k:one:",
        "k:one:'; drop table request; --",
        "st:one:1",
        "st:end:x",
        "st:new",
        "st:team",
        "d:new:desk-refuse:x",
        "d:resume:desk-note:x",
        "d:new:invitation:x",
        "b:b:b:k:home",
    ],
)
async def test_no_forged_button_breaks_the_desk(stage: Stage, data: str) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    await forged(agent, data)
    assert agent.screen
    assert "خطأ" not in agent.screen.replace("ربما في الرقم خطأ", "")
    assert await stage.rows("select * from inbox where state = 'aside'") == []


async def test_somebody_without_a_role_finds_no_door_to_the_desk(stage: Stage) -> None:
    desk = Desk(stage)
    member, stranger = await desk.member(), await desk.member("يوسف")
    reference = await desk.sent(member)
    for data in (f"k:one:{reference}", f"k:do:take:{reference}:0", "k:list:new:0", "k:home"):
        await forged(stranger, data)
        assert "تعاونية النور" not in stranger.phone.transcript()
    await stranger.writes("/desk")
    stranger.reads("مكتب الطلبات خاص بالموظفين")
    await stranger.writes("/staff")
    stranger.reads("لا يرى الفريق إلا من يتولى")


async def test_a_person_who_blocked_the_bot_stops_nobody_and_reads_the_news_when_she_is_back(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member)
    member.phone.block()
    await member.stage.settled()
    await opened(agent, reference)
    await agent.taps(TAKE)
    agent.reads("قيد الدراسة")
    assert await desk.states() == ["in_review"]
    assert await stage.rows("select * from inbox where state = 'aside'") == []
    member.phone.unblock()
    await member.writes(reference)
    member.reads("قيد الدراسة")


@pytest.mark.parametrize(
    ("role", "kind", "data"),
    [
        (Actor.LOCAL, Kind.TRAINING, "k:do:take:{reference}:{revision}"),
        (Actor.ADMIN, Kind.TRAINING, "k:do:refuse:{reference}:{revision}"),
        (Actor.AGENT, Kind.FUNDING, "k:do:accept:{reference}:{revision}"),
        (Actor.AGENT, Kind.FUNDING, "k:yes:accept:{reference}:{revision}"),
        (Actor.AGENT, Kind.FUNDING, "k:yes:reopen:{reference}:{revision}"),
        (Actor.AGENT, Kind.FUNDING, "k:yes:forward_provincial:{reference}:{revision}"),
    ],
)
async def test_what_a_role_may_not_do_as_things_stand_is_told_so_and_nothing_happens(
    stage: Stage, role: Actor, kind: Kind, data: str
) -> None:
    desk = Desk(stage)
    staff, member = await desk.staff("سعيد", role), await desk.member()
    reference = await desk.sent(member, kind, amount=80_000 if kind is Kind.FUNDING else None)
    [row] = await stage.rows("select revision from request")
    await forged(staff, data.format(reference=reference, revision=row["revision"]))
    staff.reads("لا يمكن ذلك في حالة الطلب الآن", reference)
    assert await desk.states() == ["submitted"]
    assert "📬" not in await read(member)


async def test_an_administrator_reads_no_papers(stage: Stage) -> None:
    desk = Desk(stage)
    admin, member = await desk.staff("مينة", Actor.ADMIN), await desk.member()
    reference = await desk.sent(member, files=(NewFile("statutes", "photo", "file-1", "unique-1"),))
    await admin.writes(reference)
    await admin.taps("📎 الوثائق")
    assert "1" not in admin.labels
    [file] = await stage.rows("select id from request_file")
    await forged(admin, f"k:paper:{reference}:{file['id']}")
    await admin.phone.sees_toast("مهمتك لا تسمح بفتح الوثائق")
    assert await stage.rows("select * from request_event where action = 'open_file'") == []


async def test_words_of_4096_characters_are_refused_with_their_number_and_nothing_is_lost(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await opened(agent, await desk.sent(member))
    await agent.taps("💬 راسل صاحب الطلب")
    await agent.writes("ط" * 4096)
    agent.reads("4.096")
    await agent.writes("رسالة قصيرة")
    assert "رسالة قصيرة" in await read(member)


async def test_a_paper_is_opened_into_the_chat_and_the_person_can_read_that_it_was(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    sent = await member.phone.send_photo()
    await member.phone.idle()
    photo = sent.body["photo"][-1]
    paper = NewFile("statutes", "photo", photo["file_id"], photo["file_unique_id"])
    reference = await desk.sent(member, Kind.TRAINING, files=(paper,))
    await opened(agent, reference)
    await agent.taps("📎 الوثائق")
    agent.reads("النظام الأساسي", "يرى صاحب الطلب أنها فُتحت")
    assert (await stage.rows("select count(*) as n from request_event where action = 'open_file'"))[0]["n"] == 0
    await agent.taps("1")
    assert "photo" in agent.last.body
    [event] = await stage.rows("select role, internal from request_event where action = 'open_file'")
    assert event == {"role": "agent", "internal": 0}


async def test_an_action_that_was_left_is_taken_up_again_from_the_menu(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await opened(agent, await desk.sent(member))
    await agent.taps(TAKE)
    await agent.taps(REFUSE)
    await agent.writes("التكوين لهذه السنة امتلأ. الدورة القادمة في شتنبر.")
    await agent.taps("✋ توقف")
    await stage.restart()
    await agent.writes("/menu")
    await agent.taps("◀️ أكمل")
    await agent.taps("❌ ارفض الطلب")
    assert "امتلأ" in await read(member)


async def test_an_invitation_without_the_right_to_give_it_is_made_by_no_forged_draft(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    await forged(agent, "d:new:invitation:x")
    await agent.taps("إدارة تيويزي")
    await agent.taps("في كل الأقاليم")
    agent.reads("يمكنك الدعوة فقط إلى الأقاليم")
    assert await stage.rows("select * from invitation where made_by is not null") == []


async def test_a_paper_that_telegram_no_longer_gives_is_said_to_both_and_asked_for_again(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    gone = NewFile("statutes", "photo", "a-file-of-long-ago", "unique", size=1000)
    reference = await desk.sent(member, files=(gone,))
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps("📎 الوثائق")
    await agent.taps("1")
    assert reference in await read(agent)
    agent.reads("لم تعد هذه الوثيقة متوفرة في تيليغرام")
    assert "متوفرة في تيليغرام" in await read(member)
    assert len(await stage.rows("select 1 from request_file where lost_at is not null")) == 1


async def test_of_a_lost_paper_that_was_sent_twice_staff_read_only_the_request_of_their_province(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    gone = NewFile("statutes", "photo", "a-file-of-long-ago", "unique", size=1000)
    here = await desk.sent(member, files=(gone,))
    elsewhere = await desk.sent(member, place=KHENIFRA, files=(gone,))
    await opened(agent, here)
    await agent.taps("📎 الوثائق")
    await agent.taps("1")
    assert here in await read(agent)
    assert elsewhere not in agent.phone.transcript()
    assert elsewhere in await read(member)
