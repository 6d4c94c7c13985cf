"""The question that asks for each fact of `catalogue.vocabulary`, in plain words."""

from collections.abc import Mapping
from typing import Any, Final

from catalogue.vocabulary import FACTS
from conversations.question import Question
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.duration import DurationQuestion
from conversations.questions.money import MoneyQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.percent import PercentQuestion
from conversations.questions.place import PlaceQuestion
from conversations.questions.sector import SectorQuestion
from conversations.questions.yes_no import YesNoQuestion
from messages.labels import LEGAL_FORMS
from messages.text import T

QUESTIONS: Final[Mapping[str, Question[Any]]] = {
    "place": PlaceQuestion(
        T("Where is your project, or where will it be?"),
        T("Place"),
        T("Every call is for one province or region. So I begin with the place."),
    ),
    "legal_form": ChoiceQuestion(
        T("Who carries the project today?"),
        T("Legal form"),
        tuple(LEGAL_FORMS.items()),
        T("Many calls are only for cooperatives, others for young people who have created nothing yet."),
    ),
    "sector": SectorQuestion(
        T("What do you do, or want to do? Write it in your own words, or choose from the list."),
        T("Activity"),
        T("You may write as you speak: in Arabic, in Darija or in French. For example: honey, carpets, sewing."),
    ),
    "woman": YesNoQuestion(
        T("Are you a woman?"),
        T("A woman"),
        T("Some programmes are for women only."),
    ),
    "age": NumberQuestion(
        T("How old are you?"),
        T("Age"),
        FACTS["age"].low,
        FACTS["age"].high,
        T("Calls for young people have an age limit. I only need the number of years."),
    ),
    "womens_cooperative": YesNoQuestion(
        T("Is it a women's cooperative?"),
        T("A women's cooperative"),
        T("Some programmes and prizes are for women's cooperatives only."),
    ),
    "lives_there": YesNoQuestion(
        T("Do you live in the province or region of the project?"),
        T("Living there"),
        T("Some calls are only for people who live there."),
    ),
    "salaried": YesNoQuestion(
        T("Do you have a salaried job, public or private?"),
        T("Salaried"),
        T("Some calls are not for people who already have a salary."),
    ),
    "job_seeking": YesNoQuestion(
        T("Are you looking for a job?"),
        T("Looking for a job"),
        T("Help to find a job is for people who are looking for one."),
    ),
    "worked_before": YesNoQuestion(
        T("Have you worked before?"),
        T("Work experience"),
        T("Some help is first for young people without experience."),
    ),
    "funded_before": YesNoQuestion(
        T("Did the National Initiative for Human Development (INDH) ever fund a project of yours?"),
        T("INDH funding before"),
        T("Some calls are only for those who were never funded by the INDH."),
    ),
    "entity_age_months": DurationQuestion(
        T("How long ago was your cooperative, company or activity officially created?"),
        T("Created since"),
        T("Write for example: 8 months, or 3 years. If it is not created yet, write 0."),
    ),
    "women_pct": PercentQuestion(
        T("How many of the members or beneficiaries are women?"),
        T("Share of women"),
        T("Write a share like 60%, or two numbers like: 8 of 12."),
    ),
    "youth_pct": PercentQuestion(
        T("How many of the members are younger than 35?"),
        T("Share of young people"),
        T("Write a share like 60%, or two numbers like: 8 of 12."),
    ),
    "turnover": MoneyQuestion(
        T("How much do you sell in a year, about?"),
        T("Sales in a year"),
        FACTS["turnover"].low,
        FACTS["turnover"].high,
        T("An estimate in dirhams is enough."),
    ),
    "project_cost": MoneyQuestion(
        T("How much will the whole project cost, about?"),
        T("Cost of the project"),
        FACTS["project_cost"].low,
        FACTS["project_cost"].high,
        T("Everything together, in dirhams: equipment, works, materials. An estimate is enough."),
    ),
    "own_amount": MoneyQuestion(
        T("How much of this can you bring yourselves?"),
        T("Own part"),
        FACTS["own_amount"].low,
        FACTS["own_amount"].high,
        T("In dirhams: your savings, or what the members pay. Write 0 if you can bring nothing."),
    ),
}
