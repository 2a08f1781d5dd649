"""Comparability: whether a promise and its carrier count the same downtime, units and measuring points."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.days import term as expected_term
from ...algebra.in_force import effective_day
from ...algebra.windows import anchor, windows
from ...algebra.zones import zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Days
from ...text.finding import Related
from ..case import Case
from .alike import stated_comparable
from .carriers import Carrier
from .hours import has_same_hours


def check_comparable(case: Case, carrier: Carrier) -> None:
    """A promise that counts differently from its carrier holds at most on average, unless assumed comparable."""
    ours, theirs = counting_rules(case.objective), counting_rules(carrier.objective)
    names = [name for name in ours if ours[name] != theirs[name]]
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


def check_counted_whole(case: Case, carrier: Carrier) -> None:
    """A duration or figure behind must be compared unrounded, and in the windows that its term cuts as well.

    How much a rounding or a cut window leaves open is not computed, and so such a carrier carries nothing.
    """
    theirs, behind = carrier.objective, carrier.agreement
    if theirs.counting.decimals is not None:
        case.add(
            "undecidable",
            "backing/not-comparable",
            carrier.name,
            message=f"`{carrier.name}` is compared after rounding, and by how much that moves it is not computed",
            related=[Related(theirs.source, f"rounded to {theirs.counting.decimals} decimals")],
            help=f"take the rounding out of `{carrier.name}`",
        )
    if behind.partial_windows == "met" and theirs.window is not None and _is_cut(case, carrier):
        case.add(
            "undecidable",
            "backing/not-comparable",
            behind.name,
            message=f"`{behind.name}` counts windows that its term cuts as met, and `{case.address}` goes on in them",
            related=[Related(theirs.source, "in such a window it promises nothing")],
            help=f"let partial windows of `{behind.name}` count in proportion",
        )


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
    return spans is None or any(start < begins < end for start, end in spans)


def check_cut_alike(case: Case, carrier: Carrier) -> None:
    """In a window that is cut a sum, or a number, shrinks in front: then it must shrink behind, by the same cut.

    A cut window behind that counts as a whole leaves its whole sum to each side of the cut.
    """
    ours, behind = case.agreement, carrier.agreement
    theirs = set(_cut_windows(case, behind, carrier.objective))
    shrinks = ours.partial_windows not in ("whole", "met")
    cut = set(_cut_windows(case, ours, case.objective)) if shrinks else set()
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


def _cut_windows(case: Case, agreement: Agreement, objective: Objective) -> Iterator[tuple[int, int, int, int]]:
    """The judged windows that a term, or an amendment, cuts: from when to when, and what is left of them."""
    context, window, days = case.context, objective.window, expected_term(agreement)
    judged = context.judged(case.agreement)
    first = anchor(window, agreement) if window is not None else None
    if window is None or first is None or judged is None:
        return
    effective = (day for one in agreement.amendments if (day := effective_day(one)) is not None)
    known = [day for day in effective if judged.first is None or day <= judged.first]
    begins = max([*known, *([days.first] if days is not None and days.first is not None else [])], default=None)
    text = Days(first=begins, last=None if days is None else days.last)
    since, until = context.span(text, agreement.zone)
    spans = windows(window, zone(agreement.zone or "UTC"), *context.span(judged, case.agreement.zone), first)
    for start, end in spans or ():
        if start < since < end or start < until < end:
            yield start, end, max(start, since), min(end, until)


def counting_rules(objective: Objective) -> dict[str, str]:
    """How an objective counts, rule by rule; white space does not matter.

    A rule of which nothing is said is empty: it is not known to be the same as one that is written.
    """
    counting = objective.counting
    down = [one.model_dump(mode="json") for one in counting.down]
    samples = any(one.lasting is not None and one.lasting.samples for one in counting.down)
    samples = samples or (counting.up_after is not None and counting.up_after.samples is not None)
    return {
        "down when": _plain(str(sorted(map(str, down)))) if down else "",
        "up after": _plain(str(counting.up_after.model_dump(mode="json"))) if counting.up_after else "",
        "counts": _plain(f"{counting.counts} / {counting.out_of}") if counting.counts else "",
        "weighted by": _plain(counting.weighted_by),
        "overlaps": "once" if counting.overlaps_once else "",
        "measuring point": _plain("; ".join(sorted(m.at for m in counting.measured if m.at))),
        # How often is sampled matters where samples are counted.
        "every": "; ".join(sorted(m.every.text for m in counting.measured if m.every)) if samples else "",
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
