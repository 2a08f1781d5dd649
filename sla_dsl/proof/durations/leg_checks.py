"""Checks of the legs of a case besides their length: which cases they leave out, and where they stop."""

from __future__ import annotations

from ...algebra.stop_events import stop_carries
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..case import Case


def check_left_out(case: Case, carriers: list[Carrier]) -> None:
    """Cases of a part that one agreement behind leaves out must be taken by another one, or left out here as well."""
    taken = {name for carrier in carriers for name in carrier.agreement.covers} | set(case.agreement.not_covered)
    for carrier in carriers:
        for part in carrier.agreement.not_covered:
            if part not in taken:
                case.add(
                    "undecidable",
                    "backing/part-left-out",
                    carrier.name,
                    part,
                    message=f"`{carrier.agreement.name}` leaves out `{part}`, and nobody else takes its cases",
                    related=[Related(carrier.agreement.source, f"it covers all but `{part}`")],
                    help=f"leave out `{part}` here as well, or let an agreement that covers it carry its cases",
                )


def check_stop(case: Case, carrier: Carrier) -> None:
    """The last leg must stop at an event that carries the promised one (docs/mathematics.md, Stop events)."""
    context = case.context
    wanted, stops = context.metric(case.objective).stops, context.metric(carrier.objective).stops
    if wanted is not None and stops is not None and not stop_carries(context.workspace.events, stops, wanted):
        earlier_stop(case, carrier, stops, wanted)


def earlier_stop(case: Case, carrier: Carrier, stops: str, wanted: str) -> None:
    """A carrier ends at an event that does not say that the promised one has come."""
    case.add(
        "undecidable",
        "backing/earlier-stop",
        carrier.name,
        message=f"`{carrier.name}` ends when {stops}, and `{case.address}` when {wanted}",
        related=[Related(carrier.objective.source, f"it ends when {stops}")],
        help=f"have `{carrier.agreement.name}` promise until {wanted}: {stops} does not say {wanted}",
    )
