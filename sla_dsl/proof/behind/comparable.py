"""Comparability: whether a promise and its carrier count the same downtime, units and measuring points."""

from __future__ import annotations

from ...model.objective import Objective
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier


def check_comparable(case: Case, carrier: Carrier) -> None:
    """A promise that counts differently from its carrier holds at most on average, unless assumed comparable."""
    ours, theirs = counting_rules(case.objective), counting_rules(carrier.objective)
    # A rule that the promise leaves open fits whatever the carrier says.
    if not any(ours.values()) or all(ours[name] in ("", theirs[name]) for name in ours):
        return
    for one in case.agreement.assumptions:
        if one.kind == "comparable" and {carrier.agreement.name, *carrier.agreement.covers} & set(one.of):
            case.assumptions.append(f"`{carrier.agreement.name}` counts comparably ({one.because})")
            return
    differing = " and ".join(f"`{name}`" for name in ours if ours[name] not in ("", theirs[name]))
    case.add(
        "expected",
        "backing/counted-differently",
        carrier.name,
        message=f"`{case.address}` and `{carrier.name}` differ in {differing}",
        related=[
            Related(
                carrier.objective.source, f"{differing} {'is' if differing.count('`') == 2 else 'are'} different here"
            )
        ],
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
    # A term without an end cuts no last window.
    ends = behind.term is not None and behind.term.last is not None
    if behind.partial_windows == "met" and theirs.window is not None and ends:
        case.add(
            "undecidable",
            "backing/not-comparable",
            behind.name,
            message=f"`{behind.name}` counts windows that its term cuts as met, and `{case.address}` goes on in them",
            related=[Related(theirs.source, "in such a window it promises nothing")],
            help=f"let partial windows of `{behind.name}` count in proportion",
        )


def counting_rules(objective: Objective) -> dict[str, str]:
    """How an objective counts: what is down, what is counted and where it is measured; white space does not matter."""
    counting = objective.counting
    down = [one.model_dump(mode="json") for one in counting.down]
    return {
        "down when": _plain(str(down)) if down else "",
        "counts": _plain(f"{counting.counts} / {counting.out_of}") if counting.counts else "",
        "measuring point": _plain("; ".join(m.at for m in counting.measured)),
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
