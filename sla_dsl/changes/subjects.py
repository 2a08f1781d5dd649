"""Subjects that a change clause names: a class or kind of changes, a part of the agreement, or a declaration."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.agreement import Agreement
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.nearest import nearest
from .change import CLASSES
from .diff import KINDS, PARTS

EMERGENCY, PARTIES = "emergency", "parties"
"""Subjects that are no kind of change: any change that cannot wait, and any change of a side."""
CONSTRUCTS = frozenset(
    "-".join(words[: length + 1]) for words in (kind.split("-")[:-1] for kind in KINDS) for length in range(len(words))
)
"""The subjects that are first words of a kind of change: `service`, `service-hours`."""


def unknown_subjects(workspace: Workspace) -> Iterator[Finding]:
    """Subjects of change clauses that no change is ever about: they protect nothing."""
    clauses = [(one, one.changes) for one in workspace.agreements.values() if one.changes is not None]
    if not clauses:
        return
    told, misread = set(), workspace.misread
    near_declared: dict[str, str] = {}
    declared = {name for space, _ in PARTS for name in workspace.declared(space)}
    for agreement, clause in clauses:
        if agreement.name in misread or clause.source in told:
            continue
        told.add(clause.source)
        named = [(one.subject, one.source) for one in clause.requirements]
        named += [(subject, clause.source) for subject in clause.never]
        known = known_subjects(agreement)
        for subject, source in named:
            head, _, rest = subject.partition("/")
            if (
                subject in known
                or subject in declared
                or (rest and head in CONSTRUCTS and head not in _named_parts(agreement))
            ):
                continue
            if subject not in near_declared:
                near_declared[subject] = nearest(subject, declared) or ""
            near = nearest(subject, {*known, near_declared[subject]})
            yield Finding(
                "change/unknown-subject",
                f"no change is ever about `{subject}`",
                source,
                help=f"did you mean `{near}`?"
                if near
                else "name a class of changes, a part of the agreement such as `uptime` or `clause/law`, or `parties`",
                address=agreement.name,
                values=(subject,),
            )


def known_subjects(agreement: Agreement) -> set[str]:
    """Subjects of changes of an agreement, beside declarations."""
    addresses = (one.address.partition("/")[2].split("/") for one in agreement.objectives)
    parts = {"/".join(words[: end + 1]) for words in addresses for end in range(len(words))}
    named = {f"{part}/{name}" for part, names in _named_parts(agreement).items() for name in names}
    return {*CLASSES, EMERGENCY, PARTIES, *CONSTRUCTS, *parts, *named}


def _named_parts(agreement: Agreement) -> dict[str, list[str]]:
    return {
        "clause": [clause.name for clause in agreement.clauses],
        "parameter": [parameter.name for parameter in agreement.parameters],
    }
