"""What awards come to for given figures: bands, steps, formulas, caps; exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import cast

from ..algebra.by_case import is_by_case
from ..algebra.quantities import MisfitError, calculated, combined
from ..algebra.scopes import is_at, overlaps, sums_points
from ..model.objective import Objective
from ..model.phrases import Bound, Missed, RemedyKind
from ..model.quantity import Amount, Extreme, Multiple, Named, Operation, Portion, PriceOfDowntime, Quantity
from ..model.remedies import POINTS, Cap, HighestOnly, Remedy
from .all_promises import all_promises
from .bounds import OpenError, keeps, seconds
from .happened import Happened
from .sums import NOTHING, product_of, sum_of, times_of, whole_units

WHOLE = Quantity(amount=Fraction(100), unit="%")
"""What a percentage is of, where the example speaks of percentages itself."""
_PAID_WHATEVER_HAPPENS = "charge"
_SIDES = ("below-target", "above-target")


@dataclass(frozen=True, slots=True)
class Awarded:
    """What is due in a window; ``relative`` if it is told in percentages of whatever they are of."""

    happened: Happened
    relative: bool = False
    asked: tuple[RemedyKind, ...] = ()
    """The awards from which this one is computed."""

    def due(self, award: RemedyKind) -> Quantity:
        """All that is due of one kind, after its caps; raises ``OpenError`` where it does not follow."""
        if award in self.asked:
            raise OpenError(f"the {award} is computed from itself", "say by figures how much it is")
        inner = replace(self, asked=(*self.asked, award))
        agreement = self.happened.agreement
        found = _once(
            (remedy, objective, amount)
            for objective in agreement.objectives
            for remedy, amount in inner.due_for(award, objective)
            if amount.amount
        )
        ladders = inner.for_points(award)
        if not found and not ladders:
            return NOTHING
        pairs = [(objective, amount) for _, objective, amount in found]
        each = [pairs[number][1] for number in self.highest(award, pairs)]
        total = sum_of(each + [amount for _, amount in ladders])
        for cap in agreement.caps:
            if (
                cap.kind == award
                and not cap.each_case
                and self._caps(cap, [objective for _, objective, _ in found], bool(ladders))
            ):
                limits = {inner.amount(cap.amount, objective, remedy.base) for remedy, objective, _ in found}
                limits |= {inner.amount(cap.amount, all_promises(agreement), remedy.base) for remedy, _ in ladders}
                # A cap in percent of a price is one amount only if all that it caps is of one price.
                if len(limits) > 1:
                    raise OpenError(
                        f"the cap of the {award} is one of several prices", "write it as an amount of money"
                    )
                most = limits.pop()
                # Money and points cannot be compared. A cap that was used up leaves nothing, and takes nothing back.
                if most.unit_kind == total.unit_kind:
                    left = most.amount - self._before(cap, found, ladders, total, most)
                    total = total.model_copy(update={"amount": min(total.amount, max(left, Fraction(0)))})
        return self._paid(award, total)

    def highest(self, award: RemedyKind, found: Sequence[tuple[Objective, Quantity]]) -> list[int]:
        """The numbers of the amounts that are due together; where only the highest is due, that one."""
        rules = [one for one in self.happened.agreement.highest_only if one.kind == award]
        of_each = [{one.address for one, _ in found if is_for(rule, one)} for rule in rules]
        # Which amount is the highest would depend on the group that is looked at first.
        if any(these & those and not (these <= those or those <= these) for these, those in combinations(of_each, 2)):
            raise OpenError(f"two groups of which only the highest {award} is due share a promise", "make them one")
        left = list(range(len(found)))
        for names in of_each:
            joint = [number for number in left if found[number][0].address in names]
            if joint:
                sum_of([found[number][1] for number in joint])  # only what has one unit can be compared
                highest = max(joint, key=lambda number: found[number][1].amount)
                left = [highest, *(number for number in left if number not in joint)]
        return left

    def due_for(self, award: RemedyKind, objective: Objective) -> list[tuple[Remedy, Quantity]]:
        """What each statement gives for an objective; a multiple of its own award stands for all others."""
        about = [one for one in self.happened.agreement.remedies if one.kind == award]
        concerned = [one for one in about if self._concerns(one, objective)]
        multiples = [one for one in concerned if _is_multiple(one)]
        given = [(one, self._due(one, objective)) for one in concerned if not _is_multiple(one)]
        if not multiples:
            return given
        # It is told of all others together, and of several multiples the largest is told: each includes the smaller.
        total = sum_of([amount for _, amount in given if amount.amount])
        most = max(multiples, key=lambda one: cast(Multiple, one.amount).times)
        return [(most, product_of(total, Quantity(amount=cast(Multiple, most.amount).times)))]

    def for_points(self, award: RemedyKind) -> list[tuple[Remedy, Quantity]]:
        """What each statement gives for the points of all promises together: once, and nothing without any."""
        agreement = self.happened.agreement
        ladders = [one for one in agreement.remedies if one.kind == award and sums_points(one, agreement)]
        every = all_promises(agreement)
        found = [(one, self._for_points(one, every)) for one in ladders if self.happened.holds(one.when)]
        return [(one, amount) for one, amount in found if amount.amount]

    def _for_points(self, remedy: Remedy, every: Objective) -> Quantity:
        points = self._named(POINTS, every)
        if not points.amount:
            return NOTHING
        return self._of_band(remedy, points, every) if remedy.bands else self.amount(remedy.amount, every, remedy.base)

    def _paid(self, award: RemedyKind, total: Quantity) -> Quantity:
        """What is paid of a sum: the share of the term in the window, and nothing up to a threshold."""
        stated = [one for one in self.happened.agreement.traits if one.kind == award]
        traits = [one for one in stated if (one.paid_in_proportion or one.paid_above) and self.happened.holds(one.when)]
        term = self.happened.given.get("term")
        if any(one.paid_in_proportion for one in traits) and term is not None and term.of is not None:
            if not seconds(term.of):
                raise OpenError("nothing says how long the window is", "add `given term is … of …`")
            total = product_of(total, Quantity(amount=seconds(term.value) / seconds(term.of)))
        # "Paid above 10 EUR": 10 EUR themselves are not paid.
        least = [one.paid_above for one in traits if isinstance(one.paid_above, Quantity)]
        of_kind = [one for one in least if one.unit_kind == total.unit_kind]
        return NOTHING if any(total.amount <= one.amount for one in of_kind) else total

    def _concerns(self, remedy: Remedy, objective: Objective) -> bool:
        return (
            objective.bound is not None
            and is_for(remedy, objective)
            and self.happened.is_about(objective)
            and self.happened.is_for(remedy.scope, objective)
            and self.happened.holds(remedy.when)
        )

    def _caps(self, cap: Cap, objectives: list[Objective], has_ladders: bool) -> bool:
        if has_ladders:  # the points of all promises are of no promise alone, and of no value
            return not cap.objectives and not cap.scope and self.happened.holds(cap.when)
        about = [one for one in objectives if not cap.objectives or is_at(one, *cap.objectives)]
        if not about or about != objectives:
            return False
        return all(self.happened.is_for(cap.scope, one) for one in about) and self.happened.holds(cap.when)

    def _before(
        self,
        cap: Cap,
        found: Sequence[tuple[Remedy, Objective, Quantity]],
        ladders: Sequence[tuple[Remedy, Quantity]],
        total: Quantity,
        most: Quantity,
    ) -> Fraction:
        """What was due before in the window of a cap, by what is given of earlier misses; raises ``OpenError``."""
        objectives = [objective for _, objective, _ in found]
        if ladders:
            objectives = list(self.happened.agreement.objectives)
        again = [
            (one.times, one)
            for one in self.happened.example.when
            if isinstance(one, Missed)
            and isinstance(one.times, int)
            and one.times > 1
            and any(is_at(each, one.objective) for each in objectives)
        ]
        if not again or all(one.window == cap.window for one in objectives) or cap.window is None:
            return Fraction(0)
        times, last = max(again, key=lambda one: one[0])
        is_alike = not ladders and all(not (remedy.bands or remedy.step or remedy.when) for remedy, _, _ in found)
        if is_alike and total.amount * times <= most.amount:
            return Fraction(0)
        if is_alike and last.window == cap.window:
            return total.amount * (times - 1)
        raise OpenError(
            f"nothing says how much of the cap of {most.text} was used before",
            f"say in which window it was missed before: `given {last.objective} is missed {times} times "
            f"{cap.window.text}`"
            if is_alike
            else "write an example of the first miss: what was due before differs from window to window",
        )

    # One remedy

    def _due(self, remedy: Remedy, objective: Objective) -> Quantity:
        """The amount of a remedy; amounts due case by case are cut by the caps for each case."""
        caps = [
            one for one in self.happened.agreement.caps if one.each_case and self._caps_each(one, remedy, objective)
        ]
        if not caps:
            return self.of_all(remedy, objective)
        # An amount for each late case is the same for all, so one is cut and the cases are counted.
        if remedy.step is not None and remedy.step.unit.dimension != "duration":
            price = self._at_most(caps, self.amount(remedy.amount, objective, remedy.base), remedy, objective)
            times = self.happened.derived("cases-late", objective)
            return product_of(price, times) if times.amount else NOTHING
        each = [replace(self, happened=one).of_all(remedy, objective) for one in self.happened.each_case(objective)]
        return sum_of([self._at_most(caps, amount, remedy, objective) for amount in each if amount.amount])

    def _caps_each(self, cap: Cap, remedy: Remedy, objective: Objective) -> bool:
        return (
            cap.each_case
            and cap.kind == remedy.kind
            and is_by_case(remedy, self.happened.agreement)
            and (not cap.objectives or is_at(objective, *cap.objectives))
            and self.happened.is_for(cap.scope, objective)
            and self.happened.holds(cap.when)
        )

    def _at_most(self, caps: Sequence[Cap], amount: Quantity, remedy: Remedy, objective: Objective) -> Quantity:
        """An amount cut by the caps that have its unit."""
        limits = [self.amount(one.amount, objective, remedy.base) for one in caps]
        return min((amount, *(one for one in limits if one.unit_kind == amount.unit_kind)), key=lambda one: one.amount)

    def of_all(self, remedy: Remedy, objective: Objective) -> Quantity:
        """The amount of a remedy, whatever is the most for each case."""
        if remedy.bands:
            return self._in_bands(remedy, objective)
        if remedy.step is not None:
            if self._is_idle(remedy, objective):
                return NOTHING
            times = Quantity(amount=Fraction(self._steps(remedy, objective)))
            return product_of(self.amount(remedy.amount, objective, remedy.base), times) if times.amount else NOTHING
        # A bonus is for a promise that was kept, all else for one that was missed; a charge does not ask.
        if remedy.kind != _PAID_WHATEVER_HAPPENS:
            is_missed = self.happened.is_missed(objective)
            if is_missed == (remedy.kind == "bonus"):
                return NOTHING
        return self.amount(remedy.amount, objective, remedy.base)

    def _is_idle(self, remedy: Remedy, objective: Objective) -> bool:
        """Whether no step of an award can be due: a bonus is for what was kept, all but a charge for what was not."""
        if remedy.kind == "bonus":
            return self.happened.is_missed(objective)
        return remedy.kind != _PAID_WHATEVER_HAPPENS and self.happened.is_known_as_kept(objective)

    def _in_bands(self, remedy: Remedy, objective: Objective) -> Quantity:
        # Nothing was measured, so there is no figure that could reach a band: the window counts as kept.
        if self.happened.is_empty(objective):
            return NOTHING
        figure = self.happened.figure(objective)
        if figure is None:
            name = objective.address.partition("/")[2]
            if not self.happened.is_missed(objective):
                return NOTHING
            raise OpenError(f"nothing says what was measured of `{name}`", f"add `given {name} is …`")
        return self._of_band(remedy, figure, objective)

    def _of_band(self, remedy: Remedy, figure: Quantity, objective: Objective) -> Quantity:
        """What the furthest band that a figure reaches gives."""
        # Bands do not add up: whoever falls below 98 % has fallen below 99 % as well.
        reached = [band for band in remedy.bands if keeps(band.reached, figure)]
        furthest = min(reached, key=lambda band: _beyond(band.reached, figure), default=None)
        if furthest is None or furthest.amount is None:
            return NOTHING
        return self.amount(furthest.amount, objective, remedy.base)

    def _steps(self, remedy: Remedy, objective: Objective) -> int:
        """How often the amount of a step is due: a part counts as a whole if it says `begun`, otherwise not at all."""
        step = remedy.step
        assert step is not None
        unit = step.unit
        if step.metric is not None:
            if step.metric not in self.happened.given:
                raise OpenError(f"nothing says how much `{step.metric}` was", f"add `given {step.metric} is …`")
            given = self.happened.given[step.metric].value
            same = given.unit_kind == unit.unit_kind
            counted, size = (given.amount, unit.amount) if same else (seconds(given), seconds(unit))
        elif step.of == "downtime":
            counted, size = seconds(self.happened.down()), seconds(unit)
        elif unit.dimension == "percent" or (step.of in _SIDES and unit.dimension != "duration"):
            counted, size = self._past_target(remedy, objective), unit.amount
        elif unit.dimension == "duration" and remedy.kind == "bonus":
            counted, size = self._past_target(remedy, objective), seconds(unit)
        elif unit.dimension == "duration":
            return sum(times_of(late, unit, step.begun) for late in self.happened.each_late(objective))
        else:
            counted, size = self.happened.derived("cases-late", objective).amount, unit.amount
        return whole_units(counted, step.begun, size)

    def _past_target(self, remedy: Remedy, objective: Objective) -> Fraction:
        """By how much a figure is on the side of its target that a step counts, a time in seconds.

        Without a side it is the wrong one, of a bonus the right one.  What is on the other side earns nothing back.
        """
        figure = self.happened.derived("measured", objective)
        target = self.happened.derived("target", objective)
        is_above = (self.happened.metrics[objective.metric].better == "higher") == (remedy.kind == "bonus")
        if remedy.step is not None and remedy.step.of in _SIDES:
            is_above = remedy.step.of == "above-target"
        past = combined("-", figure, target) if is_above else combined("-", target, figure)
        return max(seconds(past) if past.dimension == "duration" else past.amount, Fraction(0))

    # Amounts

    def amount(self, amount: Amount | None, objective: Objective, base: str | None) -> Quantity:
        """What an amount comes to; raises ``OpenError`` where it does not follow."""
        match amount:
            case Quantity():
                return product_of(self.base(base, objective), amount) if amount.unit == "%" and base else amount
            case Named():
                named = self._named(amount.name, objective)
                return product_of(self.base(base, objective), named) if named.unit == "%" and base else named
            case Portion():
                return self._portion(amount, objective)
            case Operation():
                return self._operation(amount, objective, base)
            case Extreme():
                return self._extreme(amount, objective, base)
            case Multiple():
                duties = self.happened.agreement.duties
                if amount.remedy == _PAID_WHATEVER_HAPPENS and any(one.beyond for one in duties):
                    raise OpenError("how much of the charge is for what goes beyond rights does not follow", "name it")
                return product_of(self.due(cast(RemedyKind, amount.remedy)), Quantity(amount=amount.times))
            case PriceOfDowntime():
                price = product_of(self.base(base, objective), Quantity(amount=self.happened.share_down()))
                return product_of(price, Quantity(amount=amount.times))
        raise OpenError("nothing says how much is due", "write it behind a colon")

    def base(self, name: str | None, objective: Objective) -> Quantity:
        """The value of a parameter that percentages are of."""
        if self.relative:
            return WHOLE
        if name is None:
            raise OpenError("it does not say of which price", "write it in the remedy: `credit on monthly-fee for …`")
        return self.parameter(name, objective)

    def parameter(self, name: str, objective: Objective) -> Quantity:
        """The value of a parameter, for the values of scales that an objective and the example are for."""
        found = next((one for one in self.happened.agreement.parameters if one.name == name), None)
        value = found.value_for((*objective.scope, *self.happened.scope)) if found is not None else None
        if value is None and found is not None and found.follows is not None:
            text = f"what `{name}` came to by `{found.follows.document}` is not told, or is more than it may"
            raise OpenError(text, f"add `given {name} is …`, or tell it in the table of amounts")
        if value is None:
            raise OpenError(f"`{name}` has no value", f"add `given {name} is …`")
        return self.amount(value, objective, None)

    def _named(self, name: str, objective: Objective) -> Quantity:
        if any(one.name == name for one in self.happened.agreement.parameters):
            return self.parameter(name, objective)
        if name == "points" and not self.happened.counts_points and name not in self.happened.given:
            return self.due("points")
        return self.happened.derived(name, objective)

    def _portion(self, portion: Portion, objective: Objective) -> Quantity:
        part = portion.quantity
        if part.dimension == "duration":
            part = Quantity(amount=self.happened.share_of_window(part))
        return product_of(self.base(portion.of, objective), part)

    def _extreme(self, extreme: Extreme, objective: Objective, base: str | None) -> Quantity:
        parts = [self.amount(part, objective, base) for part in extreme.operands]
        sum_of(parts)  # only what has one unit can be compared
        return (max if extreme.choice == "larger" else min)(parts, key=lambda part: part.amount)

    def _operation(self, operation: Operation, objective: Objective, base: str | None) -> Quantity:
        parts = [self.amount(part, objective, base) for part in operation.operands]
        try:
            return calculated(operation.operators, parts)
        except MisfitError as misfit:
            raise OpenError(misfit.message, misfit.help) from misfit


def _is_multiple(remedy: Remedy) -> bool:
    return isinstance(remedy.amount, Multiple) and remedy.amount.remedy == remedy.kind


def _once(found: Iterable[tuple[Remedy, Objective, Quantity]]) -> list[tuple[Remedy, Objective, Quantity]]:
    """What is due, what counts something else than promises once; raises ``OpenError`` if it differs by promise."""
    kept: list[tuple[Remedy, Objective, Quantity]] = []
    for remedy, objective, amount in found:
        same = [before for one, _, before in kept if one is remedy and remedy.step and remedy.step.metric]
        if any(before != amount for before in same):
            raise OpenError(f"{same[0].text} or {amount.text}?", "name the values that it is about: `example … for …`")
        if not same:
            kept.append((remedy, objective, amount))
    return kept


def _beyond(level: Bound, figure: Quantity) -> tuple[Fraction, bool]:
    """How far a figure is beyond a level that it reaches; `below 98%` is reached later than `at most 98%`."""
    begins = cast(Quantity, level.value)  # what has no value is not reached
    return abs(figure.amount - begins.amount), level.kind in ("at-least", "at-most")


def is_for(one: Remedy | HighestOnly, objective: Objective) -> bool:
    """Whether a statement is for an objective, or for all."""
    named = not one.objectives or is_at(objective, *one.objectives)
    return named and overlaps(one.scope, objective.scope)
