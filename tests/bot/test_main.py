import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner

from bot import __main__ as command
from bot import program
from bot.intake import SecondPoller, TokenRefused
from bot.settings import Settings
from messages import checks

TOKEN = "123456789:AAE-example_token"


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIWIZI_DATABASE_URL", f"sqlite:///{tmp_path}/tiwizi.db")
    yield tmp_path / "tiwizi.db"
    structlog.reset_defaults()


def said(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(command.main, words)
    assert result.exit_code == code, result.output
    return result.output


def ended(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    """How the command line ends as a process, and what it writes to standard error."""
    monkeypatch.setattr(sys, "argv", ["bot", *words])
    with pytest.raises(SystemExit) as left:
        command.start()
    return left.value.code, capsys.readouterr().err


def test_migrating_makes_the_database_and_can_be_repeated(database: Path) -> None:
    for _ in range(2):
        assert said("migrate") == "The database is up to date.\n"
    assert database.exists()


def test_a_backup_is_written_once_and_overwrites_nothing(database: Path, tmp_path: Path) -> None:
    said("migrate")
    assert "copy.db" in said("backup", "copy.db")
    assert "exists already" in said("backup", "copy.db", code=1)
    with sqlite3.connect(tmp_path / "copy.db") as copied:
        assert copied.execute("select count(*) from inbox").fetchone() == (0,)
    copied.close()


def test_a_backup_of_no_database_is_an_error_and_not_an_empty_copy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, written = ended(monkeypatch, capsys, "backup", "copy.db")
    assert code == 2
    assert "tiwizi.db: unable to open database file" in written
    assert list(tmp_path.iterdir()) == []


def test_a_backup_does_not_change_the_schema_of_what_it_copies(database: Path, tmp_path: Path) -> None:
    with sqlite3.connect(database) as old:
        old.execute("create table first_version (a integer)")
    old.close()
    said("backup", "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as copied:
        assert copied.execute("select name from sqlite_master").fetchall() == [("first_version",)]
    copied.close()


def test_the_words_that_were_not_understood_are_printed_with_proposals(database: Path) -> None:
    assert said("words").startswith("# Words we did not understand, typed at least 2 times")
    row = ("sector", "taqsbit", "beekeeping", "2026-03-01", 3)
    with sqlite3.connect(database) as heard:
        heard.execute("insert into word_heard values (?, ?, ?, ?, ?)", row)
    heard.close()
    assert 'code = "beekeeping"\nwords = """\ntaqsbit\n"""' in said("words")
    assert "taqsbit" not in said("words", "--least", "4")


def test_checking_says_what_is_wrong_and_what_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problems", list)
    monkeypatch.setattr(checks, "warnings", lambda: ["a: its rules are old."])
    assert said("check") == "a: its rules are old.\nEverything is in order.\n"
    monkeypatch.setattr(checks, "problems", lambda: ["b: no source."])
    assert said("check", code=1).startswith("b: no source.\na: its rules are old.\n")


def test_checking_looks_at_the_settings_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIWIZI_LISTEN", "nowhere")
    code, written = ended(monkeypatch, capsys, "check")
    assert code == 2
    assert written == "TIWIZI_LISTEN must be an address and a port, like 127.0.0.1:8080.\n"


def test_running_announces_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(settings: Settings, announce: object) -> None:
        assert callable(announce)
        announce("http://127.0.0.1:8080/")

    monkeypatch.setattr(program, "run", run)
    assert said("run") == "Tiwizi is ready: http://127.0.0.1:8080/   (stop with Ctrl+C)\n"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SecondPoller(), "Another program is fetching updates with the same token. Stop that one, or this one.\n"),
        (TokenRefused(), "Telegram does not know this token. Check TIWIZI_BOT_TOKEN.\n"),
        (OSError(98, "address already in use"), "[Errno 98] address already in use\n"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, sentence: str
) -> None:
    async def run(_settings: Settings, _announce: object) -> None:
        raise error

    monkeypatch.setattr(program, "run", run)
    assert ended(monkeypatch, capsys, "run") == (2, sentence)


def test_another_kind_of_database_is_refused_in_one_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIWIZI_DATABASE_URL", "mysql://root:secret@localhost/tiwizi")
    code, written = ended(monkeypatch, capsys, "migrate")
    assert (code, written) == (
        2,
        "TIWIZI_DATABASE_URL must look like sqlite:///path/to/file or postgresql://user:password@host/database.\n",
    )


def test_a_backup_of_a_server_is_left_to_its_own_tools(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIWIZI_DATABASE_URL", "postgresql://root:secret@localhost/tiwizi")
    code, written = ended(monkeypatch, capsys, "backup", "copy.db")
    assert code == 2
    assert "pg_dump" in written
    assert "secret" not in written


def test_a_newer_database_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: Path
) -> None:
    said("migrate")
    with sqlite3.connect(database) as newer:
        newer.execute("insert into schema_migration values (9999, 'future')")
    newer.close()
    code, written = ended(monkeypatch, capsys, "migrate")
    assert code == 2
    assert written == "The database has schema version 9999, of a newer Tiwizi; start that one.\n"


def test_an_error_that_nobody_expected_is_logged_in_full_but_for_the_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def run(_settings: Settings, _announce: object) -> None:
        raise LookupError(f"https://api.telegram.org/bot{TOKEN}/getMe")

    monkeypatch.setattr(program, "run", run)
    monkeypatch.setenv("TIWIZI_LOG_FORMAT", "json")
    code, written = ended(monkeypatch, capsys, "run")
    assert code == 1
    assert "LookupError" in written
    assert TOKEN not in written
