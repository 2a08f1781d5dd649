"""Who reads how a promise turned out: where a miss helps the provider as well, nobody can say who gains by a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ..algebra.scopes import is_at
from ..algebra.truth import may_have_conditions
from ..model.agreement import Agreement
from ..model.base import Model
from ..model.objective import Objective
from ..model.phrases import Collected, Compared, Missed, Not
from ..model.quantity import Extreme, Multiple, Named, Operation
from ..model.remedies import POINTS, Remedy

_OF_THE_PROVIDER = ("bonus", "charge")
_BESIDE = frozenset(("examples", "reports", "escalations", "changes", "waivers", "parameters"))
"""Fields of an agreement that read how promises turn out, and from which nothing is due."""
OutcomeTest = Missed | Compared | Collected
"""The conditions that ask how promises turn out; points are of all of them."""
_FAVOURABLE = {"higher": ("above", "at-least"), "lower": ("below", "at-most")}


def is_read_against(objective: Objective, agreement: Agreement, better: str | None, figure: bool = True) -> bool:
    """Whether a statement that is not the customer's asks how an objective turned out, or one that asks if it was kept.

    ``better`` is the better side of its metric. Where no ``figure`` turns out otherwise, only a miss is asked for. A
    credit when it is missed is the customer's; a suspension, an exclusion, a cap, a bonus and a right of the provider
    are not.
    """
    names = (objective.metric, objective.address.partition("/")[2])

    def is_ours(name: str) -> bool:
        return name in names or is_at(objective, name)

    def asks(read: OutcomeTest, is_for_customer: bool) -> bool:
        if isinstance(read, Collected):
            return not is_for_customer
        if read.bound is not None and not figure:
            return False
        name = read.objective if isinstance(read, Missed) else read.subject
        favourable = read.bound is not None and read.bound.kind in _FAVOURABLE.get(better or "", (read.bound.kind,))
        return is_ours(name) and (favourable or not is_for_customer)

    return any(asks(*one) for one in _reads(agreement)) or any(
        not one.objectives or any(map(is_ours, one.objectives)) for one in agreement.remedies if _falls(one)
    )


def is_subtracted(kind: str, agreements: Sequence[Agreement]) -> bool:
    """Whether an award makes another one smaller: ``100 EUR - points * 5 EUR``."""
    remedies = (one.amount for agreement in agreements for one in agreement.remedies)
    caps = (one.amount for agreement in agreements for one in agreement.caps)
    return any(kind in _negative(amount) for amounts in (remedies, caps) for amount in amounts)


def is_collected_against(kind: str, agreements: Sequence[Agreement]) -> bool:
    """Whether points bring about what is not the customer's: a suspension, say, or a right of the provider."""
    reads = (one for agreement in agreements for one in _reads(agreement)) if kind == POINTS else ()
    return any(isinstance(read, Collected) and not is_for_customer for read, is_for_customer in reads)


def _reads(agreement: Agreement) -> Iterator[tuple[OutcomeTest, bool]]:
    """The conditions that ask how promises turn out, and whether more misses are for the customer there."""
    for field in may_have_conditions(Agreement):
        if field not in _BESIDE:
            for statement in _each(getattr(agreement, field)):
                yield from _reads_in(statement, _is_for_customer(field, statement))


def _is_for_customer(field: str, statement: Any) -> bool:
    if field == "remedies":
        return statement.kind not in _OF_THE_PROVIDER
    if field == "duties":
        return bool((statement.who == "provider") == (statement.must or statement.forbidden))
    return field == "rights_to_end" and statement.who == "customer"


def _reads_in(value: Any, is_for_customer: bool) -> Iterator[tuple[OutcomeTest, bool]]:
    if isinstance(value, OutcomeTest):
        yield value, is_for_customer
    for inner in _inside(value):
        yield from _reads_in(inner, is_for_customer and not isinstance(value, Not))


def _inside(value: Any) -> list[Any]:
    """The models and lists in a model or a list in which such a condition may stand."""
    if isinstance(value, Model):
        value = [getattr(value, field) for field in may_have_conditions(type(value))]
    return [each for each in value if isinstance(each, Model | tuple)] if isinstance(value, tuple | list) else []


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _falls(remedy: Remedy) -> bool:
    """Whether an award is smaller the worse a promise turned out: its formula takes a figure away."""
    return bool(_negative(remedy.amount))


@cache
def _negative(amount: Any, is_less: bool = False) -> frozenset[str]:
    """The figures and awards that make an amount less by being more."""
    match amount:
        case Named():
            return frozenset({amount.name} if is_less else ())
        case Multiple():
            return frozenset({amount.remedy} if is_less else ())
        case Extreme():
            return frozenset(name for one in amount.operands for name in _negative(one, is_less))
        case Operation():
            turned = (False, *(operator in ("-", "/") for operator in amount.operators))
            pairs = zip(amount.operands, turned, strict=True)
            return frozenset(name for one, turns in pairs for name in _negative(one, is_less != turns))
    return frozenset()
