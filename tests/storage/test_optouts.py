from domain.broadcasts.topic import Topic
from storage.optouts import Optouts
from storage.unit import Database


async def test_a_topic_is_ended_and_begun_again_for_one_person(database: Database) -> None:
    async with database.unit() as unit:
        optouts = Optouts(unit)
        for topic in (Topic.NEWS, Topic.NEWS, Topic.CALLS):
            optouts.add(700, topic, 1)
        assert await optouts.of(700) == {Topic.NEWS, Topic.CALLS}
        optouts.remove(700, Topic.NEWS)
        assert await optouts.of(700) == {Topic.CALLS}
        optouts.erase(700)
        assert await optouts.of(700) == frozenset()
