"""Workspaces with other names in them, made from the text and not from the model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sla_dsl.changes.names import WORDS
from sla_dsl.language.parser import parse
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source


def with_new_names(sources: Iterable[Source], names: Mapping[str, str]) -> list[Source]:
    """The files with other names, wherever one of them is a name or a part of a path; strings stay."""
    return [Source(source.path, "".join(_pieces(source, names))) for source in sources]


def _pieces(source: Source, names: Mapping[str, str]) -> Iterator[str]:
    parse(source)
    end = 0
    for token in source.tokens:
        yield source.text[end : token.start]
        end = token.end
        parts = re.split("(/)", token.text) if token.type in ("NAME", "PATH", "WORD") else [token.text]
        yield "".join(names.get(part, part) for part in parts)
    yield source.text[end:]


def declared(workspace: Workspace, sources: Sequence[Source]) -> list[tuple[str, str]]:
    """The space and name of each declaration of some files whose name is that of nothing else."""
    paths = {source.path for source in sources}
    found = [
        (space, name)
        for space in WORDS
        for name, one in getattr(workspace, space).items()
        if one.source.source.path in paths
    ]
    inner = {value.name for scale in workspace.scales.values() for value in scale.values}
    inner |= {state.name for fact in workspace.facts.values() for state in fact.states}
    for agreement in workspace.agreements.values():
        inner |= {part for one in agreement.objectives for part in one.address.split("/")[1:2]}
        inner |= {one.name for one in agreement.parameters}
    counted = Counter(name for _space, name in found)
    return [(space, name) for space, name in found if counted[name] == 1 and name not in inner]
