"""Makes a lock: the days, the clocks and the versions that compilation reads from then on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..algebra.zones import clocks
from ..language.grammar import installed_prelude
from ..model.day_lists import HALF_DAYS, MOVED, DayList
from ..model.lock import Lock
from ..text.finding import Finding
from ..text.nearest import nearest
from .day_lists import categories_of, days_of, gaps_of, has_half_days, known_codes, library_of

SHOWN = 20
"""The regions of a country that are listed; of more, the first half of these."""


def make_lock(names: Iterable[str], zones: Iterable[str], years: range) -> tuple[Lock, list[Finding]]:
    """The lock with these lists of days and zones in these years; a finding for each list that does not exist.

    The working days that a country moves are locked beside its holidays, so that who closes on these alone is told.
    """
    named = [DayList.of(name) for name in sorted(set(names))]
    unknown = {one: list(_unknown(one)) for one in named}
    lists = {one for one in named if not unknown[one]}
    moved = {DayList(one.code, MOVED) for one in lists if one.kind != HALF_DAYS}
    lists |= {one for one in moved if days_of(one, years)}
    lock = Lock(
        prelude=installed_prelude(),
        first=years.start,
        last=years.stop - 1,
        holidays={one.name: days_of(one, years) for one in sorted(lists)},
        gaps={one.name: gaps for one in sorted(lists) if (gaps := gaps_of(one, years))},
        zones={name: clocks(name, years.start, years.stop - 1) for name in zones},
    )
    return lock, [finding for one in named for finding in unknown[one]]


# Lists that do not exist


def _unknown(one: DayList) -> Iterator[Finding]:
    if one.code not in known_codes():
        yield _finding(one, f"no holidays are known for `{one.code}`", _meant(one.code))
        return
    if one.kind == HALF_DAYS and not has_half_days(one.code):
        yield _finding(one, f"no half days are known for `{one.code}`", "write each as `open DATE` and its hours")
    known = categories_of(one.code)
    for category in one.categories:
        if category not in known:
            near = nearest(category, known)
            help_ = f"did you mean `{near}`?" if near else f"its further categories are {', '.join(known) or 'none'}"
            yield _finding(one, f"no `{category}` days are known for `{one.code}`", help_)


def _finding(one: DayList, message: str, remedy: str) -> Finding:
    return Finding("lock/unknown-holidays", message, file="sla.lock", help=remedy, values=(one.name,))


def _meant(code: str) -> str:
    """The code to write for an unknown one: of the same country, never of another."""
    import holidays

    country, _, region = code.partition("-")
    if not region and code in holidays.list_supported_financial(include_aliases=True):
        return f"did you mean `{holidays.financial_holidays(code).market}`?"
    if country not in holidays.list_supported_countries(include_aliases=True):
        return "write an ISO 3166 code such as `FR` or `FR-57`, or that of an exchange such as `XECB`"
    known = holidays.country_holidays(country).country
    regions = _regions(known)
    if not region:
        return f"did you mean `{known}`?"
    near = region if region in regions else nearest(region, [name for name in regions if len(name) >= len("Jura")])
    if near:
        return f"did you mean `{known}-{regions[near]}`?"
    own = sorted(set(regions.values()))
    some = ", ".join(f"{known}-{each}" for each in (own if len(own) <= SHOWN else own[: SHOWN // 2]))
    more = f" and {len(own) - SHOWN // 2} more" if len(own) > SHOWN else ""
    return f"write `{known}`, the country as a whole" + (f", or one of {some}{more}" if own else "")


def _regions(country: str) -> Mapping[str, str]:
    """The codes of the regions of a country, by themselves and by their other names."""
    library = library_of(country)
    return {**{code: code for code in library.subdivisions}, **getattr(library, "subdivisions_aliases", {})}
