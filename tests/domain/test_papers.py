from domain.calls import load
from domain.papers import checklist

CATALOGUE = load()
REAL = {call.id: call for call in CATALOGUE.calls}
KNOWN = CATALOGUE.documents.values()


def names(call: str, legal_form: str | None) -> list[str]:
    return [paper.id for paper in checklist(REAL[call], legal_form, KNOWN).documents]


def test_the_papers_that_the_source_names_are_the_ones_to_prepare() -> None:
    stated = checklist(REAL["indh_agadir_2022"], "cooperative", KNOWN)
    assert stated.stated
    assert names("indh_agadir_2022", "cooperative")[:2] == ["application_form", "support_request"]
    assert "legal_file" in names("indh_agadir_2022", "cooperative")


def test_a_paper_that_a_legal_form_does_not_have_is_left_out() -> None:
    assert "legal_file" not in names("indh_agadir_2022", "auto_entrepreneur")
    assert "auto_entrepreneur_card" not in names("indh_taroudant_2026", "cooperative")
    assert "auto_entrepreneur_card" in names("indh_taroudant_2026", "auto_entrepreneur")


def test_where_the_source_is_silent_the_usual_papers_help_to_begin() -> None:
    usual = checklist(REAL["indh_taroudant_2026"], "cooperative", KNOWN)
    assert not usual.stated
    assert "register_certificate" in names("indh_taroudant_2026", "cooperative")
    assert "identity_card" not in names("indh_taroudant_2026", "cooperative")


def test_without_a_legal_form_all_of_them_are_listed() -> None:
    everything = set(names("indh_taroudant_2026", None))
    assert everything > set(names("indh_taroudant_2026", "cooperative"))
