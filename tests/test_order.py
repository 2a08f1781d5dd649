"""The order of what is written never decides: another one has the same meaning, hashes and verdicts, and no changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from sla_dsl.algebra.guarantee import Guarantee
from sla_dsl.changes import diff
from sla_dsl.changes.diff import PARTS
from sla_dsl.changes.meaning import meaning
from sla_dsl.compiler import compile_sources
from sla_dsl.gate.promise_hash import promise_hash
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import prove
from sla_dsl.proof.verdict import Misses, Proof
from sla_dsl.text.source import Node, Source
from sla_dsl.workspace import read_workspace

from .changes.test_renames import AS_OF, SAMPLES
from .examples import sampled
from .proof.workspaces import NAMES, STAGE, day_of, document, french_lock
from .shuffled import shuffled

HORIZON = 6
"""The months that are judged."""
EXAMPLES = Path(__file__).parents[1] / "examples"


class Files(NamedTuple):
    """What is compiled: files, a lock, and the day as of which they are judged."""

    sources: Sequence[Source]
    lock: Lock
    day: date

    def compiled(self) -> Workspace:
        return compile_sources(self.sources, self.lock, self.day, HORIZON)


def example(folder: Path) -> Files:
    read = read_workspace(folder)
    return Files(read.sources, read.lock, read.settings.as_of or AS_OF)


def case(name: str) -> Files:
    text = document(name)
    return Files((Source("case.sla", text), Source("stage.sla", STAGE)), french_lock(), day_of(text))


RARE = """
party p { time zone UTC }
party q { time zone UTC }
calendar days { time zone UTC open Mon-Fri 08:00-18:00 }
calendar mornings { time zone UTC open Mon-Sun 00:00-12:00 }
calendar both = days and mornings
service web { needs one and two }
service one { supplied by p }
service two { supplied by p }
uc one-uc { provider p customer q covers one in force from 2026-01-01 service hours 24x7
  objective up: availability at least 99.9% each calendar month }
uc two-uc { provider p customer q covers two in force from 2026-01-01 service hours 24x7
  objective up: availability at least 99.9% each calendar month }
sla s { provider q customer everyone covers web in force from 2026-01-01 service hours 24x7
  objective up: availability at least 99% during both each calendar month
  backed by one-uc, two-uc
  assume one, two common cause 10% because "one rack" }
"""
"""What no other workspace says."""
WORKSPACES: Mapping[str, Files] = {
    "rare": Files((Source("rare.sla", RARE),), Lock(), AS_OF),
    "samples": Files(SAMPLES, Lock(), AS_OF),
    **{name: case(name) for name in NAMES},
    **{
        path.parent.relative_to(EXAMPLES).as_posix(): example(path.parent)
        for path in sorted(EXAMPLES.rglob("sla.toml"))
    },
}


def figures(proof: Proof) -> tuple[object, ...]:
    """The verdict on a promise with all figures that lead to it."""
    counter: object = proof.counter
    if isinstance(proof.counter, Misses):
        counter = sorted(proof.counter.late)
    elif isinstance(proof.counter, Guarantee):
        # An excuse is the same only as itself.
        outages = [(one.stratum.spans, one.down, one.seconds, one.reasons) for one in proof.counter.outages]
        counter = (proof.counter.window.span, proof.counter.share, outages)
    return (
        proof.verdict,
        proof.promised,
        proof.guaranteed,
        proof.shares,
        proof.expected,
        proof.slack,
        counter,
        sorted(proof.mends),
        sorted(ground.rule for ground in proof.grounds),
    )


@pytest.mark.parametrize("name", sampled(WORKSPACES, 2))
def test_another_order_says_the_same(name: str) -> None:
    files = WORKSPACES[name]
    other = files._replace(sources=shuffled(files.sources, Random(name)))
    before, after = files.compiled(), other.compiled()
    assert sorted(one.rule for one in before.findings) == sorted(one.rule for one in after.findings)
    for space, _part in PARTS:
        was, is_ = getattr(before, space), getattr(after, space)
        assert {one: meaning(was[one]) for one in was} == {one: meaning(is_[one]) for one in is_}
    hashes = [{one: promise_hash(model, one) for one in model.agreements} for model in (before, after)]
    assert hashes[0] == hashes[1]
    proofs = [{address: figures(proof) for address, proof in prove(model).items()} for model in (before, after)]
    assert proofs[0] == proofs[1]
    found = diff(before, after)
    assert (found.changes, found.verdicts) == ((), ())


def kinds(node: Node) -> Iterator[str]:
    """The rules of the grammar by which a tree is made."""
    yield node.kind
    for part in node.children:
        if isinstance(part, Node):
            yield from kinds(part)


def test_every_statement_of_the_language_is_put_in_another_order() -> None:
    """Policies apart: they are compared as they are written."""
    files = sorted((EXAMPLES.parent / "grammar").glob("*.lark"))
    rule = re.compile(r"^([a-z]\w*)\s*:", re.MULTILINE)
    of_grammar = {name for file in files if file.stem != "policies" for name in rule.findall(file.read_text("utf-8"))}
    sources = {source for workspace in WORKSPACES.values() for source in workspace.sources}
    shuffled_ = {kind for source in sources for tree in parse(source).declarations for kind in kinds(tree)}
    assert of_grammar - shuffled_ == {"start"}


ROWS = """
party p {{ time zone Europe/Paris }}
party q {{ time zone Europe/Paris }}
sla s {{
  provider p
  customer q
  in force from 2026-01-01
  objective uptime: availability at least 99% during 24x7 each calendar month
  credit for uptime {{
    | availability | credit |
    {}
  }}
  example "A bad month" {{
    given uptime is 96%
    then credit is 30 EUR
  }}
}}
"""


def test_the_furthest_band_is_due_wherever_its_row_stands() -> None:
    rows = ("| below 98% | 10 EUR |", "| below 97% | 30 EUR |")
    for order in (rows, rows[::-1]):
        found = compile_sources([Source("a.sla", ROWS.format("\n    ".join(order)))], Lock(), AS_OF).findings
        assert found == ()
