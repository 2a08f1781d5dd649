"""Terms of hops: an agreement must be in force when a case comes to it, and then owes it until it is done.

(docs/language/agreements.md, Who, what, when; docs/mathematics.md, Paths)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...algebra.clocks import TimeLimit
from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...algebra.intervals import union
from ...algebra.openings import Moment
from ...algebra.paths import Chain, Group, hops, run
from ...algebra.undecidable import Undecidable
from ...algebra.zones import Instant
from ...model.agreement import Agreement
from ...model.phrases import Days
from ...text.finding import Related
from ...wording.figures import moment
from ..case import Case
from ..context import Context
from .legs import Leg, Legs, limits
from .waits import longest_wait, may_wait, waits_freely


def check_hop_terms(case: Case, legs: Legs) -> None:
    """The last case of the judged days must come to each hop while its agreement is in force, and so must the first.

    Gaps of whole days are the matter of `check_terms`; here it is the instants.
    """
    judged = case.context.judged(case.agreement)
    if judged is None:
        return
    since, until = case.context.span(judged, case.agreement.zone)
    for behind, last in _latest(case.context, legs, until - 1).items():
        agreement = case.context.workspace.agreements[behind]
        _check(case, agreement, judged, since, last)


@dataclass(frozen=True, slots=True)
class _Last:
    """When the last case comes to an agreement, and is done there; and when it comes if it waits before."""

    begins: Moment
    ends: Moment | None
    waited: Moment
    is_free: bool
    """Whether nothing limits for how long it waits."""


def _check(case: Case, behind: Agreement, judged: Days, since: Instant, last: _Last) -> None:
    sure, begins = case.context.certain(behind), last.begins
    if len(case.standing_in(behind.name)) > 1:
        _check_together(case, behind, judged, since, last)
        return
    if sure is None or gaps([sure], judged):
        return
    if _holds(case, behind, sure, since, begins):
        end = case.context.span(sure, behind.zone)[1]
        if last.ends is None or last.ends >= end:
            case.assumptions.append(f"`{behind.name}` finishes what comes to it before it ends")
        # The end is the first moment that is no longer in the term: a case that comes then comes to nobody.
        if last.waited >= end:
            _waits_too_long(case, behind, last)
        elif last.is_free and sure.last is not None:
            case.assumptions.append(f"no case waits for more than a year before it comes to `{behind.name}`")
    else:
        hoped = expected_term(behind)
        if hoped is not None and _holds(case, behind, hoped, since, begins):
            _not_certain(case, behind, begins)
        else:
            _not_in_force(case, behind, since, begins)


def _check_together(case: Case, behind: Agreement, judged: Days, since: Instant, last: _Last) -> None:
    """Of agreements that follow each other one must be in force whenever a case comes."""
    known = case.context.workspace.agreements
    several = [known[name] for name in sorted(case.standing_in(behind.name))]
    if gaps([days for one in several if (days := case.context.certain(one))], judged):
        return
    for hoped in (False, True):
        terms = [(one, expected_term(one) if hoped else case.context.certain(one)) for one in several]
        spans = union(case.context.span(days, one.zone) for one, days in terms if days is not None)
        if any(first <= since and last.begins < end for first, end in spans):
            if hoped:
                _not_certain(case, behind, last.begins)
            elif last.waited >= max(end for _, end in spans):
                _waits_too_long(case, behind, last)
            else:
                case.assumptions.append(f"`{behind.name}` finishes what comes to it before it ends")
                if last.is_free:
                    case.assumptions.append(f"no case waits for more than a year before it comes to `{behind.name}`")
            return
    _not_in_force(case, behind, since, last.begins)


def _holds(case: Case, behind: Agreement, term: Days, since: Instant, begins: Moment) -> bool:
    first, end = case.context.span(term, behind.zone)
    # A case of the last second of a term is still one of it (docs/meaning.md, In force).
    return first <= since and begins < end


def _latest(context: Context, legs: Legs, start: Moment) -> Mapping[str, _Last]:
    """For each agreement the moments at which a case comes to it, and is done there, at the latest."""
    return context.remembered("latest", (legs, start), lambda: _latest_of(context, legs, start))


def _latest_of(context: Context, legs: Legs, start: Moment) -> Mapping[str, _Last]:
    found: dict[str, _Last] = {}
    for name, one in _moments(context, legs, _Last(start, start, start, is_free=False)):
        other = found.get(name, one)
        ends = None if other.ends is None or one.ends is None else max(other.ends, one.ends)
        is_free = other.is_free or one.is_free
        found[name] = _Last(max(other.begins, one.begins), ends, max(other.waited, one.waited), is_free)
    return found


def _moments(context: Context, legs: Legs, last: _Last) -> Iterator[tuple[str, _Last]]:
    """The last case, as it comes to each agreement from the end of what is before it."""
    at = last
    for leg in legs:
        if at.ends is None:
            return
        before, begins, waited = at, at.ends, at.waited
        chain, waiting = limits((leg,)), _with_waits(context, (leg,))
        ends = _end(context, chain, begins)
        # Mostly nothing waits, and then both are one.
        at_last = ends if (waiting, waited) == (chain, begins) else _end(context, waiting, waited)
        at = _Last(
            begins,
            ends,
            at_last or waited,
            at.is_free or any(one.carrier is not None and waits_freely(context, one.carrier) for one in hops((leg,))),
        )
        if isinstance(leg, Group):
            for route in leg.routes:
                yield from _moments(context, route, _Last(begins, begins, waited, before.is_free))
        elif leg.carrier is not None:
            yield leg.carrier.agreement.name, _Last(begins, at.ends, waited, before.is_free)


def _end(context: Context, chain: Chain[TimeLimit], start: Moment) -> Moment | None:
    found = context.remembered("end of a hop", (chain, start), lambda: run(context.diary, chain, start))
    return None if isinstance(found, Undecidable) else found[-1]


def _with_waits(context: Context, legs: Legs) -> Chain[TimeLimit]:
    """The limits of legs, each with the longest time that a case waits there after it."""
    found: list[TimeLimit | Group[TimeLimit]] = []
    for leg in legs:
        if isinstance(leg, Leg):
            waits = leg.carrier is not None and may_wait(context, leg.carrier)
            found += [leg.limit, longest_wait(context, leg.carrier)] if leg.carrier and waits else [leg.limit]
        else:
            found.append(leg.of(_with_waits(context, route) for route in leg.routes))
    return tuple(found)


def _waits_too_long(case: Case, behind: Agreement, last: _Last) -> None:
    zone = case.agreement.zone or "UTC"
    case.add(
        "expected",
        "backing/wait-beyond-term",
        behind.name,
        message=f"a case of `{case.address}` may wait until `{behind.name}` has ended, and then comes to nobody",
        related=[Related(behind.source, _ends(case, case.context.span(behind.term or Days(), behind.zone)[1]))],
        example=f"a case of the last day waits before it is handed on, and comes to it {moment(last.waited, zone)}",
        help=f"prolong `{behind.name}`, or limit the pauses of the hops before it: `pauses while … at most …`",
    )


def _not_in_force(case: Case, behind: Agreement, since: Instant, begins: Moment) -> None:
    zone = case.agreement.zone or "UTC"
    judged = case.context.judged(case.agreement)
    last = judged.last if judged else None
    first, end = case.context.span(behind.term or Days(), behind.zone)
    late = begins >= end
    case.add(
        "unbacked",
        "backing/term-gap",
        behind.name,
        message=f"`{behind.name}` {'has ended' if late else 'is not in force yet'} when cases of `{case.address}` come "
        "to it",
        related=[Related(behind.source, _ends(case, end) if late else f"in force from {moment(first, zone)}")],
        example=f"a case that starts at the end of {last} comes to it {moment(begins, zone)}"
        if late
        else f"a case that starts {moment(since, zone)}",
        help=f"prolong `{behind.name}` by the time that cases need until they come to it, or end "
        f"`{case.agreement.name}` "
        "sooner"
        if late
        else f"let `{behind.name}` begin sooner",
    )


def _not_certain(case: Case, behind: Agreement, begins: Moment) -> None:
    zone = case.agreement.zone or "UTC"
    case.add(
        "expected",
        "backing/renewal-not-certain",
        behind.name,
        message=f"`{behind.name}` is in force when the last cases of `{case.agreement.name}` come to it only if "
        "renewed",
        related=[Related(behind.source, "its renewal is not certain yet")],
        example=f"a case comes to it {moment(begins, zone)}",
        help=f"prolong `{behind.name}`, or wait until the day of notice has passed",
    )


def _ends(case: Case, end: Instant) -> str:
    return f"it ends {moment(end, case.agreement.zone or 'UTC')}"
