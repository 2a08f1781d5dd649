"""Tables: rows of as many cells as the header."""

from __future__ import annotations

from ..text.source import Node
from .reading import Reading


def rows(table: Node, reading: Reading) -> tuple[list[Node], list[list[Node]]]:
    """The cells of the header, and of each row below it; a row of another length is reported and left out."""
    header, *below = [list(row.nodes("cell")) for row in table.nodes("row")]
    if table.first.index and table.first.source.tokens[table.first.index - 1].type in ("ROW_END", "VBAR"):
        reading.broken = True  # the parser skipped the header, which has its own finding
        return [], []
    body = []
    for cells in below:
        if len(cells) == len(header):
            body.append(cells)
        else:
            reading.broken = True  # the content of the row is missing
            reading.report(
                "table/uneven-row",
                f"this row has {len(cells)} cells, the header {len(header)}",
                cells[0].span.to(cells[-1].span),
                help="give every row as many cells as the header; write `none` where nothing is promised",
            )
    following = table.last.source.tokens[table.last.index + 1 :][:1]
    # Rows that the parser skipped have their own finding: the table is not empty then.
    rows_were_lost = any(token.type == "VBAR" for token in following)
    if not below and not rows_were_lost:
        reading.report("table/no-rows", "this table has a header and no rows", table, help="write a row for each value")
    return header, body
