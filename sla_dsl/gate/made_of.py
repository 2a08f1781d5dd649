"""The parts of a subject of a change clause: a promise also changes with the things that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..algebra.scopes import exclusions, is_at, is_within, suspensions
from ..changes.agreement_part import AGREEMENT
from ..changes.diff import PARTS
from ..changes.meaning import meaning
from ..changes.names import Reference
from ..changes.uses import references
from ..model.agreement import Agreement
from ..model.base import Model
from ..model.marks import Inside, Names, shapes
from ..model.objective import Objective
from ..model.workspace import Workspace

BENEATH = (
    *(
        "service-hours",
        "support-hours",
        "business-days",
        "time-zone",
        "fiscal-year",
        "tier",
        "partial-windows",
        "terms",
    ),
    *("covers", "not-covered", "covers-condition", "not-promised", "exclusion", "suspension", "no-maintenance"),
    "volume",
)
"""The constructs of an agreement, beside its objectives, that its objectives rest on; of all others a test says why."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The parts of a subject.

    ``names`` are the declarations and parameters that it uses, and those that these use; ``says`` is all that its
    objectives say, with what they take from the agreement: another value means that one of ``BENEATH`` moved them.
    """

    names: frozenset[str] = frozenset()
    says: Any = ()


def made_of(subject: str, agreement: Agreement, workspace: Workspace) -> MadeOf:
    """The parts of a subject in an agreement: of an objective, another part, a construct, or a declaration."""
    objectives = [one for one in agreement.objectives if is_at(one, subject)]
    models: list[Model] = [one for each in objectives for one in (each, *beneath(agreement, each))]
    models += [thing for part, thing in _things(agreement) if _is_named(subject, part.name, part.label(thing))]
    left = [reference for model in models for reference in _named(model)]
    left += _of_fields(subject, agreement)
    left += [(space, subject) for space, _part in PARTS]
    services = [("services", name) for name in agreement.covers] if objectives else []
    says = [meaning((each, *beneath(agreement, each), *_facts(agreement))) for each in objectives]
    return MadeOf(frozenset(_closure([*left, *services], agreement, workspace)) - {subject}, tuple(says))


def _is_named(subject: str, part: str, label: str) -> bool:
    return is_within(label, (subject,)) or part == subject or part.startswith(f"{subject}-")


def _things(agreement: Agreement) -> Iterator[tuple[Any, Any]]:
    return ((part, thing) for part in AGREEMENT.parts for thing in part.of(agreement))


def beneath(agreement: Agreement, objective: Objective) -> list[Model]:
    """The exclusions, suspensions and volumes that apply to an objective."""
    volumes = (one for one in agreement.volumes if not one.objectives or is_at(objective, *one.objectives))
    return [*exclusions(agreement, objective), *suspensions(agreement, objective), *volumes]


def parameters_of(agreement: Agreement, objective: Objective) -> frozenset[str]:
    """The parameters that an objective, and what applies to it, names instead of their values."""
    return frozenset(_parameters((objective, *beneath(agreement, objective))))


def _facts(agreement: Agreement) -> tuple[Any, ...]:
    """The statements of an agreement about all its objectives, without those that stand in each of them."""
    named = (one for one in AGREEMENT.constructs if one.name in BENEATH and not one.name.endswith("-hours"))
    return tuple(meaning(one.read(agreement)) for one in named)


def _of_fields(subject: str, agreement: Agreement) -> Iterator[Reference]:
    """The names in the fields whose construct is the subject, such as ``service-hours``."""
    for one in AGREEMENT.constructs:
        if isinstance(one.field, str) and (one.name == subject or one.name.startswith(f"{subject}-")):
            value = one.read(agreement)
            for shape, name in shapes(Agreement)[one.field].texts(value) if value else ():
                names = shape.get(Names)
                yield from ((space, name) for space in (names.spaces if names and names.uses else ()))
            yield from _named(value) if isinstance(value, Model) else ()


def _named(model: Model) -> Iterator[Reference]:
    """The declarations that a model uses, and the parameters of its agreement that it names."""
    aside = ("agreements", "parties", "teams")
    yield from (one.named for one in references(model) if one.uses and one.named[0] not in aside)
    yield from (("parameters", name) for name in _parameters(model))


def _parameters(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _parameters(each)
    elif isinstance(value, Model):
        for field, shape in shapes(type(value)).items():
            for part, name in shape.texts(getattr(value, field)):
                inside = part.get(Inside)
                if inside is not None and "parameter" in inside.kinds:
                    yield name
            yield from _parameters(getattr(value, field)) if field != "source" else ()


def _closure(left: Iterable[Reference], agreement: Agreement, workspace: Workspace) -> Iterator[str]:
    """The names that references lead to: what is declared, and what that uses in turn."""
    parameters = {one.name: one for one in agreement.parameters}
    found, waiting = set[Reference](), list(left)
    while waiting:
        space, name = waiting.pop()
        declared = parameters.get(name) if space == "parameters" else workspace.declared(space).get(name)
        if declared is not None and (space, name) not in found:
            found.add((space, name))
            waiting += _named(declared)
            yield name
