"""The requirements of an agreement's change clauses for its changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..changes import Change
from ..changes.agreement_part import CHANGE_CLAUSE
from ..changes.change import CLASSES, Class
from ..changes.diff import JUDGING
from ..changes.meaning import meaning
from ..model.changes import Amendment, Approval, ChangeClause, Requirement
from ..model.workspace import Workspace
from .made_of import BENEATH
from .parties import every_party
from .proposal import AgreementChange

RECORDS = ("signature", "amendment", "version")
"""Kinds of changes that record a change, and are none themselves."""
OF_CLAUSES = frozenset(kind for kind, _mirror in CHANGE_CLAUSE.kinds()) & JUDGING
"""Kinds of changes of a change clause: one party alone could give itself what it likes, or bar the others from it."""
LEAVING = ("agreement-removed", "agreement-renamed")
"""Kinds of changes that take an agreement out of the workspace; they always count as a weakening."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of one step: approvals, requirements, and the subjects that must never change and do change.

    ``causes`` are the changes for which each approval is required, ``asking`` those for which each requirement (by its
    meaning) applies, ``changed`` those of each subject that must never change.
    """

    approvals: tuple[Approval, ...]
    requirements: tuple[Requirement, ...] = ()
    never: tuple[str, ...] = ()
    causes: Mapping[Approval, tuple[Change, ...]] = field(default_factory=dict)
    asking: Mapping[Any, tuple[Change, ...]] = field(default_factory=dict)
    changed: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def because(self, requirement: Requirement) -> tuple[str, ...]:
        """The changes for which a requirement applies, each by its kind and its address."""
        return named(self.asking.get(meaning(requirement), ()))


def named(changes: Iterable[Change]) -> tuple[str, ...]:
    """Changes by kind and address, each once, the worst first."""
    found = sorted(changes, key=lambda one: (CLASSES.index(one.class_), one.address, one.kind))
    return tuple(dict.fromkeys(map(name_of, found)))


def name_of(change: Change) -> str:
    """A change in one line: its kind and its address."""
    return f"{change.kind} {change.address}"


def needs(step: AgreementChange, workspace: Workspace, everybody: bool) -> Needs:
    """The needs of a step: the requirements of all its changes by all clauses that rule; the strictest applies.

    ``everybody`` is set if every party must approve, whatever the clauses say. Parties are looked up in ``workspace``,
    the rules base.
    """
    all_parties = every_party(step.versions, workspace)
    if step.before is None and step.rules is None:
        return Needs((all_parties,))
    approvals: list[Approval] = [all_parties] if everybody or step.succeeds else []
    requirements: list[Requirement] = []
    causes: dict[Approval, dict[str, Change]] = defaultdict(dict)
    asking: dict[Any, dict[str, Change]] = defaultdict(dict)
    for clause in step.clauses:
        for one in (*step.changes, *step.judging, *step.beside):
            of_class, further = _applicable(clause, one, step)
            requirements += (*of_class, *further)
            for each in (*of_class, *further):
                asking[meaning(each)][one.fingerprint] = one
            causing = [approval for each in (*of_class, *further) for approval in each.approvals]
            # Where no clause names who approves it, every party must, and for a change of the clause in any case.
            if one.kind in OF_CLAUSES or not any(each.approvals for each in of_class):
                approvals.append(all_parties)
                causing.append(all_parties)
            for approval in causing:
                causes[approval][one.fingerprint] = one
        if clause is None:
            approvals.append(all_parties)
        if step.succeeds and clause is not None:
            requirements += [one for one in clause.requirements if one.subject == "weakening"]
    approvals += [approval for requirement in requirements for approval in requirement.approvals]
    approvals += _of_ratification(step, all_parties)
    touched = _touched(step)
    return Needs(
        tuple(dict.fromkeys(approvals)),
        _each_once(requirements),
        tuple(touched),
        {approval: tuple(found.values()) for approval, found in causes.items()},
        {requirement: tuple(found.values()) for requirement, found in asking.items()},
        touched,
    )


def _touched(step: AgreementChange) -> dict[str, tuple[Change, ...]]:
    """The subjects that must never change by a clause that rules and that do, each with the changes of it."""
    never = dict.fromkeys(subject for clause in step.clauses if clause is not None for subject in clause.never)
    found = {
        subject: tuple(
            one
            for one in (*step.changes, *(step.beside if subject == "parties" else ()))
            if concerns(subject, one, step)
        )
        for subject in never
    }
    return {subject: changes for subject, changes in found.items() if changes}


def _of_ratification(step: AgreementChange, all_parties: Approval) -> Iterator[Approval]:
    """Who ratifies an emergency: those who must approve a weakening, and the party that the `ratified` line names."""
    for amendment in ratified(step):
        for clause in step.clauses:
            found = [one for one in clause.requirements if one.subject == "weakening"] if clause else []
            yield from (approval for one in found for approval in one.approvals)
            if not any(one.approvals for one in found):  # a clause that names nobody frees nobody
                yield all_parties
        if amendment.emergency and amendment.emergency.by:
            yield Approval(count=1, of=(amendment.emergency.by,))


def ratified(step: AgreementChange) -> Iterator[Amendment]:
    """The emergency amendments that a step ratifies: amendments of the rules base, or the step's own."""
    before, after = (one.amendments if one else () for one in (step.rules, step.after))
    known = {one.version for one in before if _is_ratified(one)}
    yield from (one for one in after if _is_ratified(one) and one.version not in known)


def _is_ratified(amendment: Amendment) -> bool:
    return amendment.emergency is not None and amendment.emergency.ratified is not None


def _each_once(requirements: list[Requirement]) -> tuple[Requirement, ...]:
    return tuple({meaning(one): one for one in requirements}.values())


def _applicable(
    clause: ChangeClause | None, change: Change, step: AgreementChange
) -> tuple[list[Requirement], list[Requirement]]:
    """The requirements for one change: those for its class, or for emergencies; and those for subjects it concerns.

    The rules of judging do not change in an emergency: neither how long it lasts, nor who approves later changes.
    """
    if clause is None:
        return [], []
    subject: str = change_class(change, step.name)
    # Else an emergency could free all later amendments of approval (docs/gate.md, "An emergency amendment").
    if emergency_of(step) is not None and change.kind not in JUDGING:
        subject = "emergency"
    named = [one for one in clause.requirements if one.subject == subject]
    return named, [one for one in clause.requirements if concerns(one.subject, change, step)]


def change_class(change: Change, name: str) -> Class:
    """The class of a change for an agreement.

    A change of the rules, or leaving the agreement, always counts as a weakening.
    """
    # Nobody can say whom another rule helps: it may bar one party or free the other (docs/gate.md, "What judges").
    if change.kind in JUDGING or change.kind in LEAVING:
        return "weakening"
    return next((reach.class_ for reach in change.reaches if reach.agreement == name), change.default_class)


def worst(changes: Sequence[Change], name: str) -> Class:
    """The worst class of some changes for an agreement."""
    return min((change_class(one, name) for one in changes), key=CLASSES.index, default="editorial")


def concerns(subject: str, change: Change, step: AgreementChange) -> bool:
    """Whether a change falls under a subject that a clause names.

    A subject is the address of a part of the agreement (``uptime``, ``clause/law``), the name of a declaration that it
    uses, ``parties``, or the first words of a kind of change (``term``, ``service-hours``). What has an effect on
    something that the subject is made of is a change of the subject.
    """
    construct = change.kind.rpartition("-")[0]
    owner, _, path = change.address.partition("/")
    beneath = step.beneath.get(subject, ())
    name = path if owner == step.name else owner
    if any(name in one.names for one in beneath) and change_class(change, step.name) != "editorial":
        return True
    is_moved = any(one.says != beneath[0].says for one in beneath)
    if owner != step.name:
        is_party = subject == "parties" and construct.startswith(("party", "team"))
        return owner == subject or is_party or (is_moved and construct.startswith("party-time-zone"))
    if subject == "parties":
        return construct in ("provider", "customer")
    if is_moved and any(construct == one or construct.startswith(f"{one}-") for one in BENEATH):
        return True
    return any(said == subject or said.startswith(f"{subject}/") for said in (path, construct.replace("-", "/"))) or (
        construct.startswith(f"{subject}-")
    )


def emergency_of(step: AgreementChange) -> str | None:
    """Why the new amendment cannot wait; none unless every clause that rules has requirements for emergencies."""
    found = next((one.emergency for one in step.new_amendments if one.emergency), None)
    known = all(
        clause is not None and any(one.subject == "emergency" for one in clause.requirements) for clause in step.clauses
    )
    # Parties that agreed on nothing for emergencies have none: the word alone must not shorten a notice.
    return found.why if found and known and step.clauses else None
