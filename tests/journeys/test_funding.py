"""The report on funded projects: entered as an article printed it, refused, mended, shown, shared and taken back."""

import io

from openpyxl import load_workbook
from PIL import Image

from conversations.funding_row import BETWEEN, columns
from domain.requests.kinds import Kind
from domain.requests.life import Actor
from storage.unit import Call
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, TAROUDANT, Desk
from tests.stage import Stage

DESK, FIGURES, FUNDED = "🗂 مكتب الطلبات", "📊 الأرقام", "💰 المشاريع الممولة"
ENTER, PASTE, KEEP, SKIP = "➕ إدخال أرقام", "➕ لصق جدول", "✅ احفظها", "🤷 لا أعرف"
HEADS = BETWEEN.join(columns("ar"))


def content(chat: Chat) -> bytes:
    """The file that came last."""
    file_id = chat.last.file_id
    assert file_id is not None, chat.screen
    return chat.stage.simulator.world.files.get(file_id).upload.data


async def report(chat: Chat) -> None:
    for label in (DESK, FIGURES, FUNDED, "كل السنوات"):
        await chat.taps(label)


async def test_the_figures_of_an_article_are_refused_as_they_were_printed_and_taken_the_other_way_round(
    stage: Stage,
) -> None:
    desk = Desk(stage)
    coordinator = await desk.staff("نادية", Actor.COORDINATOR)
    await report(coordinator)
    coordinator.reads("لا أعرف أي مشروع ممول هنا بعد")
    await coordinator.taps(ENTER)
    coordinator.reads("كم عدد المشاريع التي مُوِّلت؟")
    await coordinator.writes("85")
    await coordinator.writes("52")
    await coordinator.writes("32")
    coordinator.reads("المجموع 84، وليس 85")
    await coordinator.writes("33")
    await coordinator.writes("85")
    await coordinator.taps(SKIP)
    await coordinator.writes("13.179.091 درهم")
    await coordinator.writes("20.860.515 درهم")
    coordinator.reads("لا يمكن أن يفوق الجزء الكل", "لو عُكسا لكانت المساهمة 63%")
    await coordinator.taps("➡️ رجوع")
    await coordinator.writes("20.860.515 درهم")
    await coordinator.writes("13.179.091 درهم")
    await coordinator.taps("المرحلة 3")
    await coordinator.taps("الاقتصاد التضامني")
    for _ in range(2):
        await coordinator.taps(SKIP)
    await coordinator.writes("=طنجة أصيلة")
    coordinator.reads("راجع أجوبتك", "20.860.515")
    await coordinator.taps("✏️ التكلفة الإجمالية")
    await coordinator.writes("13 مليون درهم")
    coordinator.reads("كم ساهمت فيها المبادرة")  # an answer that no longer fits is asked again
    await coordinator.writes("12 مليون درهم")
    await coordinator.taps("✏️ التكلفة الإجمالية")
    await coordinator.writes("20.860.515 درهم")
    await coordinator.taps(KEEP)
    coordinator.reads("حُفظ سطر واحد", "مُوِّل 85 مشروعا", "الوسط الحضري: 52", "الوسط القروي: 33", "20.860.515")

    await coordinator.taps("🏘 حضري وقروي")
    with Image.open(io.BytesIO(content(coordinator))) as picture:
        assert picture.width == 1080
    await coordinator.taps("🖨 للطباعة")
    assert content(coordinator).startswith(b"%PDF")
    await coordinator.taps("📄 جدول")
    book = load_workbook(io.BytesIO(content(coordinator)))
    total = list(book.worksheets[0].rows)[1]
    assert [cell.value for cell in total[2:5]] == [85, 20_860_515, 12_000_000]
    [_, row] = book.worksheets[1].rows
    assert (row[1].value, row[1].data_type, row[1].quotePrefix) == ("=طنجة أصيلة", "s", 1)


async def test_a_table_is_pasted_compared_listed_and_taken_out_again(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator, agent = await desk.staff("نادية", Actor.COORDINATOR), await desk.staff("سعيد", Actor.AGENT)
    await report(coordinator)
    await coordinator.taps(PASTE)
    coordinator.reads("املأ الجدول")

    def row(*cells: object) -> str:
        return BETWEEN.join(str(cell) for cell in cells)

    good = row("المرحلة الثانية", 30, 30, 20, 10, 5, "9.000.000", "4.500.000 (50%)", 2)
    wrong = row("المرحلة الثالثة", 55, 55, 32, 23, 15, "4.179.091", "16.360.515", 3)
    mended = row("المرحلة الثالثة", 55, 55, 32, 23, 15, "11.860.515", "8.679.091", 3)
    total = row("المجموع", 85, 85, 52, 33, 20, "20.860.515", "13.179.091")
    await coordinator.writes(f"{HEADS}\n{good}\n{wrong}\n{total}")
    coordinator.reads("لم أحفظ شيئا بعد", "السطر 2: مساهمة المبادرة (16.360.515", "سطر المجموع يقول 20.860.515")
    assert await stage.rows("select 1 from funding") == []
    await coordinator.writes(f"{HEADS}\n{good}\n{mended}\n{total}")
    coordinator.reads("سطران: 85 مشروعا، التكلفة الإجمالية 20.860.515")
    await coordinator.taps(KEEP)
    coordinator.reads("حُفظ سطران", "المرحلة 2 من المبادرة: 30", "المرحلة 3 من المبادرة: 55", "التعاونيات النسائية: 20")

    await report(agent)
    agent.reads("مُوِّل 85 مشروعا")
    assert ENTER not in agent.labels, "an agent reads and does not enter"
    await agent.taps("🗂 المعطيات المدخلة")
    agent.reads("1. 55 مشروعا، تارودانت")
    assert "لم يُدخل" not in agent.screen
    assert "🗑 1" not in agent.labels
    for data in ("g:frows", "g:fone"):
        await agent.after(agent.phone.press_data(data, agent.last.id))
        agent.reads("قسم العمل الاجتماعي في الإقليم هو من يُدخل")
    await coordinator.taps("🗂 المعطيات المدخلة")
    coordinator.reads("1. 55 مشروعا، تارودانت", "المرحلة الثالثة")
    await coordinator.taps("🗑 1")
    assert "المرحلة الثالثة" not in coordinator.screen
    await coordinator.after(coordinator.phone.press_data("g:fdrop:1:i:09.541:all", coordinator.last.id))
    await coordinator.after(coordinator.phone.press_data("g:fdrop:x:i:09.541:all", coordinator.last.id))
    await coordinator.after(coordinator.phone.press_data(f"g:fdrop:{10**19 - 1}:i:*:all", coordinator.last.id))
    assert len(await stage.rows("select 1 from funding where removed_at is null")) == 1


async def test_the_report_counts_what_was_accepted_here_and_tells_outside_no_small_number(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator, member = await desk.staff("نادية", Actor.COORDINATOR), await desk.member()
    other = await desk.staff("كريم", Actor.COORDINATOR, KHENIFRA)
    for cost in (200_000, None):
        reference = await desk.sent(member, Kind.FUNDING, amount=80_000, cost=cost)
        async with stage.database.unit() as unit:
            accepted = (
                "update request set state = 'accepted', decided_amount = 80000, decided_at = :n where reference = :r"
            )
            unit.write(Call(accepted, {"n": desk.now, "r": reference}))
    await report(coordinator)
    coordinator.reads("مُوِّل مشروع واحد", "200.000", "80.000", "طلب مقبول واحد لم يُحتسب")
    await coordinator.taps("📤 للنشر خارج الإدارة")
    coordinator.reads("عدد المشاريع الممولة هنا قليل")
    await coordinator.after(coordinator.phone.press_data("g:fsheet:o:09.541:all", coordinator.last.id))
    assert not await stage.rows("select 1 from outbox where method like 'make:%'")

    row = BETWEEN.join(["", "30", "28", "20", "4", "12", "9000000", "4500000", "", "", "", "2026"])
    row = row.replace(f"20{BETWEEN}4", f"20{BETWEEN}10")
    await coordinator.after(coordinator.phone.press_data("g:frows", coordinator.last.id))
    await coordinator.writes(f"{HEADS}\n{row}")
    await coordinator.taps(KEEP)
    await coordinator.taps("📤 للنشر خارج الإدارة")
    coordinator.reads("مُوِّل 31 مشروعا", "غير منشور")
    assert "2026" not in coordinator.labels, "years beside their sum would tell what they hide"
    await coordinator.after(coordinator.phone.press_data("g:fsheet:o:09.541:2026", coordinator.last.id))
    assert not await stage.rows("select 1 from outbox where method = 'make:funding-sheet'")
    await coordinator.after(coordinator.phone.press_data("g:fund:o:09.541:all", coordinator.last.id))
    assert "لم يُحتسب" not in coordinator.screen
    for button in ("👩 النساء", "🖨 للطباعة", "📄 جدول"):
        await coordinator.taps(button)
    assert len(load_workbook(io.BytesIO(content(coordinator))).worksheets) == 1, "without the rows"

    await other.after(other.phone.press_data("g:fund:i:09.541:all", other.last.id))
    other.reads("لا أعرف أي مشروع ممول هنا بعد")
    await member.after(member.phone.press_data("g:fund:i:09.541:all", member.last.id))
    member.reads("مكتب الطلبات خاص بالموظفين")


async def test_who_coordinates_several_provinces_says_which_one_the_figures_are_of(stage: Stage) -> None:
    desk = Desk(stage)
    for province in (TAROUDANT, KHENIFRA):
        coordinator = await desk.staff("Nadia", Actor.COORDINATOR, province, language="fr")
    await coordinator.after(coordinator.phone.press_data("g:fone", coordinator.last.id))
    await coordinator.writes("Tanger")
    await coordinator.taps("Tanger-Assilah")
    coordinator.reads("autres provinces")
    await coordinator.writes("Khénifra")
    await coordinator.taps(coordinator.labels[0])
    coordinator.reads("Combien de projets")
