from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulator import Limits, Phone, Simulator, serving
from tests.simulator.client import Bot


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=Limits.none())


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with serving(simulator) as url, aiohttp.ClientSession() as session:
        yield Bot(session, simulator, url)


@pytest.fixture
async def phone(simulator: Simulator, bot: Bot) -> Phone:
    """Somebody who has started the bot; the bot has taken that."""
    phone = simulator.phone("فاطمة", person_id=700000001)
    await phone.start()
    await bot.take()
    return phone
