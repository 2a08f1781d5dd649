"""The amounts of changed awards: by worked examples, given figures and measured ones, on the terms of both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple, get_args

from ..algebra.zones import Instant
from ..compiler.examples import computed
from ..compiler.reached import with_values
from ..facts.awards import awards_of
from ..facts.bounds import OpenError
from ..facts.happened import Happened
from ..facts.reported import period_of
from ..facts.tables.folder import Facts
from ..facts.texts import AgreementText
from ..model.agreement import Agreement
from ..model.phrases import RemedyKind
from ..model.quantity import Quantity
from ..model.remedies import Example, Result
from ..model.workspace import Workspace
from .change import CostChange


def costs_of(base: Workspace, head: Workspace, given: Mapping[str, Sequence[Example]]) -> Iterator[CostChange]:
    """The awards that given figures come to by the terms of both sides, agreement by agreement, changed or not.

    Each award that an agreement knows is computed; one that does not follow on one of the sides is left out.
    """
    for name, examples in sorted(given.items()):
        old, new = base.agreements[name], head.agreements[name]
        kinds = sorted({one.kind for side in (old, new) for one in side.remedies})
        for example in examples:
            for kind in kinds:
                for result in _results(kind, example):
                    before, after = (_due(side, one, example, result) for side, one in ((base, old), (head, new)))
                    if before is not None and after is not None:
                        yield CostChange(name, example.title, kind, before.text, after.text)
                        break


def _results(kind: str, example: Example) -> Iterator[Result]:
    """Questions for an award: how much it is, and, where its base is not known, which share of it."""
    for unit in ("", "%"):
        value = Quantity(amount=Fraction(0), unit=unit)
        yield Result(subject=kind, value=value, decimals=2, source=example.source)


def cost_changes(base: Workspace, head: Workspace) -> Iterator[CostChange]:
    """The awards of worked examples that are others by the terms of the head, agreement by agreement.

    The figures are those of the example on the base, or of one that only the head has. What does not follow on one of
    the sides is left out.
    """
    for name in sorted(base.agreements.keys() & head.agreements.keys()):
        old, new = base.agreements[name], head.agreements[name]
        examples = {one.title: one for one in (*new.examples, *old.examples)}
        for title, example in sorted(examples.items()):
            for result in example.results:
                if result.subject in get_args(RemedyKind):
                    before, after = (_due(side, one, example, result) for side, one in ((base, old), (head, new)))
                    written = before if example in old.examples else after
                    if before is None or after is None or not _is_as_written(written, result):
                        continue
                    if before.amount != after.amount:
                        yield CostChange(name, title, result.subject, before.text, after.text)


def _due(workspace: Workspace, agreement: Agreement, example: Example, result: Result) -> Quantity | None:
    """The amount due in an example; none where it does not follow from the terms."""
    given = {one.subject: one.value for one in example.given}
    try:
        return computed(Happened(with_values(agreement, given), workspace.metrics, example), result)
    except (OpenError, ArithmeticError, KeyError):
        return None


def _is_as_written(found: Quantity | None, result: Result) -> bool:
    """Whether an example comes to what its author wrote; otherwise a bound hangs on a value that it gives."""
    return found is not None and abs(found.amount - result.value.amount) * 10 ** max(result.decimals, 2) <= 1


# What was measured


class MeasuredSide(NamedTuple):
    """A workspace, and the facts as they are read with its names."""

    workspace: Workspace
    facts: Facts


def costs_on_facts(
    base: MeasuredSide, head: MeasuredSide, days: tuple[date, date], now: Instant
) -> Iterator[CostChange]:
    """The awards that are others by the terms of the head for what was measured in some days, promise by promise.

    Each side is held against the facts as if its text had held all the time, whatever day an amendment names.
    """
    for name in sorted(base.workspace.agreements.keys() & head.workspace.agreements.keys()):
        before, after = (_measured(side, name, days, now) for side in (base, head))
        for promise, award in sorted(before.keys() | after.keys()):
            old, new = (side.get((promise, award), "nothing") for side in (before, after))
            if old != new:
                told = f"from {days[0]} to {days[1]}, for {promise}"
                yield CostChange(name, told, award, old, new, measured=True)


def _measured(side: MeasuredSide, name: str, days: tuple[date, date], now: Instant) -> Mapping[tuple[str, str], str]:
    """The amounts due on the terms of one side, for each promise and kind of award."""
    agreement = side.workspace.agreements[name]
    found: dict[tuple[str, str], list[Quantity | None]] = defaultdict(list)
    for one in awards_of(side.facts, [AgreementText(side.workspace, agreement)], period_of(agreement, *days), now):
        found[one.objective.removeprefix(f"{name}/"), one.kind].append(one.amount)
    return {key: _total(amounts) for key, amounts in found.items()}


def _total(amounts: Iterable[Quantity | None]) -> str:
    """The sum of amounts, of each unit; that of one that is open is not known."""
    sums: dict[str, Quantity] = {}
    for one in amounts:
        if one is None:
            return "not known"
        if one.amount:
            before = sums[one.unit].amount if one.unit in sums else 0
            sums[one.unit] = Quantity(amount=before + one.amount, unit=one.unit)
    return " and ".join(one.text for one in sums.values()) or "nothing"
