"""A request as a file to keep: as PDF, and with its papers as one archive."""

import io
import zipfile

import pypdfium2
import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor
from domain.requests.request import NewFile
from storage.desk import DeskRequests
from storage.staff import Staff
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, Desk, read
from tests.stage import Stage

COPY, PLAIN, NOTES, ARCHIVE = "🖨 نسخة", "📄 بدون ملاحظات داخلية", "🔒 مع الملاحظات الداخلية", "🗜 مع الوثائق"
LARGEST = 2 * 1024 * 1024
"""In place of the 20 MB that a bot may fetch: more than one that goes out in one piece."""
SECRET, ANSWER = "SECRET-NOTE-17", "ANSWER-17"


def content(chat: Chat) -> bytes:
    """The file that came last."""
    file_id = next(message.file_id for message in reversed(chat.phone.messages) if message.file_id is not None)
    return chat.stage.simulator.world.files.get(file_id).upload.data


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


async def sent(desk: Desk, member: Chat, **sizes: int) -> str:
    """The reference of a request with papers of these sizes, and one that Telegram has lost."""
    files = []
    for name, size in sizes.items():
        message = await member.phone.send_document(f"{name}.pdf", b"x" * size)
        await read(member)
        document = message.body["document"]
        files.append(
            NewFile("statutes", "document", document["file_id"], document["file_unique_id"], f"{name}.pdf", size)
        )
    lost = NewFile("other", "photo", "no-such-file", "U-lost")
    return await desk.sent(member, files=(*files, lost))


async def noted(desk: Desk, staff: Chat, reference: str) -> None:
    """The request after it was taken, answered, and noted about."""
    async with desk.stage.database.unit() as unit:
        requests = DeskRequests(unit, staff.phone.id)
        request = await requests.by_reference(reference, desk.now)
        assert request is not None
        for change in (Change(Action.TAKE), Change(Action.ANSWER, text=ANSWER), Change(Action.NOTE, text=SECRET)):
            request = await requests.change(request, change, desk.now)


async def copies(chat: Chat, reference: str) -> None:
    await chat.writes(reference)
    await chat.taps(COPY)


async def test_a_request_is_kept_on_paper_and_with_its_papers(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.api.files.LARGEST_DOWNLOAD", LARGEST)
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await sent(desk, member, small=1000, largest=LARGEST, too_large=LARGEST + 1)
    await noted(desk, agent, reference)
    await copies(agent, reference)
    agent.reads("أي نسخة من الطلب", reference)

    await agent.taps(PLAIN)
    told = words(content(agent))
    assert reference in told
    assert ANSWER in told
    assert SECRET not in told
    await agent.taps(NOTES)
    assert SECRET in words(content(agent))
    assert not await stage.rows("select 1 from request_event where action = 'open_file'"), "no paper was opened"

    await agent.taps(ARCHIVE)
    with zipfile.ZipFile(io.BytesIO(content(agent))) as archive:
        sizes = {one.filename: one.file_size for one in archive.infolist()}
        page = words(archive.read("00-request.pdf"))
        assert archive.testzip() is None
    assert sizes.pop("00-request.pdf") > 1000
    assert sizes == {"01-statutes.pdf": 1000, "02-statutes.pdf": LARGEST}
    assert page.count("statutes") == 2, "what is not there is not named as if it were"
    assert SECRET not in page
    assert len(await stage.rows("select 1 from request_event where action = 'open_file'")) == 4
    assert len(await stage.rows("select 1 from audit where deed = 'export'")) == 3
    agent.reads("لم تعد هذه الوثيقة متوفرة في تيليغرام")
    assert len(await stage.rows("select 1 from request_file where lost_at is not null")) == 1
    await member.writes(reference)
    member.reads("فُتحت وثائقك")
    assert "أرسلها من جديد" in member.phone.transcript(), "and she is asked for what is lost"


async def test_whose_province_it_is_not_gets_no_copy_and_who_opens_no_paper_gets_none_of_them(stage: Stage) -> None:
    desk = Desk(stage)
    admin, member = await desk.staff("هدى", Actor.ADMIN), await desk.member()
    other, agent = await desk.staff("كريم", Actor.COORDINATOR, KHENIFRA), await desk.staff("سعيد", Actor.AGENT)
    reference = await sent(desk, member, small=10)
    await copies(admin, reference)
    assert ARCHIVE not in admin.labels
    await admin.after(admin.phone.press_data(f"k:zip:{reference}", admin.last.id))
    for data in ("k:copy:", "k:pdf:", "k:pdfn:", "k:zip:"):
        for chat in (other, member):
            await chat.after(chat.phone.press_data(data + reference, chat.last.id))
        await agent.after(agent.phone.press_data(f"{data}TW-0000-0000", agent.last.id))
    assert not await stage.rows("select 1 from outbox where method like 'make:%'")
    assert not await stage.rows("select 1 from request_event where action = 'open_file'")

    await copies(agent, reference)
    async with stage.database.unit() as unit:
        Staff(unit).erase(agent.phone.id, desk.now)
    await agent.taps(ARCHIVE)
    assert not await stage.rows("select 1 from outbox where method like 'make:%'"), "the role has ended"
