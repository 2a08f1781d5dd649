"""Changes of an agreement: missing evidence, and rights to end that come too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import understood

WHATEVER_IT_IS = {"strengthening", "weakening"}
"""Every amendment is one of these, unless it is an emergency."""
_SECOND, _DAY = Fraction(1, 86400), Fraction(1)
_LEAST_DAYS = {"s": _SECOND, "day": _DAY, "business day": _DAY, "month": 28 * _DAY}
"""The fewest days in one of each unit."""
_MOST_DAYS = {"s": _SECOND, "day": _DAY, "month": 31 * _DAY, "calendar month": 62 * _DAY}
"""The most days in one of each unit."""


def amendments_without_evidence(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Amendments without evidence although every amendment needs some."""
    needing = [one for one in agreement.changes.requirements if one.evidence] if agreement.changes else []
    if not {one.subject for one in needing} >= WHATEVER_IT_IS:
        return
    for amendment in agreement.amendments:
        if amendment.signatures and not amendment.evidence and amendment.emergency is None:
            yield Finding(
                "agreement/amendment-without-evidence",
                f"amendment {amendment.version} names no evidence, and every change needs some",
                amendment.source,
                help='write `evidence "…"` in it, with the place where it is found',
                related=(Related(needing[0].source, "it is asked for here"),),
                address=agreement.name,
                values=(amendment.version,),
            )


def ways_out_too_late(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Rights to end because of a weakening that may still run after the weakening has taken effect."""
    weakenings = [
        one
        for one in (agreement.changes.requirements if agreement.changes else ())
        if one.subject == "weakening" and one.notice is not None
    ]
    for right in agreement.rights_to_end:
        if right.within is None or right.within.of != "weakening":
            continue
        needed = _days(right.within.time, _MOST_DAYS) + _days(right.notice, _MOST_DAYS)
        for weakening in weakenings:
            if _days(weakening.notice, _LEAST_DAYS, needed) < needed:
                yield Finding(
                    "agreement/ends-after-weakening",
                    f"a weakening takes effect {weakening.notice} after it is announced, and whoever ends the "
                    "agreement because of it may still be bound by then",
                    right.source,
                    help="shorten the time and the notice of the right, or lengthen that of the weakening",
                    related=(Related(weakening.source, "the notice of a weakening"),),
                    address=agreement.name,
                )


def _days(time: object, sizes: Mapping[str, Fraction], unknown: Fraction = Fraction(0)) -> Fraction:
    """A time in days, with units as long as ``sizes`` says; ``unknown`` if the time or its unit has no such length."""
    return time.amount * sizes[time.unit] if isinstance(time, Quantity) and time.unit in sizes else unknown


_CHANGES = stage.block(
    "changes",
    'strengthening needs approval of dba, evidence "a ticket"',
    'weakening needs approval of dba and desk, 30 days notice, evidence "a ticket"',
)
_RIGHT = "customer may end with {} days notice within 10 days of the weakening"
_AMENDMENT = 'amendment 1.1.0 {{ signed 2026-02-10 by "Sam Okoro" for dba effective 2026-04-01 {}}}'

RULES = (
    Rule(
        "agreement/amendment-without-evidence",
        "error",
        "an amendment names no evidence where every change needs some",
        "What both sides wanted to see before a change was perhaps never there, and later nobody can tell.",
        bad=stage.ola(stage.UPTIME, _CHANGES, _AMENDMENT.format("") + " # agreement/amendment-without-evidence"),
        good=stage.ola(stage.UPTIME, _CHANGES, _AMENDMENT.format('evidence "ticket 4711" ')),
        check=Each(understood, amendments_without_evidence),
    ),
    Rule(
        "agreement/ends-after-weakening",
        "warning",
        "a weakening takes effect before the other side can be out of the agreement",
        "A right to end because of a change for the worse is meant to spare its owner the change.",
        bad=stage.ola(stage.UPTIME, _RIGHT.format(30) + " # agreement/ends-after-weakening", _CHANGES),
        good=stage.ola(stage.UPTIME, _RIGHT.format(15), _CHANGES),
        check=Each(understood, ways_out_too_late),
    ),
)
