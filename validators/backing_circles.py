"""Agreements that are backed by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .circles import chain, circles, places


def cyclic_backing(workspace: Workspace) -> Iterator[Finding]:
    """Agreements that carry themselves."""
    declared = workspace.agreements
    for circle in circles({name: agreement.backed_by for name, agreement in declared.items()}):
        yield Finding(
            "backing/cyclic",
            f"`{circle[0]}` is backed by itself",
            declared[circle[0]].source,
            label=chain(circle),
            help="name only agreements that stand without this one",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


RULES = (
    Rule(
        "backing/cyclic",
        "error",
        "an agreement is, in the end, backed by itself",
        "Two promises that lean on each other prove nothing.",
        bad=stage.ola(stage.UPTIME, "backed by archive", found="backing/cyclic")
        + stage.ola(stage.UPTIME, "backed by statistics", name="archive"),
        good=stage.ola(stage.UPTIME, "backed by archive") + stage.ola(stage.UPTIME, name="archive"),
        check=cyclic_backing,
    ),
)
