"""A small catalogue on disk, of which a test breaks one thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

CALL = """\
id = "help_2026"
programme = "help"
gives = "grant"
scope = { provinces = ["09.541"] }
run = "edition"
year = 2026
known_from = 2026-01-01
review_by = 2027-01-31
body = "office"
title = { ar = "دعم", fr = "Aide" }
summary = { ar = "منحة.", fr = "Une subvention." }
where = { ar = "المكتب.", fr = "Le bureau." }
examples = [
    { expected = "yes", person = { age = 18 } },
    { expected = "yes", person = { age = 20 } },
    { expected = "yes", person = { age = 30 } },
    { expected = "no", person = { age = 17 } },
    { expected = "no", person = { age = 16 } },
    { expected = "no", person = { age = 15 } },
    { expected = "unknown", person = {} },
]

[window]
source = "page"
opens = 2026-02-10
closes = 2026-03-10T16:30:00

[documents]
source = "page"
items = ["form"]

[support]
source = "page"
share_pct = 60
own_min_pct = 40

[[conditions]]
id = "age"
changeable = false
source = "page"
test = { fact = "age", at_least = 18 }
text = { ar = "السن 18 سنة فما فوق.", fr = "Avoir 18 ans." }

[sources.page]
title = { ar = "صفحة", fr = "Page" }
url = "https://example.org/page"
checked = 2026-11-22
confidence = "H"
"""
NAMED = 'name = { ar = "اسم", fr = "Nom" }\n'
CITED = 'source = "https://example.org/page"\nconfidence = "H"\n'
ROLE = 'role = { ar = "دور.", fr = "Un rôle." }\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "help_2026.toml").write_text(CALL, "utf-8")
    (tmp_path / "programmes.toml").write_text(f"[help]\n{NAMED}", "utf-8")
    (tmp_path / "bodies.toml").write_text(f"[office]\n{NAMED}{ROLE}{CITED}", "utf-8")
    (tmp_path / "documents.toml").write_text(f"[form]\n{NAMED}{CITED}", "utf-8")
    return tmp_path


@pytest.fixture
def edited(folder: Path) -> Callable[[str, str], Path]:
    """Replace one piece of the call's file."""

    def edit(old: str, new: str) -> Path:
        assert old in CALL
        (folder / "calls" / "help_2026.toml").write_text(CALL.replace(old, new, 1), "utf-8")
        return folder

    return edit
