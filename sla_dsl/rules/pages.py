"""The pages of rules in the documentation."""

from __future__ import annotations

from .catalogue import STANDARD, load

DOCUMENTATION = "https://sla-dsl.example/docs/"
"""The address at which the folder ``docs/`` is published, with a slash at its end; it is written only here.

No address is settled yet; ``.example`` belongs to nobody (RFC 2606), so that no link leads to a stranger.
"""


def page_path(name: str) -> str:
    """The page of a rule, below ``docs/``."""
    return f"rules/{name}.md"


def help_uri(name: str) -> str | None:
    """The address of a rule's page; none for policies and for rules of other packs, which have no page."""
    return f"{DOCUMENTATION}{page_path(name)}" if name in _documented() else None


def _documented() -> frozenset[str]:
    return frozenset(load((STANDARD,)))
