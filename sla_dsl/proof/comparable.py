"""Whether two promises count the same: what is down, what is counted, where it is measured."""

from __future__ import annotations

from ..language.finding import Related
from ..model.agreement import Agreement
from ..model.objective import Objective
from .carriers import Carrier
from .verdict import Findings


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
