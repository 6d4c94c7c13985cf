from domain.requests.life import Actor
from domain.requests.request import NewFile
from handlers.lost_papers import lost_paper
from handlers.turn import Turn
from storage.people import Person
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk, read
from tests.stage import Stage


async def lose(stage: Stage, chat: Chat, file_id: str) -> None:
    """What happens when Telegram refuses to give a paper to this chat."""
    async with stage.database.unit() as unit:
        person = Person(chat.phone.id, chat.language, staff=True)
        turn = Turn(unit, chat.phone.id, person, [], stage.clock.now(), None, lambda: "run")
        await lost_paper(turn, file_id)
    stage.program.delivery.wake()


async def test_a_paper_that_telegram_no_longer_gives_is_told_to_both_and_asked_for_again_once(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member("Zahra", "fr")
    reference = await desk.sent(member, files=(NewFile("statutes", "photo", "gone", "u"),))
    for _ in range(2):
        await lose(stage, agent, "gone")
    assert (await read(agent)).count("لم تعد هذه الوثيقة متوفرة في تيليغرام: النظام الأساسي") == 1
    assert (await read(member)).count(f"Telegram ne donne plus un document de votre demande {reference}") == 1
    assert member.labels == ["📎 Ajouter un document"]
    await agent.writes(reference)
    await agent.taps("📎 الوثائق")
    agent.reads("اطلبها من جديد")
    assert "1" not in agent.labels, "it cannot be opened any more"


async def test_a_file_of_no_request_is_nobodys_loss(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    before = len(agent.phone.messages)
    await lose(stage, agent, "some sticker")
    await stage.settled()
    assert len(agent.phone.messages) == before
