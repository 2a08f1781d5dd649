"""Objectives: a sentence, or a table of them, into normal form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from ..algebra.composing import composing
from ..model.base import kept_once
from ..model.objective import Objective
from ..model.phrases import Bound, Condition, Deadline, Force, Selection, Share, Statistic, Window
from ..model.quantity import BUSINESS_DAY, Quantity, Value
from ..model.services import Metric
from ..text.finding import Related
from ..text.source import Node, Token
from .bounds import is_in_unit
from .conditions import bound_of
from .means import check_mean
from .metrics import AS_GENERALLY, COUNTING, added, completed, contradicted, counting
from .people import pause
from .phrases import Phrases, check_share, phrases
from .reading import Reading
from .selections import values_only
from .values import prose, text, value
from .windows import window

_MEAN_PHRASES = ("scope", "hours", "window", "force", "when")
"""The phrases that a mean of several windows takes: a share is one of cases, and a clock is theirs."""
PROMISE_PHRASES = ("scope", "share", "hours", "timing", "window", "force", "when")
"""The phrases that a promise takes."""
_STATISTICS = ("MEAN", "MEDIAN", "LONGEST", "LOWEST", "TOTAL")


@dataclass(frozen=True, slots=True)
class Defaults:
    """The hours that an agreement states for all objectives: of the service, of people, and of business days.

    ``unclear`` if it names hours that do not exist.
    """

    service_hours: str | None = None
    support_hours: str | None = None
    business_days: str | None = None
    unclear: bool = False


class Draft(NamedTuple):
    """An objective while it is put together; a field that is not stated is missing.

    ``unclear`` if it names hours or a clock that do not exist.
    """

    name: str
    path: str
    source: Node | Token
    title: str = ""
    metric: str | None = None
    statistic: Statistic | None = None
    each_of: str | None = None
    scope: tuple[Selection, ...] = ()
    bound: Bound | Deadline | None = None
    nothing: bool = False
    share: Share | None = None
    hours: str | None = None
    clock: str | None = None
    unclear: bool = False
    window: Window | None = None
    mean_of: Window | None = None
    force: Force | None = None
    when: Condition | None = None
    details: Mapping[str, Any] = MappingProxyType({})
    places: Mapping[str, Node] = MappingProxyType({})
    """The nodes of the details that are compared with the metric or the bound, by production."""

    def saying(self, said: Phrases) -> Draft:
        """The draft with the values of phrases; hours replace a clock, and a clock replaces hours."""
        new = {
            name: found for name in ("share", "window", "force", "when") if (found := getattr(said, name)) is not None
        }
        if said.hours or said.clock or said.unclear:
            new |= {"hours": said.hours, "clock": said.clock, "unclear": said.unclear}
        if said.scope:
            new["scope"] = narrowed(self.scope, said.scope)
        return self._replace(**new) if new else self

    def detailed(self, node: Node, reading: Reading) -> Draft:
        """The draft with the statements of its details, which stand in braces."""
        if not node.has("LBRACE"):
            return self
        places = {child.kind: child for child in node.nodes("warn", "aim", *COUNTING)}
        return self._replace(details=merged(self.details, details(node, reading)), places={**self.places, **places})


def narrowed(general: tuple[Selection, ...], own: tuple[Selection, ...]) -> tuple[Selection, ...]:
    """A scope with further selections; on a scale that both name the own selection counts."""
    # The own one stands nearer to the promise; both together would often select nothing at all.
    named = {selection.scale: selection for selection in (*general, *own)}
    return tuple(named.values())


def merged(general: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Details with own ones over them; counting rules are added to each other."""
    both = {**general, **own}
    if "counting" in general and "counting" in own:
        both["counting"] = added(general["counting"], own["counting"])
    return both


def objective(node: Node, reading: Reading) -> Draft:
    """An ``objective`` statement."""
    name = node.token("NAME")
    assert name is not None
    scope = values_only(node.node("scope"), reading)
    draft = Draft(name.text, name.text, name, title=text(node.token("STRING")), scope=scope)
    promise = node.node("promise")
    if promise is not None:
        draft = _promised(draft, promise, reading)
    return draft.detailed(node, reading)


def _promised(draft: Draft, node: Node, reading: Reading) -> Draft:
    """``[statistic] metric [of each thing] [phrases] bound [phrases]``, or ``mean of [statistic] metric window …``."""
    inner = node.node("mean_of")
    figure = inner or node
    metric = reading.name("metric", figure.token("NAME"))
    limit = node.node("bound", "deadline")
    each, words = node.node("of_each"), [*figure.tokens(*_STATISTICS)]
    # The first word of `mean of median latency` is no statistic of the metric.
    word = next(iter(words[1 if inner else 0 :]), None)
    parts = inner.node("window") if inner else None
    assert limit is not None
    read = bound_of(limit, metric, reading)
    draft = draft._replace(
        metric=metric,
        statistic=cast(Any, word.text) if word else None,
        each_of=cast(Token, each.token("NAME")).text if each else None,
        bound=read,
        mean_of=window(parts, reading) if parts else None,
    )
    return draft.saying(phrases(node, reading, *(PROMISE_PHRASES if inner is None else _MEAN_PHRASES)))


def details(node: Node, reading: Reading) -> dict[str, Any]:
    """The fields that the statements between an objective's braces fill."""
    found: dict[str, Any] = {}
    first = {child.kind: child for child in reversed([*node.nodes()])}
    for kind, name in (("warn", "warn"), ("aim", "aim")):
        said = first.get(kind)
        if said is not None and (read := value(said.children[-1], reading)) is not None:
            found[name] = read
    own = counting(node, reading)
    if own != AS_GENERALLY:
        found["counting"] = own
    pauses = tuple(p for child in node.nodes("pauses") if (p := pause(child, reading)) is not None)
    if pauses:
        found["pauses"] = pauses
    owner, prose_node = first.get("owned"), first.get("text")
    if owner is not None:
        found["owned_by"] = reading.name("party", owner.children[-1])
    if prose_node is not None:
        found["text"] = prose(cast(Token, prose_node.token("PROSE")))
    for kind, name in (("counted_for_each", "counted_for_each"), ("may_be_weakened", "may_be_weakened")):
        if kind in first:
            found[name] = True
    return found


def figure_unit(draft: Draft, reading: Reading) -> str | None:
    """The unit of what is measured of an objective: that of its bound; none where it has none, or is not known."""
    limit = draft.bound.value if isinstance(draft.bound, Bound) else None
    if isinstance(limit, Quantity):
        return limit.unit
    metric = reading.metrics.get(draft.metric or "")
    return {"percent": "%", "number": "", "rate": "/s"}.get(metric.unit or "") if metric else None


# Normal form


def finished(draft: Draft, agreement: str, defaults: Defaults, reading: Reading) -> Objective | None:
    """The objective in normal form, with every default filled in; reports missing parts."""
    metric = reading.metrics.get(draft.metric or "")
    if metric is None:
        if draft.bound is None and not draft.nothing and draft.metric is None and not reading.broken:
            reading.report(
                "objective/no-promise",
                f"`{draft.name}` promises nothing",
                draft.source,
                help=f"write `objective {draft.name}: availability at least 99% each calendar month`, say",
            )
        return None
    draft = _with_defaults(draft, metric, defaults)
    if not draft.nothing:
        if draft.bound is None:
            return None
        _check(draft, metric, reading)
    return Objective(
        name=draft.name,
        title=draft.title,
        source=draft.source.span,
        address=f"{agreement}/{draft.path}",
        metric=metric.name,
        statistic=_statistic(draft, metric),
        each_of=draft.each_of,
        scope=draft.scope,
        bound=draft.bound,
        share=draft.share,
        hours=draft.hours,
        clock=draft.clock,
        window=draft.window,
        mean_of=draft.mean_of,
        force=draft.force or "guaranteed",
        when=draft.when,
        **{**draft.details, "counting": completed(metric.counting, draft.details.get("counting", AS_GENERALLY))},
    )


def _statistic(draft: Draft, metric: Metric) -> Statistic:
    if draft.statistic is not None:
        return draft.statistic
    return "share" if draft.share is not None else metric.statistic or "each"


def _with_defaults(draft: Draft, metric: Metric, defaults: Defaults) -> Draft:
    """The draft with the defaults of the language ("What is assumed when nothing is said" in docs/language.md).

    They give hours to a percentage of time, to a duration of cases and to business days, and a year to durability.
    """
    if draft.window is None:
        draft = draft._replace(window=composing(metric).window)
    if draft.hours is None and draft.clock is None and not draft.unclear:
        hours = None
        if metric.unit == "percent" and metric.population == "time":
            hours = defaults.service_hours
        elif in_business_days(draft.bound) and defaults.business_days:
            hours = defaults.business_days
        elif metric.starts is not None:
            hours = defaults.support_hours
        draft = draft._replace(hours=hours, unclear=defaults.unclear)
    return draft


def in_business_days(limit: Bound | Deadline | None) -> bool:
    """Whether a bound counts in business days."""
    quantity = limit.after if isinstance(limit, Deadline) else limit.value if limit else None
    return isinstance(quantity, Quantity) and quantity.unit == BUSINESS_DAY


def _check(draft: Draft, metric: Metric, reading: Reading) -> None:
    """Reports a number without meaning: on the worse side of its metric, without a window, or without hours."""
    what, limit = f"`{draft.path}`", draft.bound
    assert limit is not None
    if metric.better is not None and not _keeps_direction(limit, metric):
        word = "at most" if metric.better == "lower" else "at least"
        reading.report(
            "value/contradicting-direction",
            f"of {metric.name}, {metric.better} is better, and {what} bounds the other side",
            draft.source,
            help=f"write `{word}`, or `between … and …`",
        )
    # What an agreement does not say may stand in what could not be read of it.
    if draft.window is None and needs_window(draft, metric) and not reading.broken:
        reading.report_once(
            "value/missing-window",
            draft.name,
            f"{what} does not say over which window it is measured",
            draft.source,
            help="add `each calendar month`, or the window that was agreed"
            if draft.path == draft.name
            else f"add `each calendar month`, or the window that was agreed, before the rows of `{draft.name}`",
        )
    # A template may leave its hours to the agreements that take it over.
    is_open = reading.is_template or reading.broken
    if draft.hours is None and draft.clock is None and not draft.unclear and not is_open:
        message, help_ = "", ""
        if metric.unit == "percent" and metric.population == "time":
            message = f"{what} does not say in which hours time counts"
            help_ = "add `during …`, or say `service hours …` in the agreement or `hours …` in the service"
        elif _needs_hours(limit, metric):
            message = f"{what} does not say in which hours its clock runs"
            said = "business days follow" if in_business_days(limit) else "support hours"
            help_ = f"add `during …` or `timed by …`, or say `{said} …` in the agreement"
        if message:
            reading.report_once("value/missing-hours", draft.name, message, draft.source, help=help_)
    if in_business_days(limit) and draft.hours is not None:
        _check_business_days(draft, reading)
    check_mean(draft.mean_of, draft.window, _statistic(draft, metric), draft.details, metric, draft.source, reading)
    _check_share(draft, metric, reading)
    _check_levels(draft, metric, reading)
    _check_counting(draft, metric, reading)
    for share in (limit.value, limit.upper) if isinstance(limit, Bound) and metric.unit == "percent" else ():
        if isinstance(share, Quantity) and not 0 <= share.amount <= 100:
            reading.report(
                "value/out-of-range",
                f"{share.text} of {metric.population or 'all'} is impossible",
                draft.source,
                help="a share is at most 100%",
            )


def _keeps_direction(limit: Bound | Deadline, metric: Metric) -> bool:
    if limit.kind == "between":
        return True
    return (limit.kind in ("at-least", "above")) == (metric.better == "higher")


def needs_window(draft: Draft, metric: Metric) -> bool:
    """Whether a figure covers a population, so that it needs a time over which it is measured."""
    is_of_many = draft.share is not None or draft.mean_of is not None
    return metric.unit == "percent" or is_of_many or _statistic(draft, metric) in ("mean", "median", "total")


def _needs_hours(limit: Bound | Deadline, metric: Metric) -> bool:
    """Whether a bound needs hours: business days do, and durations between two events unless they are calendar days."""
    if metric.starts is None or metric.unit != "duration" or isinstance(limit, Deadline):
        return in_business_days(limit)
    return not isinstance(limit.value, Quantity) or limit.value.unit in ("s", BUSINESS_DAY)


def _check_share(draft: Draft, metric: Metric, reading: Reading) -> None:
    """A share is one of single values of the metric's population, or of what is counted in its place."""
    counts = draft.details.get("counting", AS_GENERALLY).counts or metric.counting.counts
    if draft.share is not None:
        check_share(draft.share, draft.statistic, metric, counts, f"{draft.name} share", draft.source, reading)


def _check_levels(draft: Draft, metric: Metric, reading: Reading) -> None:
    """Reports a level of ``warn`` or ``aim`` in another unit than the metric's, or on the worse side of the bound."""
    dimensions = reading.dimensions(metric.name)
    target = draft.bound.value if isinstance(draft.bound, Bound) and draft.bound.kind != "between" else None
    for word in ("warn", "aim"):
        level = draft.details.get(word)
        if level is None:
            continue
        place = draft.places.get(word, draft.source)
        if level.dimension and level.dimension not in dimensions:
            reading.report_once(
                "value/wrong-dimension",
                f"{draft.name} {word}",
                f"`{word} at {level.text}` is of another kind than {metric.name}",
                place,
                help="write it in the unit of the bound",
            )
        elif isinstance(target, Quantity) and isinstance(level, Quantity) and level.unit_kind == target.unit_kind:
            # A warning at the bound itself is late but possible: there the promise is still kept.
            is_beyond = level.amount < target.amount if metric.better == "higher" else level.amount > target.amount
            if is_beyond:
                reading.report_once(
                    "objective/level-beyond-bound",
                    f"{draft.name} {word}",
                    f"at {level.text} `{draft.path}` is missed already: it is bound to {target.text}",
                    place,
                    help=f"write `{word} at` with a figure that is better than {target.text}",
                )


def _check_counting(draft: Draft, metric: Metric, reading: Reading) -> None:
    """Reports an objective that contradicts the counting rules of its metric: it may only add to them."""
    for kind in contradicted(metric.counting, draft.details.get("counting", AS_GENERALLY)):
        reading.report_once(
            "objective/contradicts-metric",
            f"{draft.name} {kind}",
            f"`{draft.name}` counts otherwise than its metric `{metric.name}` says",
            draft.places.get(kind, draft.source),
            help="leave it out, or declare a metric of its own that counts so",
            related=[Related(metric.source, "the metric is declared here")],
        )


def _check_business_days(draft: Draft, reading: Reading) -> None:
    declaration = reading.names.spaces["calendar"].get(draft.hours or "")
    combined = declaration is not None and declaration.node.has("EQUAL")
    # Business days are opening days of one calendar with lines of its own: neither `24x7` nor a combination has any.
    if draft.hours == "24x7" or combined:
        reading.report(
            "value/no-business-days",
            f"`{draft.path}` counts business days, and `{draft.hours}` has none",
            draft.source,
            help="business days are opening days of one calendar: add `during …` with such a calendar, or write `days`",
        )


def cell_bound(cell: Node, metric: Metric, reading: Reading) -> Bound | Deadline | None:
    """The promise of a cell: a bound, a deadline, or a bare value on the better side of the metric."""
    limit = cell.node("bound", "deadline")
    if limit is not None:
        return bound_of(limit, metric.name, reading)
    read: Value | None = value(cell.children[0], reading, *reading.dimensions(metric.name))
    if read is None or not is_in_unit(read, cell, metric.name, reading):
        return None
    return kept_once(Bound(kind="at-least" if metric.better == "higher" else "at-most", value=read))
