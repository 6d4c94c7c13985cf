"""What must be true of every real call, beyond the schema."""

import re
from collections.abc import Iterator

import pytest

from catalogue.call import Call
from catalogue.loading import read_catalogue
from catalogue.local import Local
from catalogue.rules import All, AnyOf, LeftTo
from catalogue.support import Gives

REAL = read_catalogue()
FOREIGN_MONTHS = re.compile(r"يوليو(?!ز)|أغسطس|سبتمبر|نوفمبر|ديسمبر|مايو")
ARABIC_INDIC_DIGITS = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")

LOANS = {Gives.HONOUR_LOAN, Gives.GUARANTEED_CREDIT}


def texts(call: Call) -> Iterator[Local]:
    yield from (call.title, call.summary, call.where, call.programme.name, *call.notes)
    yield from (condition.text for condition in call.conditions)
    yield from (source.title for source in call.sources.values())


@pytest.mark.parametrize("call", REAL.calls, ids=lambda call: call.id)
class TestEveryCall:
    def test_its_arabic_is_arabic_with_moroccan_months_and_latin_digits(self, call: Call) -> None:
        for text in texts(call):
            assert re.search(r"[\u0621-\u064a]", text.ar), text
            assert not FOREIGN_MONTHS.search(text.ar), text
            assert not ARABIC_INDIC_DIGITS.search(text.ar), text
            assert not re.search(r"[\u0621-\u064a]", text.fr), text

    def test_its_rules_and_notes_are_whole_sentences(self, call: Call) -> None:
        sentences = [call.summary, call.where, *call.notes, *(one.text for one in call.conditions)]
        assert all(text.ar.endswith(".") and text.fr.endswith(".") for text in sentences)

    def test_it_shows_at_once_whether_it_is_to_be_paid_back(self, call: Call) -> None:
        if call.gives in LOANS:
            assert "يُرد" in call.summary.ar
            assert "rembours" in call.summary.fr

    def test_it_is_reviewed_after_it_was_checked(self, call: Call) -> None:
        assert all(source.checked < call.review_by for source in call.sources.values())

    def test_it_uses_each_of_its_sources_or_says_why_in_a_note(self, call: Call) -> None:
        cited = {condition.source for condition in call.conditions}
        cited |= {part.source for part in (call.window, call.support, call.documents) if part}
        assert call.notes or cited == set(call.sources)

    def test_its_window_closes_after_it_opens(self, call: Call) -> None:
        if call.window and call.window.opens and call.window.closes:
            assert str(call.window.opens) < str(call.window.closes)


def test_every_programme_and_body_serves_a_call() -> None:
    assert set(REAL.programmes) == {call.programme.id for call in REAL.calls}
    told = {test.left_to for call in REAL.calls for test in left(call)}
    assert set(REAL.bodies) == {call.body.id for call in REAL.calls} | told


def left(call: Call) -> Iterator[LeftTo]:
    waiting = [condition.test for condition in call.conditions]
    while waiting:
        test = waiting.pop()
        if isinstance(test, All | AnyOf):
            waiting += test.tests
        if isinstance(test, LeftTo):
            yield test


def test_the_calls_that_people_ask_about_are_there() -> None:
    wanted = {
        *("indh_taroudant_2026", "indh_chtouka_2026", "indh_agadir_2026", "indh_sidi_ifni_2025"),
        *("indh_khemisset_2024", "indh_agadir_2023", "indh_agadir_2022", "indh_laayoune_2023"),
        *("indh_al_hoceima_2022", "indh_tanger_entrepreneurship_2022", "indh_tanger_solidarity_2022"),
        *("indh_tanger_employability_2022", "indh_es_semara_2022", "indh_tiznit_2021", "indh_oujda_2021"),
        *("indh_chichaoua_2020", "indh_meknes_employability", "moazara_2025", "mourafaka", "tahfiz_niswa"),
        *("lalla_al_moutaaouina_2025", "jisr", "forsa_2023", "intelaka", "blue_economy_2025"),
    }
    assert wanted <= {call.id for call in REAL.calls}


def test_documents_and_bodies_have_names_in_both_languages() -> None:
    assert all(isinstance(document.name, Local) for document in REAL.documents.values())
    assert all(isinstance(body.name, Local) for body in REAL.bodies.values())
