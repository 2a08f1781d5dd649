"""Comparability: whether a promise and its carrier count the same downtime, units and measuring points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...algebra.days import term as expected_term
from ...algebra.in_force import effective_day
from ...algebra.intervals import Intervals
from ...algebra.windows import anchor, windows
from ...algebra.zones import Instant, local, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Days
from ...model.quantity import Quantity
from ...text.finding import Related
from ..case import Case
from .alike import stated_comparable
from .carriers import Carrier
from .hours import has_same_hours


def check_comparable(case: Case, carrier: Carrier) -> None:
    """A promise that counts differently from its carrier holds at most on average, unless assumed comparable."""
    _assume_told_of_all(case, carrier)
    ours, theirs = _rules(case, case.objective), _rules(case, carrier.objective)
    names = [name for name in ours if ours[name] != theirs[name]]
    if carrier.objective.statistic in ("each", "longest", "lowest"):
        # A bound on each bounds their mean, whatever its weights.
        names = [name for name in names if name != "weighted by"]
    if not names:
        return
    stated = stated_comparable(case, carrier)
    if stated is not None:
        case.assumptions.append(f"`{carrier.agreement.name}` counts comparably ({stated.because})")
        return
    differing = " and ".join(f"`{name}`" for name in names)
    case.add(
        "expected",
        "backing/counted-differently",
        carrier.name,
        message=f"`{case.address}` and `{carrier.name}` differ in {differing}",
        related=[Related(carrier.objective.source, f"{differing} {'is' if len(names) == 1 else 'are'} different here")],
        help=f'say the same in both, or `assume {carrier.agreement.name} comparable because "…"`',
    )


def _rules(case: Case, objective: Objective) -> Mapping[str, str]:
    # Those of a part of its cases count alike.
    return case.context.remembered("counting", objective.address, lambda: counting_rules(objective))


def _assume_told_of_all(case: Case, carrier: Carrier) -> None:
    """What happens may be told of one tier, or measured as one metric; cases are of a service, and have no metric."""
    metric, theirs = case.context.metric(case.objective), carrier.objective
    if metric.starts is not None and metric.stops is not None and metric.population != "outages":
        return
    ours = {one.scale: set(one.values) for one in (*case.agreement.tiers, *case.objective.scope)}
    for tier in carrier.agreement.tiers:
        is_named = any(one.scale == tier.scale for one in theirs.scope)
        if not is_named and not (tier.scale in ours and ours[tier.scale] <= set(tier.values)):
            case.assume(f"nothing happens to one tier of `{tier.scale}` alone")
    if theirs.metric != case.objective.metric:
        case.assume(f"`{case.objective.metric}` and `{theirs.metric}` are measured of the same")


def check_own_rounding(case: Case) -> None:
    """A promise that is rounded between two steps, or must stay off its bound, bounds another figure than is written.

    Of 0.6 % in whole percents 0.55 % is too much, and what is below 1 % must be below 0.5 %.
    """
    objective, decimals = case.objective, case.objective.counting.decimals
    if decimals is None or (objective.statistic == "each" and case.context.composing(objective).by == "hand-offs"):
        return
    bound = objective.share.share if objective.share is not None else objective.quantity
    is_off = objective.share is None and objective.bound is not None and objective.bound.kind in ("below", "above")
    if isinstance(bound, Quantity) and (is_off or (bound.amount * 10**decimals).denominator != 1):
        case.add(
            "undecidable",
            "backing/not-comparable",
            message=f"`{case.address}` is compared after rounding to {decimals} decimals, which {case.promised} is not",
            help="promise a figure of so many decimals by `at most` or `at least`, or take the rounding out",
        )


def check_counted_whole(case: Case, carrier: Carrier) -> None:
    """A duration or figure behind must be compared unrounded, and in the windows that its term cuts as well.

    How much a rounding or a cut window leaves open is not computed, and so such a carrier carries nothing.
    """
    theirs = carrier.objective
    if theirs.counting.decimals is not None:
        case.add(
            "undecidable",
            "backing/not-comparable",
            carrier.name,
            message=f"`{carrier.name}` is compared after rounding, and by how much that moves it is not computed",
            related=[Related(theirs.source, f"rounded to {theirs.counting.decimals} decimals")],
            help=f"take the rounding out of `{carrier.name}`",
        )
    check_not_met(case, carrier)


def check_not_met(case: Case, carrier: Carrier) -> None:
    """In a window that counts as met because the term cuts it nothing is promised."""
    theirs, behind = carrier.objective, carrier.agreement
    if behind.partial_windows == "met" and theirs.window is not None and _is_cut(case, carrier):
        case.add(
            "undecidable",
            "backing/not-comparable",
            behind.name,
            message=f"`{behind.name}` counts windows that its term cuts as met, and `{case.address}` goes on in them",
            related=[Related(theirs.source, "in such a window it promises nothing")],
            help=f"let partial windows of `{behind.name}` count in proportion",
        )


def check_window_under_way(case: Case, carrier: Carrier) -> None:
    """What came before is known of neither side: of a window of ours that is under way, it must not matter.

    If an amendment cuts our window, only what came after it is ours, and behind all of the window counts.  If
    the text behind is newer than our window, what was promised before is taken to be the same.
    """
    of_time = case.context.is_of_time(case.objective)
    ours = () if of_time else set(cut_windows(case, case.agreement, case.objective, by_term=False))
    if ours and not (
        ours <= set(cut_windows(case, carrier.agreement, carrier.objective, by_term=False))
        and has_same_hours(case, carrier)
    ):
        case.add(
            "undecidable",
            "backing/not-comparable",
            carrier.name,
            message=f"an amendment cuts a window of `{case.address}`, and behind it `{carrier.name}` counts what came "
            "before as well",
            related=[Related(carrier.objective.source, "this is promised of all that comes in a window")],
            help="judge it again when that window is over, or amend at the start of a window",
        )
    since, text_begins = _written_since(case, carrier.agreement), _written_since(case, case.agreement)
    # What is behind is mostly the older text.
    if since is None or (text_begins is not None and text_begins >= since):
        return
    begins = [start for start, _ in judged_windows(case, case.agreement, case.objective)]
    if any(max(start, text_begins or start) < since for start in begins):
        day = local(since, zone(carrier.agreement.zone or "UTC")).date()
        text = f"what `{carrier.agreement.name}` says held before {day} as well"
        case.assumptions += [text] if text not in case.assumptions else []


def _written_since(case: Case, agreement: Agreement, *, by_term: bool = True) -> Instant | None:
    """The instant from which an agreement is as it is written: its first day, or that of its last known amendment."""
    judged, days = case.context.judged(case.agreement), expected_term(agreement) if by_term else None
    effective = (day for one in agreement.amendments if (day := effective_day(one)) is not None)
    # What is not in effect yet is told already, and judged as if it were.
    known = [day for day in effective if judged is None or judged.first is None or day <= judged.first]
    first = max([*known, *([days.first] if days is not None and days.first is not None else [])], default=None)
    return None if first is None else case.context.span(Days(first=first), agreement.zone)[0]


def judged_windows(case: Case, agreement: Agreement, objective: Objective) -> Intervals:
    """The windows of an objective that overlap the judged days of the promise."""
    window, judged = objective.window, case.context.judged(case.agreement)
    first = anchor(window, agreement) if window is not None else None
    if window is None or first is None or judged is None:
        return ()
    return windows(window, zone(agreement.zone or "UTC"), *case.context.span(judged, case.agreement.zone), first) or ()


def _is_cut(case: Case, carrier: Carrier) -> bool:
    """Whether the term of a carrier cuts one of its windows that reach into the judged days."""
    context, behind = case.context, carrier.agreement
    days, judged, window = expected_term(behind), case.context.judged(case.agreement), carrier.objective.window
    # A last window may be cut beyond the judged days, and is told before it comes.
    if days is None or days.last is not None or judged is None or window is None:
        return True
    first = anchor(window, behind)
    since, until = context.span(judged, case.agreement.zone)
    begins, _ = context.span(days, behind.zone)
    spans = None if first is None else windows(window, zone(behind.zone or "UTC"), since, until, first)
    # A term that begins with a window cuts none.
    return spans is None or any(start < begins < end for start, end in spans)


def check_cut_alike(case: Case, carrier: Carrier) -> None:
    """In a window that is cut a sum, or a number, shrinks in front: then it must shrink behind, by the same cut.

    A cut window behind that counts as a whole leaves its whole sum to each side of the cut.
    """
    ours, behind = case.agreement, carrier.agreement
    theirs = set(cut_windows(case, behind, carrier.objective))
    shrinks = ours.partial_windows not in ("whole", "met")
    cut = set(cut_windows(case, ours, case.objective)) if shrinks else set()
    alike = cut <= theirs and (not cut or has_same_hours(case, carrier))
    if alike and not (theirs and behind.partial_windows == "whole"):
        return
    case.add(
        "undecidable",
        "backing/not-comparable",
        carrier.name,
        message=f"windows of `{case.address}` and `{carrier.name}` are cut in other ways, and their bounds with them",
        related=[Related(carrier.objective.source, "how much may come into a window that is cut is not computed")],
        help="let both begin and end with a window, or on the same day",
    )


def cut_windows(
    case: Case, agreement: Agreement, objective: Objective, *, by_term: bool = True
) -> Iterator[tuple[int, int, int, int]]:
    """The judged windows that a term, or an amendment, cuts: from when to when, and what is left of them."""
    days = expected_term(agreement) if by_term else None
    since = _written_since(case, agreement, by_term=by_term)
    _, until = case.context.span(Days(last=None if days is None else days.last), agreement.zone)
    for start, end in judged_windows(case, agreement, objective):
        begins = start if since is None else max(start, since)
        if start < begins < end or start < until < end:
            yield start, end, begins, min(end, until)


def counting_rules(objective: Objective) -> dict[str, str]:
    """How an objective counts, rule by rule; white space does not matter.

    A rule that is not written is empty: it is not known to be the same as one that is.
    """
    counting = objective.counting
    samples = any(one.lasting is not None and one.lasting.samples for one in counting.down)
    samples = samples or (counting.up_after is not None and counting.up_after.samples is not None)
    return {
        "down when": _plain(str(sorted(map(repr, counting.down)))) if counting.down else "",
        "up after": _plain(repr(counting.up_after)) if counting.up_after else "",
        "counts": _plain(f"{counting.counts} / {counting.out_of}") if counting.counts else "",
        "weighted by": _plain(counting.weighted_by),
        "overlaps": "once" if counting.overlaps_once else "",
        "measuring point": _plain("; ".join(sorted(m.at for m in counting.measured if m.at))),
        # How often is sampled matters where samples are counted.
        "every": "; ".join(sorted(m.every.text for m in counting.measured if m.every)) if samples else "",
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
