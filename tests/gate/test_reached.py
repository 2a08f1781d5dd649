"""The gate says the same whether it proves all promises or those that a proposal can reach."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from random import Random

import pytest

from sla_dsl.changes import Comparison, verdict_changes
from sla_dsl.gate.cascade import cascade_conditions
from sla_dsl.gate.judgement import GateCondition
from sla_dsl.gate.proposal import Proposal, Revision
from sla_dsl.gate.workspace_conditions import workspace_conditions
from sla_dsl.history.slices import sliced
from sla_dsl.history.snapshot import Snapshot
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run

from ..edits import Files, edited, made_up, workspace_files
from ..examples import sampled
from ..history.test_slices import AS_OF, HORIZON, changed, snapshots


def revision(snapshot: Snapshot, proved: Collection[str] | None) -> Revision:
    files = replace(snapshot.files, settings=Settings(horizon=HORIZON), findings=(), packs=())
    return Revision("", snapshot, run(files, AS_OF, proved=proved))


def conditions(base: Snapshot, head: Snapshot, proved: Collection[str] | None) -> list[GateCondition]:
    rules, proposed = revision(base, proved), revision(head, proved)
    verdicts = verdict_changes(rules.checked.proofs, proposed.checked.proofs)
    proposal = Proposal("main", AS_OF, AS_OF, rules, proposed, Comparison((), verdicts))
    return [*workspace_conditions(proposal), *cascade_conditions(proposal)]


@pytest.mark.parametrize("seed", sampled(range(5), 5))
@pytest.mark.parametrize("workspace", ["made up", "atelier", "published/egi-rc-ola", "published/isp-care-levels"])
def test_what_is_reached_is_enough(workspace: str, seed: int) -> None:
    random = Random(f"{workspace} {seed}")
    files, lock = made_up() if workspace == "made up" else workspace_files(workspace)
    base, head = snapshots(files, edited(files, random), lock=lock)
    assert conditions(base, head, sliced(base, head).reached) == conditions(base, head, None)


def test_what_carries_less_than_before_is_found_where_it_costs() -> None:
    files, lock = made_up()
    weaker: Files = changed("service-1.sla", "99.9%", "90%")
    base, head = snapshots(files, files | weaker, lock=lock)
    names = sliced(base, head).reached
    assert {"sla-1", "sla-4"} <= names
    assert names.isdisjoint({"sla-0", "sla-2"})
    costs = [one.agreement for one in conditions(base, head, names) if one.id == "cascade"]
    assert costs == ["sla-1", "sla-4"]
