"""Two files, each compared as a workspace of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from ..compiler import compile_sources
from ..language.pieces import pieces
from ..model.lock import Lock
from ..text.finding import Finding
from ..text.source import Source
from ..workspace import WorkspaceFiles, read_source
from .serving import Serving
from .slices import named_elsewhere
from .snapshot import Snapshot, refuse_pointer

_BLANK = {
    "party": "party {} {{ }}",
    "service": "service {}",
    "calendar": "calendar {} {{ }}",
    "clock": "clock {} {{ }}",
    "metric": "metric {}",
    "reason": 'reason {} ""',
    "event": "event {}",
    "channel": "channel {}",
    "fact": "fact {} {{ }}",
    "document": "document {}",
    "topic": "topic {}",
    "agreement": "sla {} {{ }}",
}
"""The declaration of something whose name is all that is known."""


def single_files(base: str, head: str, here: Path, around: WorkspaceFiles) -> tuple[Snapshot, Snapshot]:
    """Two files with the declarations that they name and lack, as the workspace around them declares these.

    A name that is declared nowhere gets a blank declaration.  Names that are still missing are findings: statements
    that use them cannot be compared.
    """
    sides = [_alone(name, here / name, around) for name in (base, head)]
    own = [source for side in sides for source in side.files.sources]
    rest = named_elsewhere(own, around.sources)
    declared = {name for source in own for piece in pieces(source) for name in piece.names}
    blank = {
        _BLANK[kind].format(name)
        for source in own
        for kind, name, _finding in _unknown((source, *rest))
        if kind in _BLANK and name not in declared
    }
    before, after = (_beside(side, (*rest, Source("", "\n".join(sorted(blank)))), around.sources) for side in sides)
    return before, after


def _alone(name: str, path: Path, around: WorkspaceFiles) -> Snapshot:
    resolved = path.resolve()
    read = read_source(resolved.parent, resolved.name)
    if not isinstance(read, Source):
        return Snapshot(name, "", replace(around, sources=(), findings=(read,)))
    refuse_pointer(name, read.text.encode("utf-8", "replace"))
    unset = tuple(one for one in around.findings if one.rule.startswith("config/"))
    source = Source(PurePath(name).as_posix(), read.text)
    return Snapshot(name, "", replace(around, sources=(source,), findings=unset))


def _unknown(sources: Sequence[Source]) -> Iterator[tuple[str, str, Finding]]:
    """The names that are declared nowhere: the kind that each should be, the name, and the finding."""
    for one in compile_sources(sources, Lock(), date.min).findings:
        _, is_unknown, kind = one.rule.partition("name/unknown-")
        if is_unknown:
            yield from ((kind, name, one) for name in one.values)


def _beside(side: Snapshot, rest: Sequence[Source], around: Sequence[Source]) -> Snapshot:
    sources = (*side.files.sources, *rest)
    # Of an agreement that stands in both, the one in the file that is compared is the later one, and counts.
    found = [piece for source in (*around, *sources) for piece in pieces(source)]
    serving = Serving((piece, piece.words()) for piece in found).among(found)
    missing = dict.fromkeys(finding for _kind, _name, finding in _unknown(sources))
    files = replace(side.files, sources=sources, findings=(*side.files.findings, *missing))
    return replace(side, files=files, serving=serving)
