"""A made-up workspace in which every promise to a customer is backed.

It is deterministic, and no two neighbours are alike: floors, times and hours follow from the numbers of agreement and
service.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sla_dsl.text.source import Source

FIRST_DAY = date(2026, 1, 1)
"""The day as of which the workspace is judged."""
MONTHS = 36
"""The months from that day for which it is judged."""
_TERM = "in force from 2026-01-01 to 2028-12-31"
_BEHIND = "in force from 2026-01-01 to 2029-12-31"
"""What is behind outlasts the promise: cases that are open at its end are finished."""
_REGIONS = 4
_PEOPLE = """\
party norvia "Norvia Services" { time zone Europe/Paris }
party arc "Arc Télécom" { time zone Europe/Paris }
party loire "Loire Fibre" { time zone Europe/Paris }
party everybody "All customers" { time zone Europe/Paris }
team desk of norvia "Service desk"
team operations of norvia "Operations"
priorities urgency "Urgency of a case" { P1 "Critical" P2 "Major" }
"""


def backed(agreements: int, services: int, exceptions: int) -> list[Source]:
    """A number of SLAs with five promises each, a number of services, and of exceptions in each calendar.

    An OLA and two UCs stand behind each service: the OLA covers one part, the UCs cover two redundant ones.
    """
    slas = (Source(f"sla-{n}.sla", sla(n, f"service-{n % services}", n % services)) for n in range(agreements))
    return [*house(services, exceptions), *slas]


def house(services: int, exceptions: int) -> list[Source]:
    """The sources that agreements with customers share: people, calendars, services and the agreements behind these."""
    return [
        Source("people.sla", _PEOPLE),
        *(Source(f"office-{n}.sla", "\n".join(_office(n, exceptions))) for n in range(_REGIONS)),
        *(Source(f"service-{n}.sla", "\n".join(_service(n))) for n in range(services)),
    ]


def _office(n: int, exceptions: int) -> Iterator[str]:
    yield f'calendar office-{n} "Office hours of region {n}" {{'
    yield "  time zone Europe/Paris"
    yield f"  open Mon-Fri 08:{n:02}-12:00, 13:00-18:00"
    days = (date(2026, 1, 2) + timedelta(days=(1095 * one) // exceptions) for one in range(exceptions))
    yield from (f"  closed {day}" if one % 2 else f"  open {day} 09:00-13:00" for one, day in enumerate(days))
    yield "}"


def _service(n: int) -> Iterator[str]:
    yield f"service service-{n} {{ owner desk hours 24x7 needs app-{n} and (link-a-{n} or link-b-{n}) }}"
    yield f"service app-{n} {{ owner operations }}"
    yield f"service link-a-{n} {{ owner operations }}"
    yield f"service link-b-{n} {{ owner operations }}"
    yield f"ola ola-{n} {{"
    yield f"  provider operations customer desk covers app-{n} {_BEHIND} status signed"
    yield '  signed 2025-11-28 by "Camille Roy" for norvia'
    yield "  service hours 24x7"
    yield "  objective uptime: availability at least 99.9% each calendar month"
    yield f"  objective answer: response-time at most {10 + n % 5} min during office-{n % _REGIONS}"
    yield "  objectives repair by urgency { during 24x7"
    yield "    | urgency | restore-time |"
    yield f"    | P1 | {2 + n % 2} h |"
    yield f"    | P2 | {4 + n % 3} h during office-{n % _REGIONS} |"
    yield "  }"
    yield f"  objective resolve: resolution-time at most {2 + n % 2} business days during office-{n % _REGIONS}"
    yield "}"
    for which, by in (("a", "arc"), ("b", "loire")):
        yield f"uc uc-{which}-{n} {{"
        yield f"  provider {by} customer norvia covers link-{which}-{n} {_BEHIND} status signed"
        yield f'  signed 2025-11-28 by "Camille Roy" for norvia signed 2025-11-28 by "Jo Lindqvist" for {by}'
        yield "  service hours 24x7"
        yield f"  objective uptime: availability at least {99 + n % 5 / 10}% each calendar month"
        yield "}"


def sla(n: int, covered: str, behind: int) -> str:
    """The SLA with a number, for a service, backed by the agreements behind the service with the number ``behind``."""
    return "\n".join(_sla(n, covered, behind))


def _sla(n: int, covered: str, behind: int) -> Iterator[str]:
    office, hand_over = f"office-{behind % _REGIONS}", 5 + n % 7
    yield f"sla sla-{n} {{"
    yield f"  provider norvia customer everybody covers {covered} {_TERM} status signed"
    yield '  signed 2025-12-10 by "Camille Roy" for norvia signed 2025-12-11 by "Jo Lindqvist" for everybody'
    yield "  service hours 24x7"
    yield f"  objective uptime: availability at least {97 + n % 13 / 10}% each calendar month"
    yield f"  objective answer: response-time at most {20 + n % 9} min during {office}"
    yield "  objectives handling by urgency { during 24x7"
    yield "    | urgency | restore-time |"
    yield f"    | P1 | {4 + n % 3} h |"
    yield f"    | P2 | {8 + n % 3} h during {office} |"
    yield "  }"
    yield f"  objective resolve: resolution-time at most {4 + n % 3} business days during {office}"
    yield f"  backed by ola-{behind}, uc-a-{behind}, uc-b-{behind}"
    yield f"  path restore-time: {hand_over} min then ola-{behind}/repair"
    yield f"  path resolution-time: {hand_over} min during {office} then ola-{behind}/resolve"
    yield "}"
