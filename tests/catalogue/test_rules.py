import pytest
from pydantic import TypeAdapter, ValidationError

from catalogue.rules import Above, All, Among, AnyOf, AtLeast, LeftTo, Not, Test, facts_of

reader: TypeAdapter[Test] = TypeAdapter(Test)


def test_a_test_is_read_with_its_parts() -> None:
    raw = {"any": [{"fact": "age", "above": 17}, {"not": {"fact": "legal_form", "in": ["gie"]}}]}
    read = reader.validate_python(raw)
    assert read == AnyOf(tests=(Above(fact="age", above=17), Not(test=Among(fact="legal_form", values=("gie",)))))


def test_a_test_made_in_python_is_taken_as_it_is() -> None:
    whole = All(tests=(AtLeast(fact="age", at_least=18), LeftTo(left_to="cpdh")))
    assert reader.validate_python(whole) is whole


def test_the_facts_of_a_test_come_in_reading_order() -> None:
    raw = {"all": [{"fact": "own_pct", "at_least": 10}, {"left_to": "cpdh"}, {"not": {"fact": "age", "at_most": 9}}]}
    assert list(facts_of(reader.validate_python(raw))) == ["own_pct", "age"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"fact": "height", "at_least": 1}, "no fact is called 'height'"),
        ({"fact": "height", "in": ["tall"]}, "no fact is called 'height'"),
        ({"fact": "legal_form", "in": ["company"]}, "legal_form cannot be 'company'"),
        ({"fact": "legal_form", "in": []}, "at least 1 item"),
        ({"fact": "legal_form", "at_least": 1}, "legal_form is not a number: use in"),
        ({"fact": "age", "in": ["18"]}, "age is a number: use at_least, at_most or above"),
        ({"fact": "place", "in": ["09.541"]}, "a call's place is its scope"),
        ({"fact": "age", "at_least": "18"}, "valid integer"),
        ({"fact": "age", "at_least": 18, "at_most": 35}, "not a test"),
        ({"fact": "age", "between": 18}, "not a test"),
        ("age >= 18", "not a test"),
        ({"all": [{"fact": "age", "at_least": 18}]}, "at least 2 items"),
        ({"fact": "age", "at_least": 18, "years": True}, "Extra inputs"),
    ],
)
def test_what_the_language_does_not_know_is_refused(raw: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        reader.validate_python(raw)
