"""The state in which one declaration is read: its address, the meaning of names in it, the findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from ..model.agreement import Parameter
from ..model.phrases import NamedHours, Window
from ..model.quantity import Amount, Blank, Dimension, Quantity
from ..model.services import Metric, Scale
from ..text.finding import Finding, Related
from ..text.nearest import nearest
from ..text.source import Node, Span, Token, TreePart
from .field_words import ADVICE
from .losing import loses
from .names import ALWAYS, SPACES, NameTable

T = TypeVar("T")
PERIODS = ("hour", "day", "week", "month", "quarter", "year")
TimeKind = Literal["hours", "window"]
"""The kinds of a parameter that is no amount."""
_OTHERS = {"scale": "fact", "fact": "scale"}
"""Where a name of one kind may stand, a name of the other may stand, too."""
_IN_CONDITIONS = ("WHEN", "AND", "OR", "NOT", "LPAR")
"""The terminals before a part of a condition."""
_IN_LISTS = frozenset(("NAME", "PATH", "STRING", "COMMA"))
"""The terminals that make up a list of names and texts."""


class UnselectedError(Exception):
    """Raised when a statement speaks only of cells that the agreement's tier leaves out."""


@dataclass(slots=True)
class Reading:
    """Reads one declaration.

    ``parameters`` are the values that may stand for a quantity in it, ``times`` those of its parameters that stand
    for hours or a window.  ``objectives`` are the addresses of its
    objectives relative to it, once they are known; ``figures`` has the units of each of them.  ``tiers`` are the values
    that it selects, by scale; ``unselected`` are the addresses that its tiers leave out. ``is_agreement`` tells that
    it has a term.  ``scales`` and ``metrics``
    are those of the workspace, compiled before all declarations that refer to them.
    """

    names: NameTable
    findings: list[Finding]
    address: str = ""
    broken: bool = False
    currencies: tuple[str, ...] = ()
    scales: dict[str, Scale] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    parameters: dict[str, Amount | Blank] = field(default_factory=dict)
    times: dict[str, Parameter] = field(default_factory=dict)
    objectives: set[str] = field(default_factory=set)
    figures: dict[str, set[str | None]] = field(default_factory=dict)
    tiers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unselected: set[str] = field(default_factory=set)
    used_parameters: set[str] = field(default_factory=set)
    is_agreement: bool = False
    is_template: bool = False
    given: Mapping[str, Quantity] = field(default_factory=dict)
    """The values that an example gives to parameters, in place of their own."""
    said: set[tuple[str, str]] = field(default_factory=set)
    """The rule and the cause of each finding that was reported once for all cells of a table."""

    unread: set[str] = field(default_factory=set)
    """The objectives and parameters that could not be read in full: naming one of them is no mistake."""

    def is_lost(self, name: str) -> bool:
        """Whether a name that was not found, or the one before its slash, may stand in what could not be read."""
        lead = name.partition("/")[0]
        return self.names.is_lost(name, lead) or lead in self.unread

    def refuse(self, part: TreePart) -> None:
        """Takes the one parameter of a refused amount that is no money for the cause: nothing more is told of it."""
        tokens = [part] if isinstance(part, Token) else tokens_of(part)
        known = {token.text: self.parameters[token.text] for token in tokens if token.text in self.parameters}
        for name, one in known.items():
            if len(known) == 1 and isinstance(one, Quantity) and one.dimension != "money":
                self.parameters[name] = Blank(parameter=name)

    def is_lost_value(self, scale: str, name: str) -> bool:
        """Whether a value that a scale does not have may stand in what could not be read of it."""
        declared = self.names.spaces["scale"].get(scale)
        return self.names.is_lost(name) or (declared is not None and declared.broken)

    def whole(self, read: Callable[[Node, Reading], T], node: Node) -> T | None:
        """The contents of a statement; none if it speaks only of cells that the tier leaves out.

        None, too, if a word in it means nothing: no rule speaks of the rest, and all names in it count as used.
        """
        missed, found = self.names.missed, len(self.findings)
        try:
            result = read(node, self)
        except UnselectedError:
            result = None
        # Mostly nothing is found.
        if self.names.missed == missed and (
            len(self.findings) == found
            or not any(
                one.rule.startswith("syntax/") or (loses(one.rule) and one.rule != "name/duplicate")
                for one in self.findings[found:]
            )
        ):
            return result
        words = [token.text for token in tokens_of(node) if token.type == "NAME"]
        self.names.used |= {(space, word) for space in SPACES.values() for word in words}
        self.used_parameters.update(words)
        self.names.misread.add(self.address)  # also where nothing is reported, since a word is lost
        return None

    def of(self, address: str, broken: bool) -> Reading:
        """A reading of another declaration of the same workspace."""
        return Reading(self.names, self.findings, address, broken, self.currencies, self.scales, self.metrics)

    def apart(self, names: NameTable, findings: list[Finding]) -> Reading:
        """A reading of the same workspace that notes names and findings elsewhere."""
        return replace(self, names=names, findings=findings)

    def imagined(self, given: Mapping[str, Quantity]) -> Reading:
        """A reading of the same declaration with other parameter values, for an example.

        Its findings are thrown away: they were reported the first time.
        """
        return replace(self.of(self.address, self.broken), findings=[], given=given)

    def report(
        self,
        rule: str,
        message: str,
        at: TreePart | Span,
        *,
        label: str = "",
        help: str = "",
        example: str = "",
        related: Iterable[Related] = (),
        values: tuple[str, ...] = (),
    ) -> None:
        """Adds a finding about this declaration."""
        span = at if isinstance(at, Span) else at.span
        self.findings.append(Finding(rule, message, span, label, help, example, tuple(related), self.address, values))

    def report_once(
        self, rule: str, about: str, message: str, at: TreePart | Span, *, help: str, related: Iterable[Related] = ()
    ) -> None:
        """Reports like ``report``, but only the first finding of each rule and cause (``about``)."""
        if (rule, about) not in self.said:
            self.said.add((rule, about))
            self.report(rule, message, at, help=help, related=related)

    # References

    def name(self, space: str, token: TreePart | None) -> str | None:
        """The declared name that a token refers to in a name space; none for an undeclared name, which is reported."""
        if not isinstance(token, Token):
            return None
        if space == "calendar" and token.text == ALWAYS:
            return ALWAYS
        if self.names.find(space, token.text, token) is not None:
            return token.text
        if not self.names.is_lost(token.text) and self.names.nameless.isdisjoint((space, _OTHERS.get(space, ""))):
            other = self.names.other_space(space, token.text)
            near = self.names.nearest(space, token.text)
            if near is not None:
                self.names.find(space, near)  # the author probably meant it: it shall not be reported as unused as well
            explanation = f"`{token.text}` is {_a(other)}, not {_a(space)}" if other else ""
            if space == "metric" and token.text in self.objectives:
                explanation = f"`{token.text}` is an objective: write the metric that it promises"
            if (
                space == "metric"
                and token.text == "point"
                and token.source.tokens[token.index - 1].type in _IN_CONDITIONS
            ):
                near = "points"
            self.unknown(space, token, near, explanation)
        else:
            self.names.misread.add(self.address)
        return None

    def all_names(self, space: str, tokens: Iterable[TreePart]) -> tuple[str, ...]:
        """``name`` for several tokens; undeclared names are left out, and one that is listed twice is reported."""
        known: dict[str, TreePart] = {}
        for token in tokens:
            found = self.name(space, token)
            if found is not None:
                self.listed_once(known.get(found), token)
                known.setdefault(found, token)
        return tuple(known)

    def listed_once(self, before: TreePart | None, token: TreePart) -> None:
        """Reports a name that stands in one list already; in another statement it may stand again."""
        if not isinstance(before, Token) or not isinstance(token, Token):
            return
        if all(one.type in _IN_LISTS for one in token.source.tokens[before.index : token.index]):
            self.report(
                "name/duplicate",
                f"`{token.text}` stands twice in one list",
                token,
                help="leave one out",
                related=[Related(before.span, "it stands here already")],
            )

    def all_objectives(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """``objective`` for several tokens; those that the tier leaves out are left out, unless it leaves out all."""
        known: dict[str, Token] = {}
        fallen = False
        for token in tokens:
            try:
                found = self.objective(token)
            except UnselectedError:
                fallen = True
                continue
            if found is not None:
                self.listed_once(known.get(found), token)
                known.setdefault(found, token)
        if fallen and not known:
            raise UnselectedError
        return tuple(known)

    def unknown(self, what: str, token: Token, near: str | None = None, explanation: str = "") -> None:
        """Reports a name that is not declared, with the nearest declared one as help."""
        word = what.replace("-", " ")
        help_ = f"did you mean `{near}`?" if near else explanation or f"declare {_a(word)} of this name"
        self.report(
            f"name/unknown-{what}", f"there is no {word} `{token.text}`", token, help=help_, values=(token.text,)
        )

    def word(self, what: str, token: Token, words: Collection[str]) -> str | None:
        """One of the words of a closed list; reports any other, and nothing is judged that rests on it."""
        if token.text in words:
            return token.text
        self.unknown(what, token, nearest(token.text, words), f"write one of {', '.join(f'`{w}`' for w in words)}")
        self.names.misread.add(self.address)
        return None

    def objective(self, token: Token) -> str | None:
        """The address of an objective, a column or a cell within this agreement; none (reported) for an unknown one.

        Raises ``UnselectedError`` for one that the agreement's tier leaves out.
        """
        if token.text in self.objectives or token.text in self.unselected:
            self.names.meant[token] = "objective", token.text
        if token.text in self.objectives:
            return token.text
        if token.text in self.unselected:
            raise UnselectedError
        if not self.is_lost(token.text) and not self.broken:
            self.unknown("objective", token, nearest(token.text, self.objectives | self.unread))
        return None

    def dimensions(self, metric: str | None) -> tuple[Dimension, ...]:
        """The dimensions that figures of a metric may have; empty where they are not known."""
        unit = self.metrics[metric].unit if metric in self.metrics else None
        if unit is None:
            return ()
        return ("number", "count") if unit in ("number", "count") else (unit,)

    def figures_of(self, objectives: Collection[str]) -> set[str | None]:
        """The units of the figures of these objectives, columns or tables; those of all if none are named."""
        return {unit for name in objectives or ("",) for unit in self.figures.get(name, ())}

    def hours(self, token: TreePart | None) -> str | None:
        """The calendar that a word names, or that a parameter of this name stands for.

        In a template the parameter may be blank, and stands for itself.  None (reported) for a word that is neither.
        """
        if not isinstance(token, Token):
            return None
        if token.text not in self.times:
            known = (ALWAYS, *self.names.spaces["calendar"])
            own = (name for name, one in self.times.items() if one.dimension == "hours")
            near = None if token.text in known or self.names.is_lost(token.text) else nearest(token.text, own)
            if near is None and (token.text in known or "parameter" not in self.names.nameless):
                return self.name("calendar", token)
            if near is None:
                self.names.is_lost(token.text)
                return None
            self.used_parameters.add(near)
            self.unknown("calendar", token, near)
            return None
        found = self._time(token, "hours")
        return found.calendar if isinstance(found, NamedHours) else token.text if found else None

    def window(self, token: Token) -> Window:
        """The window that a parameter of this name stands for.

        It is open in a template whose parameter is blank, and (reported) for a name that is no window's.
        """
        is_open = Window(kind="open", parameter=token.text)
        if token.text not in self.times:
            if token.text in self.parameters:
                self._other_kind(token, "window")
            elif not self.names.is_lost(token.text) and not self.broken:
                near = None if token.text in PERIODS else nearest(token.text, self.times)
                period = token.text if token.text in PERIODS else "month"
                self.unknown("parameter", token, near, f"write `each calendar {period}`, or the window that was agreed")
            return is_open
        found = self._time(token, "window")
        return found if isinstance(found, Window) else is_open

    def _time(self, token: Token, kind: TimeKind) -> NamedHours | Window | Literal["blank"] | None:
        """The value of a parameter of hours or of a window; none (reported) for one of the other kind.

        A blank is reported as well where it is no template's: then nobody would know what it means.
        """
        one = self.times[token.text]
        self.used_parameters.add(token.text)
        self.names.meant[token] = "parameter", token.text
        if one.dimension != kind:
            self._other_kind(token, kind)
        elif isinstance(one.value, NamedHours | Window):
            return one.value
        elif self.is_template:
            return "blank"
        elif not self.broken and token.text not in self.unread:
            written = "24x7" if kind == "hours" else "each contract month"
            self.report_once(
                "value/blank-time",
                token.text,
                f"nothing says which {kind} `{token.text}` {'are' if kind == 'hours' else 'is'}",
                token,
                help=f"select the tier that its table is by: `tier … of {one.rows[0].scope[0].scale}`"
                if one.rows
                else f"write `with {token.text} = {written}`, or what was agreed; only a template may leave it open",
            )
        return None

    def _other_kind(self, token: Token, kind: TimeKind) -> None:
        words = {"hours": "hours", "window": "a window"}
        one = self.times.get(token.text)
        is_ = f"is {words[one.dimension]}" if one is not None and one.dimension in words else "is an amount"
        self.report(
            "value/wrong-dimension",
            f"the parameter `{token.text}` {is_}, and {words[kind]} must stand here",
            token,
            help=f"name a parameter that `is {kind}`",
        )

    def parameter(self, token: Token) -> Amount | Blank | None:
        """The value of a parameter, a blank for one without value, or none (reported) for an unknown one."""
        self.used_parameters.add(token.text)
        if token.text in self.parameters:
            self.names.meant[token] = "parameter", token.text
            return self.parameters[token.text]
        if (time := self.times.get(token.text)) is not None:
            said = "hours" if time.dimension == "hours" else "a window"
            self.report(
                "value/wrong-dimension",
                f"the parameter `{token.text}` is {said}, and an amount must stand here",
                token,
                help=f"write `during {token.text}`" if time.dimension == "hours" else f"write `each {token.text}`",
            )
        elif not self.names.is_lost(token.text) and not self.broken:
            near = None if token.text.casefold() in ADVICE else nearest(token.text, self.parameters)
            self.used_parameters |= {near} if near else set()
            self.unknown("parameter", token, near, ADVICE.get(token.text.casefold(), ""))
        return None


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def tokens_of(node: Node) -> list[Token]:
    """All tokens of a node, also those of its parts."""
    return node.first.source.tokens[node.first.index : node.last.index + 1]


def tokens_after(node: Node, type: str) -> list[Token]:
    """The names behind the first token of this type, up to the next keyword other than `and` and `or`."""
    found: list[Token] = []
    seen = False
    for child in node.children:
        if isinstance(child, Token):
            if child.type == type:
                seen = True
            elif seen and child.type in ("NAME", "PATH"):
                found.append(child)
            elif seen and child.type not in ("COMMA", "AND", "OR"):
                break
    return found
