"""Whether those from whom a change clause asks an approval have signatories in the role that it names."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.changes import Approval, ChangeClause
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.nearest import nearest

from .common import understood


def roles_without_signatories(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Approvals in a role that too few of the parties named have a signatory in."""
    return iter(()) if agreement.changes is None else _in_clause(workspace, agreement, agreement.changes)


def _in_clause(workspace: Workspace, agreement: Agreement, clause: ChangeClause) -> Iterator[Finding]:
    for requirement in clause.requirements:
        for approval in requirement.approvals:
            roles = _roles(workspace, approval)
            # Of a party without signatories nothing is known yet: the gate says that nobody signs for it.
            if approval.role is None or not all(roles):
                continue
            if sum(approval.role in held for held in roles) < approval.count:
                meant = nearest(approval.role, set().union(*roles))
                yield Finding(
                    "change/unknown-role",
                    f"too few signatories of {' and '.join(f'`{party}`' for party in approval.of)} sign as "
                    f"`{approval.role}`",
                    requirement.source,
                    help=f"did you mean `{meant}`?"
                    if meant
                    else "name a role of their signatories, or add a signatory",
                    address=f"{agreement.name}/changes/{requirement.subject}",
                )


def _roles(workspace: Workspace, approval: Approval) -> list[set[str]]:
    """The roles of the signatories of each party from which an approval is asked; a team has those of its house."""
    houses = (workspace.parties.get(workspace.house(name) or "") for name in approval.of)
    return [{one.role for one in house.signatories} if house is not None else set() for house in houses]


_OTHERWISE = "name a role of their signatories, or add a signatory"
_PARTY = 'party lyra {{ time zone Europe/Paris signatory "Jo Lindqvist" as {role} }}\n'
_CHANGES = stage.sla(
    stage.OWNED,
    stage.block("changes", "strengthening needs approval of lyra as buyer{finding}"),
    customer="lyra",
)

RULES = (
    Rule(
        "change/unknown-role",
        "error",
        "nobody signs in the role in which an approval is asked for",
        "No approval would meet the requirement, and no change could be made.",
        bad=_PARTY.format(role="byer") + _CHANGES.replace("{finding}", " # change/unknown-role"),
        good=_PARTY.format(role="buyer") + _CHANGES.replace("{finding}", ""),
        check=Each(understood, roles_without_signatories),
    ),
)
