"""How metrics compose: one row for each word that may follow `composes as`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..model.phrases import Statistic, Window
from ..model.quantity import Dimension
from ..model.services import Composing, Direction, Metric, Structure
from .components import error_rate, throughput, total
from .undecidable import Undecidable

Figures = Mapping[str, Fraction]
Method = Literal["downtime", "latencies", "figures", "hand-offs"]


@dataclass(frozen=True, slots=True)
class ComposingRule:
    """How the figures of parts make the figure of the whole.

    ``by`` names the proof that composes (none: a team answers for the figure), ``unit`` and ``better`` are those that
    the metric must have (none: any).  ``window`` is the one of a promise that names none, ``at_once`` says that the
    first hand has a case from its start on.  The rest is for ``figures``:

    - ``whole`` composes the figures of the parts, each in the unit of the metric,
    - ``own`` is the figure of a part for which the promising team answers itself, given all figures at hand,
    - ``strict``: which of parts in series must leave out their bound for the whole to leave it out,
    - ``is_share``: figures are percentages of cases, which can be pooled with the cases of others,
    - ``adds``: statistics of all instances together that compose as well as a bound of each instance does.
    """

    by: Method | None = None
    unit: Dimension | None = None
    better: Direction | None = None
    window: Window | None = None
    at_once: bool = False
    whole: Callable[[Structure, Figures], Fraction | Undecidable] | None = None
    own: Callable[[Iterable[Fraction]], Fraction] = lambda _figures: Fraction(0)
    strict: Callable[[Iterable[bool]], bool] = any
    is_share: bool = False
    adds: tuple[Statistic, ...] = ()


def _percentage(structure: Structure, figures: Figures) -> Fraction | Undecidable:
    whole = error_rate(structure, {leaf: figure / 100 for leaf, figure in figures.items()})
    return whole if isinstance(whole, Undecidable) else whole * 100


COMPOSING: Mapping[Composing, ComposingRule] = {
    "availability": ComposingRule("downtime", "percent", "higher"),
    "durability": ComposingRule("downtime", "percent", "higher", window=Window(kind="calendar", period="year")),
    "latency": ComposingRule("latencies", "duration", "lower"),
    "error-rate": ComposingRule("figures", "percent", "lower", whole=_percentage, is_share=True),
    # The least rate of all parts counts: the whole stays above a bound only if each part does.
    "throughput": ComposingRule("figures", None, "higher", whole=throughput, own=max, strict=all),
    "sum": ComposingRule("figures", None, "lower", whole=total, adds=("mean", "total")),
    "first-hop": ComposingRule("hand-offs", "duration", "lower", at_once=True),
    "path": ComposingRule("hand-offs", "duration", "lower"),
    "owned": ComposingRule(),
}


def composing(metric: Metric) -> ComposingRule:
    """The rule by which a metric composes; one that names none is its owner's affair."""
    return COMPOSING[metric.composes or "owned"]


def lacks(metric: Metric) -> str:
    """The statement that a metric lacks to compose as it says; empty if it lacks none.

    What it leaves open is not lacking here: it is missed by itself.
    """
    rule = composing(metric)
    if None not in (rule.unit, metric.unit) and metric.unit != rule.unit:
        return f"unit {rule.unit}"
    if None not in (rule.better, metric.better) and metric.better != rule.better:
        return f"{rule.better} is better"
    return ""
