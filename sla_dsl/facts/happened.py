"""What happened in a window, as far as an example says it: figures, lateness, occasions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..algebra.scopes import is_at, overlaps
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Both, Bound, Compared, Condition, Either, Is, IsSet, Longer, Missed, Not
from ..model.quantity import Quantity
from ..model.remedies import Example, Given
from ..model.services import Metric
from .bounds import OpenError, keeps, rounded, seconds, share_of_time

_LATE = {"days-late": Fraction(86400), "hours-late": Fraction(3600), "minutes-late": Fraction(60)}


@dataclass(frozen=True)
class Happened:
    """One window of an agreement in which happened what an example says."""

    agreement: Agreement
    metrics: Mapping[str, Metric]
    example: Example

    @cached_property
    def given(self) -> dict[str, Given]:
        """The figures that are given, by what they are of."""
        return {given.subject: given for given in self.example.given}

    def is_about(self, objective: Objective) -> bool:
        """Whether the example speaks of an objective, or of all."""
        named = not self.example.objectives or is_at(objective, *self.example.objectives)
        return named and overlaps(self.example.scope, objective.scope)

    # Figures

    def figure(self, objective: Objective) -> Quantity | None:
        """What was measured, rounded as the objective says; nothing where that is not given."""
        of = [name for name in self.given if is_at(objective, name)]
        found = self.given[max(of, key=len)].value if of else None  # of a table and its cell, the cell's own figure
        metric = self.metrics[objective.metric]
        if found is None and metric.unit == "percent" and metric.population == "time":
            found = self._share_of_time(metric)
        if found is None:
            return None
        return found.model_copy(update={"amount": rounded(found.amount, objective.counting.decimals)})

    def _share_of_time(self, metric: Metric) -> Quantity | None:
        down = self.given.get("downtime")
        if down is None or down.of is None or not seconds(down.of):
            return None
        return share_of_time(seconds(down.value), seconds(down.of), metric.better)

    def is_empty(self, objective: Objective) -> bool:
        """Whether nothing was measured of an objective, as it is given: then it is met."""
        down, metric = self.given.get("downtime"), self.metrics[objective.metric]
        of_time = metric.unit == "percent" and metric.population == "time"
        return of_time and down is not None and down.of is not None and not down.of.amount

    def is_missed(self, objective: Objective) -> bool:
        """Whether an objective is missed; raises ``OpenError`` where that is not given."""
        name = objective.address.partition("/")[2]
        for condition in self.example.when:
            if isinstance(condition, Missed) and is_at(objective, condition.objective):
                return True
        if self.is_empty(objective):
            return any(isinstance(one, Longer) and one.part == condition for one in self.example.when)
        figure = self.figure(objective)
        if figure is not None and isinstance(objective.bound, Bound):
            return not keeps(objective.bound, figure)
        late = next((self.given[word].value for word in (*_LATE, "cases-late") if word in self.given), None)
        if late is None:
            raise OpenError(f"nothing says what was measured of `{name}`", f"add `given {name} is …`")
        return late.amount > 0

    def is_known_as_kept(self, objective: Objective) -> bool:
        """Whether an objective is kept, as far as that is known: then no step of it is due."""
        try:
            return not self.is_empty(objective) and not self.is_missed(objective)
        except OpenError:
            return False

    def derived(self, name: str, objective: Objective) -> Quantity:
        """A figure by the name that formulas know it by; raises ``OpenError`` where it does not follow."""
        if name in self.given:
            return self.given[name].value
        figure = self.figure(objective)
        bound = objective.bound.value if isinstance(objective.bound, Bound) else None
        if name == "measured" and figure is not None:
            return figure
        if isinstance(bound, Quantity) and name == "target":
            return bound
        if isinstance(bound, Quantity) and figure is not None and name == "points-below" and figure.unit == "%":
            return Quantity(amount=max(bound.amount - figure.amount, Fraction(0)))
        if name in _LATE:
            return Quantity(amount=seconds(self.lateness(objective)) / _LATE[name])
        if name == "downtime-hours" and "downtime" in self.given:
            return Quantity(amount=seconds(self.given["downtime"].value) / 3600)
        raise OpenError(f"nothing says how much `{name}` is", f"add `given {name} is …`")

    def lateness(self, objective: Objective) -> Quantity:
        """By how much a duration was beyond its bound, at least nothing."""
        for name, unit in _LATE.items():
            if name in self.given:
                return Quantity(amount=self.given[name].value.amount * unit, unit="s")
        figure, bound = self.figure(objective), objective.bound
        if figure is None or not isinstance(bound, Bound) or not isinstance(bound.value, Quantity):
            name = objective.address.partition("/")[2]
            raise OpenError(f"nothing says how late `{name}` was", "add `given hours-late is …`")
        if figure.unit == bound.value.unit:
            return figure.model_copy(update={"amount": max(figure.amount - bound.value.amount, Fraction(0))})
        return Quantity(amount=max(seconds(figure) - seconds(bound.value), Fraction(0)), unit="s")

    def each_late(self, objective: Objective) -> list[Quantity]:
        """By how much each case was beyond the bound; an example tells of one."""
        return [self.lateness(objective)]

    def down(self) -> Quantity:
        """How long it was down; raises ``OpenError`` where that is not given."""
        down = self.given.get("downtime")
        if down is None:
            raise OpenError("nothing says how long it was down", "add `given downtime is …`")
        return down.value

    def share_of_window(self, time: Quantity) -> Fraction:
        """Which part of the window, for which prices are, a time is."""
        down = self.given.get("downtime")
        if down is None or down.of is None or not seconds(down.of):
            raise OpenError("nothing says how long the window is", "add `given downtime is … of …`")
        return seconds(time) / seconds(down.of)

    def share_down(self) -> Fraction:
        """Which part of the window was downtime."""
        return self.share_of_window(self.down())

    # Occasions

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition holds: what is not given does not."""
        match condition:
            case None:
                return True
            case Not():
                return not self.holds(condition.part)
            case Both():
                return all(map(self.holds, condition.parts))
            case Either():
                return any(map(self.holds, condition.parts))
            case _:
                return condition in self.example.when or self._follows(condition)

    def _follows(self, condition: Condition) -> bool:
        """Whether a condition follows from the figures, or from what the example or the agreement is about."""
        if isinstance(condition, Is):
            selected = (*self.example.scope, *self.agreement.tiers)
            return any(one.scale == condition.subject and one.values == (condition.value,) for one in selected)
        if isinstance(condition, Longer):
            return any(
                one.part == condition.part and seconds(one.than) >= seconds(condition.than)
                for one in self.example.when
                if isinstance(one, Longer)
            )
        if isinstance(condition, IsSet):
            return any(one.name == condition.parameter and one.value is not None for one in self.agreement.parameters)
        if isinstance(condition, Missed) and condition.times == 1:
            named = [one for one in self.agreement.objectives if is_at(one, condition.objective) and self.is_about(one)]
            return any(self.is_missed(one) for one in named)
        if isinstance(condition, Compared):
            named = [one for one in self.agreement.objectives if condition.subject == one.metric]
            named += [one for one in self.agreement.objectives if is_at(one, condition.subject)]
            figures = (self.figure(one) for one in named if self.is_about(one))
            return any(keeps(condition.bound, figure) for figure in figures if figure is not None)
        return False
