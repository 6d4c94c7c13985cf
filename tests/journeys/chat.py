"""A chat that waits for the bot after each thing that is said, so that a journey reads like one."""

from collections.abc import Awaitable
from dataclasses import dataclass

from messages.text import B, Text
from messages.voice import Voice
from simulator import Phone
from simulator.messages import Message, visible
from tests.stage import Stage

CHECK = B("🔎 May I get support?")
UNKNOWN, SHOW, BACK = B("🤷 I don't know"), B("👀 Show my result"), B("⬅️ Back")

MOST_QUESTIONS = 25


@dataclass
class Chat:
    """One person's chat on a stage."""

    stage: Stage
    phone: Phone
    language: str = "ar"

    async def after(self, deed: Awaitable[object]) -> str:
        """Do something, wait for everything that the bot says to it, and read the screen."""
        await deed
        await self.phone.idle()
        await self.stage.settled()
        return self.screen

    def says(self, text: Text) -> str:
        """A text of the bot in the language of the chat, as a person reads it."""
        return visible(Voice.of(self.language).plain(text))

    async def taps(self, label: str | Text) -> str:
        return await self.after(self.phone.press(label if isinstance(label, str) else self.says(label)))

    async def writes(self, text: str) -> str:
        return await self.after(self.phone.send(text))

    async def begins(self) -> str:
        await self.after(self.phone.start())
        return await self.taps(CHECK)

    @property
    def screen(self) -> str:
        """All that the bot wrote or changed since the last deed, as a person reads it."""
        return "\n\n".join(visible(message.text) for message in self.phone.screen)

    @property
    def last(self) -> Message:
        """The message that the bot wrote or changed last."""
        return max((m for m in self.phone.messages if m.sender_id != self.phone.id), key=lambda m: m.revision)

    @property
    def labels(self) -> list[str]:
        """The buttons under that message."""
        return [visible(label) for row in self.last.buttons for label in row]

    def reads(self, *texts: str) -> None:
        """Assert that the screen holds these texts."""
        for text in texts:
            assert text in self.screen, f"no {text!r} in:\n{self.phone.transcript()}"

    def number_of(self, title: str) -> str:
        """The button of the call with this title in the overview that is on the screen."""
        line = next((line for line in self.screen.splitlines() if title in line), "")
        number, _, rest = line.partition(". ")
        assert rest, f"no {title!r} in:\n{self.screen}"
        return f"{rest[:1]} {number}"

    async def to_the_result(self, **answers: str) -> str:
        """Answer the questions that hold these words, say "I don't know" to all others, and show the result."""
        for _ in range(MOST_QUESTIONS):
            if self.says(SHOW) in self.labels:
                break
            said = next((said for words, said in answers.items() if words.replace("_", " ") in self.screen), None)
            if said is None:
                await self.taps(UNKNOWN)
            elif said in self.labels:
                await self.taps(said)
            else:
                await self.writes(said)
        return await self.taps(SHOW)
