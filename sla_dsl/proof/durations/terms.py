"""Terms of hops: an agreement must be in force when a case comes to it, and then owes it until it is done.

(docs/language.md, Who, what, when; docs/mathematics.md, Paths)
"""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...algebra.openings import Diary, Moment
from ...algebra.paths import Group, run
from ...algebra.undecidable import Undecidable
from ...algebra.zones import Instant
from ...model.agreement import Agreement
from ...model.phrases import Days
from ...text.finding import Related
from ...wording.figures import moment
from ..case import Case
from .legs import Legs, limits


def check_hop_terms(case: Case, legs: Legs) -> None:
    """The last case of the judged days must come to each hop while its agreement is in force, and so must the first.

    Gaps of whole days are the matter of `check_terms`; here it is the instants.
    """
    judged = case.context.judged(case.agreement)
    if judged is None:
        return
    since, until = case.context.span(judged, case.agreement.zone)
    for behind, (begins, ends) in _latest(case.context.diary, legs, until - 1).items():
        agreement = case.context.workspace.agreements[behind]
        _check(case, agreement, judged, since, begins, ends)


def _check(case: Case, behind: Agreement, judged: Days, since: Instant, begins: Moment, ends: Moment | None) -> None:
    sure = case.context.certain(behind)
    if sure is None or gaps([sure], judged):
        return
    if _holds(case, behind, sure, since, begins):
        if ends is None or ends >= case.context.span(sure, behind.zone)[1]:
            case.assumptions.append(f"`{behind.name}` finishes what comes to it before it ends")
    else:
        hoped = expected_term(behind)
        if hoped is not None and _holds(case, behind, hoped, since, begins):
            _not_certain(case, behind, begins)
        else:
            _not_in_force(case, behind, since, begins)


def _holds(case: Case, behind: Agreement, term: Days, since: Instant, begins: Moment) -> bool:
    first, end = case.context.span(term, behind.zone)
    return first <= since and begins < end


def _latest(diary: Diary, legs: Legs, start: Moment) -> dict[str, tuple[Moment, Moment | None]]:
    """For each agreement the moments at which a case comes to it, and is done there, at the latest."""
    found: dict[str, tuple[Moment, Moment | None]] = {}
    for name, begins, ends in _moments(diary, legs, start):
        first, last = found.get(name, (begins, ends))
        found[name] = (max(first, begins), None if last is None or ends is None else max(last, ends))
    return found


def _moments(diary: Diary, legs: Legs, start: Moment) -> Iterator[tuple[str, Moment, Moment | None]]:
    at: Moment | None = start
    for leg in legs:
        if at is None:
            return
        found = run(diary, limits((leg,)), at)
        ends = None if isinstance(found, Undecidable) else found[-1]
        if isinstance(leg, Group):
            for route in leg.routes:
                yield from _moments(diary, route, at)
        elif leg.carrier is not None:
            yield leg.carrier.agreement.name, at, ends
        at = ends


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
