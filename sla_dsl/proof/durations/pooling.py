"""Shares of cases along the hand-offs: misses add, and they count only over the promise's own cases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ...algebra.paths import Chain, Group
from ...algebra.shares import Pool, pooled_miss
from ...algebra.undecidable import Undecidable
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Window
from ...text.finding import Related
from ...wording.figures import percent_down
from ..behind.carriers import Carrier, share_of, treated
from ..behind.volumes import fewest, fill, most
from ..verdict import Findings, Misses, Value


@dataclass(frozen=True, slots=True)
class Miss:
    """A hop as far as shares go: what carries it, or nothing for a time of one's own, which every case keeps."""

    carrier: Carrier | None


def check_shares(agreement: Agreement, promise: Objective, chain: Chain[Miss], found: Findings) -> None:
    """The share that is guaranteed of a promise's own cases, against the share that it promises."""
    ours = share_of(promise)
    if ours is None:
        _check_kind(agreement, promise, chain, found)
        return
    late = _late(agreement, promise, chain, found)
    if late is None:
        return
    missed = _total(late)
    guaranteed = max(Fraction(0), 1 - missed)
    if promise.share is not None:
        found.expected = None
        found.shares = Value(guaranteed, percent_down(guaranteed))
    if guaranteed < ours:
        found.counter = late
        promised = percent_down(ours) if promise.share else "every case"
        found.add(
            "unbacked",
            "backing/too-many-misses",
            f"{percent_down(guaranteed)} of the cases of `{promise.address}` are guaranteed, {promised} is promised",
            promise.address,
            example=f"{percent_down(missed)} of its cases may be late while every agreement behind it is met",
            help="raise the shares behind it, have each count its share for each agreement it carries, or promise less",
        )


def _check_kind(agreement: Agreement, promise: Objective, chain: Chain[Miss], found: Findings) -> None:
    """A mean or a median is carried by its own kind, counted for the promise's own cases, or by one of every case."""
    for carrier in _carriers(chain):
        theirs = carrier.objective
        if theirs.statistic == promise.statistic and not is_counted_alone(agreement, promise, carrier):
            pooled_average(carrier, found)
        if theirs.statistic != promise.statistic and share_of(theirs) != 1:
            found.add(
                "undecidable",
                "backing/other-statistic",
                f"`{carrier.name}` bounds {_kind(theirs)}, `{promise.address}` {_kind(promise)}",
                carrier.name,
                related=[Related(theirs.source, f"this is {_kind(theirs)}")],
                help="bound every case, or the same figure, in both",
            )


def _kind(objective: Objective) -> str:
    if objective.share is not None:
        return f"a share of {objective.share.of}"
    return (
        f"the {objective.statistic}" if objective.statistic in ("mean", "median", "longest", "total") else "every case"
    )


def _carriers(chain: Chain[Miss]) -> list[Carrier]:
    found = []
    for hop in chain:
        if isinstance(hop, Group):
            found += [carrier for route in hop.routes for carrier in _carriers(route)]
        elif hop.carrier is not None:
            found.append(hop.carrier)
    return found


def _late(agreement: Agreement, promise: Objective, chain: Chain[Miss], found: Findings) -> Misses | None:
    """The most cases that may miss: over a chain and side by side they add, of routes the largest counts."""
    late: list[tuple[str, Fraction]] = []
    for hop in chain:
        if isinstance(hop, Group):
            routes = [_late(agreement, promise, route, found) for route in hop.routes]
            known = [missed for missed in routes if missed is not None]
            if len(known) < len(routes):
                return None
            chosen = [max(known, key=_total)] if hop.kind == "whichever" else known
            late += [each for missed in chosen for each in missed.late]
        elif hop.carrier is not None:
            missed = missed_of_our_cases(agreement, promise, hop.carrier, found)
            if missed is None:
                return None
            late.append((hop.carrier.name, missed))
    return Misses(tuple(late))


def _total(misses: Misses) -> Fraction:
    return sum((share for _, share in misses.late), Fraction(0))


def missed_of_our_cases(agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings) -> Fraction | None:
    """What a carrier may miss of this promise's own cases."""
    theirs = share_of(carrier.objective)
    if theirs is None:
        found.add(
            "unbacked" if share_of(promise) == 1 else "undecidable",
            "backing/other-statistic",
            f"`{carrier.name}` bounds {_kind(carrier.objective)}, `{promise.address}` {_kind(promise)}",
            carrier.name,
            related=[Related(carrier.objective.source, f"this is {_kind(carrier.objective)}")],
            help="bound every case, or a share of them, in both",
        )
        return None
    if theirs == 1 or is_counted_alone(agreement, promise, carrier):
        return 1 - theirs
    return missed_of_pool(agreement, promise, carrier, 1 - theirs, found)


def is_counted_alone(agreement: Agreement, promise: Objective, carrier: Carrier) -> bool:
    """Whether a carrier is counted for the cases of the promise alone, in windows that fill those of the promise."""
    theirs = carrier.objective
    alone = theirs.counted_for_each and is_as_narrow(agreement, promise, carrier)
    return alone and fill(carrier.agreement, theirs.window, agreement, promise.window)


def is_as_narrow(agreement: Agreement, promise: Objective, carrier: Carrier) -> bool:
    """Whether a carrier speaks of no other cases than a promise: else all that miss may be those of the promise."""
    chosen = {tier.scale for tier in agreement.tiers}
    names = treated(agreement, carrier.agreement)
    theirs = {selection.scale: set(selection.values) for selection in carrier.objective.scope}
    called = {names[value] for selection in promise.scope for value in selection.values if value in names}
    return all(
        theirs.get(s.scale, {""}) <= set(s.values) or any(values <= called for values in theirs.values())
        for s in promise.scope
        if s.scale not in chosen
    )


def missed_of_pool(
    agreement: Agreement, promise: Objective, carrier: Carrier, share: Fraction, found: Findings
) -> Fraction | None:
    """What may miss of a promise's own cases if a share of a larger population misses; by the stated volumes."""
    theirs, ours = carrier.objective, fewest(agreement, promise, promise.window)
    others = most(carrier.agreement, theirs, _longer(agreement, promise, carrier))
    same = ours is None or others is None or ours.unit == others.unit
    pool = Pool(carrier.name, share, others.amount if others is not None and same else None)
    missed = pooled_miss([pool], ours.amount if ours is not None else None)
    if isinstance(missed, Undecidable):
        found.add(
            "undecidable",
            "backing/pooled",
            missed.reason,
            carrier.name,
            related=[Related(theirs.source, "its share is counted over all its cases")],
            help="have it `counted for each agreement it carries`, in a window that fits, or state volumes for the "
            f"same windows: `volume at most …` in `{carrier.agreement.name}`, `volume at least …` here",
        )
        return None
    return missed


def _longer(agreement: Agreement, promise: Objective, carrier: Carrier) -> Window | None:
    """Of the windows of a promise and of what is behind it the one that the others fill; none if they cross."""
    theirs = carrier.objective.window
    if fill(carrier.agreement, theirs, agreement, promise.window):
        return promise.window
    return theirs if fill(agreement, promise.window, carrier.agreement, theirs) else None


def pooled_average(carrier: Carrier, found: Findings) -> None:
    """A mean or a median over more cases than those of a promise says nothing of them."""
    found.add(
        "undecidable",
        "backing/pooled",
        f"`{carrier.name}` bounds {_kind(carrier.objective)} of other cases than these",
        carrier.name,
        related=[Related(carrier.objective.source, f"{_kind(carrier.objective)} is that of all its cases")],
        help="have it `counted for each agreement it carries`, in the same hours and a window that fits",
    )


def kind_of(objective: Objective) -> Literal["cases", "mean", "median"]:
    """What an objective bounds as a term of the algebra: so many cases, or their mean or median."""
    if objective.statistic == "mean":
        return "mean"
    return "median" if objective.statistic == "median" else "cases"
