"""Lists of days as the ``holidays`` library knows them, and how well it knows them.

Names are English, so that they do not depend on the locale of whoever writes the lock.
"""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import date
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from ..model.day_lists import HALF_DAYS, MOVED, DayList
from ..model.lock import Gap

if TYPE_CHECKING:
    from holidays import HolidayBase

NAMES_IN = "en_US"
"""The language of the names of holidays: the same everywhere, so that a lock has the same bytes on every machine."""
PUBLIC, HALF_DAY = "public", "half_day"
USUAL = 5
"""The days of a year are compared with those of so many years before it."""
FAR_FEWER = 0.75
"""The share of the usual number of days below which days may be missing."""
AHEAD = 5
"""A category that has no day in so many years after one is not known, or has ended."""
SETTLED = 3
"""A country that moved working days in the last so many years before those that are locked may announce more."""


def library_of(code: str, years: range = range(0), category: str = PUBLIC) -> HolidayBase:
    """The days of one category of a country, a region or an exchange in these years."""
    import holidays

    country, _, region = code.partition("-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a table of theirs has ended: ``gaps`` says so of all
        if code in exchanges():
            language = NAMES_IN if NAMES_IN in holidays.financial_holidays(code).supported_languages else None
            return holidays.financial_holidays(code, years=years, language=language, categories=category)
        return holidays.country_holidays(
            country, subdiv=region or None, years=years, language=NAMES_IN, categories=category
        )


@cache
def exchanges() -> frozenset[str]:
    """The codes of the exchanges, and of the days of payment systems (``XECB``), that are known."""
    import holidays

    return frozenset(holidays.list_supported_financial(include_aliases=False))


@cache
def known_codes() -> frozenset[str]:
    """The codes of all countries (``FR``), regions (``FR-57``) and exchanges (``XECB``) that the library knows."""
    import holidays

    countries = holidays.list_supported_countries(include_aliases=False)
    regions = {f"{country}-{region}" for country in countries for region in countries[country]}
    return frozenset(countries) | regions | exchanges()


def categories_of(code: str) -> tuple[str, ...]:
    """The categories that a code has besides public and half days, as the language writes them."""
    return tuple(
        sorted(_written(each) for each in library_of(code).supported_categories if each not in (PUBLIC, HALF_DAY))
    )


def has_half_days(code: str) -> bool:
    """Whether the library knows half days of a code."""
    return HALF_DAY in library_of(code).supported_categories


def _written(category: str) -> str:
    return category.replace("_", "-")


def days_of(one: DayList, years: range) -> dict[date, str]:
    """The days of a list in these years, as observed, with their English names."""
    if one.kind == MOVED:
        wider = range(years.start - 1, years.stop + 1)  # a swap over the end of a year stands in one of both
        moved = library_of(one.code, wider).weekend_workdays
        return {day: "Working day moved onto a weekend" for day in sorted(moved) if day.year in years}
    days: dict[date, str] = {}
    for category in _categories(one):
        found = library_of(one.code, years, category)
        days |= {day: name for day, name in found.items() if day.year in years and day not in days}
    return dict(sorted(days.items()))


def _categories(one: DayList) -> tuple[str, ...]:
    if one.kind == HALF_DAYS:
        return (HALF_DAY,)
    return (PUBLIC, *(each.replace("-", "_") for each in one.categories))


def public_holidays(code: str, years: range) -> dict[date, str]:
    """The public holidays of a country, region or exchange, as observed, with their English names."""
    return days_of(DayList(code), years)


def regional_differences(country: str, years: range) -> tuple[str, ...]:
    """The codes of the regions whose days in these years are not those that the code of the country gives."""
    national = public_holidays(country, years).keys()
    regions = sorted(code for code in known_codes() if code.startswith(f"{country}-"))
    return tuple(region for region in regions if public_holidays(region, years).keys() != national)


# How well they are known


def gaps_of(one: DayList, years: range) -> dict[int, Gap]:
    """The years of a list whose days are not known, or perhaps not all.

    ``unknown``: the library has no day, or says that its data begin later or end before; of a further category, and
    of half and moved days, which a year may lack, no day in the years that follow either.  ``few``: less than three
    quarters of the median of the last five years that had not few, in this year and the two after.
    ``unannounced``: the country moves working days, and so far none in this year or later.
    """
    library = library_of(one.code)
    known = range(library.start_year, library.end_year + 1)
    wide = range(years.start - 2 * USUAL, years.stop + AHEAD + 1)
    counts = _counts(one, wide)
    parts = [_counts(DayList(one.code, categories=(each,)), wide, alone=True) for each in one.categories]
    few = _few(counts, [year for year in wide if year in known])
    moved = [year for year in _counts(DayList(one.code, MOVED), wide) if year >= years.start - SETTLED]
    found: dict[int, Gap] = {}
    for year in years:
        if year not in known or _is_unknown(one, counts, parts, year):
            found[year] = "unknown"
        elif not one.kind and year in few:
            found[year] = "few"
        elif one.kind != HALF_DAYS and moved and year > max(moved):
            found[year] = "unannounced"
    return found


def _counts(one: DayList, years: range, *, alone: bool = False) -> Counter[int]:
    """How many days a list has in each year; ``alone`` without the public days."""
    if alone:
        (category,) = _categories(one)[1:]
        return Counter(day.year for day in library_of(one.code, years, category))
    return Counter(day.year for day in days_of(one, years))


def _is_unknown(one: DayList, counts: Counter[int], parts: list[Counter[int]], year: int) -> bool:
    following = range(year, year + AHEAD + 1)
    if one.kind == MOVED:
        return not any(counts[each] for each in range(year - 2 * USUAL, following.stop))
    if one.kind == HALF_DAYS:
        return not any(counts[each] for each in following)
    return not counts[year] or any(not any(part[each] for each in following) for part in parts)


def _few(counts: Counter[int], years: list[int]) -> set[int]:
    """The years, of those that follow each other, that have far fewer days than is usual."""
    usual: list[int] = []
    found = set()
    for at, year in enumerate(years):
        most = max(counts[each] for each in years[at : at + 3])
        if usual and most < FAR_FEWER * median(usual[-USUAL:]):
            found.add(year)
        else:
            usual.append(counts[year])
    return found
