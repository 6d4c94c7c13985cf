"""What is in `deploy/` names what exists."""

import re
from pathlib import Path

import yaml

from bot.settings import Settings
from bot.web import WEBHOOK_PATH

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = {f"TIWIZI_{name.upper()}" for name in Settings.model_fields} | {"TIWIZI_DOMAIN"}


def test_every_setting_that_is_named_exists() -> None:
    named = {name for path in DEPLOY.iterdir() for name in re.findall(r"\bTIWIZI_[A-Z_]+\b", path.read_text())}
    assert named <= SETTINGS


def test_the_container_has_every_room_of_the_program() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE))
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"locale"}
    assert copied == rooms - {"bench", "tests"}


def test_only_the_door_of_telegram_is_open() -> None:
    for name in ("Caddyfile", "Caddyfile.systemd"):
        text = (DEPLOY / name).read_text()
        assert re.findall(r"handle (/\S+) {", text) == [WEBHOOK_PATH]
        assert "respond 404" in text


def test_the_replicas_have_time_to_stop_and_are_started_again() -> None:
    bot = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["bot"]
    assert (bot["deploy"]["replicas"], bot["restart"], bot["stop_grace_period"]) == (2, "unless-stopped", "15s")
    unit = (DEPLOY / "tiwizi@.service").read_text()
    assert "Restart=always" in unit
    assert "RestartPreventExitStatus" not in unit
