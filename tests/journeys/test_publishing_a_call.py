"""Administrators correct a call in the chat: a draft, a preview, a second person, and it stands."""

from collections.abc import Iterator

import pytest

from catalogue.loading import text_of
from domain.calls import load, publish
from domain.requests.life import Actor
from handlers.call_desk import LARGEST
from messages.text import B
from storage.staff import EVERYWHERE
from storage.unit import Call
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, TAROUDANT, Desk, read
from tests.journeys.test_results import KEEP, at_the_result
from tests.stage import Stage

REVIEW, NEW = B("🧭 Check of the rules"), B("📝 Publish or correct")
ASK, APPROVE, REFUSE = B("📨 Have it approved"), B("✅ Approve it"), B("✋ Turn it down")
CALL_ID = "indh_taroudant_2026"
BEFORE, AFTER = "محور تحسين الدخل", "محور تحسين الدخل (تصحيح)"
OVER = "لم تعد هذه المسودة تنتظر"


@pytest.fixture(autouse=True)
def _as_delivered() -> Iterator[None]:
    yield
    publish(())


def corrected(old: str = BEFORE, new: str = AFTER, call: str = CALL_ID) -> bytes:
    text = text_of(call)
    assert text is not None
    assert old in text
    return text.replace(old, new).encode()


async def sends(chat: Chat, content: bytes, name: str = f"{CALL_ID}.toml") -> str:
    return await chat.after(chat.phone.send_document(name, content, mime_type="application/toml"))


async def two(stage: Stage, province: str = EVERYWHERE) -> tuple[Chat, Chat]:
    desk = Desk(stage)
    return await desk.staff("مينة", Actor.ADMIN, province), await desk.staff("يوسف", Actor.ADMIN)


def title() -> str:
    return next(call.title.ar for call in load().calls if call.id == CALL_ID)


async def test_a_correction_stands_at_once_when_a_second_administrator_approves_it(stage: Stage) -> None:
    first, second = await two(stage, TAROUDANT)
    await sends(first, corrected())
    first.reads("أفحص الملف", "هكذا سيراه الناس", AFTER, "🧪", "نسبة النساء", "بالشروط نفسها")
    assert AFTER not in title(), "a draft changes nothing"
    await first.taps(ASK)
    first.reads("وصل إلى زملائك")
    assert AFTER in await read(second)
    second.reads("قارنه بمصادره أولا")
    await second.taps(APPROVE)
    second.reads("النسخة 1", "سارية من الآن")
    assert "تمت الموافقة" in await read(first)
    assert AFTER in title()
    await stage.restart()
    assert AFTER in title(), "it stands after a restart too"
    [draft] = await stage.rows("select id from call_version")
    await first.after(first.phone.press_data(f"cv:no:{draft['id']}", first.last.id))
    first.reads(OVER)


async def test_a_second_version_follows_the_first_and_kept_results_say_what_changed(stage: Stage) -> None:
    person = await at_the_result(stage)
    await person.taps(KEEP)
    await person.taps(B("✅ I agree, keep it"))
    first, second = await two(stage)
    for version, cap in ((1, 250_000), (2, 240_000)):
        await sends(first, corrected("cap = 200000", f"cap = {cap}"))
        first.reads("بشروط أخرى", "والنتائج المحفوظة تبقى كما قيلت")
        await first.taps(ASK)
        await second.taps(APPROVE)
        second.reads(f"النسخة {version}")
    await person.writes("/result")
    person.reads("تغيرت شروط هذه البرامج منذ ذلك اليوم", "من قبل ❌، والآن ❌")
    rows = await stage.rows("select version, rules from call_version order by version")
    assert [row["version"] for row in rows] == [1, 2]
    assert len({row["rules"] for row in rows}) == 2


async def test_nobody_approves_her_own_draft_and_a_colleague_may_turn_it_down(stage: Stage) -> None:
    first, second = await two(stage)
    await sends(first, corrected())
    await first.taps(ASK)
    [draft] = await stage.rows("select id from call_version")
    await first.after(first.phone.press_data(f"cv:yes:{draft['id']}", first.last.id))
    assert AFTER not in title()
    await second.taps(REFUSE)
    second.reads("يبقى ما كان ساريا كما هو")
    assert "تُركت مسودة" in await read(first)
    await second.after(second.phone.press_data(f"cv:yes:{draft['id']}", second.last.id))
    second.reads(OVER)
    assert AFTER not in title()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"id = ", "هذا ليس ملف TOML: راجع السطر 1، الحرف 6"),
        (b"a = " + b"[" * 5000, "أقواسه لا تنتهي"),
        (b'id = "x"\nexcludes = "y"', "جداوله ليست مثل جداول ملفات البرامج الأخرى"),
        (corrected('programme = "indh"', 'programme = "other"'), "programme"),
        (corrected("above = 50", "above = 70"), "examples"),
    ],
)
async def test_a_file_that_cannot_be_used_is_answered_with_what_is_wrong(
    stage: Stage, content: bytes, problem: str
) -> None:
    admin = await Desk(stage).staff("مينة", Actor.ADMIN, EVERYWHERE)
    await sends(admin, content)
    admin.reads("لا يمكن استعمال هذا الملف بعد", problem, "لم يتغير أي شيء")
    assert await stage.rows("select * from call_version") == []


async def test_an_administrator_of_other_provinces_can_neither_make_nor_approve_it(stage: Stage) -> None:
    desk = Desk(stage)
    stranger, maker = await desk.staff("رشيد", Actor.ADMIN, KHENIFRA), await desk.staff("مينة", Actor.ADMIN)
    await sends(stranger, corrected())
    stranger.reads("يشمل أقاليم لا تتولى إدارتها")
    await sends(maker, corrected())
    await maker.taps(ASK)
    maker.reads("لا يوجد بعد شخص ثان")
    [draft] = await stage.rows("select id from call_version")
    for data in (f"cv:yes:{draft['id']}", "cv:yes:9" + "9" * 18, "cv:no:x"):
        await stranger.writes("/calls")
        await stranger.after(stranger.phone.press_data(data, stranger.last.id))
    assert AFTER not in title()
    assert [row["dropped_at"] for row in await stage.rows("select dropped_at from call_version")] == [None]


async def test_whoever_administers_nothing_publishes_nothing(stage: Stage) -> None:
    agent = await Desk(stage).staff("سعيد", Actor.AGENT)
    await sends(agent, corrected())
    agent.reads("لا يرى الفريق إلا")
    for data in ("cv:new", f"cv:file:{CALL_ID}"):
        await agent.writes("/calls")
        await agent.after(agent.phone.press_data(data, agent.last.id))
        agent.reads("لا يرى الفريق إلا")
    member = Chat(stage, stage.phone("مريم"))
    await sends(member, corrected())
    assert await stage.rows("select * from call_version") == []


async def test_the_file_of_a_call_comes_as_it_stands_to_be_corrected(stage: Stage) -> None:
    first, second = await two(stage)
    await first.writes("/staff")
    await first.taps(REVIEW)
    await first.taps(NEW)
    first.reads("نشر برنامج أو تصحيحه", BEFORE)
    listed = first.last.id
    await sends(first, corrected())
    await first.taps(ASK)
    await second.taps(APPROVE)
    await first.after(first.phone.press_data(f"cv:file:{CALL_ID}", listed))
    file = [message for message in first.phone.messages if message.kind == "document"][-1]
    assert file.body["document"]["file_name"] == f"{CALL_ID}.toml"
    await first.after(first.phone.press_data("cv:file:../faq", listed))
    assert [message for message in first.phone.messages if message.kind == "document"][-1].id == file.id


async def test_what_is_too_large_is_not_even_fetched(stage: Stage) -> None:
    admin = await Desk(stage).staff("Amina", Actor.ADMIN, EVERYWHERE, language="fr")
    await sends(admin, b"#" * (LARGEST + 1))
    admin.reads("Ce fichier est trop grand")
    assert "Je vérifie" not in admin.screen


async def test_a_draft_that_a_new_version_of_the_program_cannot_read_is_not_approved(stage: Stage) -> None:
    first, second = await two(stage)
    await sends(first, corrected())
    await first.taps(ASK)
    async with stage.database.unit() as unit:
        unit.write(Call("update call_version set toml = 'id = 1'", {}))
    await second.taps(APPROVE)
    second.reads("لا يمكن استعمال هذا الملف بعد")
    assert AFTER not in title()
