from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, read_settings

TOKEN = "123456789:AAE-example_token"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_with_nothing_set_everything_has_a_usual_value() -> None:
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/tiwizi.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert (settings.paid_broadcast, settings.log_format, settings.log_level) == (False, "console", "INFO")


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_TOKEN", "WEBHOOK_URL", "LISTEN", "NOW", "PAID_BROADCAST"):
        monkeypatch.setenv(f"TIWIZI_{name}", "")
    settings = read_settings()
    assert (settings.bot_token, settings.webhook_url, settings.port) == (None, None, 8080)


def test_the_file_is_read_and_the_environment_comes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(f"TIWIZI_BOT_TOKEN={TOKEN}\nTIWIZI_LOG_FORMAT=json\nOTHER=1\n")
    monkeypatch.setenv("TIWIZI_LOG_FORMAT", "console")
    settings = read_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.log_format == "console"


def test_an_address_ends_without_a_slash_and_a_time_without_zone_is_moroccan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIWIZI_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("TIWIZI_NOW", "2026-07-01T10:00")
    settings = read_settings()
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.now is not None
    assert settings.now.astimezone(UTC) == datetime(2026, 7, 1, 9, tzinfo=UTC)


def test_a_time_with_a_zone_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIWIZI_NOW", "2026-07-01T10:00Z")
    assert read_settings().now == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_an_address_of_the_newer_internet_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIWIZI_LISTEN", "[::1]:8080")
    assert (read_settings().host, read_settings().port) == ("::1", 8080)


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIWIZI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TIWIZI_WEBHOOK_SECRET", "s3cret")
    shown = f"{read_settings()!r} {read_settings()}"
    assert TOKEN not in shown
    assert "s3cret" not in shown


WRONG = "wr0ng-v@lue"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"BOT_TOKEN": WRONG}, "TIWIZI_BOT_TOKEN is not a token as @BotFather gives it"),
        ({"BOT_TOKEN": f"12:{WRONG}"}, "TIWIZI_BOT_TOKEN is not a token"),
        ({"API_URL": WRONG}, "TIWIZI_API_URL must begin with http:// or https://"),
        ({"WEBHOOK_URL": WRONG}, "TIWIZI_WEBHOOK_URL must begin with http"),
        ({"WEBHOOK_SECRET": WRONG}, "TIWIZI_WEBHOOK_SECRET may hold 1-256 letters"),
        ({"LISTEN": WRONG}, "TIWIZI_LISTEN must be an address and a port"),
        ({"LISTEN": f"{WRONG}:0"}, "TIWIZI_LISTEN must be an address and a port"),
        ({"LISTEN": f"{WRONG}:70000"}, "TIWIZI_LISTEN must be an address and a port"),
        ({"PAID_BROADCAST": WRONG}, "TIWIZI_PAID_BROADCAST Input should be a valid boolean"),
        ({"LOG_FORMAT": WRONG}, "TIWIZI_LOG_FORMAT Input should be 'console' or 'json'"),
        ({"LOG_LEVEL": WRONG}, "TIWIZI_LOG_LEVEL Input should be"),
        ({"NOW": WRONG}, "TIWIZI_NOW Input should be a valid datetime"),
        ({"WEBHOOK_URL": "https://example.org"}, "TIWIZI_WEBHOOK_URL needs TIWIZI_WEBHOOK_SECRET"),
        ({"NOW": "2026-07-01", "BOT_TOKEN": TOKEN}, "TIWIZI_NOW is for the simulator"),
    ],
)
def test_a_wrong_value_is_one_clear_sentence_which_does_not_repeat_it(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], sentence: str
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"TIWIZI_{name}", value)
    with pytest.raises(WrongSettings) as wrong:
        read_settings()
    said = str(wrong.value)
    assert sentence in said
    assert said.endswith(".")
    assert "\n" not in said
    assert not any(value in said for value in (WRONG, TOKEN))
    assert wrong.value.__cause__ is None


def test_a_file_in_another_encoding_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("TIWIZI_BOT_TOKEN=123456:abcdefgh\n# clé\n".encode("latin-1"))
    with pytest.raises(WrongSettings, match=r"not written in UTF-8"):
        read_settings()


def test_without_a_token_the_simulator_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIWIZI_LISTEN", "0.0.0.0:8080")
    with pytest.raises(WrongSettings, match="an address of this machine alone"):
        read_settings()
    monkeypatch.setenv("TIWIZI_BOT_TOKEN", "123456:abcdefgh")
    assert read_settings().host == "0.0.0.0"  # noqa: S104 -- nothing listens in this test


def test_the_password_of_a_database_is_in_no_representation() -> None:
    settings = Settings(_env_file=None, database_url="postgresql://tiwizi:s3cret@db/tiwizi")
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in str(settings)
