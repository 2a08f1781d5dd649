"""Declarations that lead back to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sla_dsl.algebra.calendars import names_in
from sla_dsl.model.base import Declared
from sla_dsl.model.services import Component, Structure
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related


def circles(links: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The circles in a graph, one for each declaration that closes one; each begins with its first name."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        left = [iter((start,))]
        while left:
            name = next(left[-1], None)
            if name is None:
                left.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                circle = tuple(path[path.index(name) :])
                found.setdefault(frozenset(circle), circle)
            elif name not in done and name in links:
                path.append(name)
                left.append(iter(links[name]))
    order = {name: at for at, name in enumerate(links)}
    return [rotated(circle, order) for circle in found.values()]


def rotated(circle: tuple[str, ...], order: Mapping[str, int]) -> tuple[str, ...]:
    """The circle from the name on that is declared first."""
    at = min(range(len(circle)), key=lambda i: order[circle[i]])
    return circle[at:] + circle[:at]


def places(circle: tuple[str, ...], declared: Mapping[str, Declared]) -> tuple[Related, ...]:
    """Where the further members of a circle are declared."""
    return tuple(Related(declared[name].source, f"`{name}` takes part") for name in circle[1:])


def chain(circle: tuple[str, ...]) -> str:
    """The circle as one reads it."""
    return " → ".join((*circle, circle[0]))


def services_in(structure: Structure | None) -> tuple[str, ...]:
    """The services that a structure names."""
    if structure is None:
        return ()
    if isinstance(structure, Component):
        return (structure.service,)
    return tuple(name for part in structure.parts for name in services_in(part))


def cyclic_calendars(workspace: Workspace) -> Iterator[Finding]:
    """Calendars that are combined from themselves."""
    declared = workspace.calendars
    links = {name: names_in(each.combination) if each.combination else () for name, each in declared.items()}
    for circle in circles(links):
        yield Finding(
            "calendar/cyclic",
            f"the hours of `{circle[0]}` depend on themselves",
            declared[circle[0]].source,
            label=chain(circle),
            help="give one of the calendars opening hours of its own",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


def cyclic_structure(workspace: Workspace) -> Iterator[Finding]:
    """Services that need themselves."""
    declared = workspace.services
    for circle in circles({name: services_in(service.needs) for name, service in declared.items()}):
        yield Finding(
            "service/cyclic-structure",
            f"`{circle[0]}` needs itself",
            declared[circle[0]].source,
            label=chain(circle),
            help="take the need out that is only a matter of convenience",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


def cyclic_backing(workspace: Workspace) -> Iterator[Finding]:
    """Agreements that are carried by themselves."""
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
        bad="""\
ola statistics { # backing/cyclic
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  backed by archive
}
ola archive {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  backed by statistics
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  backed by archive
}
ola archive {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
}
""",
        check=cyclic_backing,
    ),
    Rule(
        "calendar/cyclic",
        "error",
        "a calendar is, in the end, combined from itself",
        "Hours that depend on themselves are never known.",
        bad="""\
calendar late = office or early # calendar/cyclic
calendar early = office except late
""",
        good="""\
calendar late = 24x7 except office
service archive { owner dba hours late }
""",
        check=cyclic_calendars,
    ),
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
