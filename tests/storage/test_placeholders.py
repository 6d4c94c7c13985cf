import asyncio

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.placeholders import literal, numbered, written_out


@pytest.mark.parametrize(
    ("sql", "statement", "names"),
    [
        ("select 1", "select 1", ()),
        ("select :a, :b_2, :a", "select $1, $2, $1", ("a", "b_2")),
        ("select ':a', \"x:y\", 'it''s :b' -- who: :c\nwhere d = :d", None, ("d",)),
        ("select :a::bigint, cast(:b as text)", "select $1::bigint, cast($2 as text)", ("a", "b")),
        ("select 1 where n like 'wrong:%' and x = :x", "select 1 where n like 'wrong:%' and x = $1", ("x",)),
    ],
)
def test_names_become_numbers_and_nothing_else_changes(sql: str, statement: str | None, names: tuple[str, ...]) -> None:
    found = numbered(sql)
    assert found[1] == names
    if statement is not None:
        assert found[0] == statement


def test_what_only_looks_like_a_parameter_is_left_alone() -> None:
    sql = "select ':a', 'it''s :b' -- who: :c\nwhere true"
    assert numbered(sql) == (sql, ())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (-5, "(-5)"),
        (True, "(1)"),
        ("it's", "E'it''s'"),
        ("a\\'; drop", "E'a\\\\''; drop'"),
        ("\0", "E''"),
    ],
)
def test_values_are_written_out_so_that_no_setting_changes_them(value: object, written: str) -> None:
    assert literal(value) == written


def test_what_cannot_be_written_out_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        written_out("select :a", {"a": 0.5})


WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=20)
NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, numbers=NUMBERS, standard=st.sampled_from(["on", "off"]))
def test_the_server_reads_what_was_written(
    postgres_address: str, words: list[str], numbers: list[int], standard: str
) -> None:
    async def read() -> None:
        connection = await asyncpg.connect(
            postgres_address, server_settings={"standard_conforming_strings": standard, "escape_string_warning": "off"}
        )
        try:
            values = ", ".join(f"({literal(each)})" for each in [*words, "last"])
            assert [row[0] for row in await connection.fetch(f"values {values}")] == [*words, "last"]
            values = ", ".join(f"({literal(each)})" for each in [*numbers, 0])
            assert [row[0] for row in await connection.fetch(f"values {values}")] == [*numbers, 0]
        finally:
            await connection.close()

    asyncio.run(read())
