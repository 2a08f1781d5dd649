"""Services that need themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.services import Component, Structure
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .circles import chain, circles, places


def services_in(structure: Structure | None) -> tuple[str, ...]:
    """The services that a structure names."""
    if structure is None:
        return ()
    if isinstance(structure, Component):
        return (structure.service,)
    return tuple(name for part in structure.parts for name in services_in(part))


def cyclic_structure(workspace: Workspace) -> Iterator[Finding]:
    """Services that need themselves."""
    declared = workspace.services
    for circle in circles({name: services_in(service.needs) for name, service in declared.items()}):
        yield Finding(
            "service/cyclic-structure",
            f"`{circle[0]}` needs itself",
            declared[circle[0]].source,
            label=chain(circle),
            help="remove the `needs` that the service can do without",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


RULES = (
    Rule(
        "service/cyclic-structure",
        "error",
        "a service needs, in the end, itself",
        "Its availability would have to be known before it can be computed.",
        bad="""\
service shop { owner dba needs search } # service/cyclic-structure
service search { owner dba needs index }
service index { owner dba needs shop }
""",
        good="""\
service shop { owner dba needs search }
service search { owner dba needs index }
service index { owner dba }
""",
        check=cyclic_structure,
    ),
)
