"""Attributes that are no field of the model, but follow from its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ..model.agreement import Agreement, Escalation, Parameter
from ..model.backing import Backing
from ..model.base import Model
from ..model.day_lists import DayList
from ..model.objective import Objective
from ..model.people import Calendar, Closing, Pause
from ..model.phrases import Bound, Deadline, Selection, Window
from ..model.quantity import Quantity
from ..model.remedies import Claim, Duty, Exclusion, Remedy
from ..model.services import Metric, Offer, Service
from .attribute import Attribute, Unknown, figure_of, quantity_of
from .thing import Thing
from .told import is_obligation, time_behind
from .words import NARROWER

PLURALS = {"penalty": "penalties", "bonus": "bonuses", "points": "points"}
"""Plurals of remedies that are not made with an `s`."""


def _start(thing: Thing) -> Any:
    return thing.item.term.first if thing.item.term else None


def _end(thing: Thing) -> Any:
    days = (thing.item.term.last if thing.item.term else None, thing.item.ended.on if thing.item.ended else None)
    return min((day for day in days if day is not None), default=None)


def _remedies(kind: str) -> Callable[[Thing], Any]:
    """The remedies of one kind; their things are those of the attribute `remedies`."""

    def read(thing: Thing) -> Any:
        remedies = thing.holding("remedies", thing.item.remedies)
        return tuple(each for each in remedies if each.item.kind == kind)

    return read


def _values(kind: str) -> Callable[[Thing], Any]:
    """The values of scales of a kind in the scope of a thing, or else those that its agreement selects."""

    def read(thing: Thing) -> Any:
        agreement = thing.within(Agreement)
        scales = thing.view.workspace.scales
        chosen: list[tuple[Selection, ...]] = [getattr(thing.item, "scope", ())]
        chosen += [agreement.item.tiers] if agreement is not None else []
        for selections in chosen:
            found = tuple(
                value
                for selection in selections
                if selection.scale in scales and scales[selection.scale].kind == kind
                for value in selection.values
            )
            if found:
                return found
        return ()

    return read


def _side(thing: Thing) -> Any:
    """Who causes the reason of a pause or an exclusion: one side of the agreement, or somebody else."""
    workspace, item = thing.view.workspace, thing.item
    reason = workspace.reasons.get(item.reason)
    if reason is None or reason.of is None or reason.of in ("customer", "provider"):
        return reason.of if reason else None
    agreement = thing.within(Agreement)
    for side in ("customer", "provider") if agreement is not None else ():
        name = getattr(agreement.item, side) if agreement is not None else None
        house = workspace.teams[name].house if name in workspace.teams else name
        if reason.of in (name, house):
            return side
    return "other"


def _holidays(thing: Thing) -> Any:
    """The codes of countries and regions whose public holidays the lines of a calendar close."""
    lines = thing.item.lines
    names = (DayList.of(name) for line in lines if isinstance(line, Closing) for name in line.holidays)
    return tuple(one.code for one in names if not one.kind)


def _is_down_said(thing: Thing) -> Any:
    return bool(thing.item.counting.down) or None


def _has_deadline(thing: Thing) -> Any:
    return isinstance(thing.item.bound, Deadline) or None


_LENGTHS = {
    "hour": Quantity(amount=Fraction(3600), unit="s"),
    "day": Quantity(amount=Fraction(1), unit="day"),
    "week": Quantity(amount=Fraction(7), unit="day"),
    "month": Quantity(amount=Fraction(1), unit="month"),
    "quarter": Quantity(amount=Fraction(3), unit="month"),
    "year": Quantity(amount=Fraction(12), unit="month"),
}
"""How long each period is."""


def _length(thing: Thing) -> Any:
    """The length of a window, rolling or not; that of a term and of an invoice is not known."""
    window = thing.item
    if window.kind == "rolling":
        return figure_of(window.length)
    return _LENGTHS.get(window.period or "") or Unknown(f"each {window.kind}")


def _topics(thing: Thing) -> Any:
    """All that the statements of an agreement say that they are about."""
    item = thing.item
    marked = (*item.clauses, *item.duties, *item.rights_to_end, *item.reports, *item.parameters)
    return tuple(dict.fromkeys(topic for one in marked for topic in one.about))


def _critical(thing: Thing) -> Any:
    """Whether a critical function rests on a service, or on one that needs it; for an agreement, on what it covers."""
    covered = (thing.item.name,) if isinstance(thing.item, Service) else thing.item.covers
    known = thing.view.critical
    said = [known[name] for name in covered if name in known]
    return any(said) if said else None


def _behind(thing: Thing) -> Any:
    """The weakest target of the same metric in the agreements right behind; not known if they cannot be compared."""
    one, agreement = thing.item, thing.within(Agreement)
    if agreement is None or not isinstance(one.bound, Bound):
        return None
    lineages, agreements = thing.view.lineages, thing.view.workspace.agreements
    metric = lineages.get(one.metric, (one.metric,))[-1]
    targets = [
        quantity_of(other.bound)
        for name in agreement.item.backed_by
        if name in agreements
        for other in agreements[name].objectives
        if lineages.get(other.metric, (other.metric,))[-1] == metric
    ]
    found = [target for target in targets if target is not None]
    if not targets:
        return None
    if len(found) < len(targets) or len({target.unit for target in found}) > 1:
        return Unknown("of several kinds")
    return (min if one.bound.kind in ("at-least", "above") else max)(found, key=lambda target: target.amount)


def _value(thing: Thing) -> Any:
    """The value of a parameter; not known if it is blank, computed, or another one for each value of a scale."""
    one = thing.item
    if one.value is None:
        return Unknown("a table", stated=True) if one.rows else Unknown("blank", stated=False)
    return figure_of(one.value)


def _free(thing: Thing) -> Any:
    """Whether a parameter is nothing, in whatever unit and for every value of a scale; missing if it is not known."""
    values = [quantity_of(value) for value in (thing.item.value, *(row.value for row in thing.item.rows)) if value]
    if not values or None in values:
        return None
    return all(value is not None and value.amount == 0 for value in values)


def _time(thing: Thing) -> Any:
    """How long after its event a duty is due; a day of the calendar is no length."""
    one = thing.item
    if one.within is not None:
        return figure_of(one.within.time)
    by = one.by.text if one.by is not None else one.by_date.isoformat() if one.by_date is not None else ""
    return Unknown(by) if by else None


def _scoped(*others: Attribute) -> tuple[Attribute, ...]:
    return (
        Attribute("dimension", "name", _values("dimension"), True, space="scale-value", one="value"),
        Attribute("priority", "name", _values("priorities"), True, space="scale-value", one="value"),
        Attribute("tier", "name", _values("tiers"), True, space="scale-value", one="value"),
        *others,
    )


_SIDE = Attribute("side", "word", _side, choices=("customer", "provider", "other"))

FURTHER: Mapping[type[Model], tuple[Attribute, ...]] = {
    Agreement: (
        Attribute("about", "name", _topics, True, space="topic", one="topic"),
        Attribute("critical", "yes-no", _critical, denied=True),
        Attribute("start", "date", _start),
        Attribute("end", "date", _end),
        Attribute("in force", "yes-no", lambda thing: thing.item.is_in_force(thing.view.today)),
        Attribute("tier", "name", _values("tiers"), True, space="scale-value", one="value"),
        Attribute(
            "backed by",
            "name",
            lambda thing: thing.item.backed_by,
            True,
            space="agreement",
            one="agreement",
        ),
        *(
            Attribute(
                PLURALS.get(remedy, f"{remedy}s"),
                "thing",
                _remedies(remedy),
                True,
                kind=Remedy,
                one=remedy,
            )
            for remedy, (kind, _field, _value) in NARROWER.items()
            if kind == "remedy"
        ),
    ),
    Backing: _scoped(),
    Calendar: (Attribute("holidays", "text", _holidays, True),),
    Claim: (
        Attribute(
            "time",
            "quantity",
            lambda thing: next((s.time for s in thing.item.stages if s.time), None),
            dimensions=("duration",),
        ),
    ),
    Duty: (
        Attribute(
            "obligatory",
            "yes-no",
            lambda thing: is_obligation(thing.item),
            written="`must`, neither `as best effort` nor `as a target`,",
        ),
        Attribute("allowed", "yes-no", lambda thing: not thing.item.must, written="`may`"),
        Attribute("time", "quantity", _time, dimensions=("duration",)),
        Attribute("time behind", "quantity", time_behind, dimensions=("duration",)),
    ),
    Escalation: (
        Attribute(
            "steps",
            "quantity",
            lambda thing: tuple(level for level, _ in thing.item.steps if level.unit == "%"),
            True,
            dimensions=("percent",),
        ),
        Attribute(
            "to",
            "name",
            lambda thing: tuple(name for _, name in thing.item.steps),
            True,
            space="party",
            one="party",
        ),
        *_scoped(),
    ),
    Exclusion: _scoped(_SIDE),
    Metric: (Attribute("down", "presence", _is_down_said),),
    Objective: _scoped(
        Attribute("deadline", "presence", _has_deadline),
        Attribute("target behind", "quantity", _behind),
        Attribute("down", "presence", _is_down_said),
    ),
    Offer: (
        Attribute("start", "date", lambda thing: thing.item.days.first),
        Attribute("end", "date", lambda thing: thing.item.days.last),
    ),
    Parameter: (Attribute("value", "quantity", _value), Attribute("free", "yes-no", _free)),
    Pause: (_SIDE,),
    Remedy: _scoped(),
    Service: (
        Attribute("critical", "yes-no", _critical, denied=True),
        Attribute(
            "agreements",
            "thing",
            lambda thing: thing.view.covering.get(getattr(thing.item, "name", ""), ()),
            True,
            kind=Agreement,
            one="agreement",
        ),
    ),
    Window: (Attribute("length", "quantity", _length, dimensions=("duration",)),),
}
