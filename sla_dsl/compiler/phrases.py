"""The phrases that mean the same in every statement, each read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.phrases import ByDay, CarriedOver, Condition, Force, Selection, Share, Through, Window, Within
from ..model.quantity import Blank, Quantity, Value
from ..model.services import Metric
from ..text.source import Node, Token, TreePart
from .by_days import by_day
from .conditions import condition
from .counts import count
from .reading import Reading
from .selections import scope
from .values import day, text, value
from .windows import window
from .within import within


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
    is_joined = False
    for child in node.nodes():
        if child.kind not in _READERS:
            continue
        if child.kind not in allowed:
            said = " ".join(t.text for t in child.tokens())
            reading.report(
                "syntax/misplaced-phrase",
                f"`{said or child.kind}` says nothing in this statement",
                child,
                help="leave it out",
            )
        elif child.kind in seen:
            if not (is_joined and child.kind == "window"):  # the window of a further limit, told with it
                is_joined = child.kind == "limit" and node.kind == "excludes"
                reading.report(
                    "syntax/repeated-phrase",
                    f"`{child.first.text} …` is said twice in this statement",
                    child,
                    help=f"write `and {child.text} …` where both hold" if is_joined else "leave one out",
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


def check_share(
    share: Share, said: str | None, metric: Metric, counts: str, about: str, at: TreePart, reading: Reading
) -> None:
    """A share is one of single values, and of the metric's population or what ``counts`` says is counted in its place.

    ``said`` is a statistic that is written before the metric: one figure of all values, which bounds no single one.
    """
    if metric.statistic == "share" or (metric.population == "outages" and metric.unit == "number"):
        reading.report_once(
            "value/share-of-figure",
            about,
            f"{metric.name} has one figure in a window, of which there is no share such as `in {share.share.text} of "
            f"{share.of}`",
            at,
            help="leave out the share; to bound the values that are counted, declare a metric with `statistic each`",
        )
        return
    if said is not None:
        reading.report_once(
            "value/share-of-figure",
            about,
            f"`{said}` is one figure of all values, and `in {share.share.text} of {share.of}` compares each of them",
            at,
            help=f"leave out `{said}`, or the share",
        )
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
