"""Circles of declarations, for the rules of several families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sla_dsl.model.base import Declared
from sla_dsl.text.finding import Related


def circles(links: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The circles in a graph, one for each declaration that closes one; each begins with its first declared name."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        left = [iter((start,))]
        while left:
            name = next(left[-1], None)
            if name is None:
                left.pop()
                if path:
                    done.add(path.popitem()[0])
            elif name in path:
                names = list(path)
                circle = tuple(names[names.index(name) :])
                found.setdefault(frozenset(circle), circle)
            elif name not in done and name in links:
                path[name] = None
                left.append(iter(links[name]))
    order = {name: at for at, name in enumerate(links)}
    return [rotated(circle, order) for circle in found.values()]


def rotated(circle: tuple[str, ...], order: Mapping[str, int]) -> tuple[str, ...]:
    """The circle, beginning with the name that is declared first."""
    at = min(range(len(circle)), key=lambda i: order[circle[i]])
    return circle[at:] + circle[:at]


def places(circle: tuple[str, ...], declared: Mapping[str, Declared]) -> tuple[Related, ...]:
    """The places of the further members of a circle."""
    return tuple(Related(declared[name].source, f"`{name}` takes part") for name in circle[1:])


def chain(circle: tuple[str, ...]) -> str:
    """The circle as a line of text."""
    return " → ".join((*circle, circle[0]))
