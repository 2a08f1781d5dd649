"""Carriers: the objectives of the agreements behind a promise that speak of the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...algebra.scopes import Scales, overlaps, parts
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Condition, Days, Force, Selection, Statistic
from ...model.quantity import Quantity
from ...model.workspace import Workspace
from ...text.finding import Related
from ..case import Case
from ..context import FORCES, Context

NO_VALUE = ""
"""Stands for the value of a case that has none on a scale: it is in no scope that names the scale."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An objective of an agreement behind a promise."""

    agreement: Agreement
    objective: Objective

    @property
    def name(self) -> str:
        """The address of the objective."""
        return self.objective.address

    def __hash__(self) -> int:
        # All that an agreement says would go into a hash of it; its names tell carriers apart as well.
        return hash((self.agreement.name, self.objective.address))


def agreements_behind(case: Case) -> list[Agreement]:
    """The agreements that back a promise, each once: those that are named in `backed by` for all of its cases."""
    known, backing = case.context.workspace.agreements, case.agreement.backing
    if not any(one.scope for one in backing):
        return [known[name] for name in case.agreement.backed_by if name in known]
    pieces = parts(case.objective.scope, [one.scope for one in backing], values_of(case))
    for_all = [
        name
        for name in case.agreement.backed_by
        if all(any(name in one.by and overlaps(one.scope, piece) for one in backing) for piece in pieces)
    ]
    return [known[name] for name in for_all if name in known]


def values_of(case: Case) -> Scales:
    """The values that cases of an agreement can have on each scale, or none; of tiers, those that it selects."""
    context, tiers = case.context, case.agreement.tiers
    of_cases = is_of_cases(case)
    return context.remembered("values", (tiers, of_cases), lambda: _values(context.workspace, tiers, of_cases))


def is_of_cases(case: Case) -> bool:
    """Whether a promise is one of cases; outages, samples and counts that name no value are of every one."""
    metric = case.context.metric(case.objective)
    return metric.starts is not None and metric.stops is not None and metric.population != "outages"


def _values(workspace: Workspace, tiers: tuple[Selection, ...], of_cases: bool) -> Scales:
    without = frozenset({NO_VALUE} if of_cases else ())
    every = {scale.name: scale.names | without for scale in workspace.scales.values()}
    return every | {tier.scale: frozenset(tier.values) for tier in tiers}


def treated(agreement: Agreement, behind: Agreement) -> dict[str, str]:
    """Values of our scales, each with the name that an agreement behind has for it (`treat P1 as S1`)."""
    return {ours: theirs for one in agreement.treatments if one.agreement == behind.name for ours, theirs in one.pairs}


def fitting(objective: Objective, candidates: list[Objective]) -> list[Objective]:
    """The candidates that suit an objective best, of several in one agreement that all cover it.

    Each check drops those that fail it, unless all fail: then the checks on the carrier tell what is wrong with them.
    """
    when, force, metric, counts, statistic, share = looked_at(objective)
    checks: tuple[Callable[[Objective], bool], ...] = (
        lambda one: one.mean_of is None,
        # What is promised under another condition is left aside where something is promised without it.
        lambda one: one.when in (None, when),
        lambda one: FORCES.index(one.force) >= FORCES.index(force),
        lambda one: one.metric == metric,
        lambda one: one.counting.counts == counts,
        # A bound on every case carries a share, a mean and a median (docs/mathematics.md, Shares of cases).
        lambda one: one.statistic == statistic or share_of(one) == 1,
        lambda one: (share_of(one) or 0) >= (share or 0),
    )
    for check in checks:
        candidates = [one for one in candidates if check(one)] or candidates
    return candidates


def looked_at(
    objective: Objective,
) -> tuple[Condition | None, Force, str, str, Statistic, Fraction | None]:
    """All of a promise by which candidates are found to suit it."""
    one = objective
    return one.when, one.force, one.metric, one.counting.counts, one.statistic, share_of(one)


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


def scope_there(case: Case, behind: Agreement) -> tuple[Selection, ...]:
    """The scope of a promise's cases at an agreement behind: of tiers, each agreement's own are those of its cases.

    Of a scale that it treats and the promise does not name, cases have any value.
    """
    names, scales = treated(case.agreement, behind), values_of(case)
    every = [Selection(scale=scale, values=tuple(sorted(values))) for scale, values in scales.items()]
    chosen = [one for one in every if any(value in names for value in one.values)]
    chosen += [*case.agreement.tiers, *case.objective.scope, *behind.tiers]
    return tuple({selection.scale: selection for selection in chosen}.values())


def covers(scope: tuple[Selection, ...], promised: tuple[Selection, ...], names: Mapping[str, str]) -> bool:
    """Whether a scope behind holds all cases of a promised scope; ``names`` are our values by their names there."""
    return all(_holds_all(selection, promised, names) for selection in scope)


def _holds_all(selection: Selection, promised: tuple[Selection, ...], names: Mapping[str, str]) -> bool:
    # A value without a name there may be any value of theirs, and no value is called "".
    return any(_called(selection.scale, one, names) <= set(selection.values) for one in promised)


def _called(scale: str, ours: Selection, names: Mapping[str, str]) -> set[str]:
    """What the agreement behind calls some values of ours on a scale; a value of that scale keeps its name."""
    return {names.get(value, value if ours.scale == scale else "") for value in ours.values}


def covering_together(
    context: Context, candidates: list[Objective], promised: tuple[Selection, ...], names: Mapping[str, str]
) -> list[list[Objective]]:
    """The candidates that cover a promised scope together, each for some values of one scale: those of each value.

    Values with the same candidates come once.  Empty if the candidates leave a value out, or split more than one scale.
    """
    split: dict[str, list[tuple[Objective, Selection]]] = {}
    for objective in candidates:
        open_ = [one for one in objective.scope if not _holds_all(one, promised, names)]
        if len(open_) == 1 and _wanted(context, open_[0].scale, promised, names) & set(open_[0].values):
            split.setdefault(open_[0].scale, []).append((objective, open_[0]))
    # Parts of two scales (the sites, the priorities) may leave out a pair of values though each scale is complete.
    if len(split) != 1:
        return []
    ((scale, parts),) = split.items()
    wanted = sorted(_wanted(context, scale, promised, names))
    of_value = [[one for one, chosen in parts if value in chosen.values] for value in wanted]
    once = {tuple(one.address for one in each): each for each in of_value}
    return list(once.values()) if all(of_value) else []


def _wanted(context: Context, scale: str, promised: tuple[Selection, ...], names: Mapping[str, str]) -> set[str]:
    """The values of a scale there that promised cases may have: all, if the promise does not tell."""
    every = {value.name for value in context.workspace.scales[scale].values}
    # Who has no value of ours has none of theirs, by whichever of our scales they are called there.
    scales = context.workspace.scales.values()
    calling = {one.name for one in scales if every & {names.get(value) for value in one.names}}
    if any(one.scale in {scale, *calling} and one.values == (NO_VALUE,) for one in promised):
        return {NO_VALUE}
    return next((called for one in promised if (called := _called(scale, one, names)) <= every), every)


# What every carrier must fulfil, whatever the metric


def check_carrier(case: Case, carrier: Carrier) -> None:
    """A carrier must be signed, and of enough force (docs/backing.md, The verdicts)."""
    behind = carrier.agreement
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
    counted = case.context.counted(agreement, case.objective)
    certain = [days for one in behind if (days := case.context.certain(one))]
    missing = [gap for one in counted for gap in gaps(certain, one)]
    if not missing:
        return
    expected = [days for one in behind if (days := expected_term(one))]
    uncovered = [gap for one in counted for gap in gaps(expected, one)]
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
