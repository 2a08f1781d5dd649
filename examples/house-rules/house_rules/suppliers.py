"""Who is behind what is redundant."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.services import Component, Redundant, Service, Structure
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related


def same_supplier(workspace: Workspace) -> Iterator[Finding]:
    """Services that need one of several parts, all of which one party supplies."""
    for service in workspace.services.values():
        for parts in redundant(service.needs):
            supplied = [workspace.services[name] for name in parts if name in workspace.services]
            suppliers = {part.supplied_by for part in supplied}
            if len(supplied) == len(parts) > 1 and len(suppliers) == 1 and None not in suppliers:
                yield finding(service, supplied)


def redundant(needs: Structure | None) -> Iterator[tuple[str, ...]]:
    """The names of the services that stand for each other, wherever in a structure."""
    if needs is None or isinstance(needs, Component):
        return
    if isinstance(needs, Redundant) and needs.needed < len(needs.parts):
        names = tuple(part.service for part in needs.parts if isinstance(part, Component))
        if len(names) == len(needs.parts):
            yield names
    for part in needs.parts:
        yield from redundant(part)


def finding(service: Service, parts: list[Service]) -> Finding:
    """The finding about one service and its parts."""
    names = " and ".join(f"`{part.name}`" for part in parts)
    supplier = parts[0].supplied_by or ""
    return Finding(
        "house/same-supplier",
        f"{names} stand for each other in `{service.name}`, and `{supplier}` supplies them all",
        service.source,
        help="buy one of them elsewhere, or need all of them",
        related=tuple(Related(part.source, f"supplied by {supplier}") for part in parts),
        address=service.name,
        values=(supplier, *(part.name for part in parts)),
    )


_LINKS = """\
service edge {{ owner dba needs link-a or link-b }}{remark}
service link-a {{ supplied by arc-telecom }}
service link-b {{ supplied by {second} }}
"""

RULES = (
    Rule(
        "house/same-supplier",
        "warning",
        "one party supplies all parts that stand for each other",
        "A second line is there for the day on which the first one fails. The day on which a supplier fails is the "
        "same one for both.",
        bad=_LINKS.format(second="arc-telecom", remark=" # house/same-supplier"),
        good="party loire-fibre { time zone Europe/Paris }\n" + _LINKS.format(second="loire-fibre", remark=""),
        check=same_supplier,
    ),
)
