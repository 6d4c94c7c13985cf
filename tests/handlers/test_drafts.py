from conversations.state import State
from handlers.drafts import AGAIN, ERASE, RESUME, erase_answers, go_on, is_of, named, start_again
from storage.drafts import Draft

DRAFT = Draft("eligibility", State("ab12cd").dump(), active=True)


def test_each_button_names_its_conversation_and_its_run() -> None:
    for button, prefix in ((go_on(DRAFT), RESUME), (start_again(DRAFT), AGAIN), (erase_answers(DRAFT), ERASE)):
        which = button.data.removeprefix(prefix)
        assert named(which) == "eligibility"
        assert is_of(which, DRAFT)


def test_a_button_of_an_earlier_run_or_of_none_is_not_of_this_draft() -> None:
    for which in ("eligibility:ffffff", "eligibility", "", "other:ab12cd"):
        assert not is_of(which, DRAFT)
