import aiohttp
import pytest

from simulator import Limits, Phone, Simulator, serving
from tests.simulator.client import Bot, Refused


async def test_telegrams_limits_hold_unless_they_are_taken_off() -> None:
    simulator = Simulator()
    async with serving(simulator) as url, aiohttp.ClientSession() as session:
        bot = Bot(session, simulator, url)
        phone = simulator.phone()
        await phone.start()
        for _ in range(5):
            await bot("sendMessage", chat_id=phone.id, text="x")
        with pytest.raises(Refused) as caught:
            await bot("sendMessage", chat_id=phone.id, text="x")
        assert caught.value.code == 429
        assert caught.value.parameters["retry_after"] >= 1
        with pytest.raises(Refused, match="Too Many Requests"):
            await bot("editMessageText", chat_id=phone.id, message_id=phone.messages[-1].id, text="y")


async def test_a_thousand_paid_messages_pass_where_thirty_free_ones_do() -> None:
    simulator = Simulator(limits=Limits(per_chat=None))
    async with serving(simulator) as url, aiohttp.ClientSession() as session:
        bot = Bot(session, simulator, url)
        phone = simulator.phone()
        await phone.start()
        for _ in range(100):
            await bot("sendMessage", chat_id=phone.id, text="x", allow_paid_broadcast=True)
        assert len(phone.screen) == 100


async def test_two_people_have_their_own_numbers_and_chats(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف")
    assert other.id != phone.id
    assert other.person.phone_number != phone.person.phone_number
    await other.start()
    await bot("sendMessage", chat_id=other.id, text="لك وحدك")
    await other.sees("لك وحدك")
    assert phone.screen == []


async def test_update_and_message_numbers_go_on_after_a_restart(simulator: Simulator, phone: Phone) -> None:
    later = Simulator()
    assert later.world.updates._next_id >= simulator.world.updates._next_id - 1
    assert later.world._private_message_id >= phone.messages[0].id - 2


async def test_a_bot_that_reads_everything_in_groups(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    simulator.world.profile.reads_all_group_messages = True
    group = phone.create_group("تعاونية")
    await bot.take()
    await group.send("بيننا")
    assert len(await bot.take()) == 1


async def test_it_is_served_on_this_machine_only(simulator: Simulator) -> None:
    with pytest.raises(ValueError, match="only served on this machine"):
        async with serving(simulator, host="0.0.0.0"):  # noqa: S104 - it is refused
            pass
