"""What people want to hear nothing of any more: a row a person and topic, made and undone by one tap."""

from domain.broadcasts.topic import Topic
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("optouts")


class Optouts:
    """Topics that people ended, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def add(self, chat_id: int, topic: Topic, now: int) -> None:
        self._unit.write(Call(SQL["add"], {"chat_id": chat_id, "topic": topic.value, "since": now}))

    def remove(self, chat_id: int, topic: Topic) -> None:
        self._unit.write(Call(SQL["remove"], {"chat_id": chat_id, "topic": topic.value}))

    async def of(self, chat_id: int) -> frozenset[Topic]:
        [rows] = await self._unit.fetch(Call(SQL["of"], {"chat_id": chat_id}))
        return frozenset(Topic(row["topic"]) for row in rows)

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
