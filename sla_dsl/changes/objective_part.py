"""The parts of an objective: how each is compared, and who gains by more of it."""

from __future__ import annotations

from ..model.objective import Objective
from ..model.phrases import Condition, Deadline
from ..wording.figures import objective_text
from ..wording.values import all_or, said
from .change import CUSTOMER, NOBODY, PROVIDER, UNSURE, Relation
from .compare import as_one
from .conditions import conditions, targets
from .construct import Construct, Part, differ
from .counting_orders import counted_for_each, rounding
from .meaning import meaning
from .orders import amounts, hours, number, position, scopes, windows
from .prose import as_read, objectives
from .shared_parts import CLOCK, PAUSE, STRICTNESS, WIDTH, counting, decimals, title_of
from .sides import Sides
from .stakes import by_cases, by_clock, by_condition, by_downtime, by_length, by_metric, by_promise, by_total

FORCES = ("best-effort", "target", "guaranteed")
"""How firm a promise is, the weakest first."""
_OF_CASES = {"each", "share", "mean", "median"}
"""The statistics that say something of every case, of a share of the cases, or of an average."""


def statistics(_sides: Sides, before: str, after: str) -> Relation:
    """What holds of every case holds of a share and of an average; these and totals are not comparable."""
    if (before == "each") == (after == "each") or not {before, after} <= _OF_CASES:
        return "other"
    return "less" if before == "each" else "more"


def other_statistic(_sides: Sides, before: Objective, after: Objective) -> bool:
    """Whether the statistic changes; from each case to a share of cases only the share changes."""
    return before.statistic != after.statistic and {before.statistic, after.statistic} != {"each", "share"}


def other_target(_sides: Sides, before: Objective, after: Objective) -> bool:
    """Whether the bound changes, or the time of a deadline."""
    old, new = (
        one.bound.model_copy(update={"when": None}) if isinstance(one.bound, Deadline) else one.bound
        for one in (before, after)
    )
    return bool(meaning(old) != meaning(new))


def deadline_condition(objective: Objective) -> Condition | None:
    """The condition under which a deadline holds; none if it always does, or if there is no deadline."""
    return objective.bound.when if isinstance(objective.bound, Deadline) else None


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
    objectives,
    (
        title_of("objective"),
        Construct("objective-metric", "metric", metrics),
        Construct("objective-statistic", "statistic", statistics, CUSTOMER, STRICTNESS, differs=other_statistic),
        Construct("objective-population", "each_of"),
        Construct("objective-mean", "mean_of"),
        Construct("objective-scope", "scope", scopes, by_cases, WIDTH, missing=(), show=all_or),
        Construct("objective-bound", "bound", targets, by_metric, present=CUSTOMER, differs=other_target),
        Construct("objective-deadline-condition", deadline_condition, conditions, by_condition, WIDTH, missing=()),
        Construct(
            "objective-share", lambda one: one, shares, CUSTOMER, show=lambda one: said(one.share) or "every case"
        ),
        Construct("objective-window", "window", windows, by_total, ("widened", "narrowed"), UNSURE, "other"),
        Construct("objective-hours", "hours", hours, by_length, WIDTH, UNSURE, "other"),
        Construct("objective-clock", "clock", as_one(CLOCK, "clocks"), by_clock, STRICTNESS, UNSURE, "other"),
        Construct("objective-force", "force", position(*FORCES), CUSTOMER),
        Construct("objective-condition", "when", conditions, by_condition, WIDTH, missing=()),
        Construct("objective-warning", "warn", gains=NOBODY),
        Construct("objective-aim", "aim", amounts, by_metric, present=CUSTOMER),
        *counting(
            "objective",
            Construct("objective-rounding", lambda one: one, rounding, CUSTOMER, STRICTNESS, show=decimals),
            by_downtime,
        ),
        Construct("objective-owner", "owned_by", gains=NOBODY),
        Construct(
            "objective-counted-for-each",
            lambda one: one,
            counted_for_each,
            CUSTOMER,
            STRICTNESS,
            show=lambda one: "counted for each agreement" if one.counted_for_each else "counted together",
            differs=lambda _sides, *both: differ(both, "counted_for_each"),
        ),
        Construct("objective-may-be-weakened", "may_be_weakened", number, PROVIDER, ("removed", "added")),
        Construct("objective-text", "text", present=CUSTOMER, added="other", show=as_read),
    ),
    (lambda one: one.address,),
    lambda one: str(one.address).partition("/")[2],
    by_promise,
    parts=(PAUSE,),
    sentence=objective_text,
)
