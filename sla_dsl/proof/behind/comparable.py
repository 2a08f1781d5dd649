"""Whether two promises count the same: what is down, what is counted, where it is measured."""

from __future__ import annotations

from ...model.agreement import Agreement
from ...model.objective import Objective
from ...text.finding import Related
from ..verdict import Findings
from .carriers import Carrier


def check_comparable(agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """A promise that counts differently from what is behind it holds at most on average, unless assumed comparable."""
    ours, theirs = rules(promise), rules(carrier.objective)
    if not any(ours.values()) or all(ours[name] in ("", theirs[name]) for name in ours):
        return
    for one in agreement.assumptions:
        if one.kind == "comparable" and {carrier.agreement.name, *carrier.agreement.covers} & set(one.of):
            found.assumptions.append(f"`{carrier.agreement.name}` counts comparably ({one.because})")
            return
    differing = " and ".join(f"`{name}`" for name in ours if ours[name] not in ("", theirs[name]))
    found.add(
        "expected",
        "backing/counted-differently",
        f"`{promise.address}` and `{carrier.name}` differ in {differing}",
        carrier.name,
        related=[
            Related(
                carrier.objective.source, f"{differing} {'is' if differing.count('`') == 2 else 'are'} different here"
            )
        ],
        help=f'say the same in both, or `assume {carrier.agreement.name} comparable because "…"`',
    )


def check_counted_whole(promise: Objective, carrier: Carrier, found: Findings) -> None:
    """A duration or figure behind that is rounded, or a share that windows cut by the term need not keep.

    How much either leaves open is not computed, and so it carries nothing.
    """
    theirs, of = carrier.objective, carrier.agreement
    if theirs.counting.decimals is not None:
        found.add(
            "undecidable",
            "backing/not-comparable",
            f"`{carrier.name}` is compared after rounding, and by how much that moves it is not computed",
            carrier.name,
            related=[Related(theirs.source, f"rounded to {theirs.counting.decimals} decimals")],
            help=f"take the rounding out of `{carrier.name}`",
        )
    if of.partial_windows == "met" and theirs.window is not None and of.term is not None and of.term.last is not None:
        found.add(
            "undecidable",
            "backing/not-comparable",
            f"`{of.name}` counts windows that its term cuts as met, and `{promise.address}` goes on in them",
            of.name,
            related=[Related(theirs.source, "in such a window it promises nothing")],
            help=f"let partial windows of `{of.name}` count in proportion",
        )


def rules(objective: Objective) -> dict[str, str]:
    """What an objective says of how it counts, white space aside."""
    counting = objective.counting
    down = [one.model_dump(mode="json") for one in counting.down]
    return {
        "down when": _plain(str(down)) if down else "",
        "counts": _plain(f"{counting.counts} / {counting.out_of}") if counting.counts else "",
        "measuring point": _plain("; ".join(m.at for m in counting.measured)),
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
