"""The languages the bot speaks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel import Locale
from msgspec import Struct

LOCALE: Final = Path(__file__).parent.parent / "locale"
DOMAIN: Final = "tiwizi"


class Language(Struct, frozen=True):
    """A language: its name in English and its own, its CLDR locale, its direction, and gettext's rule for plurals."""

    code: str
    name: str
    own_name: str
    cldr: Locale
    rtl: bool
    plural_forms: str
    exact_forms: frozenset[int] = frozenset()
    """Indexes of the plural forms that belong to one number only, whose text may leave the number out."""

    def po(self, folder: Path) -> Path:
        return folder / self.code / "LC_MESSAGES" / f"{DOMAIN}.po"

    def mo(self, folder: Path) -> Path:
        return self.po(folder).with_suffix(".mo")


# The Arabic rule is CLDR's own order (zero, one, two, few, many, other). Babel's built-in gettext rule
# exchanges the last two, so it is written here and a test compares it with CLDR, number by number.
_ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)

LANGUAGES: Final[Mapping[str, Language]] = {
    "ar": Language(
        "ar",
        "Arabic",
        "العربية",
        Locale("ar", "MA"),
        rtl=True,
        plural_forms=_ARABIC_PLURALS,
        exact_forms=frozenset({0, 1, 2}),
    ),
    "fr": Language(
        "fr", "French", "Français", Locale("fr", "MA"), rtl=False, plural_forms="nplurals=2; plural=(n > 1);"
    ),
}
