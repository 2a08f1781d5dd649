"""Waivers: the findings that agreements accept for a time, and waivers that accept nothing or too much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..algebra.days import months_after
from ..model.changes import Waiver
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.nearest import nearest
from .catalogue import Catalogue
from .rule import Graded

WAIVABLE = ("backing", "practice")
"""The families whose findings may be waived: only something that may be right later (docs/language/changes.md)."""
LONGEST = 12
"""The months from the day of judgement for which a finding may be waived: a longer one would change the agreement."""


def with_waivers(
    graded: Sequence[Graded], workspace: Workspace, rules: Catalogue, not_judged: Collection[str] = ()
) -> tuple[list[Graded], list[Finding]]:
    """The findings, each with the waiver that accepts it, and findings about the waivers themselves.

    A waiver accepts findings of its rule or family at its agreement; with values, only findings at these values.
    Of agreements that are ``not_judged``, because something in them is wrong, nobody knows what would be found.
    """
    found = list(graded)
    wrong: list[Finding] = []
    by_owner: dict[str, list[int]] = {}
    for at, one in enumerate(found):
        by_owner.setdefault(one.finding.address.partition("/")[0], []).append(at)
    for name, agreement in workspace.agreements.items():
        # Of several that accept one finding, the one that lasts longest is named, wherever it is written.
        for waiver in sorted(agreement.waivers, key=lambda one: (-one.until.toordinal(), one.because, str(one.scope))):
            mistakes = _mistakes(name, waiver, workspace, rules)
            accepted = [
                at for at in by_owner.get(name, ()) if not mistakes and _accepts(waiver, name, found[at].finding)
            ]
            for at in accepted:
                found[at] = replace(found[at], waiver=found[at].waiver or waiver)
            if not accepted and not mistakes and name not in not_judged:
                message = f"nothing is found that `{waiver.rule}` could waive"
                mistakes = [Finding("waiver/unused", message, waiver.source, help="take it away", address=name)]
            wrong += mistakes
    return found, wrong


def _accepts(waiver: Waiver, agreement: str, finding: Finding) -> bool:
    owner, *parts = finding.address.split("/")
    is_of_rule = waiver.rule in (finding.rule, finding.rule.partition("/")[0])
    return is_of_rule and owner == agreement and all({*one.values} & {*parts} for one in waiver.scope)


def _mistakes(agreement: str, waiver: Waiver, workspace: Workspace, rules: Catalogue) -> list[Finding]:
    found: list[Finding] = []

    def report(rule: str, message: str, help_: str) -> None:
        found.append(Finding(rule, message, waiver.source, help=help_, address=agreement, values=(waiver.rule,)))

    known = {*rules, *(rule.family for rule in rules.values())}
    if waiver.rule not in known:
        meant = nearest(waiver.rule, known)
        help_ = f"did you mean `{meant}`?" if meant else "`sla rule` lists the rules"
        report("waiver/unknown-rule", f"no rule is called `{waiver.rule}`", help_)
    elif not may_be_waived(waiver.rule, workspace):
        families = " and ".join(f"`{family}/`" for family in WAIVABLE)
        help_ = f"correct what is found: only {families}, and policies that say `may be waived`, can be waived"
        report("waiver/not-waivable", f"findings of `{waiver.rule}` cannot be waived", help_)
    if not waiver.because.strip():
        report("waiver/no-reason", "the waiver gives no reason", "say why after `because`")
    if waiver.until < workspace.as_of:
        help_ = "correct what is found, or agree on another day"
        report("waiver/expired", f"the waiver ended on {waiver.until}", help_)
    longest = months_after(workspace.as_of, LONGEST)
    if waiver.until > longest:
        help_ = f"write `until {longest}` or an earlier day: what never ends is a change of the agreement"
        report("waiver/too-long", f"the waiver lasts more than {LONGEST} months", help_)
    return found


def may_be_waived(rule: str, workspace: Workspace) -> bool:
    """Whether findings of a rule, or of a family, may be waived."""
    family, _, name = rule.partition("/")
    policy = workspace.policies.get(name) if family == "policy" else None
    return family in WAIVABLE or (policy is not None and policy.may_be_waived)


def is_waived(finding: Finding, workspace: Workspace, today: date) -> bool:
    """Whether an agreement of a workspace accepts a finding on a day."""
    agreement = workspace.agreements.get(finding.address.partition("/")[0])
    waivers: Iterable[Waiver] = agreement.waivers if agreement else ()
    return may_be_waived(finding.rule, workspace) and any(
        today <= one.until and _accepts(one, finding.address.partition("/")[0], finding) for one in waivers
    )
