"""Makes a lock: the public holidays and the versions that compilation reads from then on.

The dates come from the ``holidays`` library, as observed.  The names are English, so that they do not depend on the
locale of the person who writes the lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tzdata import IANA_VERSION

from ..language.grammar import installed_prelude
from ..model.lock import Lock
from ..text.finding import Finding
from ..text.nearest import nearest

NAMES_IN = "en_US"
"""The language of the names in a lock, the same on every machine."""


def make_lock(codes: Iterable[str], years: range) -> tuple[Lock, list[Finding]]:
    """The lock with the holidays of these ISO 3166 codes and years; a finding for each code that is unknown."""
    holidays = {}
    findings = []
    for code in sorted(set(codes)):
        if code in known_codes():
            holidays[code] = public_holidays(code, years)
        else:
            findings.append(_unknown(code))
    lock = Lock(
        prelude=installed_prelude(),
        zone_data=IANA_VERSION,
        first=years.start,
        last=years.stop - 1,
        holidays=holidays,
    )
    return lock, findings


def _unknown(code: str) -> Finding:
    meant = nearest(code, known_codes())
    remedy = f"did you mean `{meant}`?" if meant else "write an ISO 3166 code such as `FR` or `FR-57`"
    return Finding(
        "lock/unknown-holidays", f"no holidays are known for `{code}`", file="sla.lock", help=remedy, values=(code,)
    )


def known_codes() -> frozenset[str]:
    """The codes of all countries (``FR``) and regions (``FR-57``) whose holidays are known."""
    import holidays

    countries = holidays.list_supported_countries(include_aliases=False)
    return frozenset(countries) | {f"{country}-{region}" for country in countries for region in countries[country]}


def public_holidays(code: str, years: range) -> dict[date, str]:
    """The public holidays of a country or region, as observed, with their English names."""
    import holidays

    country, _, region = code.partition("-")
    days = holidays.country_holidays(country, subdiv=region or None, years=years, language=NAMES_IN)
    return {day: name for day, name in sorted(days.items()) if day.year in years}


def regional_differences(country: str, years: range) -> tuple[str, ...]:
    """The codes of a country's regions whose holidays in these years differ from those of the country's own code."""
    national = public_holidays(country, years).keys()
    regions = sorted(code for code in known_codes() if code.startswith(f"{country}-"))
    return tuple(region for region in regions if public_holidays(region, years).keys() != national)
