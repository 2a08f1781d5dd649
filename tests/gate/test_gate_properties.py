"""Laws of the gate, on proposals drawn at random and put together without a repository."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sla_dsl.changes import diff
from sla_dsl.gate.approvals import approval_conditions
from sla_dsl.gate.judge import judge
from sla_dsl.gate.proposal import PromiseStates, Proposal, ReceivedApproval, Revision
from sla_dsl.gate.requirements import needs
from sla_dsl.gate.statement import ApprovalStatement
from sla_dsl.gate.steps import steps
from sla_dsl.history.repository import Commit
from sla_dsl.history.snapshot import Snapshot
from sla_dsl.history.states import State
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import Checked
from sla_dsl.proof import prove
from sla_dsl.workspace import WorkspaceFiles

from ..changes.test_properties import DECLARATIONS, STATEMENTS, compiled
from ..examples import of_all

LAW = settings(max_examples=of_all(40), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
TODAY = date(2026, 11, 24)
PARTIES = """
party norvia { time zone Europe/Paris signatory "Camille Roy" as manager }
party brun "Brun" { time zone Europe/Paris signatory "Jo Lindqvist" as buyer }
"""
AGREEMENT = """sla a {
  provider norvia
  customer brun
  covers app
  status signed
  parameter fee = 100 EUR
  %s
  changes {
    editorial needs approval of norvia
    strengthening needs approval of norvia
    weakening needs approval of norvia and brun
  }
  %s
}
"""
SLOTS = (
    *DECLARATIONS[2:],
    *(slot for slot in STATEMENTS if not any("changes" in text or "version" in text for text in slot)),
)
WHO = {"norvia": "Camille Roy", "brun": "Jo Lindqvist"}
drawn = st.tuples(*(st.sampled_from(slot) for slot in SLOTS))
approvers = st.sets(st.sampled_from([*WHO]))


def workspace(choice: Sequence[str], record: str) -> Workspace:
    declarations, statements = choice[: len(DECLARATIONS) - 2], choice[len(DECLARATIONS) - 2 :]
    return compiled(PARTIES + "\n".join((*declarations, AGREEMENT % ("\n".join(statements), record))))


def revision(name: str, model: Workspace) -> Revision:
    files = WorkspaceFiles(Path(), Settings(require_signed_approvals=False), Lock(), (), ())
    return Revision(name, Snapshot(name, name, files), Checked(model, (), 1, prove(model)))


def proposal(before: Sequence[str], after: Sequence[str], by: set[str], day: date) -> Proposal:
    """From one workspace to another, with an amendment that is effective on a day, approved by some."""
    base = workspace(before, "version 1.0.0")
    head = workspace(after, f"version 2.0.0\namendment 2.0.0 {{ effective {day} }}")
    rules, proposed = revision("base", base), revision("head", head)
    state = State(Commit("base", "Jo", "jo@example.org", date(2026, 1, 1), "", ()), base, base.agreements["a"])
    comparison = diff(base, head)
    found = tuple(steps(rules, proposed, comparison.changes, lambda _name: PromiseStates(state, state), TODAY))
    given_ = tuple(
        ReceivedApproval(ApprovalStatement("a", "2.0.0", "", "", WHO[party], party), False) for party in sorted(by)
    )
    return Proposal("main", TODAY, TODAY, rules, proposed, comparison, found, approvals={"a": given_})


days = st.sampled_from([date(2026, 11, 24), date(2027, 1, 1), date(2027, 4, 1)])


@given(drawn, drawn, approvers, days)
@LAW
def test_the_gate_never_opens_when_a_weakened_party_has_not_approved(
    before: Sequence[str], after: Sequence[str], by: set[str], day: date
) -> None:
    one = proposal(before, after, by, day)
    if judge(one).is_open:
        weakened = {
            party
            for change in one.comparison.changes
            for reach in change.reaches
            for party, effect in reach.effect.items()
            if party == "brun" and effect in ("worse", "unordered")
        }
        assert weakened <= by


@given(drawn, drawn)
@LAW
def test_who_is_not_weakened_need_not_approve(before: Sequence[str], after: Sequence[str]) -> None:
    one = proposal(before, after, {"norvia"}, date(2027, 1, 1))
    for step in one.steps:
        met = all(each.met for each in approval_conditions(one, step, needs(step, one.rules.workspace, False)))
        weakens = any(
            reach.class_ == "weakening" or change.kind.startswith("waiver")
            for change in one.comparison.changes
            for reach in change.reaches
        )
        assert met != weakens


@given(drawn, drawn, days)
@LAW
def test_with_everybody_only_the_record_and_the_day_can_close_it(
    before: Sequence[str], after: Sequence[str], day: date
) -> None:
    one = proposal(before, after, {*WHO}, day)
    unmet = {each.id for each in judge(one).conditions if not each.met}
    assert unmet <= {
        "amendment",
        "version",
        "notice",
        "boundary",
        "retroactive",
        "window",
        "term-end",
        "order",
        "cascade",
    }


@given(drawn)
@LAW
def test_without_a_change_it_is_open(choice: Sequence[str]) -> None:
    base = workspace(choice, "version 1.0.0")
    comparison = diff(base, base)
    one = Proposal("main", TODAY, TODAY, revision("base", base), revision("head", base), comparison)
    assert judge(one).is_open
