"""Corrections of what was measured, and the agreements that they are about."""

from __future__ import annotations

from collections.abc import Collection

from ..model.workspace import Workspace
from .tables.folder import Facts
from .tables.rows import CaseRow, FactRow
from .worlds import FactsOfAgreement


def corrections_about(facts: Facts, workspace: Workspace, names: Collection[str]) -> list[FactRow]:
    """The rows that correct something about one of these agreements, in the order of the tables.

    A row about another customer, agreement or service is none of theirs; one that names none of these is everybody's.
    """
    agreements = [workspace.agreements[name] for name in names]
    services = {one for each in agreements for one in FactsOfAgreement(facts, workspace, each, 0).services}
    customers = {each.customer for each in agreements}
    cases = facts.index(CaseRow, ("case",))

    def is_theirs(row: FactRow) -> bool:
        if case := getattr(row, "case", ""):
            told = [one for _, one in cases.get((case,), ()) if one is not row]
            if told and not any(map(is_named, told)):
                return False
        return is_named(row)

    def is_named(row: FactRow) -> bool:
        service, objective = getattr(row, "service", ""), getattr(row, "objective", "")
        agreement = row.agreement or objective.partition("/")[0]
        return (
            (not service or service in services)
            and (not agreement or agreement in names)
            and (not row.customer or row.customer in customers)
        )

    return [row for _, row in facts.corrections if is_theirs(row)]
