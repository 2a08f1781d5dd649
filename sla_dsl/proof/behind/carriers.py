"""Who carries what: the objectives of the agreements behind a promise that speak of the same."""

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
from ..context import FORCES, Context
from ..verdict import Findings


@dataclass(frozen=True, slots=True)
class Carrier:
    """An objective of an agreement behind a promise."""

    agreement: Agreement
    objective: Objective

    @property
    def name(self) -> str:
        """Its address."""
        return self.objective.address


def behind(context: Context, agreement: Agreement, promise: Objective) -> list[Agreement]:
    """The agreements that this one is backed by for what a promise is about, each once."""
    known = context.workspace.agreements
    names = (name for b in agreement.backing if overlaps(b.scope, promise.scope) for name in b.by)
    return [known[name] for name in dict.fromkeys(names) if name in known]


def treated(agreement: Agreement, by: Agreement) -> dict[str, str]:
    """Our values as what an agreement behind calls them."""
    return {ours: theirs for t in agreement.treatments if t.agreement == by.name for ours, theirs in t.pairs}


def fitting(promise: Objective, objectives: list[Objective]) -> list[Objective]:
    """Of several objectives of an agreement that all cover a promise, those that suit it best.

    They are of sufficient force, of the same metric, count the same, and bound enough cases, as far as any does.
    """
    checks: tuple[Callable[[Objective], bool], ...] = (
        lambda one: FORCES.index(one.force) >= FORCES.index(promise.force),
        lambda one: one.metric == promise.metric,
        lambda one: one.counting.counts == promise.counting.counts,
        lambda one: one.statistic == promise.statistic or share_of(one) == 1,
        lambda one: (share_of(one) or 0) >= (share_of(promise) or 0),
    )
    for check in checks:
        objectives = [one for one in objectives if check(one)] or objectives
    return objectives


def share_of(objective: Objective) -> Fraction | None:
    """The share (0 to 1) of cases that keep to a bound: 1 for every case, none for a mean or a median."""
    if objective.share is not None:
        return objective.share.share.amount / 100 if isinstance(objective.share.share, Quantity) else None
    return None if objective.statistic in ("mean", "median") else Fraction(1)


def covers(scope: tuple[Selection, ...], promised: tuple[Selection, ...], names: dict[str, str]) -> bool:
    """Whether a scope holds all that a promise is about; ``names`` are our values as what they call them."""
    ours = {selection.scale: set(selection.values) for selection in promised}
    called = {names[value] for values in ours.values() for value in values if value in names}
    return all(ours.get(s.scale, {""}) <= set(s.values) or called & set(s.values) for s in scope)


def covering_together(
    context: Context, objectives: list[Objective], promised: tuple[Selection, ...], names: dict[str, str]
) -> list[Objective]:
    """Objectives that each cover a promise for some values of a scale that it does not name, together for all of them.

    Nothing if they leave a value out.
    """
    named = {selection.scale for selection in promised}
    parts: dict[str, set[str]] = {}
    found = []
    for objective in objectives:
        open_ = [s for s in objective.scope if s.scale not in named and not set(names.values()) & set(s.values)]
        rest = tuple(s for s in objective.scope if s not in open_)
        if len(open_) == 1 and covers(rest, promised, names):
            parts.setdefault(open_[0].scale, set()).update(open_[0].values)
            found.append(objective)
    whole = all(values == {v.name for v in context.workspace.scales[scale].values} for scale, values in parts.items())
    return found if len(parts) == 1 and whole else []


# What every carrier must fulfil, whatever the metric


def check_carrier(agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """Status, condition and force of what stands behind a promise."""
    by = carrier.agreement
    conditions = {when for when in (by.covers_when, carrier.objective.when) if when is not None}
    if conditions - {agreement.covers_when, promise.when}:
        found.add(
            "undecidable",
            "backing/conditional",
            f"`{carrier.name}` is promised under a condition, and `{promise.address}` without it",
            carrier.name,
            related=[Related(carrier.objective.source, "promised under a condition")],
            help="say the same condition here, or have it promised without one",
        )
    if agreement.status == "signed" and by.status != "signed":
        found.add(
            "unbacked",
            "backing/not-signed",
            f"`{by.name}` is {by.status}, and only a signed agreement carries a signed one",
            by.name,
            related=[Related(by.source, f"its status is {by.status}")],
            help=f"sign `{by.name}`, or take it out of `backed by`",
        )
    if FORCES.index(carrier.objective.force) < FORCES.index(promise.force):
        found.add(
            "unbacked",
            "backing/weaker-force",
            f"`{carrier.name}` is {_force(carrier.objective)}, `{promise.address}` is {_force(promise)}",
            carrier.name,
            related=[Related(carrier.objective.source, f"{_force(carrier.objective)} only")],
            help="a promise is carried by one of equal or higher force",
        )


def _force(objective: Objective) -> str:
    return {"guaranteed": "a guarantee", "target": "a target", "best-effort": "best effort"}[objective.force]


def check_terms(context: Context, agreement: Agreement, by: list[Agreement], found: Findings) -> None:
    """Every judged day must lie in the term of what carries it; consecutive agreements may join.

    Drafts may have no term yet; one without covers no day of a promise that has one.
    """
    judged = context.judged(agreement)
    for one in by:
        if one.term is None and agreement.term is not None:
            found.add(
                "undecidable",
                "backing/no-term",
                f"`{one.name}` has no term, and `{agreement.name}` has one",
                one.name,
                related=[Related(one.source, _term_text(one))],
                help=f"say in `{one.name}` from when to when it is in force",
            )
    by = [one for one in by if one.term is not None]
    if judged is None or not by:
        return
    missing = gaps([days for one in by if (days := context.certain(one))], judged)
    uncovered = gaps([days for one in by if (days := expected_term(one))], judged)
    if not missing:
        return
    names = " and ".join(f"`{one.name}`" for one in by)
    related = [Related(one.source, _term_text(one)) for one in by]
    if uncovered:
        count = sum(_length(gap) for gap in uncovered)
        found.add(
            "unbacked",
            "backing/term-gap",
            f"{names} {'does' if len(by) == 1 else 'do'} not cover {count} of the days of `{agreement.name}`",
            *(one.name for one in by),
            related=related,
            example=f"nobody carries it from {uncovered[0].first} to {uncovered[0].last}",
            help=f"prolong {names} to {judged.last}, or end `{agreement.name}` sooner",
        )
    else:
        found.add(
            "expected",
            "backing/renewal-not-certain",
            f"{names} {'covers' if len(by) == 1 else 'cover'} all days of `{agreement.name}` only if renewed",
            *(one.name for one in by),
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
