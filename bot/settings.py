"""Settings, from the environment (prefix `TIWIZI_`) or a file `.env`."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.logs import TOKEN
from domain.civil_time import MOROCCO

LAST_PORT = 65535


class WrongSettings(Exception):
    """The settings cannot be used; the message is one sentence for the person who starts the bot."""


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://\S+", value):
        raise ValueError("must begin with http:// or https://")
    return value.rstrip("/")


def _listen(value: str) -> str:
    if not re.fullmatch(r"[^\s/]+:\d{1,5}", value) or not 0 < int(value.rsplit(":", 1)[1]) <= LAST_PORT:
        raise ValueError("must be an address and a port, like 127.0.0.1:8080")
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(TOKEN, value.get_secret_value()):
        raise ValueError("is not a token as @BotFather gives it (digits, a colon, letters)")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("may hold 1-256 letters, digits, _ and -")
    return value


def _local(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=MOROCCO)


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
Address = Annotated[str, AfterValidator(_address)]


class Settings(BaseSettings):
    """What the person who runs the bot decides. Every name is also documented in `README.md`."""

    model_config = SettingsConfigDict(env_prefix="TIWIZI_", env_file=".env", extra="ignore", env_ignore_empty=True)

    bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    api_url: Address = "https://api.telegram.org"
    database_url: str = Field(default="sqlite:///data/tiwizi.db", repr=False)  # it may hold a password
    webhook_url: Address | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    paid_broadcast: bool = False
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    now: Annotated[datetime, AfterValidator(_local)] | None = Field(
        default=None, description="start the clock at this Moroccan time; only with the simulator, to show another day"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("TIWIZI_WEBHOOK_URL needs TIWIZI_WEBHOOK_SECRET, so that nobody else can post updates")
        if self.now and self.bot_token and self.api_url == Settings.model_fields["api_url"].default:
            raise ValueError("TIWIZI_NOW is for the simulator: with real people the clock is the real one")
        if self.bot_token is None and self.host not in LOOPBACK:
            raise ValueError("without TIWIZI_BOT_TOKEN, TIWIZI_LISTEN must be an address of this machine alone")
        return self

    @property
    def host(self) -> str:
        return self.listen.rsplit(":", 1)[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rsplit(":", 1)[1])


def read_settings() -> Settings:
    """Read and check the settings.

    Raises:
        WrongSettings: with one clear sentence; the wrong value itself is not repeated, it may be a secret.
    """
    try:
        return Settings()
    except UnicodeDecodeError:
        raise WrongSettings("The file .env is not written in UTF-8.") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        name = f"TIWIZI_{str(first['loc'][0]).upper()} " if first["loc"] else ""
        raise WrongSettings(f"{name}{reason}.") from None
