"""Values of scales that a statement is for: ``for P1, P2, paris``."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.base import kept_once
from ..model.phrases import Selection
from ..model.services import Scale
from ..text.nearest import nearest
from ..text.source import Node, Token
from .reading import Reading, UnselectedError


def scope(node: Node, reading: Reading, about: str = "scale-value") -> tuple[tuple[Selection, ...], tuple[str, ...]]:
    """``for P1, P2, paris``: values of scales, or objectives of the agreement where it has such names.

    Values of one scale are alternatives; values of different scales must all hold.  ``about`` is the kind under which
    an unknown name is reported.  Values and objectives that the agreement does not select are left out; if nothing is
    left, ``UnselectedError``.
    """
    known = reading.objectives | reading.unselected
    tokens = list(node.tokens("NAME", "PATH"))
    values = selections((token for token in tokens if token.text not in known), reading, about)
    return values, reading.all_objectives(token for token in tokens if token.text in known)


def _selected(selection: Selection, reading: Reading) -> Selection:
    """The selection without the values that the tier leaves out; raises ``UnselectedError`` if none is left."""
    tiers = reading.tiers.get(selection.scale, selection.values)
    left = tuple(value for value in selection.values if value in tiers)
    if not left:
        raise UnselectedError
    return kept_once(Selection(scale=selection.scale, values=left))


def selections(tokens: Iterable[Token], reading: Reading, about: str = "scale-value") -> tuple[Selection, ...]:
    """The selections of a scope, one for each scale that its values belong to; a value listed twice is reported."""
    values: dict[str, dict[str, Token]] = {}
    for token in tokens:
        if (found := scale_value(token, reading, about)) is not None:
            known = values.setdefault(found[0], {})
            reading.listed_once(known.get(found[1]), token)
            known.setdefault(found[1], token)
    return tuple(_selected(Selection(scale=s, values=tuple(v)), reading) for s, v in values.items())


def values_only(where: Node | None, reading: Reading) -> tuple[Selection, ...]:
    """The values of ``for P1, P2`` in a statement that is not about objectives."""
    return selections(where.tokens("NAME", "PATH"), reading) if where is not None else ()


def scale_value(token: Token, reading: Reading, about: str = "scale-value") -> tuple[str, str] | None:
    """The scale and the value that a name means; ``urgency/P1`` names the scale where two scales have the value."""
    scale_name, slash, name = token.text.rpartition("/")
    having = [s for s in reading.scales.values() if s.has(name) and (not slash or s.name == scale_name)]
    if len(having) == 1:
        reading.names.used.add(("scale", having[0].name))
        reading.names.meant[token] = "value", f"{having[0].name}/{name}"
        return having[0].name, name
    if having:
        ambiguous_value(token, having, reading)
    elif about == "scale-value" and token.text in reading.names.spaces["service"]:
        reading.names.find("service", token.text)
        reading.report(
            "name/unknown-scale-value",
            f"`{token.text}` is a service, and a promise is of all that its agreement covers",
            token,
            help=f"make an agreement that covers `{token.text}` alone, or a metric of its own that `is` the one here",
            values=(token.text,),
        )
    elif not (reading.names.is_lost(name) or reading.is_lost(token.text) or _is_scale_lost(reading)) and (
        not reading.broken or scale_name in reading.scales
    ):
        values = [v.name for s in reading.scales.values() for v in s.values]
        own = reading.objectives | reading.unread
        near = (slash and nearest(token.text, own)) or nearest(name, [*values, *own])
        if own and about == "scale-value":
            reading.report(
                f"name/unknown-{about}",
                f"neither an objective of this agreement nor a value of a scale is called `{token.text}`",
                token,
                help=f"did you mean `{near}`?" if near else "write an objective, or a value of a scale such as `P1`",
                values=(token.text,),
            )
        else:
            where = "declare it in `priorities`, `tiers` or a `dimension`" if about == "scale-value" else ""
            first, dash, last = name.partition("-")
            if dash and {first, last} <= set(values):
                near, where = None, f"name each: `{first}, {last}`, and those between them"
            reading.unknown(about, token, near, where)
    return None


def _is_scale_lost(reading: Reading) -> bool:
    """Whether a scale could not be read in full, so that it may have any value."""
    scales = reading.names.spaces["scale"].values()
    return "scale" in reading.names.nameless or any(declared.broken for declared in scales)


def ambiguous_value(token: Token, having: list[Scale], reading: Reading) -> None:
    """Reports a value that several scales have, and that does not name its scale."""
    written = " or ".join(f"`{scale.name}/{token.text}`" for scale in having)
    reading.report(
        "name/ambiguous-value", f"`{token.text}` is a value of several scales", token, help=f"write {written}"
    )
