"""Carriers: the objectives of the agreements behind a promise that speak of the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...algebra.scopes import overlaps
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Days, Selection
from ...model.quantity import Quantity
from ...text.finding import Related
from ..case import Case
from ..context import FORCES, Context


@dataclass(frozen=True, slots=True)
class Carrier:
    """An objective of an agreement behind a promise."""

    agreement: Agreement
    objective: Objective

    @property
    def name(self) -> str:
        """The address of the objective."""
        return self.objective.address


def agreements_behind(case: Case) -> list[Agreement]:
    """The agreements that back a promise, each once: all of `backed by` whose scope overlaps its own."""
    known = case.context.workspace.agreements
    scope = case.objective.scope
    names = (name for backing in case.agreement.backing if overlaps(backing.scope, scope) for name in backing.by)
    return [known[name] for name in dict.fromkeys(names) if name in known]


def treated(agreement: Agreement, behind: Agreement) -> dict[str, str]:
    """Values of our scales, each with the name that an agreement behind has for it (`treat P1 as S1`)."""
    return {ours: theirs for one in agreement.treatments if one.agreement == behind.name for ours, theirs in one.pairs}


def fitting(objective: Objective, candidates: list[Objective]) -> list[Objective]:
    """The candidates that suit an objective best, of several in one agreement that all cover it.

    Each check drops those that fail it, unless all fail: then the checks on the carrier tell what is wrong with them.
    """
    checks: tuple[Callable[[Objective], bool], ...] = (
        lambda one: FORCES.index(one.force) >= FORCES.index(objective.force),
        lambda one: one.metric == objective.metric,
        lambda one: one.counting.counts == objective.counting.counts,
        # A bound on every case carries a share, a mean and a median (docs/mathematics.md, Shares of cases).
        lambda one: one.statistic == objective.statistic or share_of(one) == 1,
        lambda one: (share_of(one) or 0) >= (share_of(objective) or 0),
    )
    for check in checks:
        candidates = [one for one in candidates if check(one)] or candidates
    return candidates


def share_of(objective: Objective) -> Fraction | None:
    """The share (0 to 1) of cases that keep to a bound: 1 for every case, none for a mean or a median."""
    if objective.share is not None:
        return objective.share.share.amount / 100 if isinstance(objective.share.share, Quantity) else None
    return None if objective.statistic in ("mean", "median") else Fraction(1)


def bounds_each(objective: Objective) -> bool:
    """Whether a bound of one statistic is one of every instance: the longest from above, the lowest from below."""
    kind = objective.bound.kind if objective.bound is not None else ""
    extreme = {"longest": ("at-most", "below", "by"), "lowest": ("at-least", "above")}
    return objective.statistic == "each" or kind in extreme.get(objective.statistic, ())


def covers(scope: tuple[Selection, ...], promised: tuple[Selection, ...], names: dict[str, str]) -> bool:
    """Whether a scope behind holds all cases of a promised scope; ``names`` are our values by their names there."""
    ours = {selection.scale: set(selection.values) for selection in promised}
    called = {names[value] for values in ours.values() for value in values if value in names}
    # No value is called "": a scale that the promise does not name has cases outside whatever a scope names of it.
    return all(ours.get(s.scale, {""}) <= set(s.values) or called & set(s.values) for s in scope)


def covering_together(
    context: Context, candidates: list[Objective], promised: tuple[Selection, ...], names: dict[str, str]
) -> list[Objective]:
    """The candidates that cover a promised scope together: each for some values of one scale that it does not name.

    Empty if they leave a value out, or split more than one scale.
    """
    named = {selection.scale for selection in promised}
    parts: dict[str, set[str]] = {}
    found = []
    for objective in candidates:
        open_ = [s for s in objective.scope if s.scale not in named and not set(names.values()) & set(s.values)]
        rest = tuple(s for s in objective.scope if s not in open_)
        if len(open_) == 1 and covers(rest, promised, names):
            parts.setdefault(open_[0].scale, set()).update(open_[0].values)
            found.append(objective)
    whole = all(values == {v.name for v in context.workspace.scales[scale].values} for scale, values in parts.items())
    # Parts of two scales (the sites, the priorities) may leave out a pair of values though each scale is complete.
    return found if len(parts) == 1 and whole else []


# What every carrier must fulfil, whatever the metric


def check_carrier(case: Case, carrier: Carrier) -> None:
    """A carrier must be unconditional, signed, and of enough force (docs/backing.md, The verdicts)."""
    behind = carrier.agreement
    conditions = {when for when in (behind.covers_when, carrier.objective.when) if when is not None}
    # A carrier may depend on the promise's own condition: where that does not hold, nothing is promised.
    if conditions - {case.agreement.covers_when, case.objective.when}:
        case.add(
            "undecidable",
            "backing/conditional",
            carrier.name,
            message=f"`{carrier.name}` is promised under a condition, and `{case.address}` without it",
            related=[Related(carrier.objective.source, "promised under a condition")],
            help="say the same condition here, or have it promised without one",
        )
    # A draft may be backed by drafts: it binds nobody yet.
    if case.agreement.status == "signed" and behind.status != "signed":
        case.add(
            "unbacked",
            "backing/not-signed",
            behind.name,
            message=f"`{behind.name}` is {behind.status}, and only a signed agreement carries a signed one",
            related=[Related(behind.source, f"its status is {behind.status}")],
            help=f"sign `{behind.name}`, or take it out of `backed by`",
        )
    if FORCES.index(carrier.objective.force) < FORCES.index(case.objective.force):
        case.add(
            "unbacked",
            "backing/weaker-force",
            carrier.name,
            message=f"`{carrier.name}` is {_force(carrier.objective)}, `{case.address}` is {_force(case.objective)}",
            related=[Related(carrier.objective.source, f"{_force(carrier.objective)} only")],
            help="a promise is carried by one of equal or higher force",
        )


def check_statistic(case: Case, carrier: Carrier) -> None:
    """The lowest and the total of durations are no bounds of every case (the longest is one, and shares say how many).

    A lowest one behind says nothing of the others; of a total in front nothing is known from single cases.
    """
    ours, theirs = case.objective, carrier.objective
    if (theirs.statistic in ("lowest", "longest") and not bounds_each(theirs)) or ours.statistic == "total":
        case.add(
            "undecidable",
            "backing/other-statistic",
            carrier.name,
            message=f"`{carrier.name}` bounds the {theirs.statistic} of its cases, `{case.address}` the "
            f"{ours.statistic} of its own",
            related=[Related(theirs.source, f"this bounds the {theirs.statistic}")],
            help="bound every case behind it",
        )


def _force(objective: Objective) -> str:
    return {"guaranteed": "a guarantee", "target": "a target", "best-effort": "best effort"}[objective.force]


def check_terms(case: Case, behind: list[Agreement]) -> None:
    """Every judged day must lie in the term of an agreement behind; consecutive agreements join.

    Drafts may have no term yet; an agreement without one covers no day of a promise that has one.
    """
    agreement = case.agreement
    judged = case.context.judged(agreement)
    for one in behind:
        if one.term is None and agreement.term is not None:
            case.add(
                "undecidable",
                "backing/no-term",
                one.name,
                message=f"`{one.name}` has no term, and `{agreement.name}` has one",
                related=[Related(one.source, _term_text(one))],
                help=f"say in `{one.name}` from when to when it is in force",
            )
    behind = [one for one in behind if one.term is not None]
    if judged is None or not behind:
        return
    # Two questions: is every day covered for certain, and if not, would it be if all renewals came?
    missing = gaps([days for one in behind if (days := case.context.certain(one))], judged)
    uncovered = gaps([days for one in behind if (days := expected_term(one))], judged)
    if not missing:
        return
    names = " and ".join(f"`{one.name}`" for one in behind)
    ids = [one.name for one in behind]
    related = [Related(one.source, _term_text(one)) for one in behind]
    if uncovered:
        count = sum(_length(gap) for gap in uncovered)
        case.add(
            "unbacked",
            "backing/term-gap",
            *ids,
            message=f"{names} {'does' if len(behind) == 1 else 'do'} not cover {count} of the days of "
            f"`{agreement.name}`",
            related=related,
            example=f"nobody carries it from {uncovered[0].first} to {uncovered[0].last}",
            help=f"prolong {names} to {judged.last}, or end `{agreement.name}` sooner",
        )
    else:
        case.add(
            "expected",
            "backing/renewal-not-certain",
            *ids,
            message=f"{names} {'covers' if len(behind) == 1 else 'cover'} all days of `{agreement.name}` only if "
            "renewed",
            related=related,
            example=f"the renewal that begins on {missing[0].first} is not certain yet",
            help=f"prolong {names}, or wait until the day of notice has passed",
        )


def _length(days: Days) -> int:
    return (days.last - days.first).days + 1 if days.first and days.last else 0


def _term_text(agreement: Agreement) -> str:
    term = agreement.term
    if term is None:
        return "it has no term"
    return f"in force from {term.first} " + (f"to {term.last}" if term.last else "on")
