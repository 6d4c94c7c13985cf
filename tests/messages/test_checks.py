from datetime import date
from types import SimpleNamespace

import pytest

from catalogue.faq import load_faq
from catalogue.problem import CatalogueError, Finding, as_it_is
from catalogue.service import load_service
from domain.calls import load
from messages import checks


@pytest.fixture(autouse=True)
def _good_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messages.catalogues.check", list)  # they have their own tests


def test_the_delivered_calls_have_no_problem() -> None:
    assert checks.problems() == []


def test_a_catalogue_that_cannot_be_loaded_is_a_problem_and_the_others_are_told_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise CatalogueError("calls/a.toml", Finding("", as_it_is("a condition without a source")))

    monkeypatch.setattr(checks, "load", fail)
    monkeypatch.setattr("messages.catalogues.check", lambda: ["ar: 1 message is missing"])
    assert checks.problems() == ["ar: 1 message is missing", "calls/a.toml: a condition without a source"]


@pytest.mark.parametrize("loader", ["load_service", "load_holidays", "load_deciding"])
def test_a_calendar_that_cannot_be_loaded_is_a_problem_too(monkeypatch: pytest.MonkeyPatch, loader: str) -> None:
    def fail() -> None:
        raise CatalogueError("holidays.toml", Finding("", as_it_is("a day without a date")))

    monkeypatch.setattr(checks, loader, fail)
    assert checks.problems() == ["holidays.toml: a day without a date"]


def test_a_kind_of_request_without_a_level_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = {kind: level for kind, level in load_service().levels.items() if kind != "training"}
    monkeypatch.setattr(checks, "load_service", lambda: load_service().model_copy(update={"levels": levels}))
    assert checks.problems() == ["service.toml: no level for training."]


def test_unusual_arabic_in_a_call_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checks, "arabic_problems", lambda text: ["bad word"] if text == load().calls[0].title.ar else []
    )
    call = load().calls[0]
    assert checks.problems() == [f"{call.id}: bad word: {call.title.ar}"]


def test_rules_whose_review_is_overdue_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = load().calls[:2]
    calls = [
        old.model_copy(update={"review_by": date(2020, 1, 1)}),
        new.model_copy(update={"review_by": date(9999, 1, 1)}),
    ]
    monkeypatch.setattr(checks, "load", lambda: SimpleNamespace(calls=calls))
    assert checks.warnings() == [f"{old.id}: its rules were to be reviewed by 2020-01-01."]


def test_an_answer_whose_sources_nobody_has_read_for_a_year_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    one = load_faq()[0]
    old = one.sources[0].model_copy(update={"checked": date(2020, 1, 1)})
    monkeypatch.setattr(checks, "load_faq", lambda: (one.model_copy(update={"sources": (*one.sources, old)}),))
    monkeypatch.setattr(checks, "load", lambda: SimpleNamespace(calls=[]))
    assert checks.warnings() == [f"faq.{one.id}: its sources were last read on 2020-01-01."]


def test_unusual_arabic_in_an_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    one = load_faq()[0]
    monkeypatch.setattr(checks, "arabic_problems", lambda text: ["bad word"] if text == one.answer[0].ar else [])
    assert checks.problems() == [f"faq.{one.id}: bad word: {one.answer[0].ar}"]
