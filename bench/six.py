"""The conversation that is measured: six questions of the usual kinds, answered by typing."""

from datetime import timedelta

from conversations.engine import Open, Talk
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.yes_no import YesNoQuestion
from handlers.conversations import Flow
from handlers.turn import Turn
from messages.labels import LEGAL_FORMS
from messages.screen import Screen
from messages.text import T

NAME = "six"
AGE = NumberQuestion(T("How old are you?"), T("Age"), 10, 110)
FORM = ChoiceQuestion(T("Who carries the project today?"), T("Legal form"), tuple(LEGAL_FORMS.items()))
WOMAN = YesNoQuestion(T("Are you a woman?"), T("A woman"))
JOB = YesNoQuestion(T("Are you looking for a job?"), T("Looking for a job"))
WORKED = YesNoQuestion(T("Have you worked before?"), T("Work experience"))
SALARIED = YesNoQuestion(T("Do you have a salaried job, public or private?"), T("Salaried"))
ANSWERS = ("32", "تعاونية", "نعم", "لا", "نعم", "لا")


async def six(_turn: Turn, talk: Talk) -> int:
    """Ask six questions; the value is nothing but a proof that they were answered."""
    age = await talk.ask("age", AGE)
    await talk.ask("form", FORM)
    await talk.ask("woman", WOMAN)
    await talk.ask("job", JOB)
    await talk.ask("worked", WORKED)
    await talk.ask("salaried", SALARIED)
    return age or 0


async def _finish(turn: Turn, _age: int) -> None:
    turn.show(Screen((T("Done. Your answers are erased. Come back whenever you like."),)))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=14)


FLOW = Flow(NAME, six, _finish, _kept_for)
