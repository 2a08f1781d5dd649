"""Each name in a model is found where the mark of its field says: a mark that leaves out a space fails here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import sla_dsl
from sla_dsl.compiler import compile_sources
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import HopAgreement
from sla_dsl.model.base import Model
from sla_dsl.model.marks import Free, Inside, Names, Shape, shapes
from sla_dsl.model.quantity import DerivedFigure
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.samples import AS_OF, LOCK, STAGE
from sla_dsl.text.source import Source

from ..changes.test_kinds import BEFORE

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = {"24x7", "customer", "provider", "everyone", *get_args(DerivedFigure)}
"""What the language itself calls so."""


def workspaces() -> Iterator[Workspace]:
    """Every statement, the examples, and the good samples of all rules."""
    yield BEFORE
    yield from (sla_dsl.load(path.parent) for path in sorted(EXAMPLES.rglob("sla.toml")))
    stage = Source("stage.sla", STAGE)
    for sample in sorted({rule.good for rule in load((STANDARD,)).values()}):
        yield compile_sources((stage, Source("sample.sla", sample)), LOCK, AS_OF)


def texts(model: Any, inside: Agreement | None = None) -> Iterator[tuple[str, Shape, str, Agreement | None]]:
    """The texts in a model: field and marks, the text, and the agreement in which it stands."""
    if isinstance(model, tuple):
        for each in model:
            yield from texts(each, inside)
    elif isinstance(model, Model) and not isinstance(model, HopAgreement):  # it names what another agreement has
        inside = model if isinstance(model, Agreement) else inside
        for name, shape in shapes(type(model)).items():
            value = getattr(model, name)
            if name != "source" and value:
                field = f"{type(model).__name__}.{name}"
                yield from ((field, part, text, inside) for part, text in shape.texts(value) if part.is_text)
                yield from texts(value, inside)


def known(shape: Shape, workspace: Workspace, agreement: Agreement | None) -> Iterator[str]:
    """The names that there are where the marks say."""
    names, inside = shape.get(Names), shape.get(Inside)
    for space in names.spaces if names else ():
        yield from getattr(workspace, space)
    for kind in inside.kinds if inside else ():
        if kind == "scale value":
            yield from (value.name for scale in workspace.scales.values() for value in scale.values)
        elif kind == "parameter" and agreement is not None:
            yield from (one.name for one in agreement.parameters)
        elif kind == "objective" and agreement is not None:
            addresses = [objective.address.partition("/")[2] for objective in agreement.objectives]
            steps = [address.split("/") for address in addresses]
            yield from ("/".join(each[:depth]) for each in steps for depth in range(1, len(each) + 1))
            yield from (each[-1] for each in steps)


def test_each_name_is_found_where_its_mark_says() -> None:
    lost: set[tuple[str, str]] = set()
    for workspace in workspaces():
        spaces = (getattr(workspace, space) for space in Workspace.model_fields)
        for declared in (each for space in spaces if isinstance(space, dict) for each in space.values()):
            for field, shape, text, agreement in texts(declared):
                inside = shape.get(Inside)
                if shape.has(Free) or text in WORDS or (inside and {*inside.kinds} & {"rule", "subject"}):
                    continue
                if text not in set(known(shape, workspace, agreement)):
                    lost.add((field, text))
    assert lost == set()
