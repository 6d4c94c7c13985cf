"""What a call gives and how the cost is shared, as far as its source states it."""

from enum import StrEnum

from pydantic import Field, model_validator

from catalogue.problem import P, Wrong
from catalogue.record import Record
from catalogue.vocabulary import LEGAL_FORMS


class Gives(StrEnum):
    """The kind of help. A person must see at once whether it is to be paid back."""

    GRANT = "grant"
    COFUNDING = "cofunding"
    PRIZE = "prize"
    TRAINING_AND_COACHING = "training_and_coaching"
    HONOUR_LOAN = "honour_loan"
    GUARANTEED_CREDIT = "guaranteed_credit"


class Base(StrEnum):
    """Of what the person's own percentage is taken: most calls say the total cost, one fiche the grant."""

    TOTAL = "total"
    GRANT = "grant"


class Support(Record):
    """Shares in percent, amounts in dirhams; None where the source is silent.

    `cap_by_form` overrides `cap` for the legal forms it names. `in_kind_max_pct` is the part of the person's
    own contribution that may be in kind.
    """

    source: str
    share_pct: int | None = Field(None, ge=1, le=100)
    own_min_pct: int | None = Field(None, ge=0, le=100)
    contribution_base: Base = Base.TOTAL
    in_kind_max_pct: int | None = Field(None, ge=0, le=100)
    cap: int | None = Field(None, ge=1)
    cap_by_form: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def is_consistent(self) -> "Support":
        unknown = set(self.cap_by_form) - set(LEGAL_FORMS)
        if unknown:
            raise Wrong(P("no legal form is called {names}", names=", ".join(sorted(unknown))))
        shares = (self.share_pct or 0) + (self.own_min_pct or 0)
        if self.contribution_base is Base.TOTAL and shares > 100:  # noqa: PLR2004 - per cent
            raise Wrong(P("the share and the own contribution exceed the whole cost"))
        return self

    def cap_for(self, legal_form: str | None) -> int | None:
        """The ceiling for that legal form, in dirhams; None when the source shows none."""
        return self.cap_by_form.get(legal_form or "", self.cap)
