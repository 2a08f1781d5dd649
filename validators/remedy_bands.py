"""Tables of bands: their order, and whether they begin where the promise ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Band, Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .amounts import reckoned
from .common import about, inner, understood, written
from .remedy_sides import misplaced

WORSE_DOWNWARDS = ("below", "at-most")
"""Bounds of bands that get worse as the figure falls."""
WITH_ITS_END = ("at-least", "at-most")
"""Bounds that include their own figure."""
EDGES = {"at-least": "below", "above": "at most", "at-most": "above", "below": "at least"}
"""For each bound of a promise, the bound of a band that begins exactly where the promise is missed."""


def level(band: Band) -> Quantity | None:
    """The plain quantity at which a band begins."""
    value = band.reached.value
    return value if isinstance(value, Quantity) and band.reached.kind != "between" else None


def bands_not_descending(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Bands that do not get worse, or due amounts that do not grow, from row to row."""
    for remedy in agreement.remedies:
        for before, band in pairwise(remedy.bands):
            said = disorder(agreement, remedy, before, band)
            if said:
                yield Finding(
                    "remedy/bands-not-descending",
                    said,
                    band.source,
                    help="order the rows from the first shortfall to the worst, with growing amounts",
                    related=(Related(before.source, "the row before"),),
                    address=agreement.name,
                )


def disorder(agreement: Agreement, remedy: Remedy, before: Band, band: Band) -> str:
    """The mistake in the order of two rows; empty if there is none."""
    first, second = level(before), level(band)
    downwards = before.reached.kind in WORSE_DOWNWARDS
    if (band.reached.kind in WORSE_DOWNWARDS) != downwards:
        return f"this row goes the other way than the row before: {'upwards' if downwards else 'downwards'}"
    if first is not None and second is not None and first.unit_kind == second.unit_kind:
        if first.amount == second.amount:
            return f"two rows begin at {second.text}"
        if (second.amount > first.amount) == downwards:
            return f"{second.text} is not {'below' if downwards else 'above'} {first.text}, so this row is out of order"
    if band.amount is None and before.amount is not None:
        return "nothing is due here, although something is due in the row before"
    less, more = (reckoned(one.amount, remedy.base, agreement) for one in (before, band))
    if len(less) != 1 or len(more) != 1:
        return ""
    if less[0].kind == more[0].kind:
        grows = more[0].amount > less[0].amount
        return "" if grows else f"no more {remedy.kind} is due here than in the row before"
    return f"{more[0].text} cannot be compared with {less[0].text} in the row before"


def bands_of_another_metric(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Bands of a metric that none of their objectives has."""
    named = agreement.objectives_by_name
    for remedy in agreement.remedies:
        promises = [one for one in about(remedy, named) if one.bound is not None]
        metrics = {metric for one in promises for metric in lineage(workspace, one.metric)}
        if remedy.bands and remedy.metric and promises and remedy.metric not in metrics:
            yield Finding(
                "remedy/bands-of-another-metric",
                f"these bands are of {remedy.metric}, and `{inner(promises[0])}` promises {promises[0].metric}",
                remedy.source,
                help=f"write `{promises[0].metric}` above them, or name the promise that they are for",
                related=(Related(promises[0].source, "promised here"),),
                address=agreement.name,
                values=(remedy.metric,),
            )


def lineage(workspace: Workspace, metric: str) -> list[str]:
    """A metric and those that it ``is``."""
    names = [metric]
    while (one := workspace.metrics.get(names[-1])) and one.is_ and one.is_ not in names:
        names.append(one.is_)
    return names


def gaps_under_target(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """First bands that do not begin at the bound of the objective."""
    named = agreement.objectives_by_name
    for remedy in agreement.remedies:
        if not remedy.bands or remedy.bands[0].amount is None or remedy.kind == "bonus":
            continue
        if any(disorder(agreement, remedy, *rows) for rows in pairwise(remedy.bands)):
            continue  # the first row may not be the first one that is meant
        for objective in about(remedy, named):
            if objective.metric == remedy.metric and misplaced(remedy, objective) is None:
                yield from gap_before(remedy.bands[0], objective, remedy)


def gap_before(first: Band, objective: Objective, remedy: Remedy) -> Iterator[Finding]:
    """A finding if an objective can be missed without reaching the first band, or kept although a band is reached."""
    begins, target = level(first), objective.quantity
    if begins is None or target is None or begins.unit_kind != target.unit_kind:
        return
    downwards = first.reached.kind in WORSE_DOWNWARDS
    late = (begins.amount < target.amount) == downwards
    where = f"between {target.text} and {begins.text}" if late else f"from {begins.text} on"
    kept_to = f"until {target.text}"
    if begins == target:
        kept, due_there = (one.kind in WITH_ITS_END for one in (cast(Bound, objective.bound), first.reached))
        if kept != due_there:
            return
        late, where, kept_to = not kept, f"at exactly {target.text}", "there"
    yield Finding(
        "remedy/gap-under-target" if late else "remedy/due-although-kept",
        f"`{remedy.kind}` is not due {where}"
        if late
        else f"`{remedy.kind}` is due {where}, although `{inner(objective)}` is kept {kept_to}",
        first.source,
        help=f"let the first row be `{EDGES[cast(Bound, objective.bound).kind]} {target.text}`"
        + (", or give it `none`" if late else ""),
        related=(Related(objective.source, f"promised here: {target.text}"),),
        address=objective.address,
    )


def _bands(*rows: str) -> str:
    return stage.sla(
        "parameter monthly-fee = 900 EUR",
        "objective uptime: availability at least 99% each calendar month { owned by dba }",
        stage.block("credit on monthly-fee for uptime", "| availability | credit |", *rows),
    )


RULES = (
    Rule(
        "remedy/bands-not-descending",
        "error",
        "the rows of a table of bands are out of order, or their amounts do not grow",
        "The lowest band that is reached counts. A row out of order is never reached, and an amount that does not grow "
        "rewards the worse month.",
        bad=_bands(
            "| below 99% | 5% |",
            "| below 97% | 10% |",
            "| below 98% | 15% | # remedy/bands-not-descending",
        ),
        good=_bands("| below 99% | 5% |", "| below 98% | 10% |", "| below 97% | 15% |"),
        check=Each(written, bands_not_descending),
    ),
    Rule(
        "remedy/bands-of-another-metric",
        "error",
        "bands are of another metric than the promise that they are for",
        "Two people would read two figures off it: the one that is promised, and the one that is paid for.",
        bad=_bands("| above 1 s | 5% |").replace(
            "{\n    | availability", "{ # remedy/bands-of-another-metric\n    | latency", 1
        ),
        good=_bands("| below 99% | 5% |"),
        check=Each(understood, bands_of_another_metric),
    ),
    Rule(
        "remedy/due-although-kept",
        "error",
        "the first band begins before the promise is missed",
        "A remedy is for a promise that is missed. If it should begin earlier, the promise is higher than written.",
        bad=_bands("| below 99.5% | 5% | # remedy/due-although-kept", "| below 98% | 10% |"),
        good=_bands("| below 99% | 5% |", "| below 98% | 10% |"),
        check=Each(understood, gaps_under_target, rule="remedy/due-although-kept"),
    ),
    Rule(
        "remedy/gap-under-target",
        "error",
        "a promise can be missed without reaching the first band",
        "Just below the target nothing would be due, and nobody would have said so. A first row with `none` says it.",
        bad=_bands("| below 98% | 5% | # remedy/gap-under-target", "| below 97% | 10% |"),
        good=_bands("| below 99% | none |", "| below 98% | 5% |", "| below 97% | 10% |"),
        check=Each(understood, gaps_under_target, rule="remedy/gap-under-target"),
    ),
)
