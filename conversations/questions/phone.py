"""A phone number, only of those who want to be called: typed in any form, or shared with a key."""

from typing import ClassVar, Final

from conversations.given import Attached, Contact, Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.state import JSON
from domain.requests import phone
from messages.text import B, Piece, T, Text

NO_CALL: Final = "no"


class PhoneQuestion(Question[str], frozen=True):
    """The answer is a number as `+2126…`, or "" of somebody who does not want to be called."""

    text: Text
    short: Text
    help: Text | None = None
    skippable: ClassVar[bool] = False
    takes_contact: ClassVar[bool] = True

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,), ((Choice(B("💬 No, write to me here"), NO_CALL),),))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == NO_CALL:
            return Answered("")
        if isinstance(given, Attached):
            raise Refused(T("I cannot take files here. Tap «Back» to send them with the papers."))
        said = given.phone if isinstance(given, Contact) else given.text if isinstance(given, Typed) else ""
        number = phone.read(said)
        if number is None:
            raise Refused(T("I was expecting a Moroccan number, for example {example}.", example=EXAMPLE))
        return Answered(number)

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or (stored and phone.read(stored) != stored):
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return T("{number}", number=str(stored)) if stored else T("by messages here")


EXAMPLE: Final = "0612345678"
