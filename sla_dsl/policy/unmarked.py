"""Statements that are called like a topic that a policy misses, and do not say that they are about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.agreement import Agreement, Clause, Report, Topic
from ..model.remedies import Duty
from ..text.finding import Finding
from ..text.source import Span
from .condition import AllOf, AnyOf, Negation, PolicyCondition, Test
from .house_policy import HousePolicy
from .spoken import speaks_of
from .thing import Thing, View


def unmarked(policies: Iterable[HousePolicy], view: View) -> Iterator[Finding]:
    """A finding for each statement that may be what a policy misses: it has the words, and not the mark."""
    seen: set[tuple[str, Span]] = set()
    for policy in policies:
        wanted = [view.workspace.topics[name] for name in _topics(policy.must) if name in view.workspace.topics]
        for thing in policy.looks_at(view) if wanted else ():
            outer = thing.within(Agreement)
            if outer is None or policy.is_met(thing):
                continue
            for topic in wanted:
                for kind, place in _called(outer.item, topic):
                    if (topic.name, place) not in seen:
                        seen.add((topic.name, place))
                        yield _finding(outer, kind, topic, place)


def _finding(outer: Thing, kind: str, topic: Topic, place: Span) -> Finding:
    return Finding(
        "policy/unmarked",
        f"a {kind} of `{outer.address}` is called like `{topic.name}`, and does not say that it is about it",
        place,
        help=f"write `about {topic.name}` in it if it deals with that, and leave it as it is if not",
        address=outer.address,
        values=(topic.name,),
    )


def _called(agreement: Agreement, topic: Topic) -> Iterator[tuple[str, Span]]:
    """The statements that are called like a topic and do not have its mark."""
    said: list[tuple[str, tuple[str, ...], Clause | Duty | Report]] = [
        *(("clause", (one.name, one.title), one) for one in agreement.clauses),
        *(("duty", (one.text,), one) for one in agreement.duties),
        *(("report", (one.title,), one) for one in agreement.reports),
    ]
    for kind, texts, one in said:
        if topic.name not in one.about and any(speaks_of(text, like) for text in texts for like in topic.like):
            yield kind, one.source


def _topics(condition: PolicyCondition, wanted: bool = True) -> Iterator[str]:
    """The topics that a condition asks for."""
    if isinstance(condition, Test):
        if wanted and condition.way.last.space == "topic":
            yield from (str(name) for name in condition.constants or ())
    elif isinstance(condition, Negation):
        yield from _topics(condition.part, not wanted)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _topics(part, wanted)
    elif condition.part is not None:
        yield from _topics(condition.part, wanted)
