"""Parameters that stand for hours or a window, and not for an amount."""

from __future__ import annotations

from typing import cast, get_args

from ..model.agreement import Parameter, ParameterRow
from ..model.phrases import NamedHours, Selection, Window
from ..model.quantity import Dimension
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .names import ALWAYS
from .parameter_tables import parameter_rows, selected
from .reading import Reading, TimeKind
from .values import text
from .windows import window

HoursOrWindow = NamedHours | Window
_SAID: dict[TimeKind, tuple[str, str]] = {
    "hours": ("hours", "name a calendar, such as `24x7`"),
    "window": ("a window", "write it as elsewhere: `each contract month`"),
}
"""The words for each kind, and how its values are written."""

_MEANT: dict[str, TimeKind] = {"calendar": "hours", "period": "window", "windows": "window"}
"""Words for these kinds that people write in their place."""


def time_kind(node: Node, said: TreePart | None, reading: Reading) -> TimeKind | None:
    """Whether a ``parameter`` is of hours or of a window: as it says, or by its value; none for an amount."""
    named = node.after("IS")
    if isinstance(named, Token):
        kinds = (*get_args(Dimension), *_SAID)
        near = _MEANT.get(named.text) or (nearest(named.text, kinds) if named.text not in kinds else None)
        meant = near if near in _SAID else None
        if meant is not None:
            reading.report(
                "value/unknown-unit", f"`{named.text}` is not a kind of value", named, help=f"did you mean `{meant}`?"
            )
        return meant or next((kind for kind in _SAID if kind == named.text), None)
    if isinstance(said, Node):
        return "window" if said.kind == "window" else None
    if said is None or said.text in reading.parameters:
        return None
    known = reading.times.get(said.text)
    if known is not None:
        return cast(TimeKind, known.dimension)
    calendars = reading.names.spaces["calendar"]
    is_meant = nearest(said.text, reading.parameters) is None and nearest(said.text, calendars) is not None
    return "hours" if said.text == ALWAYS or said.text in calendars or is_meant else None


def time_parameter(
    node: Node, source: Node, kind: TimeKind, tiers: tuple[Selection, ...], reading: Reading
) -> Parameter:
    """A ``parameter`` of hours or of a window, with the value that ``source`` gives it; ``tiers`` select rows."""
    name = cast(Token, node.token("NAME"))
    if kind == "hours" and name.text in reading.names.spaces["calendar"]:
        reading.report(
            "name/duplicate",
            f"`{name.text}` is a calendar, and what `during {name.text}` means would not be clear",
            name,
            help="give the parameter another name",
        )
    at = next((i for i, c in enumerate(node.children) if isinstance(c, Token) and c.type == "ONE_OF"), None)
    offered = node.children[at + 1 :] if at is not None else ()
    choices = [_value(one, kind, reading) for one in offered if _is_choice(one)]
    if (follows := node.node("follows")) is not None:
        no_price(name, follows, reading)
    said = source.after("EQUAL")
    value = _value(said, kind, reading)
    if said is not None and value is None:
        reading.unread.add(name.text)
    rows = _rows(node, kind, tiers, reading)
    if value is not None or (len(rows) == 1 and not rows[0].scope):
        value, rows = value or cast(NamedHours, rows[0].value), ()
    return Parameter(
        name=name.text,
        title=text(node.token("STRING")),
        dimension=kind,
        value=value,
        choices=tuple(one for one in choices if one is not None),
        rows=rows,
        about=reading.all_names("topic", about.tokens("NAME")) if (about := node.node("about")) is not None else (),
        source=cast(Token, source.token("NAME")).span,
    )


def _rows(node: Node, kind: TimeKind, tiers: tuple[Selection, ...], reading: Reading) -> tuple[ParameterRow, ...]:
    table = node.node("table")
    if table is not None and kind == "window":
        reading.report(
            "value/wrong-dimension",
            "a window is the same for all that an agreement promises: a table cannot say it",
            table,
            help="write one window",
        )
        return ()
    return selected(parameter_rows(node, reading, hours=True), tiers) if table is not None else ()


def no_price(name: Token, follows: Node, reading: Reading) -> None:
    """Reports a parameter that follows what another text says, and is no price; the text is used all the same."""
    reading.name("document", follows.token("NAME"))
    reading.report(
        "value/wrong-dimension",
        f"`{name.text}` is no amount of money, and only prices follow what another text says",
        follows,
        help="leave it out, or write its values and their days",
    )


def _is_choice(part: TreePart) -> bool:
    return part.kind in ("window", "quantity") if isinstance(part, Node) else part.type in ("NAME", "ALWAYS")


def _value(part: TreePart | None, kind: TimeKind, reading: Reading) -> HoursOrWindow | None:
    """The hours, or the window, that a value says; nothing (reported) for a value of another kind."""
    if isinstance(part, Token) and kind == "hours":
        calendar = reading.hours(part)
        return NamedHours(calendar=calendar) if calendar is not None else None
    if isinstance(part, Node) and part.kind == "window" and kind == "window":
        return window(part, reading)
    if part is not None:
        what, help_ = _SAID[kind]
        reading.report("value/wrong-dimension", f"`{part.text}` is not {what}", part, help=help_)
    return None
