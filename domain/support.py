"""What a call's share and ceiling mean for one project, in whole dirhams, rounded down."""

from msgspec import Struct

from catalogue.support import Base, Support


class Worked(Struct, frozen=True):
    """Amounts in dirhams for a project of `cost`: indicative, the committee decides.

    `given` is the most that the call may give and `own` the least that the holder brings; `in_kind` is the
    most of `own` that may be in kind. None where the source does not allow to say. `capped`: the ceiling
    decided, not the share. `brings` is what the holder said to bring.
    """

    cost: int
    given: int | None
    own: int | None
    in_kind: int | None
    capped: bool
    brings: int | None = None

    @property
    def in_cash(self) -> int | None:
        """The least that the holder brings in money; None where the source does not speak of it."""
        return None if self.own is None or self.in_kind is None else self.own - self.in_kind

    @property
    def missing(self) -> int:
        """How much more than she said the holder would have to bring."""
        return 0 if self.own is None or self.brings is None else max(0, self.own - self.brings)


def work_out(support: Support, cost: int, legal_form: str | None, brings: int | None = None) -> Worked:
    """Apply a call's own numbers to a cost in dirhams; the ceiling may depend on the legal form."""
    by_share = _by_share(support, cost)
    cap = support.cap_for(legal_form)
    limits = [limit for limit in (by_share, cap) if limit is not None]
    given = min(*limits, cost) if limits else None
    # With no share stated, nothing says what remains for the holder unless the ceiling leaves a rest.
    own = cost - given if given is not None and (by_share is not None or given < cost) else None
    pct = support.in_kind_max_pct
    in_kind = None if own is None or pct is None else own * pct // 100
    capped = cap is not None and cap < (cost if by_share is None else by_share)
    return Worked(cost, given, own, in_kind, capped, brings)


def _by_share(support: Support, cost: int) -> int | None:
    """The support that the percentages alone allow: grant + own = cost."""
    if support.share_pct is not None:
        return cost * support.share_pct // 100
    if support.own_min_pct is None:
        return None
    if support.contribution_base is Base.GRANT:
        return cost * 100 // (100 + support.own_min_pct)
    return cost * (100 - support.own_min_pct) // 100
