"""The words that all reports of changes share: the two sides, the parties affected, and the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ...changes import Change, Comparison, Reach
from ...changes.change import CLASSES, Effect
from ...text.redline import Fate, Passage, Redline, redline
from ...text.source import Span
from ...wording.values import said
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
    if comparison.unread:
        between += f"; {unread_line(comparison, base, head)}"
    worse = sum(one.worse for one in comparison.verdicts)
    if not comparison.changes and not comparison.verdicts:
        return f"{'nothing else differs' if comparison.unread else 'no change of meaning'} {between}"
    counts = ((comparison.count(class_), class_) for class_ in CLASSES)
    parts = [f"{count} {class_}" for count, class_ in counts if count]
    parts += [counted(worse, "verdict") + " worse"] if worse else []
    return f"{', '.join(parts) or 'verdicts only'} {between}"


def unread_line(comparison: Comparison, base: RevisionName, head: RevisionName) -> str:
    """What was not compared, and on which side it could not be read."""
    told = []
    for one in comparison.unread:
        where = [side.text for side, is_in in ((base, one.base), (head, one.head)) if is_in]
        told.append(f"{one.name} (could not be read in {listed(where)})")
    return printable(f"not compared: {', '.join(told)}")


def beside_lines(comparison: Comparison) -> list[str]:
    """What follows from the changes, a line each: verdicts, margins, assumptions, and what worked examples come to."""
    lines = []
    for one in comparison.verdicts:
        line = f"verdict {'worse' if one.worse else 'better'}: {one.address} was {one.before}, is {one.after}"
        line += f", and nobody promises more: {listed(_kinds(one.though))}" if one.though else ""
        lines.append(line + because(one.because))
    lines += [
        f"margin smaller: {one.address} had a slack of {one.before}, has {one.after}{because(one.because)}"
        for one in comparison.margins
    ]
    lines += assumed_lines(comparison)
    lines += [
        (f"measured {one.example}" if one.measured else f'example "{one.example}"')
        + f" of {one.agreement}: the {one.award} was {one.before}, is {one.after}"
        for one in comparison.costs
    ]
    return [printable(line) for line in lines]


def assumed_lines(comparison: Comparison) -> list[str]:
    """A line for each promise that is backed on more assumptions than before."""
    return [
        printable(f"assumes more: {one.address} is backed as long as {'; '.join(one.more)}{because(one.because)}")
        for one in comparison.assumed
    ]


def because(causes: Sequence[str]) -> str:
    """The changes from which something follows; nothing where none is known."""
    more = f" and {len(causes) - _NAMED} more" if len(causes) > _NAMED else ""
    return f", because of {', '.join(causes[:_NAMED])}{more}" if causes else ""


_NAMED = 5
"""The causes that are named; further ones are counted, and stand above."""


def _kinds(kinds: Iterable[str]) -> list[str]:
    return [kind.replace("-", " ") for kind in kinds]


def place(span: Span | None) -> str:
    """The file and line of a span; empty for none."""
    return f"{printable(span.source.path)}:{span.start.line}" if span else ""


def places(change: Change) -> list[str]:
    """The places of both sides, one if they are the same."""
    return list(dict.fromkeys(filter(None, (place(change.base), place(change.head)))))


def titled(change: Change) -> str:
    """The address of a change, and beside it what people call the thing."""
    titles = "".join(f' "{printable(title)}"' for title in change.titles)
    return f"{printable(change.address)}{titles}"


def sides(change: Change) -> tuple[Redline, Redline]:
    """What was and what is, each with what changed in it apart: nothing where all of it did.

    Where several phrases of a sentence changed, only the phrase of this change is apart.
    """
    was, is_ = map(said, change.told)
    before, after = said(change.before), said(change.after)
    if before and after and was.count(before) == 1 == is_.count(after):
        return _around(was, before, redline(before, after), "removed"), _around(
            is_, after, redline(before, after), "added"
        )
    runs = redline(was, is_)
    return _of(runs, "removed"), _of(runs, "added")


def _around(sentence: str, phrase: str, runs: Redline, fate: Fate) -> Redline:
    before, _, after = sentence.partition(phrase)
    return _of((Passage("same", before), *runs, Passage("same", after)), fate)


def _of(runs: Redline, fate: Fate) -> Redline:
    """The runs of one side, each as long as it can be."""
    own = groupby((run for run in runs if run.fate in ("same", fate) and run.text), key=lambda run: run.fate)
    return tuple(Passage(each, "".join(run.text for run in group)) for each, group in own)


def is_partly_the_same(runs: Redline) -> bool:
    """Whether some words of a side stayed: if none did, no word needs a mark."""
    return any(run.fate == "same" and run.text.strip() for run in runs)


def thing(kind: str) -> str:
    """The thing that a kind of change is about: `cut off` for `cut-off-postponed`."""
    return kind.rpartition("-")[0].replace("-", " ")


def verb(kind: str) -> str:
    """The word for the change itself: `postponed` for `cut-off-postponed`."""
    return kind.rpartition("-")[2]


def kind_beside(where: str, kind: str) -> str:
    """A kind of change after an address, without the words that the address has already: `claim` `added`."""
    told = thing(kind)
    for name in where.split("/"):
        told = beside(name, told)
    return f"{told} {verb(kind)}".strip()


def beside(where: str, told: str) -> str:
    """A text after an address, without the words at its start that repeat the end of the address."""
    names, plain = where.split("/"), _words(f"{told} ")
    ends = (_words("/".join(names[at:])) for at in range(len(names)))
    repeated = next((len(end) for end in ends if end and plain.startswith(f"{end} ")), 0)
    return told[repeated:].strip()


def _words(text: str) -> str:
    return text.replace("-", " ").replace("/", " ")


_ORDER: tuple[Effect, ...] = ("worse", "unordered", "better", "neutral")
"""The effects, the worst first."""


def for_whom(effect: Mapping[str, Effect], titles: Mapping[str, str]) -> str:
    """``worse for atelier-brun "Atelier Brun", better for norvia``; parties without an effect are left out."""
    parts = []
    for one in _ORDER[:3]:
        parties = [_named(party, titles) for party in effect if effect[party] == one]
        if parties:
            parts.append(f"{'not comparable' if one == 'unordered' else one} for {listed(parties)}")
    return ", ".join(parts) or "no effect on anybody"


def _named(party: str, titles: Mapping[str, str]) -> str:
    """The name of a party, and beside it what people call it."""
    return f'{party} "{printable(titles[party])}"' if party in titles else party


def listed(names: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def reach_lines(change: Change) -> list[str]:
    """The effect of a change on each party: one line for its own agreement, or for all agreements with one effect."""
    if not change.reaches:
        return ["reaches no agreement"]
    own = change.address.partition("/")[0]
    if [reach.agreement for reach in change.reaches] == [own]:
        return [for_whom(change.reaches[0].effect, change.parties)]
    return [f"{', '.join(reach.agreement for reach in reaches)}: {told}" for told, reaches in _alike(change)]


def _alike(change: Change) -> list[tuple[str, list[Reach]]]:
    def told(reach: Reach) -> str:
        return for_whom(reach.effect, change.parties)

    ordered = sorted(change.reaches, key=lambda reach: (CLASSES.index(reach.class_), told(reach), reach.agreement))
    return [(said, list(group)) for said, group in groupby(ordered, key=told)]
