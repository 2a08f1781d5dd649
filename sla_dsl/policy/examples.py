"""The examples inside policies: each is a small workspace in which its policy finds something, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from ..compiler import compile_sources
from ..compiler.names import SPACES
from ..language.parser import parse
from ..model.lock import Lock
from ..text.data import folder_of
from ..text.finding import Finding
from ..text.source import Node, Source, Token
from .condition import Every, Some, Test, elementary, judge
from .house_policy import FAMILY, HousePolicy
from .thing import View

STAGE = "stage.sla"
"""The path under which findings name the stage."""
TODAY = date(2026, 1, 1)
"""The as-of day of every example: an example must not change its result with time."""
_NOT_SHARED = frozenset({"agreement", "policy"})
"""Declarations that do not complete an example: it must declare its own."""

Name = tuple[str, str]
Results = dict[Test | Some | Every, set[bool]]


class Examples:
    """Judges examples; what an example lacks comes from the workspace, or else from the stage.

    A pack stands alone: its examples know the pack and the stage, and nothing of the workspace that names it.
    """

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self.sources = tuple(sources)

    def _shared(self, policy: Source) -> dict[Name, str]:
        return _declared((policy,) if policy.pack else self.sources)

    def findings(self, policy: HousePolicy) -> Iterator[Finding]:
        """Findings about examples with the wrong result, and about conditions that no example decides."""
        blocks = list(policy.node.nodes("accepts", "rejects"))
        if not blocks:
            yield Finding(
                "policy/untested",
                f"the policy `{policy.said.name}` has no example",
                policy.said.source,
                help="add `accepts { … }` and `rejects { … }`, each with a small agreement",
                address=policy.said.name,
            )
            return
        results: Results = {test: set() for part in (policy.where, policy.must) if part for test in elementary(part)}
        found = [each for at, block in enumerate(blocks, 1) for each in self._judged(policy, block, at, results)]
        yield from found
        if all(finding.rule.startswith(f"{FAMILY}/") for finding in found):
            yield from _uncovered(policy, results)

    def _judged(self, policy: HousePolicy, block: Node, number: int, results: Results) -> Iterator[Finding]:
        """The findings about one example; its results are noted in ``results``."""
        example = _inside(block)
        shared = self._shared(policy.said.source.source)
        workspace = compile_sources([_beside(example, shared), example], Lock(), TODAY)
        mistakes = [f for f in workspace.findings if f.span is not None and f.span.source is example]
        if mistakes:
            yield from mistakes
            return
        view = View(workspace, only=example)
        _note(policy, view, results)
        found = list(policy.findings(view))
        if block.kind == "accepts":
            for finding in found:
                yield Finding(
                    "policy/accepted-is-found",
                    f"`{policy.said.name}` finds something in what it accepts: {finding.message}",
                    block.first.span,
                    help="correct the policy, or move the example to `rejects`",
                    address=policy.said.name,
                    values=(str(number), *finding.values),
                )
        elif not found:
            yield Finding(
                "policy/rejected-is-not-found",
                f"`{policy.said.name}` finds nothing in what it rejects{_unjudged(view, example)}",
                block.first.span,
                help="correct the policy, or move the example to `accepts`",
                address=policy.said.name,
                values=(str(number),),
            )


@cache
def _declared(sources: tuple[Source, ...]) -> dict[Name, str]:
    """The declarations that complete an example: of several of one name the first, those of the stage at last.

    A scale of the stage is left out where another scale has one of its values: its name alone would mean neither.
    """
    shared: dict[Name, str] = {}
    values: set[str] = set()
    for source in (*sources, stage()):
        parsed = parse(source)
        for node in parsed.declarations:
            own = {token.text for value in node.nodes("scale_value") for token in value.tokens("NAME")}
            is_of_stage = source.path == STAGE
            if node.kind in _NOT_SHARED or parsed.is_broken(node) or (is_of_stage and own & values):
                continue
            if _name(node) not in shared:
                shared[_name(node)] = node.span.text
                values |= own
    return shared


def _beside(example: Source, shared: dict[Name, str]) -> Source:
    """The shared declarations that an example does not make itself."""
    own = {_name(node) for node in parse(example).declarations}
    return _completion(tuple(text for name, text in shared.items() if name not in own))


def _unjudged(view: View, example: Source) -> str:
    """Why an agreement of an example is not judged: it has ended, or is made for others to take over."""
    for name, one in view.workspace.agreements.items():
        if one.source.source is example and one.is_template:
            return f": `{name}` is a template, and what is made for others to take over is not judged"
        if one.source.source is example and (one.status == "ended" or (one.ended and one.ended.on < TODAY)):
            return f": `{name}` has ended, and is not judged"
    return ""


def _uncovered(policy: HousePolicy, results: Results) -> Iterator[Finding]:
    """The elementary conditions that no example makes true, or false."""
    for test, seen in results.items():
        for missing in sorted({True, False} - seen, reverse=True):
            yield Finding(
                "policy/uncovered-condition",
                f"no example of `{policy.said.name}` makes this condition {'true' if missing else 'false'}",
                test.span,
                help="add an example that does, or leave the condition out",
                address=policy.said.name,
                values=(test.text, str(missing)),
            )


def stage() -> Source:
    """The declarations that complete examples."""
    return Source(STAGE, folder_of("sla_dsl.policy").joinpath("stage.sla").read_text(encoding="utf-8"))


@cache
def _completion(texts: Sequence[str]) -> Source:
    return Source(STAGE, "\n".join(texts))


def _name(node: Node) -> Name:
    name = node.token("NAME")
    return SPACES[node.kind], name.text if name is not None else ""


def _inside(block: Node) -> Source:
    """The text between the braces of an example as a source, with every word at its old place."""
    opening, closing = block.token("LBRACE"), block.last
    assert isinstance(opening, Token)
    source = opening.source
    before = "".join("\n" if sign == "\n" else " " for sign in source.text[: opening.end])
    return Source(source.path, before + source.text[opening.end : closing.start])


def _note(policy: HousePolicy, view: View, results: Results) -> None:
    """Notes the result of each elementary condition for the things that the policy judges."""

    def note(test: Test | Some | Every, result: bool) -> None:
        if test in results:
            results[test].add(result)

    where = judge(policy.where, note) if policy.where is not None else None
    must = judge(policy.must, note)
    for thing in policy.candidates(view):
        if where is None or where(thing):
            must(thing)


def all_examples(policies: Iterable[HousePolicy]) -> int:
    """The number of examples in these policies."""
    return sum(1 for policy in policies for _ in policy.node.nodes("accepts", "rejects"))
