"""What each statement means: an agreement, a world, and what is right, worked out by hand."""

import pytest

from . import rows_cases, rows_days, rows_figures, rows_further, rows_means, rows_time
from .worlds import Row, differences

TABLES = {
    "time": rows_time.ROWS,
    "cases": rows_cases.ROWS,
    "days": rows_days.ROWS,
    "figures": rows_figures.ROWS,
    "further": rows_further.ROWS,
    "means": rows_means.ROWS,
}
ROWS: list[Row] = [row for rows in TABLES.values() for row in rows]
NAMES = [f"{name}: {row.title}" for name, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_what_is_kept(row: Row) -> None:
    assert differences(row) == []
