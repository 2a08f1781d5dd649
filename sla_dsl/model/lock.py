"""The lock: everything that compilation reads besides the sources and the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from .base import Frozen
from .in_json import WrittenAs, adapter
from .outside import Matching, plainly

Gap = Literal["unknown", "few", "unannounced"]
"""Why the days of a year may be incomplete: none are known, far fewer than in years before, or not announced yet."""
Number = Annotated[str, Matching(r"([1-9][0-9]*|[A-Z]+)(\.[1-9][0-9]*){0,2}")]
"""The number of a text in a document: of an article (``5``) or a schedule (``B``), a sentence, a row (``5.1.3``)."""
Clocks = Mapping[str, str]
"""The clocks of a zone: for a minute of UTC (``2026-03-29 01:00``), the offset (``+02:00``) that holds from then on."""


class Lock(Frozen):
    """The days, clocks and versions that compilation reads.

    ``language`` is the number of the language, ``prelude`` the SHA-256 of the standard metrics. ``holidays`` has the
    days and their names for each list of days (``FR``, ``FR-57``, ``half days TR``), for all years from ``first`` to
    ``last`` (both included; ``from`` and ``to`` in the file). Holidays are public days as observed. ``gaps`` are the
    years for which the days of a list may be incomplete. ``zones`` has the clocks of each IANA time zone for the same
    years. A workspace without a lock has the empty lock.

    ``numbers`` are those that documents have given: for each agreement the number of each text, by its key.

    A lock of an earlier release names the release of the time zone database (``zone-data``) instead of the clocks, and
    has no gaps.
    """

    language: Literal[1] = 1
    prelude: Annotated[str, Matching(r"([0-9a-f]{64})?")] = ""
    zone_data: Annotated[str, WrittenAs("zone-data")] = ""
    first: Annotated[int, WrittenAs("from")] = 0
    last: Annotated[int, WrittenAs("to")] = 0
    holidays: Mapping[str, Mapping[date, str]] = {}
    gaps: Mapping[str, Mapping[int, Gap]] = {}
    zones: Mapping[str, Clocks] = {}
    numbers: Mapping[str, Mapping[str, Number]] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> Lock:
        """Reads ``sla.lock``; raises ``pydantic.ValidationError`` if the bytes are not a lock."""
        found: Lock = plainly(cls, _json(data)) or adapter(cls).validate_json(data)
        return found

    def to_bytes(self) -> bytes:
        """The canonical content of ``sla.lock``: sorted JSON in UTF-8 with a line end."""
        without = {"zone_data"} if self.numbers else {"zone_data", "numbers"}
        content = adapter(Lock).dump_python(self, mode="json", by_alias=True, exclude=without)
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _json(data: bytes) -> Any:
    """The data in a lock as the toolkit writes it; nothing for what only pydantic should read."""
    try:
        return None if b"\\" in data else json.loads(data.decode())
    except (ValueError, RecursionError):
        return None


def clocks_in(clocks: Clocks, first: int, last: int) -> Clocks:
    """The clocks of a zone in the years from ``first`` to ``last``, as far back as they are known."""
    start = f"{first}-01-01 00:00"
    # The clock that holds when the first year begins was set earlier: it is moved to the start of that year.
    at_first = [offset for minute, offset in sorted(clocks.items()) if minute <= start]
    later = {minute: offset for minute, offset in clocks.items() if start < minute < f"{last + 1}-01-01 00:00"}
    return {**({start: at_first[-1]} if at_first else {}), **later}


def common_years(one: Lock, other: Lock) -> tuple[int, int]:
    """The first and the last year that both locks hold; if there is none, the last comes before the first."""
    return max(one.first, other.first), min(one.last, other.last)
