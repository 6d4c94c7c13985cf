import pytest

from storage.placeholders import numbered


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
