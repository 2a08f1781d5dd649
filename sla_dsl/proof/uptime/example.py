"""A promise of time in words: its worst window, with what is down in it and why, and who carries which part."""

from __future__ import annotations

from datetime import timedelta

from ...algebra.availability import Outage
from ...algebra.guarantee import Guarantee
from ...algebra.structure import leaves
from ...algebra.zones import local, zone
from ...model.services import Component, Series, Structure
from ...text.finding import Related
from ...wording.figures import moment, seconds_text
from ..behind.components import Composition
from ..case import Case
from ..verdict import ProofStep

_MOST_SHOWN = 3
"""How many outages are told; a year has many that are alike."""


def worst_window(case: Case, composed: Composition, worst: Guarantee) -> str:
    """The worst window in words."""
    start, end = worst.window.span
    where = zone(case.agreement.zone or "UTC")
    # A window ends at a midnight, which is not one of its days.
    last = (local(end, where) - timedelta(seconds=1)).date()
    days = f"from {local(start, where).date()} to {last}"
    downs = [_outage(case, composed, outage) for outage in worst.outages[:_MOST_SHOWN]]
    more = len(worst.outages) - _MOST_SHOWN
    return f"{days}: {'; '.join([*downs, *([f'and {more} more'] if more > 0 else [])])}" if downs else days


def other_zones(case: Case, composed: Composition) -> list[Related]:
    """The agreements behind whose days begin at other hours than those of the promise."""
    ours = case.agreement.zone or "UTC"
    behind = {one.agreement.name: one.agreement for one in composed.carriers}.values()
    return [
        Related(one.source, f"its days and windows are those of {one.zone or 'UTC'}, and here those of {ours}")
        for one in behind
        if (one.zone or "UTC") != ours
    ]


def _outage(case: Case, composed: Composition, outage: Outage) -> str:
    """One outage in words: what is down, for how long and from when."""
    down = [
        " or ".join(f"`{one}`" for one in composed.names(name))
        for name in sorted(outage.down | (outage.stratum.free & leaves(composed.structure).keys()))
    ]
    together = " together" if len(down) > 1 else ""
    free = " outside its hours or term" if outage.stratum.free and not outage.down else ""
    excluded = ", ".join(sorted({_reason(key) for _, key in outage.reasons}))
    why = f" ({excluded})" if excluded else ""
    since = moment(outage.stratum.spans[0][0], case.agreement.zone)
    return f"{' and '.join(down)} down{together} for {seconds_text(outage.seconds)}{free}{why}, from {since} on"


def _reason(key: str) -> str:
    """The reason of an outage, and how long before it is announced (`OutageReason.key`)."""
    reason, announced, *_ = key.split("|")
    return f"`{reason}`" + (f", announced {announced} ahead" if announced else "")


def structure_lines(case: Case, composed: Composition, structure: Structure) -> tuple[ProofStep, ...]:
    """A structure in words, with the carriers of each component."""
    if isinstance(structure, Component):
        return (_component_line(case, composed, structure.service),)
    parts = tuple(step for part in structure.parts for step in structure_lines(case, composed, part))
    if isinstance(structure, Series):
        return (ProofStep("all of these are needed", parts),)
    return (ProofStep(f"{structure.needed} of these {'is' if structure.needed == 1 else 'are'} needed", parts),)


def _component_line(case: Case, composed: Composition, name: str) -> ProofStep:
    if name in composed.owned:
        return ProofStep(f"`{name}`: `{case.objective.owned_by or 'the customer'}` answers for it itself")
    carriers = [carrier for coverage in composed.coverages[name] for carrier in coverage]
    names = " and ".join(f"`{one}`" for one in composed.names(name))
    return ProofStep(
        names, tuple(ProofStep(f"`{one.name}`: {case.context.promise(one.objective)}") for one in carriers)
    )
