"""Remedies, rights and duties."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import Any, cast, get_args

from ..algebra.estimating import estimate
from ..model.phrases import Bound, RemedyKind, Role
from ..model.quantity import Blank, Value
from ..model.remedies import (
    Band,
    Cap,
    Claim,
    Duty,
    HighestOnly,
    NoRemedy,
    PaymentTerms,
    Remedy,
    RightToTerminate,
    TerminationCause,
)
from ..text.source import Node, Token
from .beyond import price_beyond
from .by_days import check_by_day
from .conditions import award, bound_of, condition
from .dimensions import wrong_dimension
from .dues import due
from .ladders import is_for_points, ladder
from .phrases import Phrases, phrases, through
from .reading import Reading, UnselectedError
from .selections import scope
from .steps import step
from .tables import rows
from .values import text, value
from .windows import window
from .within import within, within_of


def remedy(node: Node, reading: Reading) -> Remedy:
    """``credit on monthly-fee for uptime { bands }`` or ``credit for uptime: amount for every step``."""
    on, table, per = node.after("ON"), node.node("table"), node.node("per")
    base = on.text if isinstance(on, Token) else None
    if isinstance(on, Token):
        _report_base_without_currency(on, reading)
    if is_for_points(node, reading):
        return ladder(node, base, reading)
    said = phrases(node, reading, "scope", "window", "when", "within")
    kind = award(node)
    figures = set() if said.is_scope_lost else reading.figures_of(said.objectives)
    metric, bands = _bands(table, kind, figures, base, reading) if table is not None else (None, ())
    return Remedy(
        kind=kind,
        base=base,
        objectives=said.objectives,
        scope=said.scope,
        window=said.window,
        within=said.within,
        when=said.when,
        metric=metric,
        bands=bands,
        amount=due(node.after("COLON"), kind, reading, figures, base),
        step=step(per, figures, reading) if per is not None else None,
        source=node.span,
    )


def _report_base_without_currency(base: Token, reading: Reading) -> None:
    """Reports a base of percentages that is no amount of money."""
    known = estimate(reading.parameter(base), reading.parameters)
    if known is not None and known.quantity.dimension != "money":
        wrong_dimension(known.quantity, base, ("money",), reading)
        reading.refuse(base)


def _bands(
    table: Node, kind: RemedyKind, figures: Collection[str | None], base: str | None, reading: Reading
) -> tuple[str | None, tuple[Band, ...]]:
    """The metric of the first column, and the bands of the rows below it."""
    header, body = rows(table, reading)
    if len(header) != 2:
        reading.report(
            "table/uneven-row",
            "a table of bands has two columns",
            table.children[0],
            help="write the metric and the kind of award",
        )
        return None, ()
    metric = reading.name("metric", header[0].children[0])
    gives = header[1].children[0]
    if isinstance(gives, Token) and gives.text != kind:
        reading.report(
            "table/not-an-award",
            f"the second column of this table is `{gives.text}`, and its rows give {kind}",
            gives,
            help=f"write `{kind}` above them",
        )
    bands = []
    for level, gives in body:
        limit = level.node("bound")
        if limit is None:
            reading.report(
                "table/not-a-band",
                "a band begins at a bound",
                level,
                help="write `below 99%`, `above 4 h`, `at most …`",
            )
            continue
        if limit.has("BETWEEN"):
            reading.report(
                "table/not-a-band",
                "a band ends where the next one begins, so that there is no hole between them",
                level,
                help="write only where it begins: `below 99.9%`",
            )
            continue
        if limit.text.endswith("%") and reading.dimensions(metric) not in ((), ("percent",)):
            reading.report(
                "value/wrong-dimension",
                f"`{metric}` is no percentage, and this band is one",
                limit,
                help='for bands by a share of cases, promise a metric with `unit percent` that `counts "…" out of "…"`',
            )
            continue
        reached = bound_of(limit, metric, reading)
        given = None if gives.has("NONE") else due(gives.children[0], kind, reading, figures, base)
        if isinstance(reached, Bound) and (given is not None or gives.has("NONE")):
            bands.append(Band(reached=reached, amount=given, source=level.span.to(gives.span)))
    return metric, tuple(bands)


def no_remedy(node: Node, reading: Reading) -> NoRemedy:
    """``no credit for uptime, low``."""
    of_what = node.node("scope")
    of, objectives = scope(of_what, reading, "objective") if of_what else ((), ())
    return NoRemedy(kind=award(node), objectives=objectives, scope=of, source=node.span)


def highest_only(node: Node, reading: Reading) -> HighestOnly:
    """``one event earns the highest credit only for power, cooling``."""
    said = phrases(node, reading, "scope")
    return HighestOnly(kind=award(node), objectives=said.objectives, scope=said.scope, source=node.span)


def cap(node: Node, reading: Reading) -> Cap | None:
    """``cap credit at 30% of monthly-fee each calendar month``."""
    said = phrases(node, reading, "scope", "window", "when")
    kind = award(node)
    most, each_case = due(node.after("AT"), kind, reading), node.node("each_case")
    if each_case is not None and said.window is not None:
        reading.report(
            "syntax/repeated-phrase",
            "`each …` is said twice in this statement",
            each_case,
            help="write a cap for each case, and another for the window",
        )
    if said.window is None and each_case is None:
        reading.report(
            "value/missing-window",
            f"this cap does not say over what time `{kind}` is added up",
            node,
            help="add `each calendar month`, `each invoice`, `each contract term` or `each case`",
        )
    if most is None:
        return None
    return Cap(
        kind=kind,
        amount=most,
        window=said.window,
        each_case=each_case is not None,
        objectives=said.objectives,
        scope=said.scope,
        when=said.when,
        source=node.span,
    )


_PLAIN_TRAITS = {
    "AUTOMATIC": ("automatic", True),
    "INVOICE": ("paid_on_next_invoice", True),
    "MONEY": ("paid_in_money", True),
    "PROPORTION": ("paid_in_proportion", True),
    "AMONG": ("among_others", True),
    "SOLE": ("sole", True),
    "TRANSFERABLE": ("transferable", False),
}
"""The traits without a value of their own: the word, the field that it fills, and the field's value."""


def traits(node: Node, reading: Reading) -> PaymentTerms:
    """``credit is automatic, paid on the next invoice, the sole remedy``, ``credit is paid in money when …``."""
    found: dict[str, Any] = {}
    said = phrases(node, reading, "when")
    for trait in node.nodes("trait"):
        fields = _trait(trait, reading)
        if not found.keys().isdisjoint(fields):
            reading.report(
                "syntax/repeated-phrase",
                f"`{trait.first.text} …` is said twice in this statement",
                trait,
                help="leave one out",
            )
        found |= fields
    # Whether the last condition is of the manner or of all would be anybody's guess.
    own = next((trait for trait in node.nodes("trait") if trait.node("when") is not None), None)
    if own is not None and node.node("when") is not None:
        reading.report(
            "syntax/repeated-phrase",
            f"`{own.text}` has a condition of its own, and the statement has another one",
            node,
            help="write this manner in a statement of its own, or both conditions with `and`",
        )
    return PaymentTerms(kind=award(node), when=said.when, source=node.span, **found)


def _trait(trait: Node, reading: Reading) -> dict[str, Any]:
    """The fields that a trait fills."""
    found: dict[str, Any] = dict(named for type_, named in _PLAIN_TRAITS.items() if trait.has(type_))
    when, time, window_node = trait.node("when"), trait.node("within"), trait.node("window")
    if when is not None:
        with suppress(UnselectedError):
            found["void_when" if trait.has("VOID") else "sole_except"] = condition(when.children[-1], reading)
    if time is not None:
        found["paid_within"] = within_of(time, reading)
    if trait.has("ABOVE"):
        found["paid_above"] = value(trait.after("ABOVE"), reading, "money", "percent")
    if window_node is not None:
        found["paid_above_window"] = window(window_node, reading)
    if trait.has("AGREEMENT"):
        found["lost_with_agreement"] = True
    elif trait.has("LOST"):
        found["lost_after"] = value(trait.after("AFTER"), reading, "duration")
    return found


def claim(node: Node, reading: Reading) -> Claim:
    """``claim through portal within 30 days of window end then within 30 days of the report when plan is paid``."""
    ways, condition_of = node.node("through"), node.node("when")
    return Claim(
        through=through(ways, reading) if ways else None,
        stages=tuple(within_of(child, reading) for child in node.nodes("within")),
        when=condition(condition_of.children[-1], reading) if condition_of else None,
        source=node.span,
    )


def role(node: Node) -> Role:
    """The role that a statement names: customer, provider, or either of them."""
    return cast(Role, next(node.tokens("CUSTOMER", "PROVIDER", "EITHER")).type.lower())


def right_to_end(node: Node, reading: Reading) -> RightToTerminate:
    """``customer may end with 30 days notice within 30 days of the weakening``."""
    said, soon = phrases(node, reading, "when", "through", "about"), node.node("soon")
    notice: Value | None = value(node.after("END_WITH"), reading, "duration")
    return RightToTerminate(
        who=role(node),
        notice=notice,
        within=within(soon, reading) if soon else None,
        through=said.through,
        when=said.when,
        grounds=_grounds(node, reading),
        about=said.about,
        source=node.span,
    )


def _grounds(node: Node, reading: Reading) -> tuple[TerminationCause, ...]:
    tokens = [token for child in node.nodes("grounds") for token in child.tokens("NAME")]
    found = [reading.word("ground", token, get_args(TerminationCause)) for token in tokens]
    return tuple(cast(TerminationCause, ground) for ground in dict.fromkeys(found) if ground)


_OF_DUTIES = ("scope", "hours", "window", "when", "within", "through", "until_event", "about")


def duty(node: Node, reading: Reading) -> Duty:
    """``customer must "…" 5 business days ahead for uptime``, ``provider must ensure not account is overdue``."""
    must, forbidden = node.has("MUST"), node.has("NOT")
    limits = ("limit", "at_most_times", "carried_over", "beyond") if forbidden or not must else ()
    owed = ("force",) if must and not forbidden else ()
    said = phrases(node, reading, *_OF_DUTIES, *limits, *owed, *(() if forbidden else ("by_day",)))
    ahead, ensured = node.node("ahead"), node.after("ENSURE")
    if said.times is not None and said.window is None:
        times = said.times.text if isinstance(said.times, Blank) else said.times
        reading.report(
            "value/missing-window",
            f"at most {times} times: it does not say in what time",
            node,
            help="add `each contract year`, or the window that was agreed",
        )
    check_by_day(node, said.by, said.window, reading)
    if said.carried_over is not None:
        _check_carried_over(node, said, reading)
    return Duty(
        who=role(node),
        must=must,
        forbidden=forbidden,
        text=text(node.token("STRING")),
        ensures=condition(ensured, reading) if ensured is not None else None,
        force=said.force or "guaranteed",
        times=said.times,
        carried_over=said.carried_over,
        limit=said.limit,
        beyond=price_beyond(node, said, reading) if said.has_price_beyond else None,
        until=said.until_event,
        until_after=said.until_after,
        ahead=value(ahead.children[0], reading, "duration") if ahead is not None else None,
        hours=said.hours,
        within=said.within,
        by=said.by,
        by_date=said.by_date,
        through=said.through,
        objectives=said.objectives,
        scope=said.scope,
        window=said.window,
        when=said.when,
        about=said.about,
        source=node.span,
    )


def _check_carried_over(node: Node, said: Phrases, reading: Reading) -> None:
    """Reports what is carried over of nothing that could be left, or into no later window."""
    is_limited = said.limit is not None or said.times is not None
    if is_limited and said.window is not None and said.window.kind not in ("term", "rolling"):
        return
    reading.report(
        "syntax/misplaced-phrase",
        "nothing is left that could be carried over into a next window",
        node.node("carried_over") or node,
        help="say how much of it there is in which window: `up to 10 h each contract year carried over`",
    )
