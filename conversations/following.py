"""What a person does with a request that she has sent: small conversations, each of which ends in one value."""

from collections.abc import Sequence
from typing import Final

from conversations.engine import Talk
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.files import FilesQuestion, Paper
from conversations.questions.text import Said, TextQuestion
from domain.requests.change import Change
from domain.requests.life import Action
from domain.requests.request import OTHER
from messages.text import B, Piece, T

LONGEST: Final = 1000
SEND: Final = "send"


async def correction(talk: Talk, papers: Sequence[Paper], asked: Piece) -> Change:
    """Only what was asked for; `asked` says which papers, why and until when. Words will do where no paper is sent."""
    otherwise = papers[0].code if len(papers) == 1 else OTHER
    question = FilesQuestion(SEND_AGAIN, T("Papers"), tuple(papers), so_far=talk.so_far("files"), otherwise=otherwise)
    files = await talk.need("files", question, asked)
    said = await talk.need("words", _remark(optional=bool(files)))
    await talk.need("send", ChoiceQuestion(SEND_NOW, T("Send it"), ((SEND, B("📨 Send the correction")),)))
    return Change(Action.CORRECT, text=said.words, files=files)


async def addition(talk: Talk, most: int) -> Change:
    """More papers or photos for an open request, which has room for so many."""
    question = FilesQuestion(ADD, T("Papers"), so_far=talk.so_far("files"), least=1, most=most)
    files = await talk.need("files", question)
    return Change(Action.ADD_FILE, files=files)


async def reopening(talk: Talk) -> Change:
    """The same request once more, with what has changed since."""
    return Change(Action.REOPEN, text=(await talk.need("words", CHANGED)).words)


async def comment(talk: Talk) -> Said:
    """What a person adds to the stars that she gave; a voice note will do."""
    return await talk.need("words", COMMENT)


def _remark(*, optional: bool) -> TextQuestion:
    if optional:
        return TextQuestion(T("Would you like to add a few words?"), T("Your words"), LONGEST, optional=True)
    return TextQuestion(T("Write what you correct, in a few words."), T("Your words"), LONGEST)


SEND_AGAIN: Final = T("Send what was asked for here. A clear photo is enough.")
SEND_NOW: Final = T("📝 <b>Not sent yet.</b> Shall I send the correction?")
ADD: Final = T("Send the papers or photos that you want to add, one by one or many at once.")
CHANGED: Final = TextQuestion(
    T("What has changed since, or what was not understood? Write it in one message."),
    T("What has changed"),
    LONGEST,
    T("Your papers are still there; you can add others later."),
    optional=True,
)
COMMENT: Final = TextQuestion(
    T("What was good, what was not? Write it, or say it in a voice note."),
    T("Your opinion"),
    LONGEST,
    T("It helps to do better. It changes nothing in the decision."),
    spoken=True,
)
