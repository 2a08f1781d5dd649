"""Populations: a share of objects, or of requests, that composes as time does is still no share of time."""

from __future__ import annotations

from ...text.finding import Related
from ..behind.carriers import Carrier
from ..behind.exclusions import check_unlimited
from ..behind.hours import has_same_hours
from ..case import Case
from ..durations.pooling import is_counted_alone


def check_population(case: Case, carrier: Carrier) -> None:
    """Of things all that are lost may be those of the promise, and may be lost in any hour.

    So a carrier must count those of the promise alone, in the same hours, and exclude nothing more.
    """
    of = case.context.metric(case.objective).population
    if of == "time":
        return
    check_unlimited(case, carrier, limited_too=True)
    if is_counted_alone(case, carrier) and has_same_hours(case, carrier):
        return
    case.add(
        "undecidable",
        "backing/pooled",
        carrier.name,
        message=f"`{carrier.name}` counts its share over more {of} than those of `{case.address}`",
        related=[Related(carrier.objective.source, f"all that are lost may be {of} of `{case.agreement.name}`")],
        help="have it `counted for each agreement it carries`, in the same hours and a window that fits",
    )
