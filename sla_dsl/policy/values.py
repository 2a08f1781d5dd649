"""The names that an attribute may be compared with: values of scales, metrics, parties, words."""

from __future__ import annotations

from collections.abc import Iterable

from ..compiler.names import ALWAYS
from ..model.workspace import Workspace
from .attribute import Attribute
from .thing import DECLARED
from .words import ROLES

_BOOLEAN = {"yes": True, "no": False}


def known_values(attribute: Attribute, workspace: Workspace) -> Iterable[str] | None:
    """The words that may stand for a value; none if any word may."""
    if attribute.sort == "yes-no":
        return _BOOLEAN
    if attribute.sort == "word":
        return attribute.choices
    if attribute.space == "scale-value":
        scales = workspace.scales.values()
        return [
            *(value.name for scale in scales for value in scale.values),
            *(f"{scale.name}/{value.name}" for scale in scales for value in scale.values),
        ]
    if attribute.space:
        names = [name for table in DECLARED[attribute.space] for name in workspace.declared(table)]
        return [*names, *{"party": ROLES, "calendar": (ALWAYS,)}.get(attribute.space, ())]
    return None


def value_of(attribute: Attribute, word: str) -> str | bool:
    """The value that a word stands for."""
    if attribute.sort == "yes-no":
        return _BOOLEAN[word]
    return word.rpartition("/")[2] if attribute.space == "scale-value" else word


def kind_of_value(attribute: Attribute) -> str:
    """The word for a value of an attribute, in messages."""
    if attribute.space:
        return attribute.space.replace("scale-value", "value of a scale")
    return "value"


def choices(attribute: Attribute, what: str) -> str:
    """The possible values of an attribute, in messages."""
    if attribute.space:
        return f"declare the {what}, or name another one"
    words = attribute.choices or ("yes", "no")
    return f"it may be {', '.join(f'`{word}`' for word in words)}"


def other_test(attribute: Attribute) -> str:
    """How something is asked of an attribute, in messages."""
    return {
        "quantity": "write a bound such as `at least 99%`",
        "date": "write `before`, `after` or `within 12 months of`",
        "thing": "ask for what it has, or whether it `is set`",
        "presence": "ask whether it `is set` or `is missing`",
        "text": 'write `contains "…"`, `has word "…"` or `is`',
        "yes-no": "write `be` before it",
    }.get(attribute.sort, "write `is` and a value")
