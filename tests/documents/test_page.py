import pytest

from documents.page import Column, Table
from messages.values import Verbatim


def test_a_row_of_a_table_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table((Column(Verbatim("a")), Column(Verbatim("b"))), ((None,),))
