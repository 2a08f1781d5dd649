"""The parts of an objective: how each is compared, and who gains by more of it."""

from __future__ import annotations

from ..model.objective import Objective
from ..wording.figures import objective_text
from ..wording.values import all_or, said
from .change import CUSTOMER, NOBODY, PROVIDER, UNSURE, Relation, Stake
from .compare import as_one
from .conditions import conditions
from .construct import Construct, Part
from .meaning import meaning
from .orders import amounts, bounds, hours, number, position, rounding, scopes, windows
from .shared_parts import CLOCK, PAUSE, WIDTH, counting, decimals, title_of
from .sides import Sides

FORCES = ("best-effort", "target", "guaranteed")
"""How firm a promise is, the weakest first."""
_STRICT = {"each": 2, "longest": 2, "lowest": 2, "share": 1, "mean": 0, "median": 0}
"""How strict a statistic is: every case, a share of the cases, or an average."""
STRICTNESS = ("loosened", "tightened")


def by_metric(objective: Objective, sides: Sides) -> Stake:
    """A higher figure is for the customer if the metric says that higher is better."""
    metric = sides.head.declared("metrics", objective.metric) or sides.base.declared("metrics", objective.metric)
    return UNSURE if metric is None or metric.better is None else CUSTOMER if metric.better == "higher" else PROVIDER


def by_promise(objective: Objective, _sides: Sides) -> Stake:
    """An objective that promises nothing on purpose (``none``) is for nobody."""
    return CUSTOMER if objective.bound is not None else NOBODY


def by_total(objective: Objective, _sides: Sides) -> Stake:
    """The same total in a narrower window is more, which is for the provider; other figures are kept more strictly."""
    return PROVIDER if objective.statistic == "total" else CUSTOMER


def statistics(_sides: Sides, before: str, after: str) -> Relation:
    """Strictness falls from each case to a share to mean or median; mean, median and totals are not comparable."""
    if before not in _STRICT or after not in _STRICT or _STRICT[before] == _STRICT[after]:
        return "other"
    return "less" if _STRICT[after] < _STRICT[before] else "more"


def other_statistic(_sides: Sides, before: Objective, after: Objective) -> bool:
    """Whether the statistic changes; from each case to a share of cases only the share changes."""
    return before.statistic != after.statistic and {before.statistic, after.statistic} != {"each", "share"}


def metrics(sides: Sides, before: str, after: str) -> Relation:
    """Metrics of two names by their meaning; a metric that keeps its name is reported itself."""
    old, new = (meaning(one, "name", "title", "is_") for one in sides.each("metrics", before, after))
    return "same" if before == after or old == new else "other"


def shares(sides: Sides, before: Objective, after: Objective) -> Relation:
    """The shares of a population that keep to the bound; each case is the most. Other statistics have no share."""
    if {before.statistic, after.statistic} - {"each", "share"} or meaning(before.share) == meaning(after.share):
        return "same"
    if before.share is None or after.share is None:
        return "more" if after.share is None else "less"
    return amounts(sides, before.share.share, after.share.share) if before.share.of == after.share.of else "other"


OBJECTIVE = Part(
    "objective",
    lambda agreement: agreement.objectives,
    (
        title_of("objective"),
        Construct("objective-metric", "metric", metrics),
        Construct("objective-statistic", "statistic", statistics, CUSTOMER, STRICTNESS, differs=other_statistic),
        Construct("objective-population", "each_of"),
        Construct("objective-scope", "scope", scopes, CUSTOMER, WIDTH, missing=(), show=all_or),
        Construct("objective-bound", "bound", bounds, by_metric, present=CUSTOMER),
        Construct(
            "objective-share", lambda one: one, shares, CUSTOMER, show=lambda one: said(one.share) or "every case"
        ),
        Construct("objective-window", "window", windows, by_total, ("widened", "narrowed"), UNSURE, "other"),
        Construct("objective-hours", "hours", hours, CUSTOMER, WIDTH, UNSURE, "other"),
        Construct("objective-clock", "clock", as_one(CLOCK, "clocks"), CUSTOMER, STRICTNESS, UNSURE, "other"),
        Construct("objective-force", "force", position(*FORCES), CUSTOMER),
        Construct("objective-condition", "when", conditions, CUSTOMER, WIDTH, missing=()),
        Construct("objective-warning", "warn", gains=NOBODY),
        Construct("objective-aim", "aim", amounts, by_metric, present=CUSTOMER),
        *counting(
            "objective",
            Construct(
                "objective-rounding",
                lambda one: one,
                rounding,
                by_metric,
                STRICTNESS,
                show=decimals,
            ),
        ),
        Construct("objective-owner", "owned_by", gains=NOBODY),
        Construct("objective-counted-for-each", "counted_for_each", gains=NOBODY),
        Construct("objective-may-be-weakened", "may_be_weakened", number, PROVIDER, ("removed", "added")),
        Construct("objective-text", "text", present=CUSTOMER, added="other"),
    ),
    (lambda one: one.address,),
    lambda one: str(one.address).partition("/")[2],
    by_promise,
    parts=(PAUSE,),
    show=objective_text,
    sentence=objective_text,
)
