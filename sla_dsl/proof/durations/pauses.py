"""Pauses: what a carrier that pauses may cost a promise that pauses too, for as long or not, in the same hours or not.

(docs/mathematics.md, Pauses)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ...algebra.calendars import ALWAYS
from ...algebra.clocks import TimeLimit
from ...algebra.intervals import difference
from ...algebra.paths import Chain, Group, hops
from ...algebra.scopes import exclusions
from ...algebra.zones import local, zone
from ...model.objective import Objective
from ...model.people import Pause
from ...model.quantity import BUSINESS_DAY, Quantity
from ...text.finding import Related
from ...wording.figures import seconds_text
from ...wording.values import said
from ..behind.carriers import Carrier
from ..behind.exclusions import check_unlimited
from ..behind.parties import is_excused, is_excused_by_role, whose
from ..case import Case
from ..context import Context
from .excluded import excluded_at_most
from .lateness import Lateness, is_elapsing, lateness
from .legs import Leg, Legs, limits
from .waits import CLOCKS, may_wait, pause_seconds, pauses_of


def check_pauses(case: Case, limit: TimeLimit, legs: Legs) -> None:
    """What hops may wait must be waited in front as well, or leave the promise in time all the same.

    Whatever is waited, the hops end no later than a chain in the promise's hours (`_bounding`), put off by what is
    waited in these; the promise is put off by as much, up to its own limits.
    """
    once = list(dict.fromkeys(hops(legs)))
    pausing = [leg for leg in once if leg.carrier is not None and may_wait(case.context, leg.carrier)]
    if not pausing:
        return
    known = lateness(case, limit, limits(legs))
    for leg in pausing:
        if leg.carrier is not None and not _knows(case, leg.carrier, is_alone=len(once) == 1):
            return
    # A chain that is late without any pause, or is not known, is told without them.
    if not isinstance(known, Lateness) or known.late > 0:
        return
    chain = _bounding(case, limit, legs, pausing)
    most = None if chain is None else lateness(case, limit, chain)
    if not isinstance(most, Lateness) or most.late > 0:
        _not_computed(case, pausing)
        return
    excused = excluded_at_most(case, legs)
    if excused is None:
        for leg in pausing:
            if leg.carrier is not None:
                check_unlimited(case, leg.carrier, limited_too=True)
        return
    excess = _excess(case, legs) + excused
    if excess and (most.late + excess > 0 or not _is_plain(limit)):
        # In the same hours any time can be waited in; days may be some hours longer or shorter than reckoned here.
        waits = [*pauses_of(case.context, case.objective), *(one for leg in pausing for one in _of_leg(case, leg))]
        unsure = sum(2 * CLOCKS for one in waits if _unit(one) == "day")
        # The slowest route need not be the one that waits longest, nor must what is excluded fall into so many windows.
        is_sure = most.plain and chain == limits(legs) and not excused and all(isinstance(leg, Leg) for leg in legs)
        is_sure = is_sure and most.late + excess > unsure and not _has_two(case)
        _too_long(case, pausing, excess, is_sure=is_sure)


def check_waits_of_all(case: Case, legs: Legs) -> None:
    """A mean says nothing of single cases: what its carriers wait, the promise must wait without a limit."""
    for carrier in dict.fromkeys(leg.carrier for leg in hops(legs) if leg.carrier is not None):
        free = {one.reason for one in _excused(case, carrier) if one.bound is None and one.after is None}
        for pause in pauses_of(case.context, carrier.objective):
            if pause.reason not in free:
                _gap(case, carrier, pause)
        check_unlimited(case, carrier, limited_too=True)


# Which pauses the promise knows


def _knows(case: Case, carrier: Carrier, *, is_alone: bool) -> bool:
    """Whether each pause of a carrier is one whose cost is known; a ground is given if it is not."""
    ours = _by_reason(_excused(case, carrier))
    theirs = pauses_of(case.context, carrier.objective)
    limited = {one.reason for one in theirs if one.reason in ours and ours[one.reason].bound is not None}
    times = Counter(one.reason for one in theirs)
    for one in theirs:
        mine = ours.get(one.reason)
        if mine is None and pause_seconds(one) is None:
            _gap(case, carrier, one)
            return False
        if mine is not None and not _is_comparable(case, carrier, mine, one, is_alone):
            if mine.bound is not None and one.bound is None:
                _gap(case, carrier, one)
            else:
                _unlike(case, carrier, mine, one)
            return False
        # Of two limits at once each side may use up another one first; of two pauses for one reason both may be used.
        is_unknown = times[one.reason] > 1 and None in map(pause_seconds, (mine, one) if mine is not None else ())
        if mine is not None and mine.bound is not None and (len(limited) > 1 or is_unknown):
            _unlike(case, carrier, mine, one)
            return False
    return True


def _excused(case: Case, carrier: Carrier) -> list[Pause]:
    """The pauses of the promise for what excuses us as it does a carrier (docs/backing.md, Who promised whom)."""
    return [
        pause for pause in pauses_of(case.context, case.objective) if is_excused(case, carrier.agreement, pause.reason)
    ]


def _by_reason(pauses: Iterable[Pause]) -> dict[str, Pause]:
    """For each reason a pause for it: one without a limit, or else the first of the text, which is used up first."""
    found: dict[str, Pause] = {}
    for one in pauses:
        if one.reason not in found or (one.bound is None and one.after is None):
            found[one.reason] = one
    return found


def _is_comparable(case: Case, carrier: Carrier, ours: Pause, theirs: Pause, is_alone: bool) -> bool:
    """Whether it is known how much of a pause behind the promise pauses as well."""
    same_hours = _hours(case.context, case.objective) == _hours(case.context, carrier.objective)
    if ours.after is not None:
        return is_alone and same_hours and _work_alike(case, carrier)
    if ours.bound is None:
        return True
    if theirs.bound is None or theirs.after is not None:
        return False
    if isinstance(ours.bound.value, Quantity) and isinstance(theirs.bound.value, Quantity):
        mine, other = ours.bound.value, theirs.bound.value
        same_days = case.agreement.zone == carrier.agreement.zone and (same_hours or mine.unit != BUSINESS_DAY)
        if mine.unit == other.unit != "s" and is_alone and same_days and other.amount <= mine.amount:
            return True
    if pause_seconds(ours) is None or pause_seconds(theirs) is None:
        return False
    # Days go by at all hours, so that a wait outside of the hours uses them up and saves nothing.
    return _unit(ours) == "s" or _hours(case.context, case.objective) == "24x7"


def _work_alike(case: Case, carrier: Carrier) -> bool:
    """Whether both clocks work and rest at the same moments, so that what is paused after so much work is the same.

    Any other rest has a clock work anew; one that started later, or stood still for what is excluded, has worked for
    less.  Of two pauses at once the first of the text is used up first.
    """
    sides = case.objective, carrier.objective
    mine, other = ([(one.reason, one.bound, one.after) for one in pauses_of(case.context, each)] for each in sides)
    ours, theirs = map(case.context.clock, sides)
    return (
        mine == other
        and pauses_of(case.context, case.objective) == _excused(case, carrier)
        and case.objective.metric == carrier.objective.metric
        and all(getattr(ours, name, None) == getattr(theirs, name, None) for name in _CLOCK)
        and not exclusions(case.agreement, case.objective)
        and not case.agreement.suspensions
    )


_CLOCK = "starts", "through", "restarts", "cut_off", "reopened_within", "reopened", "raised_from"


def _hours(context: Context, objective: Objective) -> str:
    return context.hours(objective) or "24x7"


def _unit(pause: Pause) -> str:
    return pause.bound.value.unit if pause.bound and isinstance(pause.bound.value, Quantity) else ""


def _has_two(case: Case) -> bool:
    """Whether the promise has two pauses for one reason, not both in hours: what such a one adds is left out."""
    ours = pauses_of(case.context, case.objective)
    times = Counter(one.reason for one in ours)
    return any(times[one.reason] > 1 and (_unit(one) != "s" or one.after is not None) for one in ours)


def _excess(case: Case, legs: Legs) -> Fraction:
    """The seconds that hops may pause and the promise does not: for each reason, what they may beyond its limit."""
    reasons = {pause.reason for leg in list(hops(legs)) for pause in _of_leg(case, leg)}
    total = Fraction(0)
    for reason in reasons:
        alike = [leg for leg in hops(legs) if any(pause.reason == reason for pause in _of_leg(case, leg))]
        excused = [leg for leg in alike if leg.carrier is not None and is_excused(case, leg.carrier.agreement, reason)]
        ours = [one for one in pauses_of(case.context, case.objective) if one.reason == reason]
        mine = _by_reason(ours).get(reason)
        total += _paused(case, legs, reason, [leg for leg in alike if leg not in excused])
        if excused and (mine is None or mine.bound is not None):
            pauses = [one for leg in excused for one in _of_leg(case, leg) if one.reason == reason]
            # Days of another zone may be longer by a change of its clocks.
            zones = {case.agreement.zone, *(leg.carrier.agreement.zone for leg in excused if leg.carrier)}
            alike_days = mine is not None and (_unit(mine) == "s" or len(zones) == 1)
            if mine and alike_days and len(set(hops(legs))) == len(pauses) == 1 and _is_shorter(mine, *pauses):
                continue
            # Two pauses for one reason are used up one after the other; days of the other one go by at all hours.
            also = (one for one in ours if one is not mine and _unit(one) == "s")
            least = sum(map(_least, also), _least(mine))
            total += max(Fraction(0), _paused(case, legs, reason, excused) - least)
    return total


def _is_shorter(ours: Pause, theirs: Pause) -> bool:
    """Whether a pause of one hop has the same kind of limit and no more of it: then no change of the clocks matters."""
    if not ours.bound or not theirs.bound:
        return False
    mine, other = ours.bound.value, theirs.bound.value
    alike = isinstance(mine, Quantity) and isinstance(other, Quantity) and mine.unit_kind == other.unit_kind
    return alike and isinstance(mine, Quantity) and isinstance(other, Quantity) and other.amount <= mine.amount


def _least(pause: Pause | None) -> Fraction:
    """The fewest seconds for which a pause of the promise stops its clock, if it is used up."""
    found = pause_seconds(pause) if pause is not None else Fraction(0)
    return max(Fraction(0), (found or Fraction(0)) - (2 * CLOCKS if pause and _unit(pause) == "day" else 0))


def _paused(case: Case, legs: Legs, reason: str, among: Collection[Leg]) -> Fraction:
    """The most seconds that some hops pause for a reason, one after the other."""
    total = Fraction(0)
    for leg in legs:
        if isinstance(leg, Group):
            total += max(_paused(case, route, reason, among) for route in leg.routes)
        elif leg in among:
            total += sum(
                (pause_seconds(one) or Fraction(0) for one in _of_leg(case, leg) if one.reason == reason), Fraction(0)
            )
    return total


def _of_leg(case: Case, leg: Leg) -> list[Pause]:
    return pauses_of(case.context, leg.carrier.objective) if leg.carrier is not None else []


# How long the hops take of the promise's hours, whenever they pause


def _bounding(
    case: Case, limit: TimeLimit, legs: Legs, pausing: list[Leg], *, is_shifted: bool = False
) -> Chain[TimeLimit] | None:
    """Limits in the hours of the promise that the legs keep besides their pauses; none if that is not known.

    A hop whose hours hold those of the promise may wait in all that only it has, and so takes its whole limit of the
    promise's.  Business days after a wait may end one day later than the wait alone explains.
    """
    found: list[TimeLimit | Group[TimeLimit]] = []
    for leg in legs:
        if isinstance(leg, Group):
            routes = [_bounding(case, limit, route, pausing, is_shifted=is_shifted) for route in leg.routes]
            known = [route for route in routes if route is not None]
            if len(known) < len(routes):
                return None
            found.append(leg.of(known))
        else:
            bound = _bound(case, limit, leg, is_pausing=leg in pausing, is_shifted=is_shifted)
            if bound is None:
                return None
            found.append(bound)
        is_shifted = is_shifted or any(one in pausing for one in hops((leg,)))
    return tuple(found)


def _bound(case: Case, limit: TimeLimit, leg: Leg, *, is_pausing: bool, is_shifted: bool) -> TimeLimit | None:
    own, same_hours = leg.limit, (leg.limit.hours or ALWAYS) == (limit.hours or ALWAYS)
    if not is_shifted and (same_hours or not is_pausing):
        return own
    if same_hours and isinstance(own.time, Quantity):
        if _is_plain(own):
            return own
        if own.time.unit == BUSINESS_DAY and _days_are_even(case, own):
            return replace(own, time=own.time.model_copy(update={"amount": own.time.amount + 1}))
    if not is_pausing or (same_hours and is_elapsing(own)):
        whole = replace(limit, time=Quantity(amount=Fraction(0), unit="s"), cut_off=None)
        longest = lateness(case, whole, (own,))
        return replace(whole, time=_of_seconds(longest.figure)) if isinstance(longest, Lateness) else None
    return replace(own, hours=limit.hours) if _is_plain(own) and _holds_hours(case, own, limit) else None


def _of_seconds(amount: Fraction) -> Quantity:
    return Quantity(amount=amount, unit="s")


def _days_are_even(case: Case, limit: TimeLimit) -> bool:
    """Whether all opening days of a calendar are of one length, so that as many hours are as many days."""
    context, calendar = case.context, case.context.workspace.calendars.get(limit.hours or ALWAYS)
    if calendar is None or calendar.zone is None:
        return False
    where, length = zone(calendar.zone), dict[date, int]()
    for start, end in context.openings(limit.hours, *context.span(context.horizon, calendar.zone)):
        day = local(start, where).date()
        length[day] = length.get(day, 0) + end - start
    return len(set(length.values())) <= 1


def _is_plain(limit: TimeLimit) -> bool:
    return is_elapsing(limit) and limit.cut_off is None


def _holds_hours(case: Case, outer: TimeLimit, inner: TimeLimit) -> bool:
    """Whether one limit runs in all the hours in which another does."""
    if outer.hours == inner.hours or outer.hours is None:
        return True
    context = case.context
    span = context.span(context.horizon, case.agreement.zone)
    return not difference(context.openings(inner.hours, *span), context.openings(outer.hours, *span))


# What is said


def _places(case: Case, pausing: list[Leg]) -> Iterator[Related]:
    for leg in pausing:
        if leg.carrier is not None:
            agreement, objective = leg.carrier.agreement, leg.carrier.objective
            places = [(one.source, one.reason) for one in pauses_of(case.context, objective)]
            places += [(one.source, one.reason) for one in exclusions(agreement, objective)]
            for source, reason in places:
                yield Related(source, f"`{leg.carrier.name}` waits while `{reason}`")
    for pause in pauses_of(case.context, case.objective):
        yield Related(pause.source, f"`{case.address}` waits while `{pause.reason}`")


def _not_computed(case: Case, pausing: list[Leg]) -> None:
    case.add(
        "undecidable",
        "backing/pause-gap",
        case.address,
        message=f"what pauses of {_names(pausing)} cost `{case.address}` is not computed: the time that is waited "
        "need not "
        "lie in the hours of both",
        related=list(dict.fromkeys(_places(case, pausing))),
        help="let both run in the same hours, or promise so much that the whole time of each hop fits",
    )


def _too_long(case: Case, pausing: list[Leg], excess: Fraction, *, is_sure: bool) -> None:
    case.add(
        "unbacked" if is_sure else "undecidable",
        "backing/pause-gap",
        case.address,
        message=f"{_names(pausing)} may pause for {seconds_text(excess)} longer than `{case.address}`, which has no "
        "such "
        "time left",
        related=list(dict.fromkeys(_places(case, pausing))),
        example=f"a case that waits for as long as {_names(pausing)} may pause is late by what remains",
        help="let the promise pause for as long, or less be paused behind it",
    )


def _names(pausing: list[Leg]) -> str:
    return " and ".join(dict.fromkeys(f"`{leg.carrier.name}`" for leg in pausing if leg.carrier is not None))


def _gap(case: Case, carrier: Carrier, theirs: Pause) -> None:
    case.add(
        # How much a limit of business days, or a pause after some work, comes to is not known.
        "unbacked" if theirs.bound is None and theirs.after is None else "undecidable",
        "backing/pause-gap",
        # One cause for all cells of a table that run by one clock.
        carrier.agreement.name,
        said(theirs),
        message=f"the clock of `{carrier.name}` pauses while `{theirs.reason}`"
        f"{whose(case, carrier.agreement, theirs.reason)}, that of `{case.address}` runs on",
        related=[Related(theirs.source, "it pauses here")],
        example=f"a case that waits while `{theirs.reason}` is never late for `{carrier.name}`, and late for "
        f"`{case.address}`",
        help=f"write `pauses while {said(theirs)}` in the clock here or in the braces of the promise, or have "
        f"`{theirs.reason}` taken out of the clock behind"
        if is_excused_by_role(case, carrier.agreement, theirs.reason)
        else f"have `{theirs.reason}` taken out of the clock behind",
    )


def _unlike(case: Case, carrier: Carrier, ours: Pause, theirs: Pause) -> None:
    case.add(
        "undecidable",
        "backing/pause-gap",
        carrier.name,
        theirs.reason,
        message=f"`{carrier.name}` and `{case.address}` pause while `{theirs.reason}` up to limits that cannot be "
        "compared",
        related=[Related(theirs.source, "it pauses here"), Related(ours.source, "the promise pauses here")],
        help="let both pause up to the same limit, or the promise without one",
    )
