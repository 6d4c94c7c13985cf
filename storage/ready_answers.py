"""Answers that a desk keeps ready for itself, in both languages. Who may use and change them is in the SQL."""

from msgspec import Struct

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("ready_answers")


class ReadyAnswer(Struct, frozen=True):
    """`title` is for staff; in the texts `{name}` and `{reference}` stand for the person and her request."""

    title: str
    ar: str
    fr: str
    id: int = 0

    def text(self, language: str, name: str, reference: str) -> str:
        """What it says to this person."""
        text = self.fr if language == "fr" else self.ar
        return text.replace("{name}", name).replace("{reference}", reference).strip()


class ReadyAnswers:
    """The ready answers of one staff member's provinces, inside one unit."""

    def __init__(self, unit: Unit, chat_id: int) -> None:
        self._unit = unit
        self._chat_id = chat_id

    async def all(self, province: str) -> list[ReadyAnswer]:
        """Those of a province, the oldest first."""
        [rows] = await self._unit.fetch(Call(SQL["all"], {"province": province, "chat_id": self._chat_id}))
        return [ReadyAnswer(**row) for row in rows]

    def add(self, province: str, answer: ReadyAnswer, now: int) -> None:
        """Keep another one; only a coordinator's is kept."""
        values = {"id": new_key(), "province": province, "title": answer.title, "ar": answer.ar, "fr": answer.fr}
        self._unit.write(Call(SQL["add"], values | {"chat_id": self._chat_id, "now": now}))

    def remove(self, key: int) -> None:
        """Drop one; only a coordinator does."""
        self._unit.write(Call(SQL["remove"], {"id": key, "chat_id": self._chat_id}))
