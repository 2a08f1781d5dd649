"""Statements that are called like a topic that a policy misses, and do not say that they are about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.agreement import Agreement, Clause, Parameter, Report
from ..model.remedies import Duty
from ..model.texts import Topic
from ..model.workspace import Workspace
from ..rules.waivers import is_waived
from ..text.finding import Finding
from ..text.source import Span
from .blame import marks_asked_for
from .house_policy import HousePolicy
from .spoken import places_of
from .thing import Thing, View

Called = Clause | Duty | Report | Parameter


def unmarked(policies: Iterable[HousePolicy], view: View) -> Iterator[Finding]:
    """A finding for each statement that may be what a policy misses: it has the words, and not the mark.

    Only statements of a kind that the policy looks at count. Where the agreement waives the policy, nothing is missed.
    """
    seen: set[tuple[str, Span]] = set()
    workspace = view.workspace
    for policy in policies:
        wanted: dict[str, set[str]] = {}
        for name, kind in marks_asked_for(policy.must):
            wanted.setdefault(name, set()).add(kind)
        for thing in policy.looks_at(view) if wanted else ():
            outer = thing.within(Agreement)
            if outer is None or policy.is_met(thing) or is_waived(policy.finding(thing), workspace, view.today):
                continue
            for topic in (workspace.topics[name] for name in wanted if name in workspace.topics):
                for kind, place in _called(outer.item, topic, workspace):
                    if wanted[topic.name] & {kind, ""} and (topic.name, place) not in seen:
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


def _called(agreement: Agreement, topic: Topic, workspace: Workspace) -> Iterator[tuple[str, Span]]:
    """The statements that are called like a topic and do not have its mark."""
    said: list[tuple[str, tuple[str, ...], Called]] = [
        *(("clause", (one.name, one.title), one) for one in agreement.clauses),
        *(("duty", (one.text,), one) for one in agreement.duties),
        *(("report", (one.title,), one) for one in agreement.reports),
        *(("parameter", (one.name, one.title), one) for one in agreement.parameters),
    ]
    for kind, texts, one in said:
        if topic.name in one.about:
            continue
        marks = [workspace.topics[name] for name in one.about if name in workspace.topics]
        # A word that a mark of the statement explains says nothing of another topic.
        if any(_places(text, [topic]) - _places(text, marks) for text in texts):
            yield kind, one.source


def _places(text: str, named: Iterable[Topic]) -> set[int]:
    """Which words of a text are those by which people call one of these topics."""
    return {place for topic in named for like in topic.like for place in places_of(text, like)}
