"""The phrases that mean the same in every statement, each read in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model.base import kept_once
from ..model.phrases import ByDay, CarriedOver, Condition, Force, Selection, Share, Through, Window, Within
from ..model.quantity import Blank, Quantity, Value
from ..model.services import Metric, Scale
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .by_days import by_day
from .conditions import condition
from .counts import count
from .reading import Reading, UnselectedError
from .values import day, text, value
from .windows import window


@dataclass(slots=True)
class Phrases:
    """The values of one statement's phrases; a phrase that is not written is missing."""

    scope: tuple[Selection, ...] = ()
    objectives: tuple[str, ...] = ()
    is_scope_lost: bool = False
    """Whether its scope names what does not exist, so that nobody knows what it is about."""
    share: Share | None = None
    hours: str | None = None
    clock: str | None = None
    unclear: bool = False
    """Whether it names hours or a clock that do not exist."""
    window: Window | None = None
    force: Force | None = None
    within: Within | None = None
    by: ByDay | None = None
    by_date: date | None = None
    through: Through | None = None
    limit: Value | None = None
    announced: Value | None = None
    when: Condition | None = None
    first: date | None = None
    last: date | None = None
    to: tuple[str, ...] = ()
    until: date | None = None
    until_event: str | None = None
    until_after: Value | None = None
    times: int | Blank | None = None
    carried_over: CarriedOver | None = None
    has_price_beyond: bool = False
    because: str = ""
    about: tuple[str, ...] = ()


def phrases(node: Node, reading: Reading, *allowed: str) -> Phrases:
    """Reads the phrases of a statement; reports a phrase that the statement does not take, or that it repeats."""
    found = Phrases()
    seen: set[str] = set()
    for child in node.nodes(*_READERS):
        if child.kind not in allowed:
            said = " ".join(t.text for t in child.tokens())
            reading.report(
                "syntax/misplaced-phrase",
                f"`{said or child.kind}` says nothing in this statement",
                child,
                help="leave it out",
            )
        elif child.kind in seen:
            reading.report(
                "syntax/repeated-phrase",
                f"`{child.first.text} …` is said twice in this statement",
                child,
                help="leave one out",
            )
        else:
            seen.add(child.kind)
            _READERS[child.kind](child, reading, found)
            _check_window(node, child, reading, found)
    return found


_TAKEN = {"cap": ("invoice", "term"), "duty": ("term",), "excludes": ("occurrence",)}
"""The statements that take windows over which nothing is measured, each with these windows."""


def _check_window(node: Node, child: Node, reading: Reading, found: Phrases) -> None:
    """Reports a window over which nothing is measured, in a statement that does not take it."""
    kind = found.window.kind if found.window is not None else ""
    if kind in ("invoice", "term", "occurrence") and kind not in _TAKEN.get(node.kind, ()):
        found.window = None
        reading.report(
            "value/no-such-window",
            f"only an exclusion is limited `{child.text}`"
            if kind == "occurrence"
            else f"only money is added up `{child.text}`",
            child,
            help="write `each calendar month`, or the window that was agreed",
        )


# The phrases, each by its production.


def _scope(node: Node, reading: Reading, found: Phrases) -> None:
    missed = reading.names.missed
    found.scope, found.objectives = scope(node, reading)
    found.is_scope_lost = reading.names.missed > missed


def _share(node: Node, reading: Reading, found: Phrases) -> None:
    found.share = share(node, reading)


def _hours(node: Node, reading: Reading, found: Phrases) -> None:
    found.hours = reading.hours(node.children[-1])
    found.unclear = found.hours is None


def _timing(node: Node, reading: Reading, found: Phrases) -> None:
    found.clock = reading.name("clock", node.children[-1])
    found.unclear = found.clock is None


def _window(node: Node, reading: Reading, found: Phrases) -> None:
    found.window = window(node, reading)


def _force(node: Node, _reading: Reading, found: Phrases) -> None:
    found.force = "target" if node.has("TARGET") else "best-effort"


def _within(node: Node, reading: Reading, found: Phrases) -> None:
    found.within = within(node, reading)


def _by_day(node: Node, reading: Reading, found: Phrases) -> None:
    if (token := node.token("DATE")) is not None:
        found.by_date = day(token, reading)
    else:
        found.by = by_day(node, reading)


def _limit(node: Node, reading: Reading, found: Phrases) -> None:
    found.limit = value(node.children[-1], reading)


def _announced(node: Node, reading: Reading, found: Phrases) -> None:
    found.announced = value(node.after("ANNOUNCED"), reading, "duration")


def _through(node: Node, reading: Reading, found: Phrases) -> None:
    found.through = through(node, reading)


def _when(node: Node, reading: Reading, found: Phrases) -> None:
    found.when = condition(node.children[-1], reading)


def _from(node: Node, reading: Reading, found: Phrases) -> None:
    found.first = day(node.token("DATE"), reading)


def _to(node: Node, reading: Reading, found: Phrases) -> None:
    found.last = day(node.token("DATE"), reading)
    found.to = reading.all_names("party", node.tokens("NAME"))


def _until(node: Node, reading: Reading, found: Phrases) -> None:
    found.until = day(node.token("DATE"), reading)


def _until_event(node: Node, reading: Reading, found: Phrases) -> None:
    found.until_event = reading.name("event", node.children[-1])
    if node.has("AFTER"):
        found.until_after = value(node.after("UNTIL"), reading, "duration")


def _at_most_times(node: Node, reading: Reading, found: Phrases) -> None:
    token = node.token("NUMBER", "HOW_OFTEN")
    found.times = count(token, reading) if token else 1


def _carried_over(node: Node, _reading: Reading, found: Phrases) -> None:
    found.carried_over = "once" if node.has("ONCE") else "always"


def _beyond(_node: Node, _reading: Reading, found: Phrases) -> None:
    found.has_price_beyond = True  # it is read when the limit and the window are known


def _because(node: Node, _reading: Reading, found: Phrases) -> None:
    found.because = text(node.token("STRING"))


def _about(node: Node, reading: Reading, found: Phrases) -> None:
    found.about = reading.all_names("topic", node.tokens("NAME"))


_READERS = {
    "scope": _scope,
    "share": _share,
    "hours": _hours,
    "timing": _timing,
    "window": _window,
    "force": _force,
    "within": _within,
    "by_day": _by_day,
    "limit": _limit,
    "announced": _announced,
    "through": _through,
    "when": _when,
    "from": _from,
    "to": _to,
    "until": _until,
    "because": _because,
    "until_event": _until_event,
    "at_most_times": _at_most_times,
    "carried_over": _carried_over,
    "beyond": _beyond,
    "about": _about,
}


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


def only_calendar(node: Node, said: Phrases, reading: Reading) -> str | None:
    """The calendar after ``within``; reports a time in a statement where a time has no meaning."""
    if said.within is not None and said.within.time is not None:
        reading.report(
            "syntax/misplaced-phrase",
            "`within` a time says nothing in this statement",
            node.node("within") or node,
            help="name a calendar, or leave it out",
        )
    return said.within.calendar if said.within else None


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


def share(node: Node, reading: Reading) -> Share | None:
    """``in 95% of cases``."""
    found = value(node.after("IN"), reading, "percent")
    population = node.after("OF")
    if found is None or not isinstance(population, Token):
        return None
    # `in 0% of cases` would promise nothing, and no figure could break it.
    if isinstance(found, Quantity) and not 0 < found.amount <= 100:
        reading.report(
            "value/out-of-range",
            f"a share of {found.text} cannot be kept",
            node,
            help="a share is more than 0% and at most 100%",
        )
    return Share(share=found, of=population.text)


def check_population(share: Share, metric: Metric, counts: str, about: str, at: TreePart, reading: Reading) -> None:
    """A share is one of the metric's population, or of what ``counts`` says is counted in its place."""
    if metric.population in (None, share.of) or share.of == counts:
        return
    reading.report_once(
        "value/other-population",
        about,
        f"`in {share.share.text} of {share.of}` is a share of other things than {metric.name} is of",
        at,
        help=f'write `of {metric.population}`, the population of {metric.name}, or `counts "{share.of}"` as well',
    )


def through(node: Node, reading: Reading) -> Through | None:
    """``through portal or email``, ``through phone and chat``."""
    channels = reading.all_names("channel", node.tokens("NAME"))
    return Through(channels=channels, together=node.has("AND")) if channels else None


def within(node: Node, reading: Reading) -> Within:
    """``within sunday-night`` names a calendar; ``within 30 days of window end`` a time after a moment."""
    what = node.after("WITHIN")
    if isinstance(what, Token) and what.text not in reading.parameters and not node.has("OF"):
        return Within(calendar=reading.hours(what))
    return Within(time=value(what, reading, "duration", to_month_end=True), of=_moment(node, reading))


def within_of(node: Node, reading: Reading) -> Within:
    """``within 30 days of window end`` in a statement whose time must name its beginning; reports one that does not."""
    found = within(node, reading)
    if found.time is not None and not node.has("OF"):
        reading.report(
            "value/missing-start",
            f"`{node.text}` does not say after what",
            node,
            help=f"write `{node.text} of window end`, `of the report`, `of the event` or `of the invoice`",
        )
    return found


def _moment(node: Node, reading: Reading) -> str | None:
    if not node.has("OF"):
        return None
    for type_, moment in (
        ("WINDOW", "window-end"),
        ("WEAKENING", "weakening"),
        ("REPORT", "report"),
        ("EVENT", "event"),
        ("INVOICE", "invoice"),
    ):
        if node.has(type_):
            return moment
    return reading.name("event", node.children[-1])
