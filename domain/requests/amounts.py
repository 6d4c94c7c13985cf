"""Amounts in whole dirhams. A share larger than its total cannot be right, however official the page that prints it."""

from domain.requests.life import Refused


class ShareAboveTotal(Refused):
    """The support is larger than the whole cost of the project."""

    def __init__(self, share: int, total: int) -> None:
        super().__init__(f"{share} is more than {total}")
        self.share, self.total = share, total


def check_share(share: int | None, total: int | None) -> None:
    """Compare the amount asked for or given with the cost of the project, where both are known.

    Raises:
        ShareAboveTotal: the share is larger.
    """
    if share is not None and total is not None and share > total:
        raise ShareAboveTotal(share, total)
