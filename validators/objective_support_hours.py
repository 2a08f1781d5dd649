"""Times of people that run outside the hours in which these people work."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.calendars import YEAR, almanac_of
from sla_dsl.algebra.intervals import difference
from sla_dsl.algebra.zones import local, opening, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .common import column, inner, understood


class _Hours:
    """The calendars of a workspace, and when the first opens while the second does not."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.almanac = almanac_of(workspace)
        self.lonely: dict[tuple[str, str, int], int | None] = {}

    def first_lonely(self, hours: str, there: str, since: int) -> int | None:
        """The first instant of a year at which ``hours`` are open and ``there`` is not."""
        key = (hours, there, since)
        if key not in self.lonely:
            open_, staffed = (self.almanac.openings(name, since, since + YEAR) for name in (hours, there))
            self.lonely[key] = next((start for start, _ in difference(open_, staffed)), None)
        return self.lonely[key]


def outside_support_hours(year: _Hours, agreement: Agreement) -> Iterator[Finding]:
    """Times of people that run while nobody works; one finding for a column of a table and its hours."""
    workspace = year.workspace
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
        if not {there, hours}.isdisjoint(workspace.broken) or not all(map(year.almanac.is_known, (there, hours))):
            continue
        seen.add(key)
        at = year.first_lonely(hours, there, since)
        if at is not None:
            yield Finding(
                "objective/outside-support-hours",
                f"`{inner(objective)}` runs during `{hours}`, and nobody is there outside of `{there}`, "
                f"such as on {local(at, where):%Y-%m-%d at %H:%M}",
                objective.source,
                help=f"let it run `during {there}`, or extend the `support hours`",
                address=objective.address,
            )


_ANSWER = "objective answer: response-time at most 1 h"

RULES = (
    Rule(
        "objective/outside-support-hours",
        "warning",
        "a time of people runs while nobody is there",
        "The clock runs through the night, and whoever should answer comes in the morning.",
        bad=stage.ola("support hours office", f"{_ANSWER} during 24x7 # objective/outside-support-hours"),
        good=stage.ola("support hours office", _ANSWER),
        check=Each(understood, outside_support_hours, _Hours),
    ),
)
