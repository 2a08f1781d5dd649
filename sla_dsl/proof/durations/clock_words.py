"""Words of clocks that let time begin anew, and statements for which it does not count: in front and behind.

(docs/mathematics.md, Paths)
"""

from __future__ import annotations

from ...algebra.scopes import suspensions
from ...model.people import Clock
from ...model.quantity import Quantity
from ...text.finding import Related
from ..behind.alike import same_words
from ..behind.carriers import Carrier, share_of
from ..behind.same_days import day_rule
from ..case import Case


def check_clock_words(case: Case, carrier: Carrier, *, is_alone: bool) -> None:
    """A carrier whose clock begins anew while that of the promise runs on may be met too late.

    ``is_alone`` tells that nothing else carries the same cases before or after it.
    """
    ours, theirs = case.context.clock(case.objective), case.context.clock(carrier.objective)
    if theirs is not None and theirs.restarts is not None and (ours is None or ours.restarts != theirs.restarts):
        case.add(
            "unbacked",
            "backing/restart-gap",
            carrier.name,
            theirs.restarts,
            message=f"the clock of `{carrier.name}` starts anew when {theirs.restarts}, that of `{case.address}` "
            "runs on",
            related=[Related(theirs.source, f"it starts anew when {theirs.restarts}")],
            help="let both clocks start anew, or neither",
        )
    if not _reopens_alike(case, carrier, ours, theirs, is_alone):
        _differs(case, carrier, ours, theirs, f"reopened {_reopened(ours)}", f"reopened {_reopened(theirs)}")
    mine, other = _raised(ours), _raised(theirs)
    if other == "the change" and mine != other:
        words = "raised priority counts from {}".format
        _differs(case, carrier, ours, theirs, words(mine), words(other))


def _raised(clock: Clock | None) -> str:
    return f"the {clock.raised_from or 'start'}" if clock else "the start"


def _reopened(clock: Clock | None) -> str:
    if clock is None or clock.reopened is None or clock.reopened_within is None:
        return "is another case"
    return f"within {clock.reopened_within.text} {clock.reopened}"


def _reopens_alike(case: Case, carrier: Carrier, ours: Clock | None, theirs: Clock | None, is_alone: bool) -> bool:
    """Whether a case that is opened again is at least as good behind as in front.

    In front it is another case, or begins anew: then each time is one that the carrier keeps too.  Where it goes on, it
    must go on behind, for as long, at one agreement that ends with the same event.  It must begin anew behind, too,
    where it gets more urgent before it is opened again and counts as that from its start: so does its first time.
    """
    gets_more_urgent = any(
        one is not None and one.raised_from for one in (ours, theirs)
    )  # else that is assumed not to be
    counts_again = ours and ours.reopened == "restarts" and _raised(ours) == "the start" and gets_more_urgent
    if (share_of(carrier.objective) != 1 or counts_again) and _reopened(ours) != _reopened(theirs):
        return False
    if ours is None or ours.reopened != "continues":
        return True
    metric = case.context.metric
    same_end = metric(case.objective).stops == metric(carrier.objective).stops
    return (
        is_alone
        and same_end
        and theirs is not None
        and theirs.reopened == "continues"
        and _as_long(case, carrier, ours, theirs)
    )


def _as_long(case: Case, carrier: Carrier, ours: Clock, theirs: Clock) -> bool:
    mine, other = ours.reopened_within, theirs.reopened_within
    if not isinstance(mine, Quantity) or not isinstance(other, Quantity) or mine.unit_kind != other.unit_kind:
        return False
    by, there = day_rule(case.agreement, mine, ours.hours), day_rule(carrier.agreement, other, theirs.hours)
    return other.amount >= mine.amount and by == there


def _differs(case: Case, carrier: Carrier, ours: Clock | None, theirs: Clock | None, mine: str, other: str) -> None:
    related = [Related((theirs or carrier.objective).source, f"here: {other}")]
    if ours is not None:
        related.append(Related(ours.source, f"here: {mine}"))
    case.add(
        "undecidable",
        "backing/restart-gap",
        carrier.name,
        mine.partition(" ")[0],
        message=f"for `{case.address}`: {mine}; for `{carrier.name}`: {other}; what comes of that is not computed",
        related=related,
        help="let both clocks say the same",
    )


def check_suspensions(case: Case, carrier: Carrier) -> None:
    """A carrier must not be suspended while the promise counts on."""
    ours = {same_words(one.when) for one in suspensions(case.agreement, case.objective)}
    for one in suspensions(carrier.agreement, carrier.objective):
        if same_words(one.when) not in ours:
            case.add(
                "undecidable",
                "backing/conditional",
                carrier.name,
                message=f"`{carrier.name}` is suspended on an occasion on which `{case.address}` is not",
                related=[
                    Related(one.source, "nothing counts there meanwhile"),
                    Related(case.objective.source, "it counts on"),
                ],
                help="suspend both on the same occasion, or neither",
            )
