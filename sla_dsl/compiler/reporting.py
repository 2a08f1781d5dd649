"""Reports, reviews and escalations."""

from __future__ import annotations

from ..model.agreement import Escalation, Report, Review
from ..text.source import Node
from .by_days import check_by_day
from .phrases import phrases
from .reading import Reading
from .selections import values_only
from .values import day, positive, quantity, text


def report(node: Node, reading: Reading) -> Report:
    """A ``report`` statement; ``within`` runs from the end of the window unless it says otherwise."""
    said = phrases(node, reading, "window", "within", "by_day", "to", "when", "about")
    check_by_day(node, said.by, said.window, reading)
    within = said.within
    if within is not None and within.time is not None and within.of is None:
        within = within.model_copy(update={"of": "window-end"})
    return Report(
        title=text(node.token("STRING")),
        window=said.window,
        when=said.when,
        within=within,
        by=said.by,
        by_date=said.by_date,
        to=said.to,
        about=said.about,
        source=node.span,
    )


def review(node: Node, reading: Reading) -> Review | None:
    """``review every 3 months next 2027-03-31``."""
    every, next_ = positive(node.after("EVERY"), reading, "duration"), day(node.token("DATE"), reading)
    return Review(every=every, next=next_, source=node.span) if every else None


def escalation(node: Node, reading: Reading) -> Escalation | None:
    """``escalate uptime at 50% to desk, after 2 h to norvia``."""
    subject = node.token("NAME", "PATH")
    assert subject is not None
    if subject.text in reading.metrics:
        promised = subject.text if reading.name("metric", subject) else None
    else:
        promised = reading.objective(subject)
    metric = reading.metrics.get(subject.text)
    is_share = "%" in reading.figures_of([promised] if promised else []) or bool(metric and metric.unit == "percent")
    steps = []
    for step in node.nodes("escalation"):
        time, to = step.node("quantity"), reading.name("party", step.token("NAME"))
        level = quantity(time or step, reading)
        if time is not None and (level.dimension != "duration" or (is_share and level.unit != "s")):
            message = f"`{time.text}` is no time after which to escalate"
            help_ = "write hours or minutes of downtime" if is_share else "write a time, such as `2 h` or `1 day`"
            reading.report("value/wrong-dimension", message, time, help=help_)
        elif to:
            steps.append((level, to))
    for unit in dict.fromkeys(level.unit for level, _ in steps):
        levels = [level.amount for level, _ in steps if level.unit == unit]
        if levels != sorted(levels):
            reading.report(
                "value/out-of-range",
                "the steps of an escalation go from the first to the last",
                node,
                help="write the smaller ones first",
            )
    if promised is None:
        return None
    return Escalation(
        objective=promised, scope=values_only(node.node("scope"), reading), steps=tuple(steps), source=node.span
    )
