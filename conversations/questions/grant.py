"""The amount that is granted: a share of a whole, by somebody who may decide up to a limit."""

from typing import ClassVar

from conversations.question import Refused
from conversations.questions.money import MoneyQuestion
from messages.text import T
from messages.values import Money


class GrantQuestion(MoneyQuestion, frozen=True):
    """`total` is what the whole project costs, `limit` what this decider may grant; None where there is none."""

    total: int | None = None
    limit: int | None = None
    skippable: ClassVar[bool] = False

    def _checked(self, amount: int) -> int:
        if self.total is not None and amount > self.total:
            raise Refused(
                T(
                    "The whole project costs {total}, and this is more. A share cannot be larger than its total.",
                    total=Money(self.total),
                )
            )
        if self.limit is not None and amount > self.limit:
            raise Refused(
                T(
                    "You may decide up to {limit} here. Above it the provincial committee decides: forward it to them.",
                    limit=Money(self.limit),
                )
            )
        return super()._checked(amount)
