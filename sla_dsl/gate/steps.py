"""The agreements that a proposal changes, each with its changes since its promise base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..algebra.days import term
from ..algebra.in_force import lapsed
from ..changes import Change, changes
from ..changes.change import CLASSES
from ..changes.diff import JUDGING
from ..changes.names import NewNames
from ..history.states import State
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from .made_of import MadeOf, made_of
from .parties import sides
from .proposal import AgreementChange, PromiseStates, Revision
from .requirements import RECORDS

PromiseOf = Callable[[str], PromiseStates | None]


def steps(
    rules: Revision, head: Revision, since_rules: tuple[Change, ...], promise_of: PromiseOf, today: date
) -> Iterator[AgreementChange]:
    """The steps of all agreements that a proposal changes and that bind: signed before, or signed after.

    ``since_rules`` are the changes from the rules base to the proposal. A new agreement is the successor of an ending
    agreement between the same parties if it covers a service of it; it is compared with that agreement.
    """
    before, after = rules.workspace, head.workspace
    successors = {
        name: predecessor
        for name, one in after.agreements.items()
        if name not in before.agreements and (predecessor := _predecessor(one, before, after, today))
    }
    between = _Between()
    for name in sorted(_touched(since_rules) & {*before.agreements, *after.agreements}):
        new = after.agreements.get(name)
        promise, succeeds = promise_of(name), successors.get(name, "")
        if promise is None and succeeds and (of_predecessor := promise_of(succeeds)):
            promise = PromiseStates(*(_under(name, state) for state in of_predecessor))
        is_succeeded = new is None and name in successors.values()
        if not is_succeeded and (promise is not None or (new is not None and new.status == "signed")):
            judging = tuple(one for one in _reaching(since_rules, name) if _judges_from_outside(one, name))
            rule = before.agreements.get(name)
            has_effect = rule is None or not lapsed(rule, today)
            own = _of_promise(since_rules, name) if has_effect else ()
            beside = tuple(
                one
                for one in _reaching(since_rules, name)
                if not (one in judging or _is_own(one, name) or _matters(one, name))
            )
            step = _step(name, promise, rules.workspace, after, own, judging, succeeds if promise else "", between)
            yield replace(step, beside=beside, beneath=_beneath(step, rules.workspace, after))


class _Between:
    """The changes between two workspaces, found once: most promises were recorded in the same commits."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Workspace, Workspace, tuple[Change, ...]]] = {}

    def __call__(self, base: Workspace, head: Workspace) -> tuple[Change, ...]:
        key = id(base), id(head)
        if key not in self._known:
            self._known[key] = base, head, changes(base, head)
        return self._known[key][-1]


def _step(
    name: str,
    promise: PromiseStates | None,
    rules: Workspace,
    head: Workspace,
    since_rules: tuple[Change, ...],
    judging: tuple[Change, ...],
    succeeds: str,
    between: _Between,
) -> AgreementChange:
    after = head.agreements.get(name)
    if promise is None:
        return AgreementChange(name, None, None, after, None, judging=judging)
    base, recorded = promise
    since_base = each_once(_of_promise(between(base.workspace, head), name), since_rules)
    is_pending = recorded.commit.sha != base.commit.sha
    return AgreementChange(
        name,
        base.agreement,
        rules.agreements.get(name, recorded.agreement),
        after,
        promise,
        since_base,
        each_once(_of_promise(between(recorded.workspace, head), name), since_rules) if is_pending else since_base,
        _of_promise(between(base.workspace, recorded.workspace), name) if is_pending else (),
        judging,
        succeeds,
    )


def each_once(*found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Changes from several bases, each once: a change that differs between two bases counts from both."""
    return tuple({one.fingerprint: one for each in reversed(found) for one in reversed(each)}.values())[::-1]


def _beneath(step: AgreementChange, rules: Workspace, after: Workspace) -> dict[str, tuple[MadeOf, ...]]:
    """The parts of each subject that a ruling clause names: in the promise in force, the rules base, the proposal."""
    clauses = [one for one in step.clauses if one is not None]
    subjects = {each for one in clauses for each in (*one.never, *(needed.subject for needed in one.requirements))}
    base = step.promise.base.workspace if step.promise else rules
    sides = ((step.before, base), (step.rules, rules), (step.after, after))
    return {
        subject: tuple(
            made_of(subject, agreement, workspace) for agreement, workspace in sides if agreement is not None
        )
        for subject in sorted(subjects - {*CLASSES, "emergency", "parties"})
    }


def _touched(since_rules: tuple[Change, ...]) -> set[str]:
    """The agreements that a proposal changes: their own words, or something that they use."""
    reached = {reach.agreement for change in since_rules for reach in change.reaches}
    return reached | {change.address.partition("/")[0] for change in since_rules if change.reaches}


def _reaching(found: Iterable[Change], name: str) -> Iterator[Change]:
    yield from (one for one in found if any(reach.agreement == name for reach in one.reaches))


def _of_promise(found: Iterable[Change], name: str) -> tuple[Change, ...]:
    """The changes that an amendment must record: those of the agreement's own words, and those with an effect on it."""
    return tuple(
        one
        for one in _reaching(found, name)
        if not one.kind.startswith(RECORDS) and not _judges_from_outside(one, name) and _matters(one, name)
    )


def _is_own(change: Change, name: str) -> bool:
    return change.address.partition("/")[0] == name


def _matters(change: Change, name: str) -> bool:
    return _is_own(change, name) or any(
        reach.agreement == name and reach.class_ != "editorial" for reach in change.reaches
    )


def _judges_from_outside(change: Change, name: str) -> bool:
    """Whether a change is one of the rules of judging, outside the agreement itself."""
    return change.kind in JUDGING and not _is_own(change, name)


def _predecessor(new: Agreement, before: Workspace, after: Workspace, today: date) -> str | None:
    """The agreement that a new one succeeds: with the same parties and a shared service, and ending.

    Of several, the one with which it shares the most services, and then the first by name.
    """
    parties = sides(new, after)
    found = (
        (-len({*old.covers} & {*new.covers}), name)
        for name, old in before.agreements.items()
        if old.kind == new.kind
        and sides(old, before) == parties
        and {*old.covers} & {*new.covers}
        and _ends(name, old, after, today)
    )
    return min(found, default=(0, None))[1]


def _ends(name: str, old: Agreement, after: Workspace, today: date) -> bool:
    """Whether an agreement ends in a proposal: gone, not signed any more, or sooner than before and not yet over."""
    new = after.agreements.get(name)
    if new is None or new.status != "signed":
        return True
    last, before = (days.last if (days := term(one)) else None for one in (new, old))
    return last is not None and last >= today and (before is None or last < before)


def _under(name: str, state: State) -> State:
    """A state in which an agreement has the name of its successor."""
    old = state.agreement
    assert old is not None
    names = NewNames({("agreements", old.name): name})
    agreement = names.within(old, old.name).model_copy(update={"name": name})
    others = {each: one for each, one in state.workspace.agreements.items() if each != old.name}
    workspace = state.workspace.model_copy(update={"agreements": {**others, name: agreement}})
    return State(state.commit, workspace, agreement, state.readable)
