"""From a result to a person who reads it, and to a request in which all that was told stands already."""

import pytest

from domain.requests.life import Actor
from messages.text import B, Text
from storage.cooperatives import Cooperatives
from tests.journeys.asking_for_support import AGREE, LEAVE_OUT, NO_CALL, SEND, WITHOUT, Member, member
from tests.journeys.chat import BACK, Chat
from tests.journeys.desks import Desk, read
from tests.journeys.test_desk import opened
from tests.stage import Stage

CHTOUKA, TAROUDANT = "09.163", "09.541"
TALK, PREPARE = B("🧑 Talk to a person"), B("✅ Yes, prepare it")
ALONG, ALONE = B("✅ Send it along"), B("⏭ Without it")
APPLY, KEEP = B("📨 Ask for this support"), B("💾 Keep this result")
WHOLE = {"call_id": "indh_taroudant_2026", "sector": "argan", "total_cost": 100_000, "amount": 90_000}
REFUSING = "طلب اقتراح مشاريع بتارودانت"


async def at_a_result(chat: Member, place: str = "تارودانت", women: str = "40%") -> None:
    await chat.begins()
    await chat.writes(place)
    await chat.confirms()
    await chat.to_the_result(
        من_يحمل="تعاونية",
        ما_هو_نشاطك="أركان",
        هل_تقصد_هذا="الأركان",
        ما_نسبة_النساء=women,
        كم_سيكلف="100000",
        كم_يمكن="10000",
    )


ALWAYS: dict[str, Text | str] = {
    "هذا ما وجده فحص الشروط": ALONG,
    "ما اسم المشروع": "معصرة أركان",
    "في أي دوار": LEAVE_OUT,
    "احك طلبك بكلماتك": "نحتاج معصرة جديدة",
    "أرسل وثائقك وصورك": WITHOUT,
    "هل تريد أن نتصل بك": NO_CALL,
}
COST: dict[str, Text | str] = {"كم سيكلف المشروع": "200000 درهم", "كم مبلغ الدعم": "100000 درهم"}
QUESTIONS = ALWAYS | COST


async def what_is_still_asked(chat: Chat) -> list[str]:
    """Answer the questions of a request up to the last look; the words of each that came."""
    asked = []
    while chat.says(SEND) not in chat.labels:
        words = next((words for words in QUESTIONS if words in chat.screen), None)
        assert words is not None, chat.screen
        said = QUESTIONS[words]
        await (chat.writes(said) if isinstance(said, str) and said not in chat.labels else chat.taps(said))
        asked.append(words)
    return asked


async def test_a_no_is_read_by_a_person_who_sees_what_the_machine_saw(stage: Stage) -> None:
    agent = await Desk(stage).staff("سعيد", Actor.AGENT)
    chat = member(stage)
    await at_a_result(chat)
    await chat.taps(chat.number_of(REFUSING))
    chat.reads("يبدو أن بعض الشروط المعلنة غير متوفر لديك")
    await chat.taps(TALK)
    chat.reads("يقرأ نتيجتك إنسان، لا آلة وحدها")
    await chat.taps(BACK)
    chat.reads("يبدو أن بعض الشروط المعلنة غير متوفر لديك")
    await chat.taps(TALK)
    await chat.taps(PREPARE)
    chat.reads("قبل أن نبدأ", "الموظفين")
    await chat.taps(AGREE)
    chat.reads("هذا ما وجده فحص الشروط", "• نسبة النساء: 40%", "   ❌ ", "indh_taroudant_2026", "لم يُرسل بعد")
    await chat.taps(ALONG)
    await chat.writes("لماذا لا يقبلون نسبة 40%؟")
    await chat.taps(NO_CALL)
    chat.reads("نتيجة الفحص", "لماذا لا يقبلون نسبة 40%؟", "لم يُرسل بعد")
    await chat.taps(SEND)
    reference = chat.number()
    assert reference in await read(agent)
    await opened(agent, reference)
    agent.reads("لماذا لا يقبلون نسبة 40%؟", "• نسبة النساء: 40%", "❌", "indh_taroudant_2026")
    [row] = await stage.rows("select * from request")
    assert (row["kind"], row["province"]) == ("other", "09.541")
    assert len(row["description"]) <= 2000


async def test_a_kept_result_is_read_too_and_all_of_it_without_a_word_to_add(stage: Stage) -> None:
    chat = member(stage, "Zahra", "fr")
    await chat.begins()
    await chat.writes("Taroudant")
    await chat.confirms()
    await chat.to_the_result()
    await chat.taps(KEEP)
    await chat.taps(B("✅ I agree, keep it"))
    await chat.writes("/result")
    await chat.taps(TALK)
    chat.reads("Une personne lit votre résultat, pas seulement une machine")
    await chat.taps(PREPARE)
    await chat.taps(AGREE)
    chat.reads("Vérification des conditions du 1er mars 2026")
    await chat.taps(ALONG)
    await chat.taps(LEAVE_OUT)
    await chat.taps(NO_CALL)
    await chat.taps(SEND)
    [row] = await stage.rows("select * from request")
    assert row["description"].startswith("Vérification des conditions")


async def test_what_was_found_stays_with_her_if_she_wants(stage: Stage) -> None:
    chat = member(stage)
    await at_a_result(chat)
    await chat.taps(TALK)
    await chat.taps(PREPARE)
    await chat.taps(AGREE)
    await chat.taps(ALONE)
    await what_is_still_asked(chat)
    await chat.taps(SEND)
    [row] = await stage.rows("select * from request")
    assert row["description"] == "نحتاج معصرة جديدة"


async def test_who_has_told_no_place_is_told_where_to_go_and_can_still_tell_it(stage: Stage) -> None:
    chat = member(stage)
    await chat.begins()
    await chat.to_the_result()
    await chat.taps(TALK)
    chat.reads("لكل إقليم موظفوه، ولا أعرف إقليمك بعد", "أو اذهب واسأل هناك", "📍")
    assert chat.says(PREPARE) not in chat.labels
    await chat.taps(B("📍 Say the place"))
    chat.reads("أين يوجد مشروعك")


@pytest.mark.parametrize(
    ("place", "title", "told", "still_asked"),
    [
        (CHTOUKA, "شتوكة آيت باها", {"call_id": "indh_chtouka_2026", "sector": "argan"}, COST),
        (TAROUDANT, "تارودانت", WHOLE, {}),
    ],
)
async def test_a_request_for_a_call_has_all_that_the_check_was_told(
    stage: Stage, place: str, title: str, told: dict[str, object], still_asked: dict[str, Text | str]
) -> None:
    chat, desk = member(stage), Desk(stage)
    await chat.after(chat.phone.start())
    async with stage.database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية أركان", place, chat.phone.id, desk.now)
    await at_a_result(chat, title, women="60%")
    await chat.taps(chat.number_of(title))
    await chat.taps(APPLY)
    await chat.taps(AGREE)
    assert set(await what_is_still_asked(chat)) == {*ALWAYS, *still_asked}
    chat.reads("تعاونية أركان", "لم يُرسل بعد")
    await chat.taps(SEND)
    [row] = await stage.rows("select * from request")
    assert row.items() >= {"place": place, "cooperative_id": cooperative, **told}.items()
    assert "الصفة القانونية: تعاونية" in row["description"]


async def test_a_request_that_is_not_sent_yet_is_not_lost_and_neither_is_the_result(stage: Stage) -> None:
    chat = member(stage)
    await chat.agrees()
    await chat.taps(B("💰 Funding"))
    await chat.writes("/menu")
    await at_a_result(chat)
    await chat.taps(TALK)
    await chat.taps(PREPARE)
    chat.reads("لك طلب آخر لم يُرسل بعد", "نتيجتك")
    await chat.taps(B("🗑 Erase my answers"))
    await chat.taps(TALK)
    await chat.taps(PREPARE)
    chat.reads("قبل أن نبدأ")
