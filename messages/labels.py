"""The words for the domain's own vocabulary, in one place because many screens use them."""

from collections.abc import Mapping
from typing import Final

from catalogue.support import Gives
from domain.status import Status
from domain.truth import Truth
from messages.text import B, T, Text

LEGAL_FORMS: Final[Mapping[str, Text]] = {
    "none_yet": B("Nothing created yet"),
    "cooperative": B("Cooperative"),
    "cooperative_union": B("Union of cooperatives"),
    "gie": B("Economic interest group"),
    "association": B("Association"),
    "association_network": B("Network of associations"),
    "auto_entrepreneur": B("Auto-entrepreneur"),
    "craftsman_individual": B("Individual craftsperson"),
    "sarl": B("Limited company (SARL)"),
    "snc": B("General partnership (SNC)"),
    "other_company": B("Another company"),
}
"""By the codes of catalogue.vocabulary.LEGAL_FORMS; they fit on buttons."""

GIVES: Final[Mapping[Gives, Text]] = {
    Gives.GRANT: T("A grant, which is not paid back"),
    Gives.COFUNDING: T("Shared funding: they pay one part, you pay the other"),
    Gives.PRIZE: T("A prize"),
    Gives.TRAINING_AND_COACHING: T("Training and coaching"),
    Gives.HONOUR_LOAN: T("A loan on your honour, which is paid back"),
    Gives.GUARANTEED_CREDIT: T("A bank loan with a guarantee, which is paid back"),
}
"""What a call gives; a loan says that it is one."""

STATUSES: Final[Mapping[Status, Text]] = {
    Status.OPEN: T("🟢 Open"),
    Status.STANDING: T("🟢 Runs without a closing date"),
    Status.UPCOMING: T("🕒 Not open yet"),
    Status.UNDATED: T("🟡 Announced for this year; we do not know its closing date"),
    Status.UNCONFIRMED: T("❔ We could not confirm that it still runs"),
    Status.CLOSED: T("⚪ Closed"),
}

SIGNS: Final[Mapping[Truth, str]] = {Truth.YES: "✅", Truth.NO: "❌", Truth.UNKNOWN: "❔"}
"""Whether a condition is met; the words stand beside it."""
