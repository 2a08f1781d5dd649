"""What each statement means: an agreement, a world, and what is right, worked out by hand."""

import pytest

from . import rows_time
from .worlds import Row, differences

ROWS: list[Row] = [*rows_time.ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_what_is_kept(row: Row) -> None:
    assert differences(row) == []


def test_each_row_says_something_else() -> None:
    assert len({row.title for row in ROWS}) == len(ROWS)
