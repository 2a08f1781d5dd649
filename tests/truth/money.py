"""Money: whether a supplier who fails alone pays back what is then owed, for every length of one outage."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from sla_dsl.facts.awarded import Awarded
from sla_dsl.facts.bounds import OpenError
from sla_dsl.facts.happened import Happened
from sla_dsl.facts.world import ServiceOutage, World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Example, Given
from sla_dsl.proof import findings_of, prove

from .draft import Draft, carrier, front, service
from .families_uptime import up
from .judging import Promise, compiled, promises

PERIODS = ("month", "year")
RULE = "backing/recovers-too-little"
MONTH = (1772319600, 1774994400)
"""March 2026 in Paris."""


@dataclass(frozen=True)
class Short:
    """A length of one outage in so many months for which less comes back than is owed, and nothing tells it."""

    seconds: int
    months: int
    owed: Quantity
    back: Quantity


def drafted(random: Random) -> Draft:
    """Credits on both sides: in bands, by the step, with and without caps."""

    def credit(base: int) -> list[str]:
        kind = random.choice(("bands", "steps", "sum", "points", "none"))
        scale = random.choice((1, 2, 5))
        lines = [f"parameter fee = {base} EUR"]
        if kind == "bands":
            first, second = random.choice((("99%", "95%"), ("98%", "90%")))
            lines.append(
                f"credit on fee for up {{\n  | availability | credit |\n  | below {first} | {5 * scale}% |\n"
                f"  | below {second} | {10 * scale}% |\n  }}"
            )
        elif kind == "steps":
            lines.append(f"credit for up: {10 * scale} EUR for every hour {random.choice(('', 'begun '))}of downtime")
        elif kind == "sum":
            lines.append(f"credit for up: {100 * scale} EUR")
        elif kind == "points":
            lines += ["points for up: 5", f"credit for points each calendar month: points * {20 * scale} EUR"]
        else:
            return [*lines[1:], "no credit for up"]
        # The same of another promise, which the same outage misses.
        lines += [
            line.replace(" for up", " for more") for line in lines[1:] if " for up" in line and random.random() < 0.3
        ]
        if random.random() < 0.5:
            lines.append(f"cap credit at {random.choice((20, 50))}% of fee each calendar {random.choice(PERIODS)}")
        return lines

    def promised(lines: list[str], lowest: int) -> list[str]:
        names = ("up", "more") if any(" for more" in line for line in lines) else ("up",)
        return [up(random, "calendar month", name=name, lowest=lowest) for name in names] + lines

    names = ("b",)
    theirs = carrier("b", "vendor", "2025-01-01", "service hours 24x7", *promised(credit(1000), 0))
    ours = front("shop", "2026-01-01 to 2026-12-31", "service hours 24x7", *promised(credit(1000), 2), "backed by of-b")
    return Draft((service("shop", "desk", " and ".join(names)), service("b", "vendor"), ours, theirs))


def short(draft: Draft) -> Short | None:
    """A length of an outage in March for which less comes back than is owed, though no finding says so."""
    workspace = compiled(draft)
    if any(one.rule == RULE for one in findings_of(workspace, prove(workspace).values())):
        return None
    promise = next(promises(draft))
    for seconds in _lengths():
        world = World(outages=(ServiceOutage("b", MONTH[0], MONTH[0] + seconds),))
        if promise.answer(MONTH, world).outcome != "missed":
            continue
        for months in (1, 2, 3, 12):
            owed, back = (_due(promise, one, seconds, months) for one in (promise.agreement, promise.behind[0]))
            if owed is not None and back is not None and back.amount < owed.amount:
                return Short(seconds, months, owed, back)
    return None


def _lengths() -> list[int]:
    """An hour more each time, and what is just below, at and above each whole per mille of the month."""
    length = MONTH[1] - MONTH[0]
    edges = [length * number // 1000 + off for number in (*range(1, 120, 5), 200, 500, 1000) for off in (-1, 0, 1)]
    return sorted({*range(3600, 80 * 3600, 3600), *(edge for edge in edges if 0 < edge <= length)})


def _due(promise: Promise, agreement: Agreement, seconds: int, months: int) -> Quantity | None:
    """What is due of the same outage in so many months of a year, month by month, up to the cap of the year."""
    length = Quantity(amount=Fraction(MONTH[1] - MONTH[0]), unit="s")
    down = Given(subject="downtime", value=Quantity(amount=Fraction(seconds), unit="s"), of=length)
    example = Example(title="", given=(down,), results=(), source=agreement.source)
    of_month = tuple(one for one in agreement.caps if one.window and one.window.period == "month")
    once = agreement.model_copy(update={"caps": of_month})
    awarded = Awarded(Happened(once, promise.workspace.metrics, example))
    try:
        one = awarded.due("credit")
        limits = [awarded.amount(each.amount, agreement.objectives[0], None) for each in agreement.caps]
    except OpenError:
        return None
    yearly = [limit for limit, cap in zip(limits, agreement.caps, strict=True) if cap not in of_month]
    return one.model_copy(update={"amount": min([one.amount * months, *(limit.amount for limit in yearly)])})
