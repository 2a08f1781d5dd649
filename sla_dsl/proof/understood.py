"""The agreements that can be judged: read in full, with everything that they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from ..algebra.calendars import ALWAYS, almanac_of, day_lists
from ..algebra.known import uncertain
from ..algebra.structure import leaves
from ..model.agreement import Agreement
from ..model.workspace import Workspace


def understood(workspace: Workspace) -> frozenset[str]:
    """The agreements that were read in full, with everything that they name and with the agreements behind them.

    A verdict on any other would only repeat the mistake that is reported in it.  Agreements that back each other in
    a circle are left out as well.
    """
    needs = _Dependencies(workspace)
    read = {name: one for name, one in workspace.agreements.items() if needs.lost.isdisjoint(needs.of(one))}
    behind = {name: set(one.backed_by) for name, one in read.items()}
    in_front: dict[str, list[str]] = {}
    for name, names in behind.items():
        for each in names:
            in_front.setdefault(each, []).append(name)
    # From the end of each chain upwards: an agreement is ready when all behind it are; those in a circle never are.
    ready = [name for name, names in behind.items() if not names]
    for name in ready:
        for each in in_front.get(name, ()):
            behind[each].remove(name)
            if not behind[each]:
                ready.append(each)
    return frozenset(ready)


class _Dependencies:
    """The declarations that an agreement names, and those that these name in turn."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.almanac = almanac_of(workspace)
        # A calendar without the dates of its holidays is as good as misread: its hours are not known.
        self.lost = workspace.misread | uncertain(workspace)
        self.lost |= {
            name
            for name, calendar in workspace.calendars.items()
            for line in calendar.lines
            if not workspace.lock.holidays.keys() >= set(day_lists(line))
        }

    def of(self, agreement: Agreement) -> set[str]:
        """The names of all declarations that an agreement depends on, its own among them."""
        found = {agreement.name, *agreement.on_terms_of, *self.services(agreement.covers)}
        calendars = {agreement.service_hours, agreement.support_hours, agreement.business_days}
        for objective in agreement.objectives:
            clock = self.workspace.clocks.get(objective.clock or "")
            calendars |= {objective.hours, clock.hours if clock else None}
            found |= {*self.metrics(objective.metric), *(selection.scale for selection in objective.scope)}
            if clock:
                found.add(clock.name)
        calendars |= {self.workspace.services[name].hours for name in found if name in self.workspace.services}
        named = {name for name in calendars if name is not None and name != ALWAYS}
        return found | named | self.almanac.parts(named)

    def services(self, names: Iterable[str]) -> set[str]:
        """Services of these names, with all that they need."""
        found: set[str] = set()
        left = list(names)
        while left:
            name = left.pop()
            service = self.workspace.services.get(name)
            if name not in found and service is not None and service.needs is not None:
                left += leaves(service.needs)
            found.add(name)
        return found

    def metrics(self, name: str) -> set[str]:
        """A metric, with those that it is (`is`) in turn."""
        found: set[str] = set()
        at: str | None = name
        while at is not None and at not in found:
            found.add(at)
            metric = self.workspace.metrics.get(at)
            at = metric.is_ if metric else None
        return found
