from datetime import UTC, date, datetime
from typing import Any

import pypdfium2 as pdfium
import pytest

from catalogue.vocabulary import FACTS
from conversations.facts import QUESTIONS
from documents.page import Facts, Heading, Item, Items, Mark, Page, Paragraph, Table
from documents.pdf import render
from documents.result import result_page
from domain.calls import load
from domain.eligibility import assess
from domain.papers import checklist
from messages.text import T
from messages.voice import Voice

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
CALLS = {call.id: call for call in load().calls}
LONGEST = sorted(CALLS, key=lambda id_: len(CALLS[id_].conditions) + bool(CALLS[id_].documents))[-5:]
PERSON: dict[str, Any] = {
    "place": "09.541",
    "legal_form": "cooperative",
    "women_pct": 40,
    "project_cost": 220_000,
    "own_amount": 22_000,
    "age": 30,
    "salaried": False,
    "sector": "argan",
    "lives_there": True,
    "funded_before": False,
    "youth_pct": 10,
}


def page(call: str, **person: Any) -> Page:
    profile = {**PERSON, **person}
    [verdict] = assess(profile, [CALLS[call]], MARCH)
    answers = {name: (QUESTIONS[name].short, QUESTIONS[name].tell(value)) for name, value in profile.items()}
    papers = checklist(verdict.call, profile["legal_form"], load().documents.values())
    return result_page(verdict, answers, papers, date(2026, 3, 1))


def items(made: Page) -> list[Item]:
    return [item for block in made.blocks if isinstance(block, Items) for item in block.items]


def test_each_condition_is_marked_as_the_person_stands_to_it() -> None:
    assert [item.mark for item in items(page("indh_taroudant_2026"))] == [Mark.YES, Mark.NO, Mark.YES]


def test_papers_have_a_place_to_tick_and_are_only_named_where_there_is_no_room() -> None:
    assert Mark.BOX in {item.mark for item in items(page("indh_agadir_2022"))}
    [table] = [block for block in page("indh_taroudant_2026").blocks if isinstance(block, Table)]
    assert all(row[1] is row[3] is None for row in table.rows)
    crowded = page("indh_tiznit_2021").blocks
    assert not [block for block in crowded if isinstance(block, Table)]
    small = [block for block in crowded if isinstance(block, Paragraph) and block.small]
    assert "النظام الأساسي" in Voice.of("ar").plain(small[0].words)


def test_a_call_without_known_papers_or_amounts_has_no_empty_headings() -> None:
    made = page("generation_green")
    assert len([block for block in made.blocks if isinstance(block, Heading)]) == 1
    [facts] = [block for block in made.blocks if isinstance(block, Facts)]
    assert T("Amounts, as an indication") not in [name for name, _ in facts.rows]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("call", [*LONGEST, "indh_taroudant_2026", "indh_sidi_ifni_2025"])
def test_every_result_is_one_page(call: str, language: str) -> None:
    drawn = render(page(call), Voice.of(language), made=MARCH)
    document = pdfium.PdfDocument(drawn)
    assert len(document) == 1
    document.close()
    assert set(PERSON) <= set(FACTS)
