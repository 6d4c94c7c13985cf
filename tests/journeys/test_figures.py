"""Figures of the desk: pictures and spreadsheets, for the house and for outside."""

import io

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from PIL import Image

from domain.requests.life import Actor
from storage.unit import Call
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, TAROUDANT, Desk
from tests.stage import Stage

DESK, FIGURES, SHARE = "🗂 مكتب الطلبات", "📊 الأرقام", "📤 للنشر خارج الإدارة"
STATE, SHEET = "📊 حسب الحالة", "📄 جدول"
COPY = """
insert into request (
    id, reference, kind, state, revision, project, province, place, douar, description, language, consent,
    submitted_at, changed_at, sector
)
select id + :n, reference || :n, kind, state, revision, '=1+1', province, place, douar, description, language,
    consent, submitted_at, changed_at, sector
from request where reference = :reference
"""


def content(chat: Chat) -> bytes:
    """The file that came last."""
    file_id = chat.last.file_id
    assert file_id is not None, chat.screen
    return chat.stage.simulator.world.files.get(file_id).upload.data


def numbers(book: Workbook, sheet: str) -> dict[str, object]:
    """The numbers of a sheet by the labels beside them."""
    return {str(row[0].value): row[1].value for row in list(book[sheet].rows)[1:] if row[0].value}


async def many(desk: Desk, chat: Chat, count: int, state: str, place: str = TAROUDANT) -> str:
    """So many requests in a state; the reference of one that was really sent."""
    reference = await desk.sent(chat, place=place)
    async with desk.stage.database.unit() as unit:
        unit.write(Call("update request set state = :s where reference = :r", {"s": state, "r": reference}))
        for n in range(1, count):
            unit.write(Call(COPY, {"n": n, "reference": reference}))
    return reference


async def test_staff_look_at_figures_and_share_them_without_small_numbers(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await agent.taps(DESK)
    await agent.taps(FIGURES)
    agent.reads("الأرقام", "تارودانت", "الطلبات التي أُرسلت سنة 2026", "خاصة بالإدارة")

    await agent.taps(STATE)
    assert agent.last.kind == "photo", "also of nothing"
    for state, count in (("submitted", 30), ("in_review", 12), ("withdrawn", 14), ("refused", 3)):
        reference = await many(desk, member, count, state)
    await many(desk, member, 5, "submitted", KHENIFRA)

    await agent.taps(STATE)
    with Image.open(io.BytesIO(content(agent))) as picture:
        assert picture.width == 1080
    await agent.taps(SHEET)
    book = load_workbook(io.BytesIO(content(agent)))
    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True] * 6
    found = numbers(book, book.sheetnames[1])
    assert (found["🆕 جديد، لم يتكفل به أحد بعد"], found["🔎 قيد الدراسة"], found["❌ مرفوض"]) == (30, 12, 3)
    assert found["المجموع"] == 59, "and nothing of another province"
    listed = list(book[book.sheetnames[0]].rows)
    assert len(listed) == 60
    assert reference in {str(row[0].value) for row in listed}
    assert {(cell.data_type, cell.quotePrefix) for row in listed[1:] for cell in row if cell.value == "=1+1"} == {
        ("s", 1)
    }
    assert not [cell for row in listed for cell in row if "661234567" in str(cell.value) or "نريد" in str(cell.value)]

    await agent.taps(SHARE)
    agent.reads("تقل عن 10")
    await agent.taps(SHEET)
    book = load_workbook(io.BytesIO(content(agent)))
    assert len(book.sheetnames) == 5, "without the list of requests"
    found = numbers(book, book.sheetnames[0])
    hidden = {
        label for label, number in found.items() if number is None and not label.endswith((".", "2026", "تارودانت"))
    }
    assert hidden >= {"↩️ سحبه صاحبه", "❌ مرفوض"}, "the small one, and another, or it could be computed"
    assert (found["🆕 جديد، لم يتكفل به أحد بعد"], found["المجموع"]) == (30, 59)
    await agent.taps(STATE)
    assert agent.last.kind == "photo"


async def test_what_is_too_little_is_not_shared_at_all(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await desk.sent(member)
    await agent.taps(DESK)
    await agent.taps(FIGURES)
    await agent.taps(SHARE)
    for button in (STATE, SHEET):
        await agent.taps(button)
        agent.reads("عدد الطلبات هنا قليل")
    assert not await stage.rows("select 1 from outbox where method like 'make:%'")


async def test_figures_are_for_staff_and_of_their_provinces(stage: Stage) -> None:
    desk = Desk(stage)
    other, member = await desk.staff("كريم", Actor.COORDINATOR, KHENIFRA), await desk.member()
    await desk.sent(member)
    for data in ("g:home:", "g:chart:state:i:09.541:2026", "g:sheet:i:*:all", "g:sheet:o:*:all"):
        await member.after(member.phone.press_data(data, member.last.id))
        member.reads("مكتب الطلبات خاص بالموظفين")
    for data in (
        "g:chart:none:i:*:2026",
        "g:chart:state:i:nowhere:2026",
        "g:sheet:i:*:99999",
        "g:sheet:o:05.301:all",
        "g:sheet:x",
        "g:home:zz",
    ):
        await other.after(other.phone.press_data(data, other.last.id))
    assert not await stage.rows("select 1 from outbox where method like 'make:%'")
    await other.after(other.phone.press_data("g:sheet:i:09.541:all", other.last.id))
    book = load_workbook(io.BytesIO(content(other)))
    assert numbers(book, book.sheetnames[1])["المجموع"] == 0, "a made-up button opens no other province"


async def test_who_works_in_several_provinces_chooses_one(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("Karim", Actor.AGENT, language="fr"), await desk.member()
    await desk.staff("Karim", Actor.AGENT, KHENIFRA, language="fr")
    for place in (TAROUDANT, KHENIFRA, KHENIFRA):
        await desk.sent(member, place=place)
    await agent.taps("🗂 Bureau des demandes")
    await agent.taps("📊 Les chiffres")
    agent.reads("Toutes mes provinces")
    await agent.taps("Khénifra")
    agent.reads("Khénifra. Demandes envoyées en 2026")
    await agent.taps("Toutes les années")
    agent.reads("Khénifra. Toutes les demandes")
    await agent.taps("📤 À diffuser dehors")
    agent.reads("Khénifra. Demandes envoyées en 2026")
    assert "Toutes mes provinces" not in agent.labels, "a sum beside its parts would tell what they hide"
    assert "Toutes les années" not in agent.labels
    await agent.after(agent.phone.press_data("g:sheet:o:*:2026", agent.last.id))
    assert not await stage.rows("select 1 from outbox where method like 'make:%'")
    await agent.after(agent.phone.press_data("g:home:i:05.301:all", agent.last.id))
    await agent.taps("📄 Tableau")
    book = load_workbook(io.BytesIO(content(agent)))
    assert numbers(book, "Demandes par province")["Total"] == 2
