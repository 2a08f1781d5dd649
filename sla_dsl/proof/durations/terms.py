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
from ..behind.carriers import Carrier
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
    latest: dict[str, tuple[Carrier, Moment]] = {}
    for carrier, begins in _begins(case.context.diary, legs, until - 1):
        name = carrier.agreement.name
        if name not in latest or latest[name][1] < begins:
            latest[name] = (carrier, begins)
    for carrier, begins in latest.values():
        behind = carrier.agreement
        sure = case.context.certain(behind)
        if sure is None or gaps([sure], judged) or _holds(case, behind, sure, since, begins):
            continue
        hoped = expected_term(behind)
        if hoped is not None and _holds(case, behind, hoped, since, begins):
            _not_certain(case, behind, begins)
        else:
            _not_in_force(case, behind, since, begins)


def _holds(case: Case, behind: Agreement, term: Days, since: Instant, begins: Moment) -> bool:
    first, end = case.context.span(term, behind.zone)
    return first <= since and begins < end


def _begins(diary: Diary, legs: Legs, start: Moment) -> Iterator[tuple[Carrier, Moment]]:
    """The carriers of legs, each with the moment at which a case comes to it at the latest."""
    at: Moment | None = start
    for leg in legs:
        if at is None:
            return
        if isinstance(leg, Group):
            for route in leg.routes:
                yield from _begins(diary, route, at)
        elif leg.carrier is not None:
            yield leg.carrier, at
        ends = run(diary, limits((leg,)), at)
        at = None if isinstance(ends, Undecidable) else ends[-1]


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
