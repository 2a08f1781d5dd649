"""``--given``: what awards come to for figures that somebody names, by the terms of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import click

from ..changes.change import CostChange
from ..changes.costs import costs_of
from ..gate.amending import declaring
from ..history.snapshot import Snapshot
from ..language.pieces import blanked, pieces
from ..model.remedies import Example
from ..model.workspace import Workspace
from ..reports.layout import printable
from ..text.source import Source

_GIVEN = re.compile(r"(?P<agreement>[\w-]+)(?:/(?P<promise>[^\s:]+))?\s*:\s*(?P<figures>[^{}\"]+)")
"""`payments-sla/uptime: uptime is 98.7%`."""

given_figures = click.option(
    "--given",
    "figures",
    metavar="FIGURES",
    multiple=True,
    help="Compute awards on both sides, as for `payments-sla/uptime: uptime is 98.7%`.",
)


def costs_on_given(sides: Sequence[Snapshot], day: date, figures: Sequence[str]) -> Iterator[CostChange]:
    """The awards of each side for these figures, each of one agreement; refuses figures that mean nothing there."""
    for at, said in enumerate(figures):
        found = _GIVEN.fullmatch(said.strip())
        if found is None:
            raise click.UsageError(f"`{printable(said)}` names no figure, as `payments-sla/uptime: uptime is 98.7%`")
        title = f"given {at + 1}: {found['figures'].strip()}"
        base, head = (_with_example(side, found, title).compiled(day) for side in sides)
        examples = [_example(side, found["agreement"], title) for side in (base, head)]
        if None in examples:
            raise click.UsageError(_refusal(said, found["agreement"], title, (base, head)))
        costs = [*costs_of(base, head, {found["agreement"]: [one for one in examples[:1] if one is not None]})]
        if not costs:
            message = f"from `{printable(said)}` no award follows: give the figure of a promise, as `uptime is 98.7%`"
            raise click.UsageError(message)
        yield from (replace(one, example=found["figures"].strip()) for one in costs)


def _with_example(side: Snapshot, found: re.Match[str], title: str) -> Snapshot:
    """A side whose agreement has one more example, at its end: no line moves."""
    scope = f" for {found['promise']}" if found["promise"] else ""
    given = " ".join(f"given {one.strip()}" for one in found["figures"].split(","))
    text = f'example "{title}"{scope} {{ {given} then credit is 0% }} '
    return replace(side, files=replace(side.files, sources=tuple(_spliced(side, found["agreement"], text))))


def _spliced(side: Snapshot, name: str, text: str) -> Iterator[Source]:
    for source in side.files.sources:
        piece = declaring(pieces(source), name)
        end = piece.start + blanked(piece.text).rindex("}") if piece else 0
        yield Source(source.path, f"{source.text[:end]}{text}{source.text[end:]}") if piece else source


def _example(side: Workspace, name: str, title: str) -> Example | None:
    agreement = side.agreements.get(name)
    return next((one for one in agreement.examples if one.title == title), None) if agreement else None


def _refusal(said: str, name: str, title: str, sides: Sequence[Workspace]) -> str:
    """Why figures mean nothing: the first mistake in them."""
    for side in sides:
        if name not in side.agreements:
            return f"`{printable(name)}` is no agreement of both sides"
        for one in side.findings:
            if one.span and title in one.span.source.text and one.rule.startswith(("syntax/", "name/", "value/")):
                return f"`{printable(said)}`: {printable(one.message)}"
    return f"`{printable(said)}` means nothing in `{printable(name)}`"
