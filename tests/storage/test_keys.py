from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import keys
from storage.keys import new_key, read_key


def test_keys_grow_and_fit_into_a_signed_64_bit_column() -> None:
    made = [new_key() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert made[-1] < 2**63


def test_keys_grow_also_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_key()
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert new_key() > before


def test_threads_never_get_the_same_key() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [key for batch in pool.map(lambda _: [new_key() for _ in range(500)], range(8)) for key in batch]
    assert len(set(made)) == 4000


def test_two_processes_that_begin_in_the_same_millisecond_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 10**18)
    made = set()
    for series in (1, 2):
        monkeypatch.setattr(keys, "_series", series)
        monkeypatch.setattr(keys, "_last", 0)
        made |= {new_key() for _ in range(10)}
    assert len(made) == 20


@pytest.mark.parametrize(("text", "key"), [("12", 12), (str(2**63 - 1), 2**63 - 1), ("0", 0), ("٣", 3)])
def test_a_key_is_read_from_a_button(text: str, key: int) -> None:
    assert read_key(text) == key


@pytest.mark.parametrize("text", ["", "-1", "²", "1 2", str(2**63), "9" * 5000])
def test_what_is_no_key_is_none(text: str) -> None:
    assert read_key(text) is None
