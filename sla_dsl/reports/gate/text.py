"""The judgement of a proposal as text for terminals and logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

import click

from ...gate.judgement import GateCondition, Judgement
from ...gate.requirements import name_of
from ..check.concise import concise_line
from ..check.text import counted
from ..diff.words import assumed_lines
from ..layout import printable

_CAUSE = "  = because of: "
_OF_AMENDMENTS = ("version", "notice", "boundary", "retroactive", "window", "term-end", "order")
"""Conditions that an amendment with the right version and day meets."""


def gate_text(judgement: Judgement, colour: bool = False) -> bytes:
    """The unmet conditions, the met ones, the approvals that count, and the commits and versions that were judged."""
    unmet, met = judgement.by_outcome
    lines = [f"not read: {line}" for line in misread(judgement)]
    lines += [line for one in (*told(unmet), *met) for line in _lines(one, colour)]
    lines += already_there(judgement)
    lines += assumed_lines(judgement.comparison)
    lines += approvals(judgement)
    lines += ["", *judged(judgement)] if lines else judged(judgement)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _lines(one: GateCondition, colour: bool) -> Iterator[str]:
    state = click.style("met", fg="green") if one.met else click.style("not met", fg="red", bold=True)
    what = printable(f"[{one.id}] {one.agreement or 'the workspace'}: {one.required}")
    yield f"{state if colour else click.unstyle(state)}{what}"
    if one.because and (not one.met or one.id == "approval"):
        first, *further = map(printable, one.because)
        yield f"{_CAUSE}{first}"
        yield from (f"{' ' * len(_CAUSE)}{each}" for each in further)
    if not one.met:
        yield printable(f"  = given: {one.given}")
        yield printable(f"  = help: {one.help}")


def told(unmet: Sequence[GateCondition]) -> list[GateCondition]:
    """The conditions that are not met, one for each cause.

    Where an agreement has no new amendment, its version and its day are not met by that alone.
    """
    without = {one.agreement for one in unmet if one.id == "amendment" and one.given == "none"}
    follow = [one for one in unmet if one.agreement in without and one.id in _OF_AMENDMENTS]
    found = []
    for one in unmet:
        if one.id == "amendment" and one.agreement in without:
            kinds = ", ".join(each.id for each in follow if each.agreement == one.agreement)
            found.append(replace(one, required=f"{one.required}{f', for {kinds}' if kinds else ''}"))
        elif one not in follow:
            found.append(one)
    return found


def already_there(judgement: Judgement) -> list[str]:
    """The changes that require something and that the branch has already, one line each.

    A comparison with the branch does not show them: they count because the promise in force is without them.
    """
    proposed = {name_of(one) for one in judgement.comparison.changes}
    found = dict.fromkeys(each for one in judgement.conditions for each in one.because if each not in proposed)
    return [printable(f"on {judgement.branch} already, and not in the promise in force: {each}") for each in found]


def misread(judgement: Judgement) -> list[str]:
    """What could not be read, and on which side, one line each."""
    sides = {"branch": f"`{judgement.branch}`", "proposal": "the proposal"}
    return [
        printable(f"in {sides[one.side]} ({one.commit[:10]}): ") + concise_line("error", one.finding)
        for one in judgement.misread
    ]


def approvals(judgement: Judgement) -> list[str]:
    """The approvals that count, one line each."""
    return [
        printable(f"approved: {one.agreement} {one.version} by {one.by} for {one.party}")
        + (", signed with the key of the rules base" if one.verified else ", unverified")
        for one in judgement.approvals
    ]


def judged(judgement: Judgement) -> list[str]:
    """The commits, the day and the versions of the judgement, one line each."""
    by = f"by the rules of {judgement.branch} at {judgement.rules[:10]}"
    lines = [f"judged: {judgement.proposal[:10]} on {judgement.judged_on}, {by}"]
    for name, base in judgement.bases.items():
        since = f"version {base.version or 'without a number'} at {base.revision[:10]}" if base.revision else "nothing"
        lines.append(f"measured from: {since} of {name}")
    lines.append(f"with: sla-dsl {version('sla-dsl')}, lock {judgement.lock[:12]}")
    return [printable(line) for line in lines]


def outcome(judgement: Judgement) -> str:
    """Whether the gate is open: one line without a line end."""
    unmet, met = judgement.by_outcome
    if judgement.outcome == "unjudged":
        hide = "hides" if len(judgement.misread) == 1 else "hide"
        return f"the gate could not judge: {counted(len(judgement.misread), 'mistake')} {hide} what is written"
    if shown := told(unmet):
        return f"the gate is closed: {len(shown)} of {counted(len(shown) + len(met), 'condition')} not met"
    if not judgement.comparison.changes and not judgement.comparison.verdicts:
        return "the gate is open: no change"
    return f"the gate is open: {counted(len(met), 'condition')} met"
