"""The conditions for a proposal as a whole: readable, in its place, and without new errors."""

from __future__ import annotations

from collections.abc import Iterator

from ..compiler.losing import loses
from ..pipeline import is_one_of
from ..policy import View, compiled
from ..rules.waivers import is_waived
from ..text.finding import Finding
from .judgement import GateCondition
from .proposal import Proposal, Revision

NOT_UNDERSTOOD = ("config", "file", "lock", "syntax", "name")
"""The families of findings that hide a part of a workspace, besides values that mean nothing."""
_SHOWN = 3
"""The findings that a condition names; further ones are counted."""


def is_understood(revision: Revision) -> bool:
    """Whether all of a workspace could be read and understood."""
    return not any(hidden(revision))


def hidden(revision: Revision) -> Iterator[Finding]:
    """The findings of a revision that hide a part of it."""
    yield from (finding for finding in _findings(revision) if _hides(finding))


def workspace_conditions(proposal: Proposal) -> Iterator[GateCondition]:
    """The conditions that close the gate independently of the agreements."""
    unread = [*hidden(proposal.head)]
    yield GateCondition(
        "readable",
        "",
        not unread,
        "a proposal of which every word is understood",
        _listed(unread) or "it is",
        "run `sla check`, and correct what it finds" if unread else "",
    )
    outside = [one for one in proposal.head.outside if one not in proposal.rules.outside]
    if outside:
        help_ = "put agreements as plain files into the workspace, and no `sla.toml` below it"
        yield GateCondition("readable", "", False, "no agreement outside of the workspace", ", ".join(outside), help_)
    # An error that stands on the branch is nobody's doing here; a proposal need not mend what it did not break.
    known = {finding.fingerprint for finding in _findings(proposal.rules)}
    found = {one.fingerprint: one for one in (*_findings(proposal.head), *_of_policies(proposal))}
    errors = [one for fingerprint, one in found.items() if fingerprint not in known and _closes(one, proposal)]
    yield GateCondition(
        "errors",
        "",
        not errors,
        "no error that the rules base does not have",
        _listed(errors) or "none",
        "run `sla check`, and correct what it finds" if errors else "",
    )


def _hides(finding: Finding) -> bool:
    return is_one_of(finding.rule, NOT_UNDERSTOOD) or loses(finding.rule)


def _findings(revision: Revision) -> Iterator[Finding]:
    yield from (one.finding for one in revision.checked.findings if one.severity == "error")


def _of_policies(proposal: Proposal) -> Iterator[Finding]:
    """The findings of the rules base's policies in the proposal, whatever the proposal makes of these policies."""
    rules, files = proposal.rules, proposal.rules.snapshot.files
    judged = proposal.head.workspace.model_copy(update={"policies": rules.workspace.policies})
    policies, _mistakes = compiled((*files.sources, *files.packs), judged, files.settings.currencies)
    for policy in policies:
        if rules.checked.rules[policy.rule].severity == "error":
            yield from policy.findings(View(judged))


def _closes(finding: Finding, proposal: Proposal) -> bool:
    """Whether an error closes the gate.

    Errors of backing do not: verdicts compare them (`cascade`). Errors that hide text do not either: `readable` has
    them. A waived finding is no error.
    """
    is_other = is_one_of(finding.rule, ("backing",)) or _hides(finding)
    return not is_other and not is_waived(finding, proposal.rules.workspace, proposal.today)


def _listed(findings: list[Finding]) -> str:
    said = [f"{one.path}: {one.rule}" for one in findings[:_SHOWN]]
    return ", ".join(said) + (f" and {len(findings) - _SHOWN} more" if len(findings) > _SHOWN else "")
