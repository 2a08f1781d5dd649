"""The events of a window that an example states: figures, lateness, occasions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from ..algebra.estimating import estimate
from ..algebra.scopes import is_at, overlaps
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import (
    Both,
    Bound,
    Collected,
    Compared,
    Condition,
    Deadline,
    Either,
    InFirst,
    Is,
    IsSet,
    Longer,
    Missed,
    Not,
    Selection,
)
from ..model.quantity import Quantity, Value
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

    counts_points: ClassVar[bool] = False
    """Whether it is told how many points all promises have, so that they need not be computed."""

    @cached_property
    def given(self) -> dict[str, Given]:
        """The figures that are given, by what they are of."""
        return {given.subject: given for given in self.example.given}

    @cached_property
    def scope(self) -> tuple[Selection, ...]:
        """The values that the example is about: behind `for`, given by `SCALE is VALUE`, and the chosen tiers."""
        said = [*self.example.scope, *self.agreement.tiers]
        named = {one.scale for one in said}
        given = [one for one in self.example.when if isinstance(one, Is) and one.subject not in named]
        return (*said, *(Selection(scale=one.subject, values=(one.value,)) for one in given))

    def is_about(self, objective: Objective) -> bool:
        """Whether the example speaks of an objective, or of all."""
        named = not self.example.objectives or is_at(objective, *self.example.objectives)
        return named and overlaps(self.scope, objective.scope)

    def is_for(self, scope: tuple[Selection, ...], objective: Objective) -> bool:
        """Whether a statement of this scope is for an objective here; raises ``OpenError`` if it is open."""
        if not overlaps(scope, self.scope):
            return False
        known = {one.scale: set(one.values) for one in (*objective.scope, *self.scope)}
        for one in scope:
            if not known.get(one.scale, {""}) <= set(one.values):
                raise OpenError(
                    f"nothing says which `{one.scale}` it is", f"add `given {one.scale} is {one.values[0]}`, say"
                )
        return True

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
        said = [one for one in self.example.when if isinstance(one, Missed) and one.bound is None]
        if any(is_at(objective, one.objective) for one in said):
            return True
        if self.is_empty(objective) or any(is_at(objective, one) for one in self._met):
            return False
        figure = self.attained(objective)
        if figure is not None and objective.share is not None and isinstance(objective.share.share, Quantity):
            # `in 95% of cases`: just 95 % keeps it.
            return figure.amount < objective.share.share.amount
        figure = self.figure(objective)
        if figure is not None and isinstance(objective.bound, Bound):
            return not keeps(objective.bound, figure)
        late = next((self.given[word].value for word in (*_LATE, "cases-late") if word in self.given), None)
        if late is not None:
            return late.amount > 0
        if said:  # of what is missed, all is said
            return False
        raise OpenError(f"nothing says what was measured of `{name}`", f"add `given {name} is …`")

    @cached_property
    def _met(self) -> list[str]:
        """The objectives that are said not to be missed."""
        denied = [one.part for one in self.example.when if isinstance(one, Not)]
        return [one.objective for one in denied if isinstance(one, Missed) and one.bound is None]

    def attained(self, objective: Objective) -> Quantity | None:
        """The share of cases that kept to the bound, where that is given in place of a figure: `given fix is 94%`."""
        if objective.share is None or self.metrics[objective.metric].unit == "percent":
            return None
        figure = self.figure(objective)
        return figure if figure is not None and figure.unit == "%" else None

    def is_known_as_kept(self, objective: Objective) -> bool:
        """Whether an objective is known to be kept: then no step of it is due."""
        try:
            return not self.is_empty(objective) and not self.is_missed(objective)
        except OpenError:
            return False

    def derived(self, name: str, objective: Objective) -> Quantity:
        """A figure by the name that formulas know it by; raises ``OpenError`` where it does not follow."""
        if name == "term":
            return Quantity(amount=self.share_of_term())
        if name in self.given:
            return self.given[name].value
        figure = self.figure(objective)
        bound = objective.bound.value if isinstance(objective.bound, Bound) else None
        if name in ("measured", "value") and figure is not None:
            return figure
        if isinstance(bound, Quantity) and name == "target":
            return bound
        if isinstance(bound, Quantity) and figure is not None and name == "points-below" and figure.unit == "%":
            aimed = objective.share.share if self.attained(objective) and objective.share else bound
            if isinstance(aimed, Quantity):
                return Quantity(amount=max(aimed.amount - figure.amount, Fraction(0)))
        if name == "cases-late" and figure is not None and self._is_one_case(objective):
            return Quantity(amount=Fraction(int(self.is_missed(objective))))
        if name in _LATE:
            return Quantity(amount=seconds(self.lateness(objective)) / _LATE[name])
        if name == "downtime-hours" and "downtime" in self.given:
            return Quantity(amount=seconds(self.given["downtime"].value) / 3600)
        raise OpenError(f"nothing says how much `{name}` is", f"add `given {name} is …`")

    def _is_one_case(self, objective: Objective) -> bool:
        """Whether the figure of an objective is that of a single case."""
        return objective.share is None and objective.statistic == "each" and bool(self.metrics[objective.metric].starts)

    def lateness(self, objective: Objective) -> Quantity:
        """By how much a duration was beyond its bound, at least nothing."""
        for name, unit in _LATE.items():
            if name in self.given:
                return Quantity(amount=self.given[name].value.amount * unit, unit="s")
        figure, bound = self.figure(objective), objective.bound
        # Between two times nobody is late before the later one (`facts.cases` measures lateness from it as well).
        most = (bound.upper or bound.value) if isinstance(bound, Bound) else None
        if figure is None or not isinstance(most, Quantity):
            name = objective.address.partition("/")[2]
            word = "days-late" if isinstance(bound, Deadline) else "hours-late"
            raise OpenError(f"nothing says how late `{name}` was", f"add `given {word} is …`")
        if figure.unit_kind == most.unit_kind:
            return figure.model_copy(update={"amount": max(figure.amount - most.amount, Fraction(0))})
        return Quantity(amount=max(seconds(figure) - seconds(most), Fraction(0)), unit="s")

    def each_late(self, objective: Objective) -> list[Quantity]:
        """By how much each case was beyond the bound; an example tells of one."""
        return [self.lateness(objective)]

    def each_case(self, _objective: Objective) -> list[Happened]:
        """The same window with each of its late cases alone: an example tells of one, or of how many alike."""
        number = self.given["cases-late"].value.amount if "cases-late" in self.given else Fraction(1)
        if number.denominator != 1:
            raise OpenError("a part of a case has no cap of its own", "give a whole number of `cases-late`")
        if number > 1:
            raise OpenError("nothing says how late each case was", "write an example of one case")
        return [self]

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

    def share_of_term(self) -> Fraction:
        """Which part of the window lies in the term."""
        term = self.given.get("term")
        if term is None or term.of is None or not seconds(term.of):
            raise OpenError("nothing says how much of the window lies in the term", "add `given term is … of …`")
        return seconds(term.value) / seconds(term.of)

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
            return self._is(condition)
        if isinstance(condition, Longer):
            return any(
                one.part == condition.part and (one.than == condition.than or _is_longer(one.than, condition.than))
                for one in self.example.when
                if isinstance(one, Longer)
            )
        if isinstance(condition, InFirst):
            said = [one.time for one in self.example.when if isinstance(one, InFirst)]
            return any(one == condition.time or _is_longer(condition.time, one) for one in said)
        if isinstance(condition, Collected):
            return self._is_collected(condition)
        if isinstance(condition, IsSet):
            return any(one.name == condition.parameter and one.value is not None for one in self.agreement.parameters)
        if isinstance(condition, Missed) and condition.times == 1 and condition.bound is not None:
            return self._follows(Compared(subject=condition.objective, bound=condition.bound))
        if isinstance(condition, Missed) and condition.times == 1:
            named = [one for one in self.agreement.objectives if is_at(one, condition.objective) and self.is_about(one)]
            return any(self.is_missed(one) for one in named)
        if isinstance(condition, Compared):
            return any(keeps(condition.bound, figure) for figure in self._figures_of(condition.subject))
        return any(isinstance(one, Longer) and one.part == condition for one in self.example.when)

    def _is_collected(self, condition: Collected) -> bool:
        """Whether points reach a number in a window; an example is of one window alone, so it must say so."""
        if Not(part=condition) in self.example.when:
            return False
        if "points" in self.given:
            return keeps(condition.bound, self.given["points"].value)
        raise OpenError(
            f"nothing says whether there are {condition.text}",
            f"add `given {condition.text}`, or `given not {condition.text}`",
        )

    def _figures_of(self, subject: str) -> list[Quantity]:
        """The known figures of an objective, a metric or a parameter that a condition compares."""
        named = [one for one in self.agreement.objectives if subject == one.metric or is_at(one, subject)]
        parameter = next((one for one in self.agreement.parameters if one.name == subject), None)
        if named:
            figures = (self.figure(one) for one in named if self.is_about(one))
            return [figure for figure in figures if figure is not None]
        if parameter is None:
            return [self.given[subject].value] if subject in self.given else []
        known = ((one.name, one.value_for(self.scope)) for one in self.agreement.parameters)
        values = {name: value for name, value in known if value is not None}
        found = estimate(values.get(subject), values)
        if found is None or not found.exact:
            raise OpenError(f"`{subject}` has no value", f"add `given {subject} is …`")
        return [found.quantity]

    def _is(self, condition: Is) -> bool:
        """Whether the value of a scale is this one; raises ``OpenError`` where nothing says which it is."""
        known = [set(one.values) for one in self.scope if one.scale == condition.subject]
        if not known or (len(known[0]) > 1 and condition.value in known[0]):
            raise OpenError(
                f"nothing says which `{condition.subject}` it is",
                f"add `given {condition.subject} is {condition.value}`, say",
            )
        return known[0] == {condition.value}


def _is_longer(time: Value, than: Value) -> bool:
    """Whether a time is longer than another one, if both are known."""
    # Something that is longer than a day is also longer than 24 hours: equal limits are enough.
    return isinstance(time, Quantity) and isinstance(than, Quantity) and seconds(time) >= seconds(than)
