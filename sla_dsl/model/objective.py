"""Objectives in normal form: everything that is promised is written out."""

from __future__ import annotations

from typing import Annotated

from .base import Declared, Model, Place
from .in_json import BY_KIND
from .marks import (
    BEHIND,
    PROSE,
    STANDS,
    CannotMatter,
    ClockName,
    DocumentName,
    FollowsFrom,
    HoursName,
    InProof,
    LongerIsFor,
    MetricName,
    NotUnderstood,
    OwnName,
    OwnWord,
    PartyName,
    PolicyWord,
    ReadThrough,
    Text,
    Unordered,
    Used,
    no_matter,
    not_understood,
    used,
)
from .people import Pause
from .phrases import Bound, Condition, Deadline, Force, Selection, Share, Statistic, Window
from .quantity import Quantity, Value
from .services import Counting

Target = Annotated[Bound | Deadline, BY_KIND]


class PromisedElsewhere(Model):
    """A promise of an agreement in the words of a document outside of the workspace: how much, that text says."""

    metrics: Unordered[MetricName]
    document: DocumentName
    scope: Unordered[Selection] = ()
    source: Place


class Objective(Declared):
    """One promise.

    ``address`` is ``agreement/name``, or ``agreement/name/metric/value/…`` for a cell of a table. ``bound`` is missing
    if a table says ``none`` on purpose. ``hours`` is the calendar in which time counts, ``clock`` the clock by which
    time runs; an objective for a duration has one of the two. ``window`` is the time over which the figure is measured.
    With ``mean_of`` it is the mean of the figures of these windows, which fill the ``window``. ``force`` says how firm
    the promise is.
    """

    name: Annotated[OwnName, FollowsFrom("its address"), STANDS]
    address: Annotated[OwnName, used("proof.prove.prove")]
    metric: Annotated[MetricName, used("proof.context.Context.metric")]
    statistic: Annotated[
        Statistic,
        InProof(
            NotUnderstood("the statistic"),
            Used("proof.figures._bounds_the_same"),
            Used("proof.behind.carriers.share_of"),
        ),
    ]
    each_of: Annotated[OwnWord | None, not_understood("of each")] = None
    scope: Annotated[Unordered[Selection], used("proof.behind.carriers.covers")] = ()
    bound: Annotated[
        Target | None,
        PolicyWord("target"),
        InProof(
            Used("proof.uptime.supplies.promised_share"),
            Used("proof.figures.prove_figure"),
            Used("proof.durations.legs.limit_of"),
        ),
    ]
    share: Annotated[
        Share | None,
        InProof(
            CannotMatter("it is an error: such a figure is a share already (`value/share-of-figure`)"),
            Used("proof.behind.carriers.share_of"),
            Used("proof.behind.carriers.share_of"),
        ),
    ] = None
    hours: Annotated[HoursName | None, LongerIsFor("customer"), used("proof.context.Context.hours")] = None
    clock: Annotated[ClockName | None, used("proof.context.Context.clock")] = None
    window: Annotated[
        Window | None,
        InProof(
            Used("proof.uptime.supplies.Supplies"), Used("proof.behind.volumes.fill"), Used("proof.behind.volumes.fill")
        ),
    ] = None
    mean_of: Annotated[
        Window | None,
        InProof(
            NotUnderstood("mean of"), NotUnderstood("mean of"), CannotMatter("cases are refused in means of windows")
        ),
    ] = None
    force: Annotated[Force, used("proof.behind.carriers.check_carrier")] = "guaranteed"
    when: Annotated[Condition | None, used("proof.behind.narrowed.check_conditions", whole=True)] = None
    warn: Annotated[Value | None, no_matter("where to be warned lies inside of the bound")] = None
    aim: Annotated[Value | None, no_matter("an aim is no promise")] = None
    counting: Annotated[Counting, ReadThrough(), used("proof.behind.comparable.check_comparable")] = Counting()
    pauses: Annotated[
        Unordered[Pause],
        InProof(
            NotUnderstood("pauses", "in front"),
            NotUnderstood("pauses", "in front"),
            Used("proof.durations.pauses.check_pauses"),
        ),
    ] = ()
    owned_by: Annotated[PartyName | None, BEHIND, PolicyWord("owner"), used("proof.prove._proved")] = None
    counted_for_each: Annotated[
        bool,
        InProof(
            CannotMatter("time is not counted by cases"),
            Used("proof.durations.pooling.is_counted_alone"),
            Used("proof.durations.pooling.is_counted_alone"),
        ),
    ] = False
    may_be_weakened: Annotated[
        bool, PolicyWord("weakenable"), no_matter("what a lower level may say is checked where it stands")
    ] = False
    text: Annotated[Text, PROSE] = ""

    @property
    def quantity(self) -> Quantity | None:
        """The quantity of a one-sided bound; none for ``between``, a deadline, a blank parameter, or no bound."""
        bound = self.bound
        if isinstance(bound, Bound) and bound.kind != "between" and isinstance(bound.value, Quantity):
            return bound.value
        return None
