"""What an objective needs of facts, and what of it is missing: nothing that was not measured is ever met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..algebra.intervals import Interval
from ..model.objective import Objective
from ..model.services import Metric
from .means import parts_of
from .question import Question
from .tables.settings import ASSUMPTIONS
from .worlds import FactsOfAgreement


def is_of_time(metric: Metric) -> bool:
    """Whether a metric is about when something was down: shares of time, and outages."""
    return metric.population in ("time", "outages")


def is_of_cases(metric: Metric) -> bool:
    """Whether a metric is how long until something happens to a case."""
    return not is_of_time(metric) and metric.starts is not None and metric.stops is not None


def tables_of(metric: Metric) -> frozenset[str]:
    """The tables whose rows may concern a metric."""
    common = {"exclusions", "figures", "amounts"}
    if is_of_time(metric):
        return frozenset({"outages", "unknown", "samples", *common})
    if is_of_cases(metric):
        return frozenset({"cases", "events", "states", "changes", *common})
    return frozenset({"samples", "counts", *common})


def missing(known: FactsOfAgreement, objective: Objective) -> tuple[str, ...]:
    """Why an objective cannot be judged by these facts: what would have to be there, or be assumed."""
    if objective.bound is None or any(one.objective == objective.address for one in known.told.figures):
        return ()
    metric = known.workspace.metrics[objective.metric]
    if is_of_time(metric):
        return tuple(_of_time(known))
    if is_of_cases(metric):
        return tuple(_of_cases(known, objective, metric))
    return tuple(_of_rows(known, objective, metric))


def given_parts(question: Question) -> tuple[list[Interval], list[Interval]]:
    """The inner windows of a mean whose figure is given, and the others."""
    rows = [row for row in question.world.figures if row.objective == question.objective.address]
    spans = [one.window for one in parts_of(question)]
    given = [one for one in spans if any(row.is_of(one) for row in rows)]
    return given, [one for one in spans if one not in given]


def missing_parts(known: FactsOfAgreement, question: Question) -> tuple[str, ...]:
    """Why a mean with some given figures cannot be judged: what the others would need."""
    if question.objective.mean_of is None:
        return ()
    given, others = given_parts(question)
    without = replace(known, supposed=replace(known.told, figures=()))
    return missing(without, question.objective) if given and others else ()


def unread(known: FactsOfAgreement, objective: Objective) -> frozenset[str]:
    """The tables with rows that could not be read and may concern an objective."""
    return known.facts.unread_of(known.services) & tables_of(known.workspace.metrics[objective.metric])


def unread_reasons(known: FactsOfAgreement, objective: Objective) -> tuple[str, ...]:
    """Why an objective cannot be judged if rows of it could not be read."""
    listed = ", ".join(f"`{one}`" for one in sorted(unread(known, objective)))
    return (f"rows of {listed} could not be read",) if listed else ()


def _of_time(known: FactsOfAgreement) -> Iterator[str]:
    if "outages" not in known.facts.tables:
        probed = {one.service for one in known.told.samples if one.ok is not None}
        for name in sorted(known.measured_itself - probed):
            yield f"nothing measures whether `{name}` is up: `outages`, or `samples` with `ok`"
    yield from _lacking(known, "unknown")
    if known.agreement.exclusions:
        yield from _lacking(known, "exclusions")


def _of_cases(known: FactsOfAgreement, objective: Objective, metric: Metric) -> Iterator[str]:
    facts, clock = known.facts, known.workspace.clocks.get(objective.clock or "")
    if "cases" not in facts.tables:
        yield "nothing tells of cases: `cases`"
        return
    told = {*facts.columns.get("cases", ()), *facts.events}
    if facts.tables["cases"]:
        for event in ((clock.starts if clock else None) or metric.starts, metric.stops):
            if event not in told:
                yield f"nothing tells when a case was `{event}`: a column of `cases`, or rows of `events`"
    if clock and clock.pauses:
        yield from _lacking(known, "states")
    if any(known.workspace.scales[one.scale].kind == "priorities" for one in objective.scope):
        yield from _lacking(known, "changes")
    if clock and (clock.reopened_within or clock.restarts):
        yield from _lacking(known, "reopened")


def _of_rows(known: FactsOfAgreement, objective: Objective, metric: Metric) -> Iterator[str]:
    names = {metric.name, ""}
    measured = [one.metric for one in known.told.counts if one.metric in names]
    measured += [one.metric for one in known.told.samples if one.metric == metric.name]
    if not measured:
        shares = metric.unit == "percent"
        table = "`counts`" if shares else "`samples` with `value`"
        yield f"nothing measures `{metric.name}`: {table}, or `figures` for `{objective.address}`"


def _lacking(known: FactsOfAgreement, what: str) -> Iterator[str]:
    """What a tool does not tell of this, unless it is assumed."""
    for lack in known.facts.lacks:
        if lack.what == what:
            yield f'{lack.tool} does not tell {lack.because}: `assume = ["{ASSUMPTIONS[what]}"]` if it is so'
