"""Remedies, claims, rights and duties that say two things of one matter, or that can never come to anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from sla_dsl.algebra.by_case import is_by_case
from sla_dsl.algebra.truth import Around, outcomes
from sla_dsl.model.agreement import Agreement, ObjectivesByName
from sla_dsl.model.phrases import Both
from sla_dsl.model.quantity import Multiple, Named, Operation
from sla_dsl.model.remedies import Cap, Claim, Duty, HighestOnly, NoRemedy, PaymentTerms, Remedy, RightToTerminate
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .amounts import Due, reckoned
from .common import about, concerns, concluded, inner, understood
from .condition_outcomes import values_of
from .remedy_figures import amounts, covers

Stated = Claim | Duty | NoRemedy | PaymentTerms | Remedy | RightToTerminate
Matter = TypeVar("Matter", Claim, Duty, PaymentTerms, RightToTerminate)


def said_twice(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Claims, manners, rights and duties of one agreement that differ in what they say of one matter."""
    meet = partial(may_meet, Around(values_of(workspace), lambda _: False, lambda _: False))
    yield from pairs(agreement, agreement.claims, _of_claim, "how a claim is made", meet=meet)
    yield from pairs(agreement, agreement.rights_to_end, _of_right, "when the agreement may be ended")
    yield from pairs(agreement, agreement.duties, _of_duty, "what one duty or right is")
    for field, what in _MANNERS.items():
        stated = [one for one in agreement.traits if getattr(one, field) is not None]
        yield from pairs(agreement, stated, partial(_of_manner, field), what, field, meet)
    yield from both_sole_and_among(agreement, meet)


def may_meet(around: Around, one: Matter, other: Matter) -> bool:
    """Whether the conditions of two statements may hold together."""
    whens = tuple(each.when for each in (one, other) if each.when is not None)
    return len(whens) < 2 or outcomes(Both(parts=whens), around) != {False}


_MANNERS = {
    "lost_after": "when it is lost",
    "paid_within": "when it is paid",
    "paid_above": "from what sum on it is paid",
}
"""Manners that have one value each, and what they say."""


def _of_manner(field: str, one: PaymentTerms) -> Hashable:
    return one.kind, one.paid_above_window if field == "paid_above" else None


def _of_claim(claim: Claim) -> Hashable:
    return claim.through


def _of_right(right: RightToTerminate) -> Hashable:
    # For other causes, or about another topic, it is another right.
    return right.who, right.within, right.when, right.through, frozenset(right.grounds), frozenset(right.about)


def _of_duty(duty: Duty) -> Hashable:
    # What has to hold stands in place of a text: two conditions are two duties.
    what = duty.text, duty.ensures
    return duty.who, what, frozenset(duty.objectives), frozenset(duty.scope), duty.when, duty.through


def pairs(
    agreement: Agreement,
    stated: Iterable[Matter],
    matter: Callable[[Matter], Hashable],
    what: str,
    field: str = "",
    meet: Callable[[Matter, Matter], bool] = lambda *_: True,
) -> Iterator[Finding]:
    """A finding for each statement that says something else of a matter than one before it, where both may hold."""
    earlier: dict[Hashable, list[Matter]] = defaultdict(list)
    for one in stated:
        found = earlier[matter(one)]
        differing = (
            before
            for before in found
            if (getattr(one, field) != getattr(before, field) if field else True)
            and one.source != before.source
            and meet(one, before)
        )
        before = next(differing, None)
        if before is not None:
            yield contradiction(agreement, one, before, what)
        # Without conditions the first stands for all.
        if not found or one.when is not None:
            found.append(one)


def contradiction(agreement: Agreement, one: Stated, before: Stated, what: str) -> Finding:
    """The finding for two statements that contradict each other."""
    return Finding(
        "remedy/contradiction",
        f"two statements say {what}, and differ",
        one.source,
        help="leave one out, or say what each of them is for",
        related=(Related(before.source, "the other one"),),
        address=agreement.name,
    )


def both_sole_and_among(agreement: Agreement, meet: Callable[[PaymentTerms, PaymentTerms], bool]) -> Iterator[Finding]:
    """A finding for an award that is the only remedy and one among others."""
    by_kind: dict[str, list[PaymentTerms]] = defaultdict(list)
    for one in agreement.traits:
        by_kind[one.kind].append(one)
    for kind, stated in by_kind.items():
        both = ((sole, among) for sole in stated if sole.sole for among in stated if among.among_others)
        for sole, among in islice((pair for pair in both if meet(*pair)), 1):
            later, before = (sole, among) if sole.source.offsets > among.source.offsets else (among, sole)
            yield Finding(
                "remedy/contradiction",
                f"`{kind}` is the sole remedy, and one remedy among others",
                later.source,
                help="leave one out",
                related=(Related(before.source, "the other one"),) if later is not before else (),
                address=agreement.name,
            )


def some_and_none(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Remedies for promises that are said to have none."""
    named = agreement.objectives_by_name
    denied: dict[str, list[NoRemedy]] = defaultdict(list)
    for none in agreement.no_remedies:
        for one in about(none, named) if none.objectives else ():
            denied[one.address].append(none)
    for remedy in agreement.remedies:
        promises = about(remedy, named)
        for none in denied.get(promises[0].address, ()) if promises else ():
            alike = none.kind == remedy.kind and _denies(none, remedy)
            if alike and all(concerns(none, one) for one in promises):
                yield Finding(
                    "remedy/some-and-none",
                    f"`{remedy.kind}` is due here, and another statement says that there is none",
                    remedy.source,
                    help="leave one of them out",
                    related=(Related(none.source, "the other one"),),
                    address=agreement.name,
                )


def _denies(none: NoRemedy, remedy: Remedy) -> bool:
    """Whether the lack of a remedy is for the same values as the remedy."""
    return not none.scope or none.scope == remedy.scope


def idle(workspace: Workspace) -> Iterator[Finding]:
    """Caps and manners of awards that nothing gives, and caps in a unit in which nothing is given.

    What several agreements take over from their terms is idle only if it is idle in all of them.
    """
    found: dict[Span, list[Finding | None]] = defaultdict(list)
    for agreement in workspace.agreements.values():
        if agreement.is_template:  # terms may say how something is given that not every agreement gives
            for place in [one.source for one in agreement.caps] + [one.source for one in agreement.traits]:
                found[place].append(None)
    for agreement in concluded(workspace):
        named = agreement.objectives_by_name
        given = {one.kind for one in agreement.remedies}
        # What goes beyond a right is charged for no promise.
        of_rights = {"charge" for one in agreement.duties if one.beyond is not None}
        stated: list[Cap | PaymentTerms | HighestOnly] = [*agreement.caps, *agreement.traits, *agreement.highest_only]
        for one in stated:
            of_none = getattr(one, "objectives", ()) == () and one.kind in of_rights
            found[one.source].append(None if one.kind in given or of_none else _of_nothing(agreement, one))
        for cap in agreement.caps:
            if cap.kind in given:
                found[cap.source][-1] = _never_reached(agreement, cap, named)
    return (all_[0] for all_ in found.values() if all_[0] is not None and all(all_))


def _of_nothing(agreement: Agreement, one: Cap | PaymentTerms | HighestOnly) -> Finding:
    return Finding(
        "remedy/idle",
        f"`{one.kind}` is never due in `{agreement.name}`",
        one.source,
        help=f"say what it is due for: `{one.kind} for …`, or leave this out",
        address=agreement.name,
    )


def _never_reached(agreement: Agreement, cap: Cap, named: ObjectivesByName) -> Finding | None:
    """The finding for a cap in another unit than everything that it caps."""
    if cap.each_case and not any(one.kind == cap.kind and is_by_case(one, agreement) for one in agreement.remedies):
        return Finding(
            "remedy/idle",
            f"`{cap.kind}` is not due case by case, so that there is nothing to cap for each",
            cap.source,
            help=f"write `{cap.kind} for …: … for every hour late`, or `for every case late`; or cap a window",
            address=agreement.name,
        )
    capped = (one for one in agreement.remedies if covers(agreement, cap, one, about(one, named)))
    most = reckoned(cap.amount, None, agreement)
    if len(most) != 1 or most[0].kind in (("%", None), ("", most[0].of)):
        return None
    dues: list[Due] = []
    for one in capped:
        for _, amount in amounts(one):
            comes_to = reckoned(amount, one.base, agreement)
            # A part of a price has no unit, and may be any.
            if not comes_to or any(due.kind[0] in (most[0].kind[0], "") for due in comes_to):
                return None
            dues += comes_to
    if not dues:
        return None
    given = ", ".join(sorted({one.text for one in dues}))
    return Finding(
        "remedy/idle",
        f"this cap of {most[0].text} never applies: `{cap.kind}` is {given}",
        cap.source,
        help="write the cap in the unit of what it caps",
        address=agreement.name,
    )


def points_of_several(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards that multiply the points of all promises, and are due for each of several promises."""
    named = agreement.objectives_by_name
    for remedy in agreement.remedies:
        if remedy.kind == "points" or not any(_multiplies(amount) for _, amount in amounts(remedy)):
            continue
        promises = [one for one in about(remedy, named) if one.bound is not None]
        if len(promises) > 1:
            names = ", ".join(f"`{inner(one)}`" for one in promises[:3])
            yield Finding(
                "remedy/points-for-each",
                f"`points` are those of all promises together, and `{remedy.kind}` is due for each of {names}",
                remedy.source,
                help=f"write it for the sum, which is due once: `{remedy.kind} for points each calendar month: …`",
                address=agreement.name,
            )


def _multiplies(amount: object) -> bool:
    """Whether an amount grows with the points, and is not divided by them as well."""
    if isinstance(amount, Named):
        return amount.name == "points"
    if isinstance(amount, Multiple):
        return amount.remedy == "points"
    if not isinstance(amount, Operation):
        return False
    signs = ("*", *amount.operators)
    named = {sign for sign, one in zip(signs, amount.operands, strict=True) if _multiplies(one)}
    return bool(named) and "/" not in named


_UPTIME = "objective uptime: availability at least 98% each calendar month { owned by dba }"
_ERRORS = "objective errors: error-rate at most 2% each calendar month { owned by dba }"
_CREDIT = "credit for uptime: 5 EUR"

RULES = (
    Rule(
        "remedy/contradiction",
        "error",
        "two statements of an agreement say different things of one matter",
        "Who reads the first acts on it, and who reads the second as well; a court has to guess which was meant.",
        bad=stage.sla(
            _UPTIME,
            _CREDIT,
            "claim through portal within 30 days of window end",
            "claim through portal within 60 days of window end when care is gold # remedy/contradiction",
            "credit is lost after 1 month",
            "credit is lost after 2 months # remedy/contradiction",
        ),
        good=stage.sla(
            _UPTIME,
            _CREDIT,
            "claim through portal within 30 days of window end when care is silver",
            "claim through portal within 60 days of window end when care is gold",
            "credit is lost after 1 month",
        ),
        check=Each(understood, said_twice),
    ),
    Rule(
        "remedy/some-and-none",
        "error",
        "a remedy is due for a promise of which it is said that it has none",
        "Both cannot be meant.",
        bad=stage.sla(_UPTIME, "credit for uptime: 5 EUR # remedy/some-and-none", "no credit for uptime"),
        good=stage.sla(_UPTIME, _ERRORS, _CREDIT, "no credit for errors"),
        check=Each(understood, some_and_none),
    ),
    Rule(
        "remedy/idle",
        "warning",
        "a cap or a manner is of an award that is never due, or a cap in a unit in which nothing is due",
        "It reads as if something were limited or paid, and nothing is.",
        bad=stage.sla(
            _UPTIME,
            "credit for uptime: 3 days",
            "cap credit at 10 EUR each calendar month # remedy/idle",
            "penalty is automatic # remedy/idle",
        ),
        good=stage.sla(
            _UPTIME, "credit for uptime: 3 days", "cap credit at 10 days each calendar month", "credit is automatic"
        ),
        check=idle,
    ),
    Rule(
        "remedy/points-for-each",
        "error",
        "an award for several promises multiplies the points of all promises",
        "With n promises missed, n times the sum is due. `points` are those of all promises together, and an award is "
        "due for each promise that is missed.",
        bad=stage.sla(
            _UPTIME,
            _ERRORS,
            "points for uptime, errors: 5",
            "credit for uptime, errors: points * 10 EUR # remedy/points-for-each",
        ),
        good=stage.sla(_UPTIME, _ERRORS, "points for uptime, errors: 5", "credit for uptime: points * 10 EUR"),
        check=Each(understood, points_of_several),
    ),
)
