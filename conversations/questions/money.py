"""An amount of money. Many people count in centimes, so a doubtful amount is confirmed in dirhams."""

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.money import Doubtful, NotMoney, read_money
from messages.text import Piece, T, Text
from messages.values import Money


class MoneyQuestion(Question[int], frozen=True):
    """An amount in whole dirhams, from `least` to `most`. Its note is the list of amounts in doubt.

    `beyond` says why there is no more than `most`, where that has its own reason.
    """

    text: Text
    short: Text
    least: int
    most: int
    help: Text | None = None
    beyond: Text | None = None

    def ask(self, note: JSON) -> Asked:
        if not note:
            return Asked((self.text,))
        choices = tuple((Choice(T("{amount}", amount=Money(int(amount))), f"={amount}"),) for amount in note)
        return Asked((T("Which of these amounts do you mean, in dirhams?"),), choices)

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        chosen = pressed(given, "=")
        if chosen is not None and chosen.isdecimal() and int(chosen) in (note or ()):
            return Answered(self._checked(int(chosen)))
        try:
            reading = read_money(words(given))
        except NotMoney:
            raise Refused(
                T("I was expecting an amount in dirhams, for example {example}.", example=Money(100_000))
            ) from None
        if isinstance(reading, Doubtful):
            return self._in_doubt([candidate.dirhams for candidate in reading.candidates])
        return Answered(self._checked(reading.dirhams))

    def load(self, stored: JSON) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not self.least <= stored <= self.most:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return T("{amount}", amount=Money(int(stored)))

    def _in_doubt(self, amounts: list[int]) -> Answered | Turned:
        possible = [amount for amount in amounts if self.least <= amount <= self.most]
        if not possible:
            self._checked(amounts[0])
        return Turned(possible)

    def _checked(self, amount: int) -> int:
        if amount > self.most and self.beyond is not None:
            raise Refused(self.beyond)
        if not self.least <= amount <= self.most:
            raise Refused(
                T("Please give an amount from {least} to {most}.", least=Money(self.least), most=Money(self.most))
            )
        return amount
