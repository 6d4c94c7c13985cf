"""An administrator asks in the chat whether everything works."""

import pytest

from bot.doctor import doctor
from bot.settings import Settings
from domain.requests.life import Actor
from messages import checks
from storage.staff import EVERYWHERE
from tests.journeys.talks import linked
from tests.stage import Stage

HEALTH = "🩺 حالة البوت"


async def test_an_administrator_sees_what_works_and_what_to_do_about_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIWIZI_DATABASE_URL", f"sqlite:///{stage.path}")
    monkeypatch.setattr(checks, "problems", list)  # looked at elsewhere, and it takes its time
    desk, coordinator, room = await linked(stage)
    admin = await desk.staff("هدى", Actor.ADMIN, EVERYWHERE)
    await admin.writes("/staff")
    await admin.taps(HEALTH)
    admin.reads(
        "حالة البوت",
        f"@{stage.simulator.world.profile.username}",
        "قاعدة البيانات: تعمل",
        "ساعة الخادم: مطابقة لساعة تيليغرام",
        "فيها موضوع لكل طلب",
    )
    room.phone.make_administrator("can_manage_topics")
    await admin.after(admin.phone.press_data("st:health", admin.last.id))
    admin.reads("❌ مجموعة تارودانت", "إدارة المواضيع", "وأعطه هذه الصلاحيات", "ابدأ بالأول")
    await coordinator.after(coordinator.phone.press_data("st:health", coordinator.last.id))
    coordinator.reads("لا يرى الفريق")


async def test_the_command_line_says_the_same_of_a_running_bot(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problems", list)
    desk, _, _ = await linked(stage, forum=False)
    await desk.staff("هدى", Actor.ADMIN, EVERYWHERE)
    settings = Settings(
        _env_file=None, bot_token=stage.simulator.token, api_url=stage.url, database_url=f"sqlite:///{stage.path}"
    )
    lines, works = await doctor(settings, "fr")
    said = "\n".join(lines)
    assert works, said
    assert f"@{stage.simulator.world.profile.username}" in said
    assert "sans sujets" in said
    assert stage.simulator.token not in said
