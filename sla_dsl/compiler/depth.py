"""How deep declarations rest on each other: every computation has a stated limit, and no agreement comes near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..text.finding import Finding
from .names import NameTable

DEEPEST = 50
"""How many declarations may rest on each other in a row."""
_COMPUTED = ("service", "calendar")
"""The name spaces whose declarations are computed from others."""


def drop_too_deep(names: NameTable) -> Iterator[Finding]:
    """Takes out what rests on more declarations in a row than can be computed, and reports where that begins."""
    for space in _COMPUTED:
        table = names.spaces[space]
        links = {name: [word for word in one.outlined.rests_on if word in table] for name, one in table.items()}
        for name, depth in _depths(links).items():
            if depth <= DEEPEST:
                continue
            declaration = table.pop(name)
            names.lost.add(name)
            if depth == DEEPEST + 1:
                yield Finding(
                    "syntax/nesting-too-deep",
                    f"more than {DEEPEST} {space}s rest on each other in a row, up to `{name}`",
                    declaration.span,
                    help=f"let fewer of them stand between `{name}` and what it rests on",
                    address=name,
                )


def _depths(links: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many names stand in a row from each on, itself included; a way back into a circle does not count."""
    found: dict[str, int] = {}
    for start in links:
        if start in found:
            continue
        path = {start: iter(links[start])}
        while path:
            name, left = next(reversed(path.items()))
            further = next((one for one in left if one not in found and one not in path), None)
            if further is not None:
                path[further] = iter(links[further])
            else:
                del path[name]
                found[name] = 1 + max((found.get(one, 0) for one in links[name]), default=0)
    return found
