"""The conditions of an emergency: it begins at once, is the only one, ends nothing, and lapses if not ratified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..algebra.days import months_after
from ..algebra.in_force import effective_day, last_day, ratification_ends
from ..history.states import State
from ..model.changes import Amendment
from .dates import ENDING
from .judgement import GateCondition
from .proposal import AgreementChange
from .requirements import LEAVING, ratified

APART = 12
"""The months in which there is one emergency that nobody ratified, and no second one."""
_ENDS = (*ENDING, *LEAVING, "status", "term-start", "renewal")
"""Kinds of changes after which an agreement is over, or may be over, when the emergency has lapsed."""


def declared(states: Iterable[State]) -> tuple[Amendment, ...]:
    """The emergency amendments in the states of an agreement, newest first; a ratified one as it was ratified."""
    found: dict[str, Amendment] = {}
    for state in states:
        for one in state.agreement.amendments if state.agreement else ():
            known = found.get(one.version)
            if one.emergency and (known is None or (known.emergency and known.emergency.ratified is None)):
                found[one.version] = one
    return tuple(found.values())


def emergency_conditions(
    step: AgreementChange, why: str, before: Iterable[Amendment], begins: date
) -> Iterator[GateCondition]:
    """The conditions of an emergency amendment: until when it must be ratified, and what bounds emergencies.

    ``before`` are the emergency amendments that the branch ever had; ``begins`` is the day of judgement.
    """
    assert step.before is not None
    latest = ratification_ends(step.before, begins)
    for amendment in step.new_amendments:
        last = last_day(step.after, amendment) if step.after else None
        if last is not None:
            yield GateCondition("emergency", step.name, True, f"ratified by {last}, else it lapses", why)
        effective = effective_day(amendment)
        # What lapses before it takes effect would never be ratified (docs/gate.md, "An emergency amendment").
        if effective and effective > latest:
            help_ = f"effective {latest} or earlier, or without `emergency`"
            required = f"effective by {latest}: what can wait is no emergency"
            yield GateCondition("emergency", step.name, False, required, f"effective {effective}", help_)
    # An agreement that has ended is not brought back when its emergency lapses.
    ends = sorted({one.kind for one in step.changes if one.kind.startswith(_ENDS)})
    if ends:
        help_ = "let an amendment without `emergency` end the agreement: what lapses cannot bring it back"
        yield GateCondition("emergency", step.name, False, "no end of the agreement", ", ".join(ends), help_)
    since = months_after(begins, -APART)
    # One unratified emergency after the other would be an amendment that nobody approved.
    others = [one for one in before if _is_unratified(one) and (effective_day(one) or begins) > since]
    if others and not any(one in ratified(step) for one in step.new_amendments):
        given = ", ".join(f"{one.version}, effective {effective_day(one)}" for one in others)
        help_ = (
            f"let whoever approves a weakening ratify it at once: `ratified {begins} by PARTY`, or without `emergency`"
        )
        required = f"no other emergency in {APART} months that was not ratified"
        yield GateCondition("emergency", step.name, False, required, given, help_)


def _is_unratified(amendment: Amendment) -> bool:
    return amendment.emergency is not None and amendment.emergency.ratified is None
