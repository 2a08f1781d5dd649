"""Models with new names in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.backing import HopAgreement, Treatment
from ...model.base import Model
from ...model.marks import Inside, Names, Shape, shapes
from ...model.objective import Objective
from ...model.phrases import Is, Selection
from ...model.services import Down, MatrixRow, Scale, ScaleValue

Reference = tuple[str, str]
"""A space of the workspace (or a scale), and a name in it."""


@dataclass(frozen=True, slots=True)
class NewNames:
    """New names for declarations (by space and name), for values (by scale and name), and for objectives.

    ``addresses`` has the new address inside an agreement for each old address; the old address begins with the
    agreement's old name.
    """

    declared: Mapping[Reference, str] = field(default_factory=dict)
    values: Mapping[Reference, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def within(self, model: Any, agreement: str = "") -> Any:
        """A model or a list of models with the new names; ``agreement`` is the old name of the agreement around it."""
        if isinstance(model, tuple):
            return tuple(self.within(each, agreement) for each in model)
        if not isinstance(model, Model):
            return model
        update = {
            name: self._new(shape, value, agreement)
            for name, shape in shapes(type(model)).items()
            if name != "source" and isinstance(value := getattr(model, name), str | tuple | Model) and value
        }
        return model.model_copy(update=update | self._by_others(model))

    def _new(self, shape: Shape, value: Any, agreement: str) -> Any:
        """The value of a field, or of a part of it, with the new names."""
        if isinstance(value, str):
            return self._renamed(shape, value, agreement)
        if isinstance(value, tuple) and shape.parts:
            return tuple(self._new(part, each, agreement) for part, each in shape.of_each(value))
        return self.within(value, agreement)

    def _renamed(self, shape: Shape, name: str, agreement: str) -> str:
        """The new name of the thing that a text names; the text itself if the thing keeps its name."""
        inside, names = shape.get(Inside), shape.get(Names)
        kinds = inside.kinds if inside else ()
        if ("objective" in kinds or "subject" in kinds) and (new := self.addresses.get(f"{agreement}/{name}")):
            return new
        if "subject" in kinds:
            return next((new for (_space, old), new in self.declared.items() if old == name), name)
        if "rule" in kinds:
            family, _, policy = name.partition("/")
            return f"policy/{self._declared('policies', name=policy)}" if family == "policy" else name
        return self._declared(*names.spaces, name=name) if names else name

    def _declared(self, *spaces: str, name: str) -> str:
        """The new name of a declaration that is in one of these spaces."""
        return next((self.declared[space, name] for space in spaces if (space, name) in self.declared), name)

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

    def _by_others(self, model: Model) -> dict[str, Any]:
        """The fields whose new names depend on the fields beside them: addresses elsewhere, and values of scales."""
        match model:
            case Objective():
                of, _, inner = model.address.partition("/")
                new = self.addresses.get(model.address, inner)
                return {"address": f"{self._declared('agreements', name=of)}/{new}"}
            case HopAgreement(agreement=of, objective=str(inner)):
                return {"objective": self.addresses.get(f"{of}/{inner}", inner)}
            case Selection():
                return {"values": self._values(model.scale, model.values)}
            case Is():
                return {"value": self.values.get((model.subject, model.value), model.value)}
            case Down():
                scope = ((self._declared("scales", name=of), self._values(of, names)) for of, names in model.scope)
                return {"scope": tuple(scope)}
            case Treatment():
                return {"pairs": tuple((self._of_any_scale(one), self._of_any_scale(two)) for one, two in model.pairs)}
            case Scale():
                values = tuple(self._scale_value(model, one) for one in model.values)
                return {"values": values, "matrix": self._matrix(model)}
        return {}
