"""Volumes and goals of a report as JSON."""

from __future__ import annotations

from ...facts.counted import VolumeFigure
from ...facts.goals import GoalFigure
from ...facts.reported import WindowState
from ...model.quantity import Quantity
from ..strict import JsonObject
from .words import bound_text, day_of_start, line_text, moment_of, printed, where_of, where_of_agreement


class VolumeObject(JsonObject):
    """How much there was of what a volume is of, in a window that is over; without a ``number`` nobody tells."""

    agreement: str
    volume: str
    start: str
    end: str
    number: str | None
    within: bool | None
    by: str


class GoalObject(JsonObject):
    """A goal of a service in one of its windows, by the facts of an agreement."""

    agreement: str
    service: str
    goal: str
    start: str
    end: str
    state: WindowState
    value: str | None
    value_exact: str | None


def volume_object(one: VolumeFigure) -> VolumeObject:
    """A volume as an object."""
    where = where_of_agreement(one.known.agreement)
    return VolumeObject(
        agreement=one.known.agreement.name,
        volume=bound_text(one.volume.bound),
        start=moment_of(one.start, where),
        end=moment_of(one.end, where),
        number=None if one.number is None else str(one.number),
        within=one.is_within,
        by=line_text(one.volume.source),
    )


def goal_object(one: GoalFigure) -> GoalObject:
    """A goal as an object."""
    told = one.told
    figure = told.answer.figure if told.state not in ("unknown", "not-judged") and told.low is None else None
    return GoalObject(
        agreement=told.agreement.name,
        service=one.service,
        goal=one.goal.text,
        start=day_of_start(told),
        end=moment_of(told.end, where_of(told)),
        state=told.state,
        value=printed(figure, told.promise) if figure else None,
        value_exact=exact_text(figure),
    )


def exact_text(figure: Quantity | None) -> str | None:
    """A figure as a fraction; shares are shares of one."""
    return None if figure is None else str(figure.amount / 100 if figure.unit == "%" else figure.amount)
