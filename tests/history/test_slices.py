"""What is left of two workspaces says the same of what changed as all of both, and is less."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sla_dsl.changes import Change, Comparison, diff
from sla_dsl.changes.meaning import meaning
from sla_dsl.history.slices import slice_of, sliced
from sla_dsl.history.snapshot import Snapshot
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import prove
from sla_dsl.text.source import Source, Span
from sla_dsl.workspace import WorkspaceFiles

from ..edits import WORKSPACES, Files, edited, made_up, workspace_files

AS_OF = date(2026, 11, 23)
HORIZON = 3
"""Short, so that much can be tried."""


def snapshots(*sides: Files, lock: Lock) -> tuple[Snapshot, ...]:
    """Snapshots of which what is the same is one source."""
    known = cache(Source)
    return tuple(
        Snapshot(
            "", "", WorkspaceFiles(Path(), Settings(), lock, tuple(known(*each) for each in sorted(side.items())), ())
        )
        for side in sides
    )


def compiled(snapshot: Snapshot) -> Workspace:
    return snapshot.compiled(AS_OF).model_copy(update={"horizon": HORIZON})


def place(span: Span | None) -> Any:
    return span and (span.source.path, span.start, span.end)


def said(comparison: Comparison) -> Any:
    """All that is told of two workspaces."""

    def told(change: Change) -> Any:
        said = change.kind, change.address, change.before, change.after
        return (*said, place(change.base), place(change.head), change.reaches, change.class_)

    return list(map(told, comparison.changes)), comparison.verdicts, comparison.margins, comparison.assumed


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(one, marks=pytest.mark.slow) for one in range(3, 12))])
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_a_slice_says_what_the_whole_says(workspace: str, seed: int) -> None:
    random = Random(f"{workspace} {seed}")
    files, lock = workspace_files(workspace)
    base, head = snapshots(files, edited(files, random), lock=lock)
    before, after, reached, alone = sliced(base, head)
    whole = diff(compiled(base), compiled(head))
    assert said(diff(compiled(before), compiled(after), reached=reached, alone=alone)) == said(whole)


def declared(snapshot: Snapshot) -> set[str]:
    return {
        node.token("NAME").text  # type: ignore[union-attr]  # there is a name
        for source in snapshot.files.sources
        for node in parse(source).declarations
    }


def left(after: Files, before: Files | None = None, lock: Lock | None = None) -> set[str]:
    """What a slice of the made-up workspace declares after a change."""
    files, _lock = made_up()
    base, head = snapshots(files | (before or {}), files | after, lock=Lock())
    if lock is not None:
        head = Snapshot("", "", WorkspaceFiles(Path(), Settings(), lock, head.files.sources, ()))
    return declared(sliced(base, head).head)


BEHIND_1 = {"service-1", "app-1", "link-a-1", "link-b-1", "ola-1", "uc-a-1", "uc-b-1"}
PEOPLE = {"norvia", "everybody", "arc", "loire", "desk", "operations", "urgency"}


def changed(path: str, old: str, new: str) -> Files:
    text = made_up()[0][path]
    assert old in text
    return {path: text.replace(old, new)}


def test_nothing_is_left_where_nothing_changed() -> None:
    files, _lock = made_up()
    assert left({}) == set()
    assert left({"sla-1.sla": "", "moved.sla": files["sla-1.sla"]}) == set()


def test_an_agreement_is_left_with_what_carries_it() -> None:
    assert left(changed("sla-1.sla", "97.1%", "98%")) == BEHIND_1 | PEOPLE | {"sla-1", "office-1"}


def test_what_carries_agreements_is_left_with_these() -> None:
    assert left(changed("service-1.sla", "99.9%", "99.8%")) == BEHIND_1 | PEOPLE | {"sla-1", "sla-4", "office-1"}


def test_a_value_of_a_scale_is_left_with_those_who_name_it() -> None:
    site = {"site.sla": "dimension site { paris brest }"}
    of_paris = changed("sla-1.sla", "each calendar month", "for paris each calendar month")
    found = left({"site.sla": "dimension site { paris lyon }", **of_paris}, {**site, **of_paris})
    assert found == BEHIND_1 | PEOPLE | {"sla-1", "office-1", "site"}


SHARED = """\
party norvia "Norvia" { time zone Europe/Paris }
party brun { time zone Europe/Paris }
party arc { time zone Europe/Paris }
team desk of norvia
team operations of norvia
service core { owner operations }
ola core-ola {
  provider operations customer desk covers core status signed in force from 2026-01-01
  service hours 24x7
  volume at most 20 cases each calendar month
  objective answer: response-time at most 1 h during 24x7
}
"""
SHARING = """\
sla own-{customer} {{
  provider norvia customer {customer} covers core status signed in force from 2026-01-01
  service hours 24x7
  volume at most {most} cases each calendar month
  objective answer: response-time at most 2 h during 24x7
  {backed}
}}
"""


def sharing(most: int, backed: str) -> Files:
    """An agreement behind, which takes 20 cases, and two that rest on it; the first with so many cases."""
    return {
        "shared.sla": SHARED,
        "brun.sla": SHARING.format(customer="brun", most=most, backed=backed),
        "arc.sla": SHARING.format(customer="arc", most=10, backed="backed by core-ola"),
    }


@pytest.mark.parametrize("before", [sharing(5, "backed by core-ola"), sharing(15, "")])
def test_who_shares_a_limit_with_what_changed_is_left_as_well(before: Files) -> None:
    base, head = snapshots(before, sharing(15, "backed by core-ola"), lock=Lock())
    slices = sliced(base, head)
    verdicts = diff(compiled(slices.base), compiled(slices.head), reached=slices.reached).verdicts
    worse = {one.address for one in verdicts if one.worse}
    assert "own-arc/answer" in worse
    assert verdicts == diff(compiled(base), compiled(head)).verdicts


EVERYTHING = declared(snapshots(made_up()[0], lock=Lock())[0])
POLICY = "policy floor { every sla must have review interval at most 12 months }"
EVENT = "event noticed after logged before acknowledged"


@pytest.mark.parametrize(("text", "name"), [(POLICY, "floor"), (EVENT, "noticed"), ("party service { }", "service")])
def test_what_reaches_everything_leaves_everything(text: str, name: str) -> None:
    assert left({"more.sla": text}) == EVERYTHING | {name}
    unchanged = left(changed("sla-1.sla", "97.1%", "98%") | {"more.sla": text}, {"more.sla": text})
    assert (unchanged == EVERYTHING | {name}) == (name == "service")


def test_another_lock_leaves_everything() -> None:
    assert left({}, lock=Lock(zone_data="2026a")) == EVERYTHING


def test_a_file_that_does_not_close_is_left_whole() -> None:
    left_open = changed("sla-1.sla", "objective", "}\nobjective")
    assert {"sla-1", "service-1", "office-1"} <= left(left_open)
    base, head = snapshots(made_up()[0], made_up()[0] | left_open, lock=Lock())
    assert any(finding.rule.startswith("syntax/") for finding in compiled(sliced(base, head).head).findings)


def test_what_does_not_matter_is_not_parsed() -> None:
    base, head = snapshots(made_up()[0], made_up()[0] | changed("sla-1.sla", "97.1%", "98%"), lock=Lock())
    slices = sliced(base, head)
    for side in (slices.base, slices.head):
        compiled(side)
    read = {source.path for side in (base, head) for source in side.files.sources if source.tokens}
    assert read <= {"people.sla", "service-1.sla", "office-1.sla", "sla-1.sla"}


@pytest.mark.parametrize(("workspace", "agreement"), [("made up", "sla-4"), ("atelier", "atelier-payments")])
def test_an_agreement_alone_is_carried_as_among_all(workspace: str, agreement: str) -> None:
    files, lock = workspace_files(workspace)
    (snapshot,) = snapshots(files, lock=lock)
    alone, all_ = (compiled(one) for one in (slice_of(snapshot, agreement), snapshot))
    assert len(alone.agreements) < len(all_.agreements)
    assert meaning(alone.agreements[agreement]) == meaning(all_.agreements[agreement])
    proofs = prove(all_)
    assert all(proof.verdict == proofs[address].verdict for address, proof in prove(alone).items())
    assert {address for address in proofs if address.startswith(f"{agreement}/")} <= prove(alone).keys()
