"""Promises beyond the hours of the people who keep them, or the load that is carried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sla_dsl.algebra.calendars import YEAR, Almanac
from sla_dsl.algebra.days import common, term
from sla_dsl.algebra.intervals import difference
from sla_dsl.algebra.zones import local, opening, zone
from sla_dsl.model.agreement import Agreement, Volume
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import column, concluded, each_once, inner, understood


def outside_support_hours(workspace: Workspace) -> Iterator[Finding]:
    """Times of people that run while nobody is there; one finding for a column of a table and its hours."""
    almanac = Almanac(workspace.calendars, workspace.lock.holidays)
    lonely: dict[tuple[str, str], int | None] = {}

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            there, seen = agreement.support_hours, set()
            where = zone(agreement.zone or "UTC")
            since = opening(workspace.as_of, 0, where)
            for objective in agreement.objectives:
                clock = workspace.clocks.get(objective.clock or "")
                hours = objective.hours or (clock.hours if clock else None)
                people = workspace.metrics[objective.metric].population == "cases" and objective.bound is not None
                key = (column(objective), hours)
                if there is None or hours is None or hours == there or not people or key in seen:
                    continue
                if not {there, hours}.isdisjoint(workspace.broken) or not all(map(almanac.is_known, (there, hours))):
                    continue
                seen.add(key)
                if (hours, there) not in lonely:
                    open_, staffed = (almanac.openings(name, since, since + YEAR) for name in (hours, there))
                    lonely[hours, there] = next((start for start, _ in difference(open_, staffed)), None)
                at = lonely[hours, there]
                if at is not None:
                    yield Finding(
                        "objective/outside-support-hours",
                        f"`{inner(objective)}` runs during `{hours}`, and nobody is there outside of `{there}`, "
                        f"such as on {local(at, where):%Y-%m-%d at %H:%M}",
                        objective.source,
                        help=f"let it run `during {there}`, or extend the `support hours`",
                        address=objective.address,
                    )

    return each_once(found())


def most(volume: Volume) -> Quantity | None:
    """The plain number of things that a volume allows, if it is for all cases."""
    value = volume.bound.value
    limited = volume.bound.kind in ("at-most", "below") and not volume.scope and not volume.objectives
    return value if limited and isinstance(value, Quantity) else None


def loads_promised_twice(workspace: Workspace) -> Iterator[Finding]:
    """Limits of agreements that are smaller than what those that rest on them may bring at the same time."""
    agreements = list(concluded(workspace))
    for behind in agreements:
        for limit in behind.volumes:
            bound = most(limit)
            brought = [
                (one, volume, amount)
                for one in agreements
                if behind.name in one.backed_by and together(one, behind)
                for volume in one.volumes
                if (amount := most(volume)) is not None
                and bound is not None
                and amount.unit == bound.unit
                and volume.window == limit.window
            ]
            sides = {one.name for one, _, _ in brought}
            if bound is None or len(sides) != len(brought) or not at_once([one for one, _, _ in brought]):
                continue
            total = Quantity(
                amount=sum((amount.amount for _, _, amount in brought), start=bound.amount * 0), unit=bound.unit
            )
            if total.amount > bound.amount:
                yield Finding(
                    "backing/load-promised-twice",
                    f"`{behind.name}` carries {bound.text}, and what rests on it may bring {total.text}",
                    limit.source,
                    help="agree on a higher limit, or lower those of the agreements that rest on it",
                    related=tuple(Related(volume.source, f"{amount.text} of them") for _, volume, amount in brought),
                    address=behind.name,
                )


def together(one: Agreement, other: Agreement) -> bool:
    """Whether two agreements have a day in common."""
    first, second = term(one), term(other)
    return first is not None and second is not None and common(first, second) is not None


def at_once(agreements: list[Agreement]) -> bool:
    """Whether all agreements have days in common with each other, and so with all: terms have no holes."""
    return all(together(one, other) for one, other in combinations(agreements, 2))


_AGREEMENT = """\
{kind} {name} {{
  provider {provider}
  customer {customer}
  covers {covers}
{statements}}}
"""


def _agreement(kind: str, name: str, sides: tuple[str, str], covers: str, *statements: str) -> str:
    said = "".join(f"  {line}\n" for line in statements)
    return _AGREEMENT.format(kind=kind, name=name, provider=sides[0], customer=sides[1], covers=covers, statements=said)


def _statistics(*statements: str) -> str:
    return _agreement("ola", "statistics", ("dba", "desk"), "reports", *statements)


def _carried(limit: str) -> str:
    carrier = _statistics(
        "in force from 2026-01-01",
        f"volume at most {limit} each calendar month",
        "objective answer: response-time at most 1 h during office",
    )
    promises = [
        _agreement(
            "sla",
            name,
            ("norvia", customer),
            "reports",
            "in force from 2026-01-01",
            f"volume at most {volume} each calendar month",
            "objective answer: response-time at most 2 h during office",
            "backed by statistics",
        )
        for name, customer, volume in (
            ("brun-figures", "atelier-brun", "60 cases"),
            ("arc-figures", "arc-telecom", "50 cases"),
        )
    ]
    return "".join([carrier, *promises])


RULES = (
    Rule(
        "backing/load-promised-twice",
        "warning",
        "what rests on an agreement may bring more than it carries",
        "Each promise looks carried when it is looked at alone; together they exceed the one limit that all count on.",
        bad=_carried("100 cases").replace("month\n", "month # backing/load-promised-twice\n", 1),
        good=_carried("110 cases"),
        check=loads_promised_twice,
    ),
    Rule(
        "objective/outside-support-hours",
        "warning",
        "a time of people runs while nobody is there",
        "The clock runs through the night, and whoever should answer comes in the morning.",
        bad=_statistics(
            "support hours office",
            "objective answer: response-time at most 1 h during 24x7 # objective/outside-support-hours",
        ),
        good=_statistics("support hours office", "objective answer: response-time at most 1 h"),
        check=outside_support_hours,
    ),
)
