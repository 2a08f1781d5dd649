"""Conditions on the order of a scale: tiers go up, priorities from the most urgent down."""

from __future__ import annotations

from ..model.phrases import Condition, Either, Is
from ..text.nearest import nearest
from ..text.source import Node, Token
from .reading import Reading


def ranked(subject: Token, limit: Node, reading: Reading) -> Condition | None:
    """``plan at least silver``: the values of a scale that lie so in its order, as if each was named."""
    reading.name("scale", subject)
    scale = reading.scales[subject.text]
    if scale.kind == "dimension":
        reading.unknown("metric", subject, None, f"the values of `{scale.name}` have no order: name them, with `or`")
        return None
    names = [value.name for value in scale.values]
    # Priorities stand from the most urgent on: what is at least as urgent as P2 is P1 or P2.
    rising = names[::-1] if scale.kind == "priorities" else names
    named = [part for part in limit.children if not isinstance(part, Token) or part.type == "NAME"]
    ranks = []
    for part in named:
        if not isinstance(part, Token) or part.text not in rising:
            token = part if isinstance(part, Token) else part.first
            reading.unknown("scale-value", token, nearest(token.text, names), f"write a value of `{scale.name}`")
            return None
        reading.names.meant[part] = "value", f"{scale.name}/{part.text}"
        ranks.append(rising.index(part.text))
    low, high = ranks[0], ranks[-1]
    fitting = {
        "LEAST": rising[low:],
        "ABOVE": rising[low + 1 :],
        "MOST": rising[: high + 1],
        "BELOW": rising[:high],
        "BETWEEN": rising[low : high + 1],
    }
    found = fitting[next(type_ for type_ in fitting if limit.has(type_))]
    if not found:
        reading.report("value/out-of-range", f"no value of `{scale.name}` is `{limit.text}`", limit)
        return None
    parts = tuple(Is(subject=scale.name, value=name) for name in names if name in found)
    return parts[0] if len(parts) == 1 else Either(parts=parts)
