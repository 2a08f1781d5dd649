"""Why a figure is what it is, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...facts.reasons import FigureGround, reasons
from ...facts.reported import WindowFigure
from ...wording.figures import exact_moment, seconds_text
from .text import reached, window_days
from .words import line_text

_SHOWN = 40
"""How many rows of counts and samples are shown."""


def why_text(windows: Iterable[WindowFigure]) -> bytes:
    """A block for each window: its grounds line by line, and the figure that they make."""
    lines: list[str] = []
    for told in windows:
        lines += ["", f"{told.objective}, {window_days(told)}", *_grounds(told)]
        lines.append(f"  {told.state}: {', '.join(reached(told)) or 'no figure'}")
        lines += [f"    {why}" for why in told.because]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace") if lines else b""


def _grounds(told: WindowFigure) -> Iterator[str]:
    shown: dict[str, int] = {}
    for one in reasons(told):
        shown[one.kind] = shown.get(one.kind, 0) + 1
        if one.kind not in ("count", "sample") or shown[one.kind] <= _SHOWN:
            yield f"  {_ground(one, told.agreement.zone)}"
    for kind in ("count", "sample"):
        if shown.get(kind, 0) > _SHOWN:
            yield f"  {shown[kind] - _SHOWN} more rows"


def _ground(one: FigureGround, zone_name: str | None) -> str:
    counts = "" if one.counts is None else seconds_text(one.counts)
    return _FORMS[one.kind].format(
        at="" if one.place is None else f"{one.place.text}: ",
        name=one.name,
        span="" if one.span is None else " {} to {}".format(*(exact_moment(at, zone_name) for at in one.span)),
        counts=counts or "nothing",
        shows=f": {counts}" if counts else "",
        late=f", late by {seconds_text(one.late)}" if one.late else ", late",
        by="" if one.by is None else f", by {line_text(one.by)}",
    )


_FORMS = {
    "hours": "window{span}: {counts} of {name}",
    "outage": "{at}{name} down{span}: {counts} counts",
    "exclusion": "{at}{name}{span}: {counts} excluded",
    "excluded": "excluded for {name}: {counts}{by}",
    "samples": "{at}the first of {name} samples",
    "measured": "measured: {counts}",
    "down": "down: {counts}",
    "case": "{at}case {name}{shows}, in time",
    "late": "{at}case {name}{shows}{late}",
    "open": "{at}case {name} is open",
    "figure": "{at}measured by somebody else",
    "count": "{at}{name}{span}",
    "sample": "{at}{name}{span}",
    "unknown": "not judged: {name}",
}
