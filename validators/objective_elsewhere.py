"""Promises that stand in documents outside of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import PromisedElsewhere
from sla_dsl.model.phrases import Selection
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .common import inner, understood, written


def said_twice(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Figures that an agreement says itself, or in two documents, without an order of precedence between them."""
    for one in agreement.promised_elsewhere:
        for metric, text, said, place in _beside(agreement, one):
            yield Finding(
                "objective/promised-elsewhere-too",
                f"`{one.document}` says how much {metric} is promised, and {said}",
                one.source,
                help=f"say which wins: `order of precedence {text} then {one.document}`; or leave one out",
                related=(Related(place, "this says something of it as well"),) if place else (),
                address=agreement.name,
                values=(one.document, metric, text),
            )


def _beside(agreement: Agreement, one: PromisedElsewhere) -> Iterator[tuple[str, str, str, Span | None]]:
    """Other promises of the same figures in the same cases: the metric, the text, its words and its place."""
    ranked = set(agreement.precedence)
    if not {one.document, agreement.name} <= ranked:
        for objective in agreement.objectives:
            if objective.metric in one.metrics and objective.bound and _meet(objective.scope, one.scope):
                yield objective.metric, "this", f"so does `{inner(objective)}`", objective.source
        for metric in sorted({*one.metrics} & {*agreement.not_promised}):
            yield metric, "this", f"`no promise of {metric}` says that it is not", None
    for first, other in combinations(agreement.promised_elsewhere, 2):
        if other == one and not {one.document, first.document} <= ranked and _meet(first.scope, one.scope):
            for metric in sorted({*one.metrics} & {*first.metrics}):
                yield metric, first.document, f"so does `{first.document}`", first.source


def _meet(one: tuple[Selection, ...], other: tuple[Selection, ...]) -> bool:
    """Whether some case may be in both scopes: they share a value of each scale that both name."""
    values = {selection.scale: {*selection.values} for selection in one}
    return all(values.get(each.scale, {*each.values}) & {*each.values} for each in other)


def undated(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Documents that say what is promised, and have no day."""
    for one in agreement.promised_elsewhere:
        document = workspace.documents.get(one.document)
        if document is not None and document.dated is None:
            yield Finding(
                "objective/promised-by-undated",
                f"`{one.document}` says what is promised, and has no day: a new text of it promises something else",
                document.source,
                help="write the day of the text that was agreed: `dated 2026-01-01`",
                related=(Related(one.source, "this is promised as it says"),),
                address=agreement.name,
                values=(one.document,),
            )


_TERMS = 'document cloud-terms "Terms of the cloud" { dated 2026-01-01 }\n'
_ELSEWHERE = "promises availability, durability as cloud-terms says"

RULES = (
    Rule(
        "objective/promised-elsewhere-too",
        "error",
        "an agreement and a document promise the same figure, and nothing says which wins",
        "Two figures for one thing are two promises, and whoever is asked keeps the one that suits him.",
        bad=_TERMS + stage.ola(stage.UPTIME, f"{_ELSEWHERE} # objective/promised-elsewhere-too"),
        good=_TERMS + stage.ola(stage.UPTIME, "order of precedence this then cloud-terms", _ELSEWHERE),
        check=Each(understood, said_twice),
    ),
    Rule(
        "objective/promised-by-undated",
        "warning",
        "what is promised stands in a document without a day",
        "A text outside of the workspace is changed by whoever keeps it; only its day says which text was agreed.",
        bad='document cloud-terms "Terms of the cloud" # objective/promised-by-undated\n' + stage.ola(_ELSEWHERE),
        good=_TERMS + stage.ola(_ELSEWHERE),
        check=Each(written, undated),
    ),
)
