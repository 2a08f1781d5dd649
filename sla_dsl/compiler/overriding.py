"""``override``: which statement of the terms it changes, and the statement that then holds.

An override changes what it says and keeps the rest, phrase by phrase. Statements are merged as trees, so that the whole
is read like any other statement, with the parameters and the tier of the agreement that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..text.source import Node, Span, Token, TreePart
from .conditions import AWARDS
from .repeated import ONCE

NAMED = {
    "objective": "NAME",
    "objectives": "NAME",
    "parameter": "NAME",
    "clause": "NAME",
    "report": "STRING",
    "example": "STRING",
    "excludes": "NAME",
    "subcontractor": "NAME",
}
"""Statements that have a name, and the terminal of the name."""
_SAME_SPACE = {"objectives": "objective"}
"""An objective and a table of objectives share one space of names."""
_AWARDS = ("award", "no_award", "cap", "traits", "highest_only")
_SCOPED = ("volume", "backed")
_WORDS = {
    "path": ("NAME",),
    "escalate": ("NAME", "PATH"),
    "treat": ("NAME",),
    "suspends": ("NAME", "PATH"),
    "duty": ("CUSTOMER", "PROVIDER", "MUST", "NOT", "ENSURE", "MAY", "STRING"),
    "may_end": ("CUSTOMER", "PROVIDER", "EITHER"),
}
"""Statements that are about what some of their words say, and the terminals of these."""
_DETAILS = {
    "award": ("window", "when"),
    "cap": ("window", "when"),
    "claim": ("through", "when"),
    "traits": ("when",),
    "may_end": ("when", "soon", "grounds"),
    "excludes": ("within", "scope"),
}
"""The phrases that tell statements about one subject apart."""


class MergedNode(Node):
    """A statement of the terms with what an override says anew; it stands where the override stands."""

    __slots__ = ("place",)

    def __init__(self, place: Node, children: list[TreePart]) -> None:
        super().__init__(place.kind, children)
        self.place = place

    @property
    def first(self) -> Token:
        """The token at which the override begins."""
        return self.place.first

    @property
    def last(self) -> Token:
        """The token at which the override ends."""
        return self.place.last

    @property
    def span(self) -> Span:
        """The place of the override."""
        return self.place.span

    @property
    def text(self) -> str:
        """The tokens of both statements that still hold."""
        return " ".join(child.text for child in self.children)


def subject(node: Node) -> tuple[str, str]:
    """The subject of a statement: ``override`` and ``without`` find it by this."""
    kind = _SAME_SPACE.get(node.kind, node.kind)
    if node.kind in ONCE["agreement"]:
        return kind, ""
    if node.kind in NAMED:
        token = node.token(NAMED[node.kind])
        return kind, token.text if token else ""
    if node.kind == "tested":
        return kind, node.first.text
    where = node.node("scope")
    of = where.text.removeprefix("for ") if where else ""
    if node.kind in _AWARDS:
        token = node.token(*AWARDS)
        return f"{kind} {token.text if token else ''}", of
    if node.kind in ("promised_elsewhere", "held"):
        *_, last = node.tokens("NAME")
        return kind, " ".join(filter(None, (last.text, of)))
    if node.kind in _SCOPED:
        return kind, of
    if node.kind in _WORDS:
        named = " ".join(token.text for token in node.tokens(*_WORDS[node.kind]))
        return kind, " ".join(filter(None, (named, of if node.kind != "duty" else "")))
    return (kind, "") if node.kind in ("claim", "no_maintenance", "no_promise") else (kind, node.text)


def detail(node: Node) -> str:
    """The marks that tell a statement from others about the same subject: its condition, its window, its channels."""
    if node.kind in _DETAILS:
        return " ".join(part.text for part in node.nodes(*_DETAILS[node.kind]))
    return node.text if node.kind in ("backed", "treat", "suspends", "no_maintenance", "no_promise") else ""


def contradicts(own: Node, before: Node) -> bool:
    """Whether a statement says otherwise what the terms say of the same subject; if not, it completes them."""
    if own.kind == "traits":
        both = {_slot(trait) for trait in own.nodes("trait")} & {_slot(trait) for trait in before.nodes("trait")}
        return bool(both) and detail(own) == detail(before)
    if own.kind == "excludes":  # another allowance has hours or promises of its own, where the first has others
        return not any(
            one is not None and other is not None and one.text != other.text
            for one, other in ((own.node(kind), before.node(kind)) for kind in _DETAILS["excludes"])
        )
    return detail(own) == detail(before)


# Merging


def merged(own: Node, before: Node) -> Node:
    """The statement of the terms with what the override says anew."""
    if own.kind == "changes":
        return _clause(own, before)
    # What follows `one of` is a choice, and what follows `in` are places: what is kept stands before them.
    at = next((n for n, part in enumerate(own.children) if isinstance(part, Token) and part.type in _LAST), None)
    return MergedNode(own, [*own.children[:at], *_kept(own, before), *(own.children[at:] if at else ())])


_LAST = ("ONE_OF", "IN")
"""The words with which a list at the end of a statement begins."""


def _kept(own: Node, before: Node) -> Iterator[TreePart]:
    """The phrases of a statement that an override of it does not say anew."""
    if own.kind == "traits":
        said = {_slot(trait) for trait in own.nodes("trait")}
        yield from (trait for trait in before.nodes("trait") if _slot(trait) not in said)
        return
    said = {part.kind for part in own.nodes()}
    if own.kind not in _WHOLE:
        yield from (part for part in before.nodes() if part.kind in PHRASES and part.kind not in said)
    if own.kind == "award":
        yield from _amount(own, before)
    yield from _words(own, before)


PHRASES = frozenset(
    ["scope", "share", "hours", "window", "within", "limit", "announced", "through", "when", "from", "to"]
)
PHRASES |= {"until", "because", "except", "ahead", "soon", "grounds", "about", "force", "at_most_times", "until_event"}
PHRASES |= {"follows", "further_limit", "carried_over", "beyond", "by_day"}
"""The productions of phrases, which stand in a statement in any order."""
_WHOLE = ("no_maintenance", "example")
"""Statements that are said anew as a whole."""


def _amount(own: Node, before: Node) -> Iterator[TreePart]:
    """The amount of an award, or its steps, where an override says no other."""
    if own.node("table") is None and not own.has("COLON"):
        yield from (part for part in before.nodes("table"))
        yield from _pair(before, "COLON") if before.has("COLON") else ()
    if own.node("table") is None and own.node("per") is None:
        yield from before.nodes("per")


_TAILS = {"review": "NEXT", "renews": "UNLESS", "award": "ON", "may_end": "END_WITH", "parameter": "ONE_OF"}
_TAILS |= {"governed": "COMMA"}
"""The word with which an optional end of a statement begins, or, of a base and a notice, the word before its value."""


def _words(own: Node, before: Node) -> Iterator[TreePart]:
    """The optional words of a statement that an override of it leaves out: `next 2027-01-01`, a title."""
    if own.kind == "parameter" and not own.has("IS") and before.has("IS"):
        yield from _pair(before, "IS")
    if own.kind == "parameter" and not own.has("EQUAL") and before.has("EQUAL") and own.node("table") is None:
        yield from _pair(before, "EQUAL")
    if own.kind in ("parameter", "clause", "tested") and not own.has("STRING"):
        yield from before.tokens("STRING")
        yield from before.nodes("title_in", "said_in")
    for listed in ("FOR", "IN") if own.kind == "subcontractor" else ():
        yield from _list(before, listed) if not own.has(listed) else ()
    word = _TAILS.get(own.kind)
    if word and before.has(word) and not own.has(word) and (own.kind != "award" or own.node("table")):
        at = next(n for n, part in enumerate(before.children) if isinstance(part, Token) and part.type == word)
        end = {"award": at + 2, "may_end": at + 3, "review": at + 2}.get(own.kind, len(before.children))
        tail = before.children[at:end]
        yield from (part for part in tail if own.kind == "governed" or not _is_told_apart(part))


def _is_told_apart(part: TreePart) -> bool:
    """Whether a part of a tail is a title, or a phrase, which is kept as such."""
    return part.type == "STRING" if isinstance(part, Token) else part.kind in PHRASES


def _list(node: Node, word: str) -> Iterator[TreePart]:
    """A word with the list that follows it, up to the next word."""
    at = next((n for n, part in enumerate(node.children) if isinstance(part, Token) and part.type == word), None)
    for n, part in enumerate(node.children[at:] if at is not None else ()):
        if n and isinstance(part, Token) and part.type in ("FOR", "IN"):
            return
        yield part


def _pair(node: Node, word: str) -> Iterable[TreePart]:
    at = next(n for n, part in enumerate(node.children) if isinstance(part, Token) and part.type == word)
    return node.children[at : at + 2]


def _slot(trait: Node) -> str:
    """The subject of a trait: two of one slot exclude each other."""
    for word, slot in _SLOTS.items():
        if trait.has(word):
            return slot
    return "payment" if trait.node("within") else trait.text


_SLOTS = {"SOLE": "other remedies", "AMONG": "other remedies", "INVOICE": "payment", "ABOVE": "threshold"}
_SLOTS |= {"VOID": "void", "AFTER": "expiry"}


def _clause(own: Node, before: Node) -> Node:
    """A change clause: requirements by subject, each need by need. What never changes an override only adds to."""
    known = {one.first.text: one for one in before.nodes("requirement")}
    found: list[TreePart] = []
    for child in own.children[:-1]:
        old = known.pop(child.first.text, None) if isinstance(child, Node) and child.kind == "requirement" else None
        found.append(child if old is None or isinstance(child, Token) else _requirement(child, old))
    others = (one for one in before.nodes() if one.kind != "requirement")
    return MergedNode(own, [*found, *known.values(), *others, own.children[-1]])


def _requirement(own: Node, before: Node) -> Node:
    said = {_need(need) for need in own.nodes("need")}
    return MergedNode(own, [*own.children, *(need for need in before.nodes("need") if _need(need) not in said)])


def _need(need: Node) -> str:
    return next(token.type for token in need.tokens("APPROVAL", "NOTICE", "EVIDENCE", "EFFECTIVE", "RATIFICATION"))
