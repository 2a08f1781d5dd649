"""The words that all reports of changes share: the two sides, the parties affected, and the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from ...changes import Change, Comparison, Reach
from ...changes.change import CLASSES, Effect
from ...text.source import Span
from ..check.text import counted
from ..layout import printable


class RevisionName(NamedTuple):
    """One side of a comparison: its name, and its commit if it is one."""

    name: str
    revision: str

    @property
    def text(self) -> str:
        """The name, with the short name of the commit."""
        short = self.revision[:10]
        return printable(short if self.name == self.revision else f"{self.name} ({short})" if short else self.name)


def summary(comparison: Comparison, base: RevisionName, head: RevisionName) -> str:
    """The number of changes of each class, and the two sides: one line without a line end."""
    between = f"from {base.text} to {head.text}"
    worse = sum(one.worse for one in comparison.verdicts)
    if not comparison.changes and not comparison.verdicts:
        return f"no change of meaning {between}"
    counts = ((comparison.count(class_), class_) for class_ in CLASSES)
    parts = [f"{count} {class_}" for count, class_ in counts if count]
    parts += [counted(worse, "verdict") + " worse"] if worse else []
    return f"{', '.join(parts) or 'verdicts only'} {between}"


def place(span: Span | None) -> str:
    """The file and line of a span; empty for none."""
    return f"{printable(span.source.path)}:{span.start.line}" if span else ""


def thing(kind: str) -> str:
    """The thing that a kind of change is about: `cut off` for `cut-off-postponed`."""
    return kind.rpartition("-")[0].replace("-", " ")


def verb(kind: str) -> str:
    """The word for the change itself: `postponed` for `cut-off-postponed`."""
    return kind.rpartition("-")[2]


def kind_beside(where: str, kind: str) -> str:
    """A kind of change after an address, without the words that the address has already: `claim` `added`."""
    said = thing(kind)
    for name in where.split("/"):
        said = beside(name, said)
    return f"{said} {verb(kind)}".strip()


def beside(where: str, said: str) -> str:
    """A text after an address, without the words at its start that repeat the end of the address."""
    names, plain = where.split("/"), _words(f"{said} ")
    ends = (_words("/".join(names[at:])) for at in range(len(names)))
    repeated = next((len(end) for end in ends if end and plain.startswith(f"{end} ")), 0)
    return said[repeated:].strip()


def _words(text: str) -> str:
    return text.replace("-", " ").replace("/", " ")


_ORDER: tuple[Effect, ...] = ("worse", "unordered", "better", "neutral")
"""The effects, the worst first."""


def for_whom(effect: Mapping[str, Effect]) -> str:
    """``worse for atelier-brun, better for norvia``; parties without an effect are left out."""
    parts = []
    for one in _ORDER[:3]:
        parties = [party for party in effect if effect[party] == one]
        if parties:
            parts.append(f"{'not comparable' if one == 'unordered' else one} for {listed(parties)}")
    return ", ".join(parts) or "no effect on anybody"


def listed(names: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def reach_lines(change: Change) -> list[str]:
    """The effect of a change on each party: one line for its own agreement, or for all agreements with one effect."""
    if not change.reaches:
        return ["reaches no agreement"]
    own = change.address.partition("/")[0]
    if [reach.agreement for reach in change.reaches] == [own]:
        return [for_whom(change.reaches[0].effect)]
    return [f"{', '.join(reach.agreement for reach in reaches)}: {said}" for said, reaches in _alike(change.reaches)]


def _alike(reaches: Iterable[Reach]) -> list[tuple[str, list[Reach]]]:
    ordered = sorted(reaches, key=lambda reach: (CLASSES.index(reach.class_), for_whom(reach.effect), reach.agreement))
    return [(said, list(group)) for said, group in groupby(ordered, key=lambda reach: for_whom(reach.effect))]
