"""Objects of OpenSLO v1, read strictly: a field that is not in the specification is an error, as it is to its SDK.

The fields are those of https://github.com/OpenSLO/OpenSLO (README at aa5cb78); what may be in them is that of
https://github.com/OpenSLO/go-sdk (``pkg/openslo/v1`` at ae145da).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from ..text.nearest import nearest
from .draft import ImportFailedError

VERSION = "openslo/v1"
KINDS = ("AlertCondition", "AlertNotificationTarget", "AlertPolicy", "DataSource", "SLI", "SLO", "Service")
Label = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
Described = Annotated[str, StringConstraints(max_length=1050)]
Shorthand = Annotated[str, StringConstraints(pattern=r"^[0-9]+[mhdwMQY]$")]


class OpenSloModel(BaseModel):
    """A part of an object, in which every field is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenSloMetadata(OpenSloModel):
    """The name of an object, and what people call it."""

    name: Label
    displayName: str = ""  # noqa: N815 - as the format writes it
    labels: dict[str, str | list[str]] = {}
    annotations: dict[str, str] = {}


class MetricSource(OpenSloModel):
    """Where figures come from, in the words of a tool."""

    metricSourceRef: str = ""  # noqa: N815 - as the format writes it
    type: str = ""
    spec: dict[str, Any]


class OpenSloMetric(OpenSloModel):
    """A query."""

    metricSource: MetricSource  # noqa: N815 - as the format writes it


class RatioMetric(OpenSloModel):
    """Good or bad events of all, or a share that is stored as one."""

    counter: bool = False
    good: OpenSloMetric | None = None
    bad: OpenSloMetric | None = None
    total: OpenSloMetric | None = None
    rawType: Literal["success", "failure"] | None = None  # noqa: N815 - as the format writes it
    raw: OpenSloMetric | None = None

    @model_validator(mode="after")
    def _is_one_of_two(self) -> RatioMetric:
        counted = (self.good is None) != (self.bad is None) and self.total is not None
        stored = self.raw is not None and self.rawType is not None
        parts = [self.good, self.bad, self.total]
        if counted == stored or (stored and any(one is not None for one in parts)):
            raise ValueError("it has `total` and one of `good` and `bad`, or else `raw` and `rawType`")
        return self


class SliSpec(OpenSloModel):
    """What an indicator measures: values to compare, or a share."""

    description: Described = ""
    thresholdMetric: OpenSloMetric | None = None  # noqa: N815 - as the format writes it
    ratioMetric: RatioMetric | None = None  # noqa: N815 - as the format writes it

    @model_validator(mode="after")
    def _is_one_of_two(self) -> SliSpec:
        if (self.thresholdMetric is None) == (self.ratioMetric is None):
            raise ValueError("it has one of `thresholdMetric` and `ratioMetric`")
        return self


class InlineIndicator(OpenSloModel):
    """An indicator that stands in a service level objective."""

    metadata: OpenSloMetadata
    spec: SliSpec


class OpenSloCalendar(OpenSloModel):
    """When the windows of a calendar begin."""

    startTime: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$")]  # noqa: N815 - so written
    timeZone: str  # noqa: N815 - as the format writes it


class TimeWindow(OpenSloModel):
    """The length of windows, and when they begin."""

    duration: Shorthand
    isRolling: bool = False  # noqa: N815 - as the format writes it
    calendar: OpenSloCalendar | None = None

    @model_validator(mode="after")
    def _has_a_calendar_or_rolls(self) -> TimeWindow:
        if self.isRolling == (self.calendar is not None):
            raise ValueError("it has `calendar`, or `isRolling: true`, and not both")
        return self


class SloTarget(OpenSloModel):
    """One of the objectives: the share that must be good."""

    displayName: str = ""  # noqa: N815 - as the format writes it
    op: Literal["lte", "gte", "lt", "gt"] | None = None
    value: Decimal | None = None
    target: Annotated[Decimal, Field(ge=0, lt=1)] | None = None
    targetPercent: Annotated[Decimal, Field(ge=0, lt=100)] | None = None  # noqa: N815 - as the format writes it
    timeSliceTarget: Annotated[Decimal, Field(gt=0, le=1)] | None = None  # noqa: N815 - as the format writes it
    timeSliceWindow: str | None = None  # noqa: N815 - as the format writes it
    indicator: InlineIndicator | None = None
    indicatorRef: Label | None = None  # noqa: N815 - as the format writes it
    compositeWeight: Annotated[Decimal, Field(gt=0)] | None = None  # noqa: N815 - as the format writes it

    @model_validator(mode="after")
    def _has_one_target(self) -> SloTarget:
        if (self.target is None) == (self.targetPercent is None):
            raise ValueError("it has one of `target` and `targetPercent`")
        return self


class SloSpec(OpenSloModel):
    """A service level objective."""

    description: Described = ""
    service: Annotated[str, StringConstraints(min_length=1)]
    indicator: InlineIndicator | None = None
    indicatorRef: Label | None = None  # noqa: N815 - as the format writes it
    budgetingMethod: Literal["Occurrences", "Timeslices", "RatioTimeslices"]  # noqa: N815 - as the format writes it
    timeWindow: Annotated[tuple[TimeWindow, ...], Field(min_length=1, max_length=1)] = ()  # noqa: N815 - so written
    objectives: Annotated[tuple[SloTarget, ...], Field(min_length=1)]
    alertPolicies: tuple[dict[str, Any], ...] = ()  # noqa: N815 - as the format writes it

    @property
    def is_composite(self) -> bool:
        """Whether it is made of several indicators."""
        return any(one.indicator or one.indicatorRef for one in self.objectives)

    @model_validator(mode="after")
    def _fits_together(self) -> SloSpec:
        indicators = [one for one in (self.indicator, self.indicatorRef) if one is not None]
        if len(indicators) + self.is_composite != 1:
            raise ValueError("it has one of `indicator` and `indicatorRef`, or its objectives have")
        sliced = self.budgetingMethod != "Occurrences"
        if sliced and any(one.timeSliceWindow is None for one in self.objectives):
            raise ValueError(f"an objective lacks `timeSliceWindow`, which `{self.budgetingMethod}` needs")
        if self.budgetingMethod == "Timeslices" and any(one.timeSliceTarget is None for one in self.objectives):
            raise ValueError("an objective lacks `timeSliceTarget`, which `Timeslices` needs")
        return self


class ServiceSpec(OpenSloModel):
    """A service."""

    description: Described = ""


class OpenSloSlo(OpenSloModel):
    """The object of a service level objective."""

    apiVersion: Literal["openslo/v1"]  # noqa: N815 - as the format writes it
    kind: Literal["SLO"]
    metadata: OpenSloMetadata
    spec: SloSpec


class OpenSloSli(OpenSloModel):
    """The object of an indicator."""

    apiVersion: Literal["openslo/v1"]  # noqa: N815 - as the format writes it
    kind: Literal["SLI"]
    metadata: OpenSloMetadata
    spec: SliSpec


class OpenSloService(OpenSloModel):
    """The object of a service."""

    apiVersion: Literal["openslo/v1"]  # noqa: N815 - as the format writes it
    kind: Literal["Service"]
    metadata: OpenSloMetadata
    spec: ServiceSpec = ServiceSpec()


class OpenSloOther(OpenSloModel):
    """An object of another kind; only its name is read."""

    apiVersion: Literal["openslo/v1"]  # noqa: N815 - as the format writes it
    kind: Literal["AlertCondition", "AlertNotificationTarget", "AlertPolicy", "DataSource"]
    metadata: OpenSloMetadata
    spec: dict[str, Any]


OpenSloObject = OpenSloSlo | OpenSloSli | OpenSloService | OpenSloOther
_MODELS: dict[str, type[OpenSloModel]] = {"SLO": OpenSloSlo, "SLI": OpenSloSli, "Service": OpenSloService}


def openslo_object(data: Any, place: str) -> OpenSloObject:
    """An object as it is written. Raises ``ImportFailedError`` with the place, what is wrong, and a remedy."""
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        raise ImportFailedError(f"{place} is no object of OpenSLO: it has no `kind`")
    version, kind = data.get("apiVersion"), data["kind"]
    if version != VERSION:
        raise ImportFailedError(f"{place} is `{version}`, and only `{VERSION}` is read")
    if kind not in KINDS:
        meant = nearest(kind, KINDS)
        raise ImportFailedError(f"{place}: there is no kind `{kind}`", f"did you mean `{meant}`?" if meant else "")
    model = _MODELS.get(kind, OpenSloOther)
    try:
        found: Any = model.model_validate(data)
    except ValidationError as error:
        raise _told(error, place) from error
    return found  # type: ignore[no-any-return]  # one of the models of the union


def _told(error: ValidationError, place: str) -> ImportFailedError:
    """The first mistake in our words."""
    first = error.errors(include_url=False)[0]
    where = re.sub(r"[.](\d+)", r"[\1]", ".".join(str(part) for part in first["loc"]))
    at = f"{place}, `{where}`" if where else place
    if first["type"] == "extra_forbidden":
        known = {name for model in OpenSloModel.__subclasses__() for name in model.model_fields}
        meant = nearest(str(first["loc"][-1]), known)
        return ImportFailedError(f"{at} is no field", f"did you mean `{meant}`?" if meant else "take it away")
    if first["type"] == "missing":
        return ImportFailedError(f"{at} is missing")
    message = first["msg"].removeprefix("Value error, ")
    return ImportFailedError(f"{at}: {message[:1].lower()}{message[1:]}")
