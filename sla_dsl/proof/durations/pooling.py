"""Pooling: the share of a promise's own cases that may be late, where carriers count their shares over more cases.

(docs/mathematics.md, Shares of cases and Pooled populations)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ...algebra.paths import Group, hops
from ...algebra.shares import Pool, pooled_miss
from ...algebra.undecidable import Undecidable
from ...model.objective import Objective
from ...model.phrases import Window
from ...text.finding import Related
from ...wording.figures import percent_down
from ..behind.carriers import Carrier, share_of
from ..behind.counted import is_counted_alone
from ..behind.volumes import fewest, fill, most
from ..case import Case
from ..verdict import Figure, Misses
from .legs import Leg, Legs
from .spread import windows_touched
from .starts import begins_before, later_carriers


def check_shares(case: Case, legs: Legs) -> None:
    """The guaranteed share of a promise's own cases must reach the promised share."""
    ours = share_of(case.objective)
    if ours is None:
        _check_statistics(case, legs)
        return
    late = _late(case, legs)
    if late is None:
        return
    missed = sum((share for _, share in late.late), Fraction(0))
    # Misses of different legs add, and may come to more than there are cases.
    guaranteed = max(Fraction(0), 1 - missed)
    if case.objective.share is not None:
        case.expected = None
        case.shares = Figure(guaranteed, percent_down(guaranteed))
    # Just the promised share is enough: a share includes its bound.
    if guaranteed < ours:
        case.counter = late
        promised = percent_down(ours) if case.objective.share else "every case"
        case.add(
            "unbacked",
            "backing/too-many-misses",
            case.address,
            message=f"{percent_down(guaranteed)} of the cases of `{case.address}` are guaranteed, {promised} is "
            "promised",
            example=f"{percent_down(missed)} of its cases may be late while every agreement behind it is met",
            help="raise the shares behind it, have each count its share for each agreement it carries, or promise less",
        )


def _check_statistics(case: Case, legs: Legs) -> None:
    """A mean or a median is carried by its own kind, counted for the promise's own cases, or by one of every case."""
    later = _counted_later(legs)
    for leg in hops(legs):
        if leg.carrier is None:
            continue
        theirs = leg.carrier.objective
        if theirs.statistic == case.objective.statistic:
            if leg.carrier in later or begins_before(case, leg.carrier):
                _over_the_border(case, leg.carrier)
            elif not is_counted_alone(case, leg.carrier):
                pooled_average(case, leg.carrier)
        if theirs.statistic != case.objective.statistic and share_of(theirs) != 1:
            case.add(
                "undecidable",
                "backing/other-statistic",
                leg.carrier.name,
                message=f"`{leg.carrier.name}` bounds {_statistic(theirs)}, `{case.address}` "
                f"{_statistic(case.objective)}",
                related=[Related(theirs.source, f"this is {_statistic(theirs)}")],
                help="bound every case, or the same figure, in both",
            )


def _statistic(objective: Objective) -> str:
    """The statistic that an objective bounds, in words."""
    if objective.share is not None:
        return f"a share of {objective.share.of}"
    return (
        f"the {objective.statistic}" if objective.statistic in ("mean", "median", "longest", "total") else "every case"
    )


@dataclass(frozen=True, slots=True)
class _Missed:
    """What may miss along some legs: shares of the promise's own cases, and pools of cases with those of others.

    A pool misses so many cases, whatever the way by which they come to it, and so it counts once.
    """

    shares: tuple[tuple[str, Fraction], ...] = ()
    pools: tuple[Carrier, ...] = ()

    @property
    def total(self) -> Fraction:
        """The misses of the shares together."""
        return sum((share for _, share in self.shares), Fraction(0))


def _missed(case: Case, legs: Legs) -> _Missed:
    """What may miss along the legs, if all that is counted alone is counted in the windows of the promise."""
    found = [_missed_by(case, leg) for leg in legs]
    return _Missed(
        tuple(each for one in found for each in one.shares), tuple(each for one in found for each in one.pools)
    )


def _missed_by(case: Case, leg: Leg | Group[Leg]) -> _Missed:
    if isinstance(leg, Group):
        routes = [_missed(case, route) for route in leg.routes]
        # A case waits for all routes side by side, whose misses add; where it takes one route, the one with most
        # misses may be it.  Cases on every one of them may miss out of a pool.
        chosen = [max(routes, key=lambda one: one.total)] if leg.kind == "whichever" else routes
        return _Missed(
            tuple(each for one in chosen for each in one.shares), tuple(each for one in routes for each in one.pools)
        )
    # A time of one's own is kept in every case, and so is a bound on every case.
    kept = share_of(leg.carrier.objective) if leg.carrier is not None else Fraction(1)
    if leg.carrier is None or kept is None or kept == 1:
        return _Missed()
    if is_counted_alone(case, leg.carrier):
        return _Missed(shares=((leg.carrier.name, 1 - kept),))
    return _Missed(pools=(leg.carrier,))


def _late(case: Case, legs: Legs) -> Misses | None:
    """The most of the promise's own cases that may be late; none (a ground is given) if that is not known."""
    averages = [leg.carrier for leg in hops(legs) if leg.carrier and share_of(leg.carrier.objective) is None]
    for carrier in averages:
        other_statistic(case, carrier)
    if averages:
        return None
    missed = _missed(case, legs)
    later = _counted_later(legs)
    early = [one for one in _carriers(legs) if begins_before(case, one)]
    # The cases of a window may all be handed over in one window: then that is what misses, whatever others do.
    if not (later or early) or 1 - missed.total < (share_of(case.objective) or 0):
        return _with_pools(case, missed, dict.fromkeys(missed.pools, 1))
    spread = None if early else windows_touched(case, legs, [_longer_window(case, carrier) for carrier in later])
    if spread is None:
        for carrier in dict.fromkeys((*early, *later)):
            _over_the_border(case, carrier)
        return None
    kept = tuple((name, share) for name, share in missed.shares if name not in {one.name for one in later})
    return _with_pools(case, _Missed(kept), dict.fromkeys(missed.pools, 1) | dict.fromkeys(later, spread))


def _with_pools(case: Case, missed: _Missed, pools: dict[Carrier, int]) -> Misses | None:
    """The misses of shares, and those of pools, each in so many of its windows."""
    if not pools:
        return Misses(missed.shares)
    shares = {carrier: 1 - (share_of(carrier.objective) or Fraction(0)) for carrier in pools}
    pooled = missed_of_pools(
        case,
        [(carrier, shares[carrier]) for carrier, times in pools.items() for _ in range(times)],
        [carrier for carrier in pools if is_counted_alone(case, carrier)],
    )
    names = ", ".join(carrier.name for carrier in pools)
    return None if pooled is None else Misses((*missed.shares, (names, pooled)))


def _carriers(legs: Legs) -> list[Carrier]:
    """The carriers that bound less than every case, each once."""
    found = (leg.carrier for leg in hops(legs))
    return list(dict.fromkeys(one for one in found if one is not None and share_of(one.objective) != 1))


def _counted_later(legs: Legs) -> list[Carrier]:
    """The carriers of less than every case to which a case comes after its start: perhaps in the next window."""
    return [carrier for carrier in later_carriers(legs) if share_of(carrier.objective) != 1]


def _over_the_border(case: Case, carrier: Carrier) -> None:
    """Cases that come to a carrier in another window than they began in are counted there with other cases."""
    case.add(
        "undecidable",
        "backing/pooled",
        carrier.name,
        message=f"cases of `{case.address}` that come to `{carrier.name}` in another window than they began in are "
        "counted "
        "there with those of another one",
        related=[Related(carrier.objective.source, "it counts a case by when that comes to it")],
        help=f"have `{carrier.name}` promised for every case, or state volumes for a share: `volume at most …` in "
        f"`{carrier.agreement.name}`, `volume at least …` here",
    )


def other_statistic(case: Case, carrier: Carrier) -> None:
    """A mean or a median behind says nothing of a share of cases."""
    case.add(
        # Behind a bound on every case a mean is too weak; how a share and a mean compare is not known.
        "unbacked" if share_of(case.objective) == 1 else "undecidable",
        "backing/other-statistic",
        carrier.name,
        message=f"`{carrier.name}` bounds {_statistic(carrier.objective)}, `{case.address}` "
        f"{_statistic(case.objective)}",
        related=[Related(carrier.objective.source, f"this is {_statistic(carrier.objective)}")],
        help="bound every case, or a share of them, in both",
    )


def missed_of_pools(
    case: Case, shares: list[tuple[Carrier, Fraction]], alone: Collection[Carrier] = ()
) -> Fraction | None:
    """The share of a promise's own cases that may miss if such shares of larger populations do, by stated volumes.

    A population that is named twice misses in two of its windows; one that is ``alone`` holds only cases of the
    promise, which come to it in another window than they began in.
    """
    # The most cases behind and the fewest of ours are the safe side: all misses may fall on ours.
    ours = fewest(case.agreement, case.objective, case.objective.window)
    pools = []
    for carrier, share in shares:
        others = most(carrier.agreement, carrier.objective, _longer_window(case, carrier))
        # Volumes in other units (tickets, orders) count other things.
        same = ours is None or others is None or ours.unit_kind == others.unit_kind
        pools.append(Pool(carrier.name, share, others.amount if others is not None and same else None))
    missed = pooled_miss(pools, ours.amount if ours is not None else None)
    if isinstance(missed, Undecidable):
        asked = [carrier for (carrier, _), pool in zip(shares, pools, strict=True) if pool.cases is None]
        carrier = next(iter(asked), shares[0][0])
        if carrier in alone:
            _over_the_border(case, carrier)
            return None
        case.add(
            "undecidable",
            "backing/pooled",
            carrier.name,
            message=missed.reason,
            related=[Related(carrier.objective.source, "its share is counted over all its cases")],
            help="have it `counted for each agreement it carries`, in a window that fits, or state volumes for the "
            f"same windows: `volume at most …` in `{carrier.agreement.name}`, `volume at least …` here",
        )
        return None
    # One of ours there is in any window that has some; more are what their author counts upon.
    if missed and ours is not None and ours.amount > 1:
        # Those that are excluded come, and are none of the cases that a share is of.
        text = f"no fewer than {ours.text} that count come to `{case.agreement.name}` in a window"
        case.assumptions += [text] if text not in case.assumptions else []
    return missed


def _longer_window(case: Case, carrier: Carrier) -> Window | None:
    """The longer one of the windows of a promise and of its carrier, which the other fills; none if they cross.

    All misses that can fall into a window of ours lie in one of these.
    """
    ours, theirs = case.objective.window, carrier.objective.window
    if fill(carrier.agreement, theirs, case.agreement, ours):
        return ours
    return theirs if fill(case.agreement, ours, carrier.agreement, theirs) else None


def pooled_average(case: Case, carrier: Carrier) -> None:
    """A mean or a median over more cases than those of a promise says nothing of them."""
    case.add(
        "undecidable",
        "backing/pooled",
        carrier.name,
        message=f"`{carrier.name}` bounds {_statistic(carrier.objective)} of other cases than these",
        related=[Related(carrier.objective.source, f"{_statistic(carrier.objective)} is that of all its cases")],
        help="have it `counted for each agreement it carries`, in the same hours and a window that fits",
    )


def kind_of(objective: Objective) -> Literal["cases", "mean", "median"]:
    """The kind of term that an objective bounds in the algebra: so many cases, or their mean or median."""
    if objective.statistic == "mean":
        return "mean"
    return "median" if objective.statistic == "median" else "cases"
