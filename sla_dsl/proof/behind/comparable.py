"""Comparability: whether a promise and its carrier count the same downtime, units and measuring points."""

from __future__ import annotations

from ...algebra.days import term as expected_term
from ...algebra.windows import anchor, windows
from ...algebra.zones import zone
from ...model.objective import Objective
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier


def check_comparable(case: Case, carrier: Carrier) -> None:
    """A promise that counts differently from its carrier holds at most on average, unless assumed comparable."""
    ours, theirs = counting_rules(case.objective), counting_rules(carrier.objective)
    names = [name for name in ours if ours[name] != theirs[name]]
    if not names:
        return
    for one in case.agreement.assumptions:
        if one.kind == "comparable" and {carrier.agreement.name, *carrier.agreement.covers} & set(one.of):
            case.assumptions.append(f"`{carrier.agreement.name}` counts comparably ({one.because})")
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
