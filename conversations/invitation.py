"""Whom an administrator invites: to which role, and where."""

from typing import Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.given import Given
from conversations.question import Answered, Turned, Understood
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.place import PlaceQuestion
from conversations.state import JSON
from domain import places
from domain.requests.life import Actor
from messages.desk_labels import ROLES
from messages.text import B, T

NAME: Final = "invitation"
ONE, ALL = "one", "all"


class Invited(Struct, frozen=True):
    """`province` is a code; None: all provinces."""

    role: Actor
    province: str | None


class ProvinceQuestion(PlaceQuestion, frozen=True):
    """A place whose answer is a province: of a commune that is typed or tapped, the one it lies in."""

    def read(self, given: Given, note: JSON) -> Understood:
        understood = super().read(given, note)
        match understood:
            case Answered(code):
                return Answered(places.province_of(code))
            case Turned({"in": code}) if places.province_of(code) == code:
                return Answered(code)
        return understood


async def invitation(talk: Talk) -> Invited:
    """Ask for the role, and for the province unless it is all of them."""
    role = await talk.need("role", ROLE)
    where = await talk.need("where", WHERE)
    province = await talk.need("province", PROVINCE) if where == ONE else None
    return Invited(Actor(role), province)


ROLE: Final = ChoiceQuestion(
    T("Which role do you give?"), T("Role"), tuple((actor.value, label) for actor, label in ROLES.items())
)
WHERE: Final = ChoiceQuestion(
    T("Where does it count?"), T("Where"), ((ONE, B("In one province")), (ALL, B("In all provinces")))
)
PROVINCE: Final = ProvinceQuestion(T("In which province or prefecture?"), T("Province"))
