"""Bounds, and the one language of conditions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from ..algebra.estimating import estimate
from ..model.base import kept_once
from ..model.phrases import (
    Both,
    Bound,
    Capped,
    Collected,
    Compared,
    Condition,
    Deadline,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Holds,
    InFirst,
    Is,
    IsSet,
    Lasting,
    Longer,
    Missed,
    Not,
    Often,
    RemedyKind,
    Said,
    Several,
    Window,
)
from ..model.quantity import BUSINESS_DAY, Dimension, Quantity
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .bounds import in_units, is_in_unit
from .counts import count, whole
from .names import Declaration
from .ranks import ranked
from .reading import Reading, UnselectedError
from .values import day, minutes, positive, quantity, text, value
from .windows import window

AWARDS = ("CREDIT", "PENALTY", "BONUS", "POINTS", "REFUND", "CHARGE")
"""The terminals of the kinds of award."""
_BOUNDS = {"LEAST": "at-least", "MOST": "at-most", "ABOVE": "above", "BELOW": "below", "BETWEEN": "between"}


def bound(node: Node, reading: Reading, *expected: Dimension) -> Bound | Deadline | None:
    """A ``bound`` or ``deadline`` node; its quantities must have one of the expected dimensions, if any are named."""
    if node.kind == "deadline":
        return deadline(node, reading)
    type_, kind = next((t, k) for t, k in _BOUNDS.items() if node.has(t))
    lower = value(node.after(type_), reading, *expected)
    if lower is None:
        return None
    if kind != "between":
        return kept_once(Bound(kind=cast(Any, kind), value=lower))
    upper = value(node.after("AND"), reading, *expected)
    if upper is None:
        return None
    if (
        isinstance(lower, Quantity)
        and isinstance(upper, Quantity)
        and lower.unit_kind == upper.unit_kind
        and lower.amount >= upper.amount
    ):
        reading.report(
            "value/out-of-range",
            f"nothing lies between {lower.text} and {upper.text}",
            node,
            help="write the smaller one first",
        )
    return kept_once(Bound(kind="between", value=lower, upper=upper))


def bound_of(node: Node, metric: str | None, reading: Reading) -> Bound | Deadline | None:
    """The bound of a metric's figure, in the metric's unit."""
    read = bound(node, reading, *reading.dimensions(metric))
    if isinstance(read, Bound):
        values = [each for each in (read.value, read.upper) if each is not None]
        return read if all(is_in_unit(each, node, metric, reading) for each in values) else None
    return read


def deadline(node: Node, reading: Reading) -> Deadline:
    """``by 18:00 the next business day if logged before 15:00``."""
    at = node.token("TIME_OF_DAY")
    assert at is not None
    later = node.node("quantity")
    if later is not None:
        after = quantity(later, reading)
    elif node.has("SAME"):
        after = Quantity(amount=Fraction(0), unit="day")
    else:
        after = Quantity(amount=Fraction(1), unit=BUSINESS_DAY if node.has("BUSINESS_DAYS") else "day")
    when = node.after("IF")
    return Deadline(at=minutes(at, reading), after=after, when=condition(when, reading) if when is not None else None)


def lasting(node: Node | None, reading: Reading) -> Lasting | None:
    """``for 5 min``, ``for 3 consecutive samples``, ``for 7 samples in 10 min``; ``up after`` likewise."""
    if node is None:
        return None
    span = node.node("quantity")
    samples = node.token("NUMBER")
    if samples is None:
        return Lasting(time=_duration(span, reading))
    return Lasting(samples=whole(samples, reading), within=_duration(span, reading))


def _duration(node: Node | None, reading: Reading) -> Quantity | None:
    found = positive(node, reading, "duration")
    return found if isinstance(found, Quantity) else None


def award(node: Node) -> RemedyKind:
    """The kind of award that a statement speaks of."""
    return cast(RemedyKind, next(node.tokens(*AWARDS)).type.lower())


def condition(part: TreePart, reading: Reading) -> Condition | None:
    """A condition in normal form; a part that could not be understood (and is reported) is left out."""
    if isinstance(part, Token):
        return Said(text=text(part)) if part.type == "STRING" else None
    reader = _READERS.get(part.kind)
    return reader(part, reading) if reader else None


def _either(node: Node, reading: Reading) -> Condition:
    """One of several conditions; a part that names nothing the agreement selects, or stands twice, adds nothing."""
    found, fallen = [], False
    for child in node.children:
        try:
            found.append(condition(child, reading))
        except UnselectedError:
            fallen = True
    parts = tuple(dict.fromkeys(part for part in found if part is not None))
    if fallen and not parts:
        raise UnselectedError
    return parts[0] if len(parts) == 1 else Either(parts=parts)


def _both(node: Node, reading: Reading) -> Condition:
    """All of several conditions; one that stands twice adds nothing."""
    parts = tuple(dict.fromkeys(_parts(node, reading)))
    return parts[0] if len(parts) == 1 else Both(parts=parts)


def _parts(node: Node, reading: Reading) -> tuple[Condition, ...]:
    return tuple(found for child in node.children if (found := condition(child, reading)) is not None)


def _not(node: Node, reading: Reading) -> Condition | None:
    """The contrary of a condition; two `not` cancel each other."""
    part: TreePart = node
    contrary = False
    while isinstance(part, Node) and part.kind in ("not", "not_occasion"):
        part, contrary = part.children[1], not contrary
    inner = condition(part, reading)
    return Not(part=inner) if inner is not None and contrary else inner


def _grouped(node: Node, reading: Reading) -> Condition | None:
    return condition(node.children[1], reading)


def _missed(node: Node, reading: Reading) -> Condition | None:
    """A condition that an objective is missed, how many times and in which time."""
    subject = node.token("NAME", "PATH")
    objective = reading.objective(subject) if subject else None
    if objective is None:
        return None
    return Missed(objective=objective, **_repeated(node.node("repeated"), reading))


def _often(node: Node, reading: Reading) -> Condition | None:
    part = condition(node.children[0], reading)
    if isinstance(part, Compared) and part.subject in reading.objectives:
        return Missed(objective=part.subject, bound=part.bound, **_repeated(node.node("repeated"), reading))
    if isinstance(part, Missed) and part.times == 1 and part.bound is None:
        return part.model_copy(update=_repeated(node.node("repeated"), reading))
    if part is not None and not isinstance(part, Is | Said | Holds):
        reading.report(
            "value/not-counted",
            "this is no occasion of which anybody can say how often it came",
            node.children[0],
            help="name one promise, fact or text: `(uptime below 95%) 3 times in 6 months`, "
            "`uptime is missed 3 times in a row`",
        )
        return None
    if isinstance(part, Is):
        scale = next(node.tokens("NAME", "PATH"), None) or node.first
        reading.unknown(
            "fact", scale, None, f"`{scale.text}` is a scale; what comes so many times is a state of a fact"
        )
    if not isinstance(part, Said | Holds):
        return None
    return Often(part=part, **_repeated(node.node("repeated"), reading))


def _repeated(node: Node | None, reading: Reading) -> dict[str, Any]:
    """The number of times, in a row or within a time; empty for a condition without repetition."""
    if node is None:
        return {}
    found: dict[str, Any] = {"times": count(cast(Token, node.children[0]), reading)}
    if (each := node.node("window")) is not None:
        within_one = _window_to_count_in(each, reading)
        return found | {"window": within_one} if within_one is not None else found
    within = None if node.has("ROW") else positive(node.children[-1], reading, "duration")
    return found | {"in_a_row": node.has("ROW"), "within": within}


def _window_to_count_in(node: Node, reading: Reading) -> Window | None:
    """A window in which something is counted; none (reported) if it is one of money only."""
    found = window(node, reading)
    if found.kind not in ("invoice", "term", "occurrence"):
        return found
    reading.report(
        "value/no-such-window",
        f"only money is added up `{node.text}`",
        node,
        help="write `each contract year`, or the window that was agreed",
    )
    return None


def _capped(node: Node, _reading: Reading) -> Condition:
    return Capped(remedy=award(node))


def _collected(node: Node, reading: Reading) -> Condition | None:
    """``points above 10 each contract year``."""
    each = node.node("window")
    assert each is not None
    read, within = bound(node, reading, "number"), _window_to_count_in(each, reading)
    return Collected(bound=read, window=within) if isinstance(read, Bound) and within is not None else None


def _is(node: Node, reading: Reading) -> Condition | None:
    subject, token = node.token("NAME", "PATH"), node.children[-1]
    if not isinstance(subject, Token) or not isinstance(token, Token):
        return None
    names = reading.names
    if subject.text not in names.spaces["scale"]:
        fact = names.spaces["fact"].get(subject.text)
        if fact is not None or (names.nearest("fact", subject.text) and not names.nearest("scale", subject.text)):
            return _holds(fact, subject, token, reading)
    scale = reading.name("scale", subject)
    if scale is None:
        return None
    if scale in reading.scales and not reading.scales[scale].has(token.text):
        reading.unknown("scale-value", token, nearest(token.text, [v.name for v in reading.scales[scale].values]))
        return None
    reading.names.meant[token] = "value", f"{scale}/{token.text}"
    return Is(subject=scale, value=token.text)


def _holds(fact: Declaration | None, subject: Token, token: Token, reading: Reading) -> Condition | None:
    """``account is overdue``: a state that a fact is in."""
    if reading.name("fact", subject) is None or fact is None:
        return None
    states = [name.text for state in fact.node.nodes("scale_value") if (name := state.token("NAME"))]
    if token.text not in states:
        if not fact.broken:
            reading.unknown("state", token, nearest(token.text, states))
        return None
    reading.names.meant[token] = "value", f"{fact.name}/{token.text}"
    return Holds(fact=fact.name, state=token.text)


def _presence(node: Node, reading: Reading) -> Condition | None:
    """Whether a parameter is set; ``is missing`` is the contrary."""
    subject = node.token("NAME", "PATH")
    if subject is None:
        return None
    if subject.text in reading.names.spaces["fact"] and subject.text not in reading.parameters:
        reading.names.find("fact", subject.text)
        word = "set" if node.has("SET") else "missing"
        explanation = f"it is a fact: `is {word}` asks whether a parameter is blank, and a state has another name"
        reading.unknown("parameter", subject, None, explanation)
        return None
    if subject.text in reading.times:
        reading.used_parameters.add(subject.text)
    elif reading.parameter(subject) is None:
        return None
    found = IsSet(parameter=subject.text)
    return Not(part=found) if node.has("MISSING") else found


def _compared(node: Node, reading: Reading) -> Condition | None:
    subject, limit = node.token("NAME", "PATH"), node.node("bound")
    assert subject is not None
    assert limit is not None
    # An objective of the agreement comes before a parameter or a metric of the same name.
    if subject.text in {*reading.objectives, *reading.unselected}:
        compared = reading.objective(subject)
        read = in_units(bound(limit, reading), subject, limit, reading.figures_of([subject.text]), reading)
    elif subject.text in reading.parameters:
        known = estimate(reading.parameter(subject), reading.parameters)
        compared = subject.text
        units = {known.quantity.unit} if known else set()
        read = in_units(bound(limit, reading), subject, limit, units, reading)
    elif subject.text in reading.scales and subject.text not in reading.metrics:
        return ranked(subject, limit, reading)
    else:
        compared = reading.name("metric", subject)
        read = bound_of(limit, compared, reading)
    return Compared(subject=compared, bound=read) if compared and isinstance(read, Bound) else None


def _at_event(node: Node, reading: Reading) -> Condition | None:
    event, hours = reading.name("event", node.token("NAME")), reading.hours(node.children[-1])
    return EventDuring(event=event, calendar=hours) if event and hours else None


def _before_time(node: Node, reading: Reading) -> Condition | None:
    event, at = reading.name("event", node.token("NAME")), node.token("TIME_OF_DAY")
    return EventBefore(event=event, at=minutes(at, reading)) if event and at else None


def _on_days(node: Node, reading: Reading) -> Condition | None:
    event, on = reading.name("event", node.token("NAME")), day(node.token("DATE"), reading)
    return EventOn(event=event, side="before" if node.has("BEFORE") else "after", day=on) if event and on else None


def _by_channel(node: Node, reading: Reading) -> Condition | None:
    event, channel = (
        reading.name(space, t) for space, t in zip(("event", "channel"), node.tokens("NAME"), strict=True)
    )
    return EventThrough(event=event, channel=channel) if event and channel else None


def _in_first(node: Node, reading: Reading) -> Condition | None:
    """``in the first 3 months`` of the term of the agreement in which it stands."""
    time = positive(node.children[-1], reading, "duration")
    if not reading.is_agreement:
        message = f"`{node.text}` is of the term of an agreement, and here is none"
        reading.report("value/missing-start", message, node, help="write it in an agreement")
        return None
    if isinstance(time, Quantity) and time.unit == BUSINESS_DAY:
        reading.report(
            "value/wrong-dimension",
            f"`{node.text}` is not counted in business days",
            node,
            help="write days, weeks or months",
        )
        return None
    return InFirst(time=time) if time is not None else None


def _longer(node: Node, reading: Reading) -> Condition | None:
    part, than = condition(node.children[0], reading), positive(node.after("THAN"), reading, "duration")
    return Longer(part=part, than=than) if part is not None and than is not None else None


def _several(node: Node, reading: Reading) -> Condition:
    count = node.token("NUMBER")
    quoted = (part.first for part in node.nodes("quoted"))
    texts = sorted((*node.tokens("STRING"), *quoted), key=lambda token: token.index)
    written = [*node.tokens("NAME", "PATH"), *texts]
    occasions: dict[str, Token] = {}
    for token in texts:
        reading.listed_once(occasions.get(text(token)), token)
        occasions.setdefault(text(token), token)
    of = reading.all_names("service", node.tokens("NAME", "PATH"))
    needed = None if node.has("ALL") else whole(count, reading) if count else 1
    if needed is not None and needed > len(written):
        reading.report("value/out-of-range", f"{needed} of {len(written)} can never be reached", node)
    return Several(count=needed, of=of, occasions=tuple(occasions))


_READERS = {
    "either": _either,
    "both": _both,
    "any_occasion": _either,
    "every_occasion": _both,
    "not": _not,
    "not_occasion": _not,
    "missed": _missed,
    "often": _often,
    "capped": _capped,
    "collected": _collected,
    "is": _is,
    "presence": _presence,
    "compared": _compared,
    "at_event": _at_event,
    "before_time": _before_time,
    "on_days": _on_days,
    "in_first": _in_first,
    "by_channel": _by_channel,
    "longer": _longer,
    "quoted": lambda node, reading: condition(node.first, reading),
    "several": _several,
    "grouped_condition": _grouped,
}
