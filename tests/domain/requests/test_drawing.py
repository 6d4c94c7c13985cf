from domain.requests.drawing import PAGE, diagram, drawn, table
from domain.requests.life import TABLE, Action, State


def test_the_page_shows_the_table_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    assert page == drawn(page), "run: python -m domain.requests.drawing"
    assert table() in page
    assert diagram() in page


def test_every_row_is_in_the_table_and_every_move_in_the_diagram() -> None:
    assert len(table().splitlines()) == len(TABLE) + 2
    for action in Action:
        assert f"| {action} |" in table()
    for state in State:
        assert f" --> {state}:" in diagram()


def test_drawing_changes_nothing_but_the_marked_parts() -> None:
    page = "# Head\n<!-- table -->\nold\n<!-- /table -->\ntail <!-- diagram --><!-- /diagram -->"
    assert drawn(page).startswith("# Head\n<!-- table -->\n| What")
    assert "old" not in drawn(page)
    assert drawn(drawn(page)) == drawn(page)
