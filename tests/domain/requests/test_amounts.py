import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.requests.amounts import ShareAboveTotal, check_share

DIRHAMS = st.none() | st.integers(0, 100_000_000)


@given(DIRHAMS, DIRHAMS)
def test_a_share_is_refused_exactly_when_it_is_larger_than_a_known_total(share: int | None, total: int | None) -> None:
    if share is not None and total is not None and share > total:
        with pytest.raises(ShareAboveTotal) as caught:
            check_share(share, total)
        assert (caught.value.share, caught.value.total) == (share, total)
    else:
        check_share(share, total)
