"""The lists of days that calendars name: public holidays, half days, working days that are moved onto a weekend."""

from __future__ import annotations

from typing import NamedTuple

HALF_DAYS = "half days"
MOVED = "moved working days"


class DayList(NamedTuple):
    """A list of days: of a country, a region (ISO 3166) or an exchange (ISO 10383), with further categories.

    ``kind`` is empty for holidays, otherwise ``half days`` or ``moved working days``. The list of a code always has the
    public holidays; ``categories`` (``catholic``, ``bank``) add more days.
    """

    code: str
    kind: str = ""
    categories: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which ``sla.lock`` holds the list: ``DE-BY with catholic``, ``half days TR``."""
        more = f" with {' and '.join(self.categories)}" if self.categories else ""
        return f"{self.kind} {self.code}{more}".lstrip()

    @classmethod
    def of(cls, name: str) -> DayList:
        """The list that has a name; the inverse of ``name``."""
        kind = next((each for each in (HALF_DAYS, MOVED) if name.startswith(f"{each} ")), "")
        code, _, more = name.removeprefix(f"{kind} ").partition(" with ")
        return cls(code, kind, tuple(more.split(" and ")) if more else ())
