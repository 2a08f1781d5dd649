"""Promises under a condition that others outdo, which hold as well whenever it does."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.truth import Around, outcomes
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Both, Condition, InFirst, Not
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import column, inner, like, written
from .condition_outcomes import values_of
from .objective_contradictions import by_scope, limits


def outdone(values: dict[str, list[str]], agreement: Agreement) -> Iterator[Finding]:
    """Promises under a condition beside a stronger one of the same figure; one finding for a column of a table."""
    around = Around(values, lambda _: True, lambda _: False)
    seen = set()
    for group in by_scope(agreement):
        alike: dict[object, list[Objective]] = {}
        for one in group:
            alike.setdefault(like(one)[:-1], []).append(one)
        for weaker in (one for promises in alike.values() if len(promises) > 1 for one in promises):
            others = (one for one in alike[like(weaker)[:-1]] if is_outdone(weaker, one, around))
            stronger = next(others, None)
            if stronger is not None and column(weaker) not in seen:
                seen.add(column(weaker))
                yield Finding(
                    "objective/outdone",
                    f"`{inner(weaker)}` promises no more than `{inner(stronger)}`, which holds at the same time",
                    weaker.source,
                    help=_help(weaker.when, stronger),
                    related=(Related(stronger.source, "the other promise"),),
                    address=weaker.address,
                )


def is_outdone(weaker: Objective, stronger: Objective, around: Around) -> bool:
    """Whether a promise under a condition allows all that another one allows, which holds whenever it does."""
    allowed, asked = limits(weaker.bound), limits(stronger.bound)
    if weaker.when is None or weaker.when == stronger.when or allowed is None or asked is None:
        return False
    (low, high), (lower, higher) = allowed, asked
    is_weaker = (low is None or (lower is not None and lower >= low)) and (
        high is None or (higher is not None and higher <= high)
    )
    alone = stronger.when and Both(parts=(weaker.when, Not(part=stronger.when)))
    return is_weaker and (alone is None or outcomes(alone, around) == {False})


def _help(condition: Condition | None, stronger: Objective) -> str:
    denied = f"not in the first {condition.time.text}" if isinstance(condition, InFirst) else "not …"
    said = f"`and {denied}` as well" if stronger.when else f"the opposite condition: `when {denied}`"
    return f"if the weaker promise is meant to hold instead, give `{column(stronger)}` {said}"


def _sample(condition: str, remark: str = "") -> str:
    return stage.ola(
        "in force from 2026-01-01",
        f"objective uptime: availability at least 99%{condition} during 24x7 each calendar month",
        "objective early: availability at least 97% when in the first 3 months during 24x7 each calendar month"
        f"{remark}",
    )


RULES = (
    Rule(
        "objective/outdone",
        "warning",
        "a promise under a condition is outdone by one that holds as well",
        "All promises hold that have no condition, or one that is met. Who keeps the stronger one keeps the weaker "
        "one, which says nothing: of a time of beginning, for example, in which less was to be promised.",
        bad=_sample("", " # objective/outdone"),
        good=_sample(" when not in the first 3 months"),
        check=Each(written, outdone, values_of),
    ),
)
