from click.testing import CliRunner

from bot.__main__ import main


def play(*lines: str, language: str = "ar") -> str:
    result = CliRunner().invoke(main, ["play", "--language", language], input="".join(f"{line}\n" for line in lines))
    assert result.exit_code == 0, result.output
    return result.output


def test_a_conversation_is_played_in_the_terminal_until_the_input_ends() -> None:
    shown = play()
    assert "أين يوجد مشروعك" in shown
    assert ".1 " in shown


def test_a_button_is_chosen_by_its_number_and_words_are_taken_as_typed() -> None:
    shown = play(".1", "xyzzy", ".999", language="fr")
    assert "Où se trouve votre projet" in shown
    assert shown.count("> ") == 4


def test_a_conversation_that_there_is_not_is_said_with_those_that_there_are() -> None:
    result = CliRunner().invoke(main, ["play", "poker"])
    assert result.exit_code == 1
    assert "eligibility" in result.output
