import pytest

from conversations.given import Pressed, Typed
from conversations.question import Stale
from conversations.questions.links import ADD, DONE, LESS, LinksQuestion, dump
from domain.broadcasts.content import MOST_LINKS, Link
from messages.text import B, T
from tests.conversations.asking import NONSENSE, answer, gathered, plain, refused, text, values

ADDRESS = "https://example.org/form?a=1&b=2"


def buttons(*so_far: Link) -> LinksQuestion:
    offered = (("check", B("✅ Yes")), ("calls", B("❌ No")))
    return LinksQuestion(T("Place"), T("Place"), offered, dump(so_far))


def opens(stored: list[dict[str, str]]) -> list[str]:
    return [each["opens"] for each in stored]


def test_a_place_of_the_bot_is_chosen_by_a_tap_and_taken_away_by_another() -> None:
    assert opens(gathered(buttons(), Pressed(f"{ADD}1"))) == ["calls"]
    assert gathered(buttons(Link("calls")), Pressed(f"{LESS}0")) == []
    assert f"{ADD}1" not in values(buttons(Link("calls")).ask(None))


@pytest.mark.parametrize(
    ("typed", "arabic", "french"),
    [
        (f"التسجيل {ADDRESS}", "التسجيل", "التسجيل"),
        (f"التسجيل / S'inscrire: {ADDRESS}", "التسجيل", "S'inscrire"),
        (f"  التسجيل\n{ADDRESS}  ", "التسجيل", "التسجيل"),
    ],
)
def test_an_address_needs_words_in_one_language_or_in_both(typed: str, arabic: str, french: str) -> None:
    [link] = buttons().load(gathered(buttons(), Typed(typed)))
    assert link.label is not None
    assert (link.opens, link.label.ar, link.label.fr) == (ADDRESS, arabic, french)


@pytest.mark.parametrize(
    "typed",
    [
        ADDRESS,
        "التسجيل",
        "x javascript:alert(1)",
        "x https://",
        "x ftp://example.org",
        f"{'ط' * 40} {ADDRESS}",
        f" / {ADDRESS}",
    ],
)
def test_what_is_no_button_is_refused(typed: str) -> None:
    refused(buttons(Link("calls")), Typed(typed))


def test_the_same_address_again_gets_the_new_words() -> None:
    before = gathered(buttons(), Typed(f"قديم {ADDRESS}"))
    [link] = buttons().load(gathered(buttons(*buttons().load(before)), Typed(f"جديد {ADDRESS}")))
    assert link.label is not None
    assert link.label.ar == "جديد"


def test_there_is_an_end_to_it() -> None:
    full = buttons(*(Link(f"https://example.org/{at}") for at in range(MOST_LINKS)))
    assert str(MOST_LINKS) in refused(full, Pressed(f"{ADD}0"))


def test_none_and_some_are_told() -> None:
    assert plain(buttons().tell(answer(buttons(), Pressed(DONE)))) == "لا شيء"
    chosen = buttons(Link("check"))
    assert plain(B("✅ Yes")) in text(chosen.ask(None))
    assert plain(B("✅ Yes")) in plain(chosen.tell(answer(chosen, Pressed(DONE))))


@pytest.mark.parametrize("stored", ["x", [{"opens": 1}], [{"label": None}], None, [1]])
def test_what_is_no_list_of_buttons_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        buttons().load(stored)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused(nonsense: object) -> None:
    refused(buttons(Link("calls")), nonsense)  # type: ignore[arg-type] # parametrize knows no types
