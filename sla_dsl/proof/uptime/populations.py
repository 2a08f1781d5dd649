"""Populations: a share of objects, or of requests, that composes as time does is still no share of time."""

from __future__ import annotations

from collections.abc import Sequence

from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..behind.comparable import check_not_met
from ..behind.components import Coverage
from ..behind.counted import check_counted_once, is_counted_alone
from ..behind.exclusions import check_unlimited
from ..behind.hours import has_same_hours, holds_throughout
from ..behind.joined import check_joined
from ..behind.volumes import fill
from ..case import Case
from .supplies import promised_share


def check_whole_outages(case: Case, coverages: Sequence[Coverage]) -> None:
    """An outage that goes from one site to another may last long enough to count, though it does so at none of them."""
    by: dict[str, list[Carrier]] = {}
    for coverage in coverages:
        by.setdefault(coverage[0].agreement.name, []).extend(coverage)
    for found in by.values():
        if any(map(lasts, found)) and len({one.objective.scope for one in found}) > 1:
            case.add(
                "undecidable",
                "backing/not-comparable",
                found[0].name,
                message=f"`{found[0].agreement.name}` promises value by value what is down for so long, and "
                f"`{case.address}` for all together",
                related=[Related(one.objective.source, "a part of an outage may be too short here") for one in found],
                help="promise it for all of them behind as well, or without saying how long it must be down",
            )


def lasts(carrier: Carrier) -> bool:
    """Whether outages must last for some time to count, or until they are over."""
    counting = carrier.objective.counting
    return counting.up_after is not None or any(rule.lasting for rule in counting.down)


def check_partial(case: Case, carrier: Carrier) -> None:
    """An outage of half of all users of a carrier may be one of all of ours, and so may last twice as long."""
    word = carrier.objective.counting.in_proportion_to
    if word:
        case.add(
            "undecidable",
            "backing/not-understood",
            carrier.name,
            "partial outages",
            word,
            message=f"`{carrier.name}` counts partial outages in proportion to {word}, and how many of those that "
            f"`{case.address}` is about are hit is not known",
            related=[Related(carrier.objective.source, "an outage may last longer here if it hits fewer")],
            help=f"let partial outages of `{carrier.name}` count as a whole",
        )


def check_population(case: Case, carrier: Carrier) -> None:
    """Of things all that are lost may be those of the promise, and may be lost in any hour.

    So a carrier must count those of the promise alone, in the same hours, and exclude nothing more.
    """
    population = case.context.metric(case.objective).population
    if population == "time":
        return
    of = population or "things"
    check_unlimited(case, carrier, limited_too=True)
    check_counted_once(case, carrier, is_joined=True)
    if case.context.metric(case.objective).composes == "durability":
        _check_same_windows(case, carrier)
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


def check_steady(case: Case, coverages: Sequence[Coverage]) -> None:
    """All requests may come at one time: a part must be promised as much at all times, by whomever.

    Of a share of time it is reckoned for how long each agreement holds.
    """
    if case.context.is_of_time(case.objective):
        return
    carriers = list(dict.fromkeys(one for coverage in coverages for one in coverage))
    for one in carriers:
        check_not_met(case, one)
    if all(holds_throughout(case, one.agreement, expected_term(one.agreement)) for one in carriers):
        return
    terms = [days for one in carriers if (days := expected_term(one.agreement)) is not None]
    judged = case.context.judged(case.agreement)
    if judged is not None and not gaps(terms, judged) and len({promised_share(one.objective) for one in carriers}) == 1:
        check_joined(case, carriers)
        return
    names, things = " and ".join(f"`{one.name}`" for one in carriers), case.context.metric(case.objective).population
    case.add(
        "undecidable",
        "backing/not-comparable",
        *(one.name for one in carriers),
        message=f"all {things or 'things'} of `{case.address}` may come on days on which {names} promise the least, "
        "or nothing",
        related=[Related(one.agreement.source, "this is not in force on all days") for one in carriers],
        help="have as much promised on all days",
    )


def _check_same_windows(case: Case, carrier: Carrier) -> None:
    """Objects stay where they are: what is lost of them in each month adds up to what is lost of them in a year."""
    ours, theirs, context = case.objective.window, carrier.objective.window, case.context
    is_there = holds_throughout(case, carrier.agreement, context.certain(carrier.agreement))
    if is_there and fill(case.agreement, ours, carrier.agreement, theirs):
        return
    case.add(
        "undecidable",
        "backing/not-comparable",
        carrier.name,
        message=f"as many objects of `{case.address}` may be lost in each window of `{carrier.name}`, and a window of "
        "the promise holds several of them",
        related=[Related(carrier.objective.source, "here the loss of one window is bounded")],
        help="promise it for the same windows, by one agreement",
    )
