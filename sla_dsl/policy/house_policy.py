"""A policy of the house, compiled from its sentence and ready to judge: never raising, and quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..compiler.outline import outline
from ..language.parser import parse
from ..model.workspace import Policy, Workspace
from ..text.finding import Finding
from ..text.source import Node, Source
from .blame import reasons
from .condition import Judge, PolicyCondition, judge
from .contradiction import report_senseless
from .reader import Reader, SentenceError
from .reading import read, selection, with_units
from .thing import Thing, View
from .vocabulary import chosen

FAMILY = "policy"


@dataclass(frozen=True)
class HousePolicy:
    """A policy: its declaration, its tree, the things that it judges, and its two conditions.

    ``what`` and ``outer`` are the words of `every WHAT in OUTER`. ``where`` chooses things, ``must`` has to hold for
    them.
    """

    said: Policy
    node: Node
    what: str
    outer: str
    where: PolicyCondition | None
    must: PolicyCondition

    @property
    def rule(self) -> str:
        """The name of the rule under which its findings are reported."""
        return f"{FAMILY}/{self.said.name}"

    @property
    def requirement(self) -> str:
        """The sentence of the policy, on one line."""
        return " ".join(_sentence(self.node).span.text.split())

    @cached_property
    def _judged(self) -> tuple[Judge | None, Judge]:
        return (judge(self.where) if self.where is not None else None), judge(self.must)

    def looks_at(self, view: View) -> Iterator[Thing]:
        """The things of a workspace that the policy judges, or may judge."""
        where = self._judged[0]
        return (thing for thing in self.candidates(view) if where is None or where(thing) is not False)

    def candidates(self, view: View) -> Iterator[Thing]:
        """All things of the kind that it judges, also those that `where` leaves out."""
        return iter(chosen(view, self.what, self.outer))

    def is_met(self, thing: Thing) -> bool:
        """Whether a thing certainly meets the condition `must`."""
        return self._judged[1](thing) is True

    def findings(self, view: View) -> Iterator[Finding]:
        """The things that do not certainly meet the condition, one finding for each statement."""
        seen = set()
        for thing in self.looks_at(view):
            if not self.is_met(thing):
                finding = self.finding(thing)
                if finding.span not in seen:
                    seen.add(finding.span)
                    yield finding

    def finding(self, thing: Thing) -> Finding:
        """The finding for a thing that does not certainly meet the condition."""
        where, must = self._judged
        is_chosen = where is None or where(thing) is True
        blamed = reasons(self.must, thing) if is_chosen or self.where is None else reasons(self.where, thing, False)
        is_certain = is_chosen and must(thing) is False
        found = tuple(dict.fromkeys(reason.found for reason in blamed))
        address = thing.address
        named = getattr(thing.item, "name", "") or getattr(thing.item, "title", "")
        what = (
            f"`{address}`"
            if thing.owner is None or hasattr(thing.item, "address")
            else f"the {self.what} of `{address}`"
        )
        because = f", because: {self.said.because}" if self.said.because else ""
        return Finding(
            self.rule,
            f"{what} {'is' if is_certain else 'may be'} against the policy"
            f" `{self.said.title or self.said.name}`: {' and '.join(found)}",
            blamed[0].place if len(found) == 1 else thing.place,
            label=found[0] if len(found) == 1 else "",
            help=f"{self.requirement}{because}",
            address=address,
            values=(named, *found),
        )


def compiled(
    sources: Sequence[Source], workspace: Workspace, currencies: tuple[str, ...] = ()
) -> tuple[list[HousePolicy], list[Finding]]:
    """The policies that these sources declare, and the mistakes in them.

    Names are looked up in the workspace. The house speaks of its own ``currencies``, a pack of any. A policy that could
    not be read, or has a mistake, is left out.
    """
    findings: list[Finding] = []
    lost = frozenset[str]().union(*(outline(source).lost for source in sources))
    parsed = [parse(source) for source in sources if any(one.kind == "policy" for one in outline(source).declarations)]
    found = []
    declared = {said.source: said for said in workspace.policies.values()}
    for one in parsed:
        for node in one.declarations:
            name = node.token("NAME")
            if node.kind != "policy" or name is None or one.is_broken(node):
                continue
            said = declared.get(name.span)
            if said is not None:
                reader = Reader(workspace, said.name, findings, lost, () if one.source.pack else currencies)
                policy = _compiled(node, said, reader)
                found += [policy] if policy is not None else []
    return found, findings


def not_policies(packs: Iterable[Source]) -> Iterator[Finding]:
    """Declarations in files of policies that are no policies."""
    for pack in packs:
        for node in parse(pack).declarations:
            name = node.token("NAME")
            if node.kind not in ("policy", "topic") and name is not None:
                yield Finding(
                    "policy/not-a-policy",
                    f"`{pack.path}` holds policies and topics, and `{name.text}` is neither",
                    name.span,
                    help="move it into a policy's `accepts` or `rejects`, or into the workspace",
                    address=name.text,
                )


def _sentence(node: Node) -> Node:
    sentence = node.node("sentence")
    assert sentence is not None
    return sentence


def _compiled(node: Node, said: Policy, reader: Reader) -> HousePolicy | None:
    sentence = _sentence(node)
    chosen, *conditions = sentence.nodes()
    try:
        what, outer, of_things = selection(chosen, reader)
    except SentenceError:
        return None
    condition = chosen.node("where")
    given = list(condition.nodes()) if condition is not None else []
    of_things = with_units(of_things, [*given, *conditions])
    read_ = [_read(part, of_things) for part in (*given, *conditions)]
    if None in read_:
        return None
    where, must = read_[0] if given else None, read_[-1]
    assert must is not None
    report_senseless(where, must, of_things)
    return HousePolicy(said, node, what, outer, where, must)


def _read(node: Node, of_things: Reader) -> PolicyCondition | None:
    try:
        return read(node, of_things)
    except SentenceError:
        return None
