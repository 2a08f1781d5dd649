"""Objectives in normal form: everything that is promised is written out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Declared
from .marks import (
    CalendarName,
    ClockName,
    FollowsFrom,
    LongerIsFor,
    MetricName,
    ObjectiveName,
    OwnName,
    PartyName,
    PolicyWord,
    ReadThrough,
    Text,
    Unordered,
    Word,
)
from .people import Pause
from .phrases import Bound, Condition, Deadline, Force, Selection, Share, Statistic, Window
from .quantity import Quantity, Value
from .services import Counting

Target = Annotated[Bound | Deadline, Field(discriminator="kind")]


class Objective(Declared):
    """One promise.

    ``address`` is ``agreement/name``, or ``agreement/name/metric/value/…`` for a cell of a table. ``bound`` is missing
    if a table says ``none`` on purpose. ``hours`` is the calendar in which time counts, ``clock`` the clock by which
    time runs; an objective for a duration has one of the two. ``window`` is the time over which the figure is measured.
    ``force`` says how firm the promise is.
    """

    name: Annotated[OwnName, FollowsFrom("its address")]
    address: ObjectiveName
    metric: MetricName
    statistic: Statistic
    each_of: Word | None = None
    scope: Unordered[Selection] = ()
    bound: Annotated[Target | None, PolicyWord("target")]
    share: Share | None = None
    hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    clock: ClockName | None = None
    window: Window | None = None
    force: Force = "guaranteed"
    when: Condition | None = None
    warn: Value | None = None
    aim: Value | None = None
    counting: Annotated[Counting, ReadThrough()] = Counting()
    pauses: Unordered[Pause] = ()
    owned_by: Annotated[PartyName | None, PolicyWord("owner")] = None
    counted_for_each: bool = False
    may_be_weakened: Annotated[bool, PolicyWord("weakenable")] = False
    text: Text = ""

    @property
    def quantity(self) -> Quantity | None:
        """The quantity of a one-sided bound; none for ``between``, a deadline, a blank parameter, or no bound."""
        bound = self.bound
        if isinstance(bound, Bound) and bound.kind != "between" and isinstance(bound.value, Quantity):
            return bound.value
        return None
