"""Which fields of the models name what, and models with other names in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.agreement import Agreement, Escalation
from ..model.backing import HopAgreement, Treatment
from ..model.base import Model
from ..model.changes import ChangeClause, Requirement, Waiver
from ..model.objective import Objective
from ..model.phrases import Compared, Is, Selection
from ..model.remedies import Given, Result
from ..model.services import Down, MatrixRow, Scale, ScaleValue
from ..text.source import Span

Reference = tuple[str, str]
"""A space of the workspace (or a scale), and a name in it."""
Spaces = tuple[str, ...]

_PEOPLE: Spaces = ("parties", "teams")
_CALENDARS: Spaces = ("calendars",)
_METRICS: Spaces = ("metrics",)
_SCALES: Spaces = ("scales",)
_EVENTS: Spaces = ("events",)
_REASONS: Spaces = ("reasons",)
_CHANNELS: Spaces = ("channels",)
_SERVICES: Spaces = ("services",)
_AGREEMENTS: Spaces = ("agreements",)

NAMED: Mapping[str, Mapping[str, Spaces]] = {
    "Agreement": {
        "on_terms_of": _AGREEMENTS,
        "provider": _PEOPLE,
        "customer": _PEOPLE,
        "covers": _SERVICES,
        "not_covered": _SERVICES,
        "precedence": ("documents", *_AGREEMENTS),
        "service_hours": _CALENDARS,
        "support_hours": _CALENDARS,
        "business_days": _CALENDARS,
        "not_promised": _METRICS,
    },
    "AmendmentSignature": {"party": _PEOPLE},
    "Approval": {"of": _PEOPLE},
    "Assumption": {"of": (*_SERVICES, *_AGREEMENTS)},
    "Backing": {"by": _AGREEMENTS},
    "Channel": {"of": _PEOPLE, "hours": _CALENDARS, "replaced_by": _CHANNELS},
    "ChangeClause": {"review_when": _SERVICES},
    "Clock": {"starts": _EVENTS, "restarts": _EVENTS, "hours": _CALENDARS},
    "Compared": {"subject": _METRICS},
    "Component": {"service": _SERVICES},
    "Duty": {"hours": _CALENDARS},
    "Emergency": {"by": _PEOPLE},
    "Escalation": {"objective": _METRICS},
    "Event": {"after": _EVENTS, "before": _EVENTS},
    "EventBefore": {"event": _EVENTS},
    "EventDuring": {"event": _EVENTS, "calendar": _CALENDARS},
    "EventOn": {"event": _EVENTS},
    "EventThrough": {"event": _EVENTS, "channel": _CHANNELS},
    "Exclusion": {"reason": _REASONS, "within": _CALENDARS},
    "Given": {"subject": _METRICS},
    "Goal": {"metric": _METRICS},
    "HopAgreement": {"agreement": _AGREEMENTS},
    "HopTime": {"hours": _CALENDARS},
    "HoursRef": {"name": _CALENDARS},
    "Is": {"subject": _SCALES},
    "Measurement": {"by": _PEOPLE},
    "Metric": {"is_": _METRICS, "starts": _EVENTS, "stops": _EVENTS},
    "NoMaintenance": {"hours": _CALENDARS},
    "Notice": {"by": _PEOPLE},
    "Objective": {"metric": _METRICS, "hours": _CALENDARS, "clock": ("clocks",), "owned_by": _PEOPLE},
    "Offer": {"to": _PEOPLE},
    "Path": {"metric": _METRICS},
    "Pause": {"reason": _REASONS},
    "Reason": {"of": _PEOPLE},
    "Remedy": {"metric": _METRICS},
    "Report": {"to": _PEOPLE},
    "Scale": {"derived_from": _SCALES},
    "Selection": {"scale": _SCALES},
    "Service": {"owner": _PEOPLE, "supplied_by": _PEOPLE, "hours": _CALENDARS},
    "Several": {"of": _SERVICES},
    "Signature": {"party": _PEOPLE},
    "Step": {"metric": _METRICS},
    "Team": {"house": ("parties",), "hours": _CALENDARS},
    "Through": {"channels": _CHANNELS},
    "Treatment": {"agreement": _AGREEMENTS},
    "Within": {"calendar": _CALENDARS, "of": _EVENTS},
}
"""The spaces in which the name in a field is looked up, by model and field."""


@dataclass(frozen=True, slots=True)
class NewNames:
    """New names: of declarations (by space and name), of values (by scale and name), and of objectives.

    ``addresses`` are the new addresses inside an agreement, by the old address with the agreement's old name.
    """

    declared: Mapping[Reference, str] = field(default_factory=dict)
    values: Mapping[Reference, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def within(self, model: Any, agreement: str = "") -> Any:
        """A model, or a list of them, with the new names; ``agreement`` is the old name of the one it is in."""
        if isinstance(model, tuple) and not isinstance(model, Span):
            return tuple(self.within(each, agreement) for each in model)
        if not isinstance(model, Model):
            return model
        update = {
            name: self.within(value, agreement)
            for name, value in model.__dict__.items()
            if name != "source" and isinstance(value, tuple | Model)
        }
        for name, spaces in NAMED.get(type(model).__name__, {}).items():
            update[name] = self._each(spaces, getattr(model, name))
        return model.model_copy(update=update | self._addressed(model, agreement) | self._valued(model))

    def _each(self, spaces: Spaces, names: Any) -> Any:
        """The new name, or names, in any of some spaces; none for none."""
        if isinstance(names, tuple):
            return tuple(self._each(spaces, name) for name in names)
        return next((self.declared[space, names] for space in spaces if (space, names) in self.declared), names)

    def _inside(self, agreement: str, address: Any) -> Any:
        """The new address, or addresses, inside an agreement; none for none."""
        if isinstance(address, tuple):
            return tuple(self._inside(agreement, each) for each in address)
        return self.addresses.get(f"{agreement}/{address}", address)

    def _figure(self, agreement: str, name: str) -> Any:
        """An objective of the agreement, or else a metric."""
        return self.addresses.get(f"{agreement}/{name}") or self._each(_METRICS, name)

    def _subject(self, agreement: str, name: str) -> str:
        """What a change clause speaks of: a part of the agreement, or else anything that is declared."""
        declared = next((new for (_space, old), new in self.declared.items() if old == name), name)
        return self.addresses.get(f"{agreement}/{name}", declared)

    def _values(self, scale: str, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.values.get((scale, name), name) for name in names)

    def _of_any_scale(self, value: str) -> str:
        return next((new for (_scale, old), new in self.values.items() if old == value), value)

    def _scale_value(self, scale: Scale, one: ScaleValue) -> ScaleValue:
        (name,) = self._values(scale.name, (one.name,))
        return one.model_copy(update={"name": name, "when": self.within(one.when)})

    def _matrix(self, scale: Scale) -> tuple[MatrixRow, ...]:
        of = (*scale.derived_from, scale.name)
        rows = []
        for row in scale.matrix:
            *key, value = (self.values.get(each, each[1]) for each in zip(of, (*row.key, row.value), strict=True))
            rows.append(MatrixRow(key=tuple(key), value=value))
        return tuple(rows)

    def _addressed(self, model: Model, agreement: str) -> dict[str, Any]:
        """The fields that name something in an agreement, or something that is looked up in another way."""
        match model:
            case Objective():
                of, _, inner = model.address.partition("/")
                return {"address": f"{self._each(_AGREEMENTS, of)}/{self._inside(of, inner)}"}
            case HopAgreement():
                return {"objective": self._inside(model.agreement, model.objective)}
            case Result():
                return {"subject": self._inside(agreement, model.subject)}
            case Compared() | Given():
                return {"subject": self._figure(agreement, model.subject)}
            case Escalation():
                steps = tuple((share, self._each(_PEOPLE, to)) for share, to in model.steps)
                return {"objective": self._figure(agreement, model.objective), "steps": steps}
            case ChangeClause():
                return {"never": tuple(self._subject(agreement, each) for each in model.never)}
            case Requirement():
                return {"subject": self._subject(agreement, model.subject)}
            case Waiver():
                family, _, name = model.rule.partition("/")
                return {"rule": f"policy/{self._each(('policies',), name)}"} if family == "policy" else {}
        return {
            name: self._inside(agreement, getattr(model, name))
            for name in ("objective", "objectives")
            if name in type(model).model_fields and not isinstance(model, Agreement)
        }

    def _valued(self, model: Model) -> dict[str, Any]:
        """The fields that name values of scales."""
        match model:
            case Selection():
                return {"values": self._values(model.scale, model.values)}
            case Is():
                return {"value": self.values.get((model.subject, model.value), model.value)}
            case Down():
                scope = ((self._each(_SCALES, scale), self._values(scale, names)) for scale, names in model.scope)
                return {"scope": tuple(scope)}
            case Treatment():
                return {"pairs": tuple((self._of_any_scale(one), self._of_any_scale(two)) for one, two in model.pairs)}
            case Scale():
                values = tuple(self._scale_value(model, one) for one in model.values)
                return {"values": values, "matrix": self._matrix(model)}
        return {}
