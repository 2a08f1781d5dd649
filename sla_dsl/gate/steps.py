"""The agreements that a proposal changes, each with its changes since its promise base."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ..algebra.days import term
from ..changes import Change, Comparison, diff
from ..changes.diff import JUDGING
from ..changes.names import NewNames
from ..history.states import State
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from .proposal import Promise, Revision, Step
from .requirements import RECORDS, house

PromiseOf = Callable[[str], Promise | None]


def steps(
    rules: Revision, head: Revision, comparison: Comparison, promise_of: PromiseOf, today: date
) -> Iterator[Step]:
    """The steps of all agreements that a proposal changes and that bind: signed before, or signed after.

    ``comparison`` is from the rules base to the proposal.  A new agreement that covers a service of one between the
    same parties which ends is its successor, and is compared with it.
    """
    before, after = rules.workspace, head.workspace
    successors = {
        name: predecessor
        for name, one in after.agreements.items()
        if name not in before.agreements and (predecessor := _predecessor(one, before, after, today))
    }
    for name in sorted(_touched(comparison) & {*before.agreements, *after.agreements}):
        new = after.agreements.get(name)
        if new is None and name in successors.values():
            continue
        promise = promise_of(name)
        if promise is None and name in successors and (of_predecessor := promise_of(successors[name])):
            yield _step(
                name,
                Promise(*(_under(name, each) for each in of_predecessor)),
                rules,
                head,
                comparison,
                succeeds=successors[name],
            )
        elif promise is not None or (new is not None and new.status == "signed"):
            yield _step(name, promise, rules, head, comparison)


def _step(
    name: str, promise: Promise | None, rules: Revision, head: Revision, comparison: Comparison, succeeds: str = ""
) -> Step:
    after = head.workspace.agreements.get(name)
    judging = tuple(one for one in _reaching(comparison, name) if _judges_from_outside(one, name))
    if promise is None:
        return Step(name, None, None, None, after, None, judging=judging)
    base, recorded = promise
    changes = _of_promise(diff(base.workspace, head.workspace), name)
    is_pending = recorded.commit.sha != base.commit.sha
    return Step(
        name,
        base.agreement,
        recorded.agreement,
        rules.workspace.agreements.get(name, recorded.agreement),
        after,
        promise,
        changes,
        _of_promise(diff(recorded.workspace, head.workspace), name) if is_pending else changes,
        _of_promise(diff(base.workspace, recorded.workspace), name) if is_pending else (),
        judging,
        succeeds,
    )


def _touched(comparison: Comparison) -> set[str]:
    """What a proposal changes a word of, and the agreements that use something that changes with an effect on them."""
    reached = {
        reach.agreement
        for change in comparison.changes
        for reach in change.reaches
        if reach.class_ != "editorial" or change.kind in JUDGING
    }
    return reached | {change.address.partition("/")[0] for change in comparison.changes if change.reaches}


def _reaching(comparison: Comparison, name: str) -> Iterator[Change]:
    yield from (one for one in comparison.changes if any(reach.agreement == name for reach in one.reaches))


def _of_promise(comparison: Comparison, name: str) -> tuple[Change, ...]:
    """The changes that an amendment must record: all of the agreement's own words, and what has an effect on it."""
    return tuple(
        one
        for one in _reaching(comparison, name)
        if not one.kind.startswith(RECORDS) and not _judges_from_outside(one, name) and _matters(one, name)
    )


def _matters(change: Change, name: str) -> bool:
    own = change.address.partition("/")[0] == name
    return own or any(reach.agreement == name and reach.class_ != "editorial" for reach in change.reaches)


def _judges_from_outside(change: Change, name: str) -> bool:
    """Whether a change is one of what judges, and not of the agreement itself."""
    return change.kind in JUDGING and change.address.partition("/")[0] != name


def _predecessor(new: Agreement, before: Workspace, after: Workspace, today: date) -> str | None:
    """The agreement to which a new one succeeds: of the same parties, over one of its services, and ending."""
    sides = _sides(new, after)
    found = (
        name
        for name, old in before.agreements.items()
        if old.kind == new.kind
        and _sides(old, before) == sides
        and {*old.covers} & {*new.covers}
        and _ends(name, old, after, today)
    )
    return next(found, None)


def _sides(agreement: Agreement, workspace: Workspace) -> frozenset[str]:
    return frozenset(house(workspace, one) for one in (agreement.provider, agreement.customer) if one)


def _ends(name: str, old: Agreement, after: Workspace, today: date) -> bool:
    """Whether an agreement ends in a proposal: gone, no longer signed, or over sooner than before."""
    new = after.agreements.get(name)
    if new is None or new.status != "signed":
        return True
    last, before = (term(one) for one in (new, old))
    sooner = last is not None and last.last is not None and (before is None or before.last != last.last)
    return sooner and last is not None and last.last is not None and last.last >= today


def _under(name: str, state: State) -> State:
    """A state in which an agreement has the name of its successor."""
    old = state.agreement
    assert old is not None
    names = NewNames({("agreements", old.name): name})
    agreement = names.within(old, old.name).model_copy(update={"name": name})
    others = {each: one for each, one in state.workspace.agreements.items() if each != old.name}
    workspace = state.workspace.model_copy(update={"agreements": {**others, name: agreement}})
    return State(state.commit, workspace, agreement, state.readable)
