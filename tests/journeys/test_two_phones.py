"""Both sides of one request, each on a phone of her own: nothing is stored behind their backs."""

from domain.requests.life import Actor
from messages.text import B
from tests.journeys.asking_for_support import ALL, LEAVE_OUT, member
from tests.journeys.desks import KHENIFRA, Desk, read
from tests.journeys.test_desk import CORRECT, TAKE, WRITE
from tests.stage import Stage

OPEN = "👁 افتح الطلب"


async def test_a_request_goes_there_and_back_and_each_side_reads_every_step(stage: Stage) -> None:
    desk = Desk(stage)
    agent, elsewhere = await desk.staff("سعيد", Actor.AGENT), await desk.staff("حسن", Actor.AGENT, KHENIFRA)
    before = len(elsewhere.phone.messages)
    fatima = member(stage, "فاطمة")
    number = await fatima.asks_for_training("نريد تكوينا في التسويق لعشر نساء")

    assert f"طلب جديد: {number}" in await read(agent)
    agent.reads("تكوين", "تارودانت", "تربية النحل")
    await agent.taps(TAKE)
    agent.reads("أنت من يتتبعه", "نريد تكوينا في التسويق لعشر نساء")
    assert "وصل طلبك إلى منصة الشباب" in await read(fatima)

    await agent.taps(CORRECT)
    await agent.writes("أرسلوا لائحة المستفيدات من فضلكم")
    await agent.writes("20 مارس")
    await agent.taps("📨 اطلب التصحيح")
    assert "لائحة المستفيدات" in await read(fatima)
    fatima.reads("الجمعة 20 مارس 2026")

    await fatima.taps(B("✏️ Send the correction"))
    await fatima.sends(fatima.phone.send_photo())
    await fatima.taps(ALL)
    await fatima.taps(LEAVE_OUT)
    await fatima.taps(B("📨 Send the correction"))
    assert "صاحب الطلب: إرسال التصحيح" in await read(agent)
    await agent.taps(OPEN)
    agent.reads("قيد الدراسة", "وثيقة واحدة")
    assert "طُلب تصحيحه" not in agent.screen

    await fatima.writes(number)
    await fatima.taps(B("❓ Ask a question"))
    await fatima.writes("هل التكوين مجاني؟")
    assert "هل التكوين مجاني؟" in await read(agent)
    await agent.taps(OPEN)
    agent.reads("سؤال ينتظر جوابك")
    await agent.taps(WRITE)
    await agent.writes("نعم، مجاني")
    assert "سؤال ينتظر جوابك" not in agent.screen
    assert "نعم، مجاني" in await read(fatima)

    await agent.taps("✅ قبول")
    agent.reads("ماذا على صاحب الطلب أن يفعل الآن؟")
    await agent.writes("موعدكم يوم 2 أبريل بمنصة الشباب")
    await agent.taps("✅ اقبل الطلب")
    assert "قُبل طلبك" in await read(fatima)
    fatima.reads("2 أبريل")
    await fatima.writes(number)
    assert len(elsewhere.phone.messages) == before, "an agent of another province hears nothing"


async def test_whoever_withdraws_is_told_to_the_agent_who_follows(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    fatima = member(stage, "فاطمة")
    number = await fatima.asks_for_training()
    await agent.taps(TAKE)
    await fatima.writes(number)
    await fatima.taps(B("↩️ Withdraw it"))
    await fatima.taps(B("↩️ Yes, withdraw it"))
    assert "صاحب الطلب: سحب الطلب" in await read(agent)
    await agent.taps("✅ قبول")
    agent.reads("سبقك غيرك. صاحب الطلب: سحب الطلب")


async def test_where_nobody_works_a_request_waits_and_is_found_when_somebody_comes(stage: Stage) -> None:
    desk = Desk(stage)
    fatima = member(stage, "فاطمة")
    number = await fatima.asks_for_training()
    agent = await desk.staff("سعيد", Actor.AGENT)
    await agent.taps("🗂 مكتب الطلبات")
    await agent.taps("🆕 طلبات جديدة (1)")
    agent.reads(number)


async def test_the_reference_typed_by_staff_opens_the_request_at_the_desk(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    fatima = member(stage, "فاطمة")
    number = await fatima.asks_for_training()
    await agent.writes(number.lower().replace("-", " "))
    agent.reads(number, "جديد، لم يتكفل به أحد بعد")
    await agent.after(agent.phone.open_link(f"https://t.me/tiwizi_bot?start=r_{number.replace('-', '')}"))
    agent.reads(number, "جديد، لم يتكفل به أحد بعد")


async def test_the_code_on_a_receipt_shows_a_stranger_nothing(stage: Stage) -> None:
    desk = Desk(stage)
    elsewhere = await desk.staff("حسن", Actor.AGENT, KHENIFRA)
    number = await member(stage, "فاطمة").asks_for_training("سر التعاونية")
    await elsewhere.after(elsewhere.phone.open_link(f"https://t.me/tiwizi_bot?start=r_{number.replace('-', '')}"))
    assert "سر التعاونية" not in elsewhere.phone.transcript()
    assert await stage.rows("select reference from request_denied")
