"""What was sent is put in other words: the file, the poll's answers and the buttons stay, for people have them."""

from collections.abc import Mapping
from typing import ClassVar, Final

from conversations.engine import Talk
from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.message import PROBLEMS, MessageQuestion
from conversations.questions.reading import pressed
from conversations.state import JSON
from domain.broadcasts import content as contents
from domain.broadcasts.content import Content, Kind, problems
from domain.replacing import replace
from messages.cards.broadcast_words import described
from messages.languages import LANGUAGES
from messages.marks import as_plain
from messages.text import B, Piece, T, Text
from messages.values import Verbatim

NAME: Final = "broadcast-correction"
STAYS: Final = "stays"


async def correction(talk: Talk, before: Mapping[str, Content]) -> dict[str, Content]:
    """The new content of each language that changes; nothing when none does."""
    changed: dict[str, Content] = {}
    for code, content in sorted(before.items()):
        said = await talk.need(f"new_{code}", CorrectionQuestion(content, Verbatim(LANGUAGES[code].own_name)))
        if said != content:
            changed[code] = said
    return changed


class CorrectionQuestion(Question[Content], frozen=True):
    """The words that take the place of those of `before`; the same content for words that stay."""

    before: Content
    language: Piece
    short: ClassVar[Text] = T("New words")
    help: ClassVar[Text] = T("What people have in their chats is changed. Whoever has read it is not told again.")
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        now = T("{language}, now: {message}", language=self.language, message=described(self.before))
        how = T("Write the new words, all of them. They take the place of the old ones.")
        return Asked((now, how), ((Choice(B("⏭ Leave it as it is"), STAYS),),))

    def read(self, given: Given, note: JSON) -> Understood:
        if pressed(given) == STAYS:
            return Answered(contents.dump(self.before))
        if not isinstance(given, Typed):
            raise Refused(T("Only the words can be changed. Write them, please."))
        understood = MessageQuestion(self.short, self.short).read(given, note)
        assert isinstance(understood, Answered)  # a message has one step only
        content = self._with(contents.load(understood.stored).html)
        for problem in problems(content):
            raise Refused(PROBLEMS[problem])
        return Answered(contents.dump(content))

    def load(self, stored: JSON) -> Content:
        try:
            content = contents.load(stored)
        except ValueError:
            raise Stale from None
        if problems(content) or replace(content, html=self.before.html, poll=self.before.poll) != self.before:
            raise Stale
        return content

    def tell(self, stored: JSON) -> Piece:
        return described(self.load(stored))

    def _with(self, html: str) -> Content:
        if self.before.kind is Kind.POLL and self.before.poll is not None:
            return replace(self.before, poll=replace(self.before.poll, question=as_plain(html)))
        return replace(self.before, html=html)
