from bot.newcomer import COLLEAGUE, MEMBER, two_phones
from simulator import Phone
from tests.journeys.chat import Chat
from tests.stage import Stage


def chat_of(stage: Stage, person: int) -> Chat:
    world = stage.simulator.world
    return Chat(stage, Phone(world, stage.simulator.actions, world.people[person], world.chats[person]))


async def test_a_newcomer_finds_a_member_and_beside_her_a_colleague_who_has_a_role(stage: Stage) -> None:
    await two_phones(stage.simulator, stage.database, stage.clock)
    colleague, member = chat_of(stage, COLLEAGUE), chat_of(stage, MEMBER)
    await colleague.phone.idle()
    await stage.settled()
    said = colleague.phone.transcript()
    assert "مرحبا بك في الفريق" in said
    assert "🗂 مكتب الطلبات" in said
    assert member.phone.messages == [], "the first tap is hers"


async def test_a_second_start_on_the_same_database_finds_the_same_two(stage: Stage) -> None:
    await two_phones(stage.simulator, stage.database, stage.clock)
    await chat_of(stage, COLLEAGUE).phone.idle()
    await stage.restart()
    await two_phones(stage.simulator, stage.database, stage.clock)
    colleague = chat_of(stage, COLLEAGUE)
    await colleague.phone.idle()
    await stage.settled()
    assert list(stage.simulator.world.people) == [MEMBER, COLLEAGUE]
    [role] = await stage.rows("select chat_id, role, province from staff_role")
    assert role == {"chat_id": COLLEAGUE, "role": "coordinator", "province": "*"}
