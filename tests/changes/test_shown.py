"""Nothing that decides whether a promise is kept is told as without effect: every field that is asked, in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest

from sla_dsl.changes import Change, changes
from sla_dsl.changes.change import NOBODY
from sla_dsl.changes.compare import compare_all
from sla_dsl.changes.construct import REWRITTEN
from sla_dsl.changes.diff import PARTS
from sla_dsl.changes.sides import Side, Sides
from sla_dsl.facts.asked import Asked
from sla_dsl.facts.kept import kept, windows_of
from sla_dsl.facts.question import UnknownError
from sla_dsl.facts.walked import WALKED
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace

from ..facts.test_meaning import ROWS
from ..facts.worlds import Row, m, text_of, workspace
from .edits import SAME, Edit, edits
from .test_kinds import BEFORE, EDITS

ASKED = {f"{model.__name__}.{name}" for model, of in WALKED.items() for name, how in of.items() if type(how) is Asked}
_NAMED = "what names it is changed as well, or is an error"
UNWEIGHED = {
    "Agreement.parameters": _NAMED,
    "Parameter.name": _NAMED,
    "Fact.states": _NAMED,
    "FactState.name": _NAMED,
    "Metric.name": _NAMED,
    "Selection.scale": "of what the customer has each objective says that it is for it",
    "Selection.values": "of what the customer has each objective says that it is for it",
}
"""Fields that are asked, and in some place need no weight of their own."""


@pytest.mark.parametrize(
    "edit", [one for one in EDITS if one[0] in ASKED - UNWEIGHED.keys() and one[1] != SAME], ids=" ".join
)
def test_what_is_asked_is_weighed(edit: tuple[str, str]) -> None:
    """Of everything that is compared: somebody has a stake in it, whatever a world would say."""
    part, declared, (_field, _how, changed, _bound) = EDITS[edit]
    sides = Sides(Side(BEFORE), Side(BEFORE))
    found = list(compare_all(part, sides, ("space", "name"), [declared], [changed]))
    if isinstance(declared, Agreement):
        found = list(compare_all(part, sides.of(declared.name), ("agreements", declared.name), [declared], [changed]))
    told = [one for one in found if not one.kind.endswith(f"-{REWRITTEN}")]  # comes to the same in this workspace
    assert not told or any(one.stake != NOBODY for one in told)


class Felt(NamedTuple):
    """An edit of a workspace that decides whether a promise is kept in a world, and what is told of it."""

    field: str
    how: str
    row: Row
    told: tuple[Change, ...]


def outcome(one: Workspace, row: Row) -> str:
    """Whether the first objective of a row is kept; nothing, if there is none any more."""
    agreement = one.agreements["a"]
    if not agreement.objectives:
        return ""
    at = m(row.at)
    spans = [row.span] if row.span else windows_of(one, agreement, agreement.objectives[0], at, at + 1)
    found = [kept(one, agreement, agreement.objectives[0], span, row.world, row.written_since) for span in spans[-1:]]
    return found[0].outcome if found else ""


def edited(one: Workspace) -> Iterator[tuple[Edit, Workspace]]:
    """All single edits of the agreement of a row and of what it declares beside it, and of services."""
    for space, _part in PARTS:
        for name, declared in getattr(one, space).items():
            if (declared.source.source.path == "a.sla" and name != "b") or space == "services":
                for edit in edits(declared):
                    yield edit, one.model_copy(update={space: {**getattr(one, space), name: edit.model}})


def felt(rows: Iterable[Row], tries: int) -> Iterator[Felt]:
    """For each field, and each sort of edit, the first of so many that decides whether the promise of a row is kept."""
    tried: Counter[tuple[str, str]] = Counter()
    for row in rows:
        before = workspace(text_of(row))
        was = outcome(before, row)
        for edit, after in edited(before) if was in ("kept", "missed", "empty") else ():
            key = (edit.field, edit.how)
            if edit.how == SAME or edit.field not in ASKED - UNWEIGHED.keys() or tried[key] >= tries:
                continue
            tried[key] += 1
            try:
                is_ = outcome(after, row)
            except (LookupError, ValueError, AssertionError, UnknownError):
                continue  # what an edit makes may be nothing that can be written
            if is_ in ("kept", "missed", "empty") and is_ != was:
                tried[key] = tries
                yield Felt(*key, row, changes(before, after))


def untold(rows: Iterable[Row], tries: int, least: int) -> list[str]:
    """Edits that decide whether a promise is kept and are told as without effect; so many fields have felt one."""
    found = list(felt(rows, tries))
    assert len({one.field for one in found}) >= least
    return [
        f"{one.field} {one.how}: {one.row.title}: {[change.kind for change in one.told]}"
        for one in found
        if {effect for change in one.told for effect in change.effect.values()} <= {"neutral"}
    ]


def test_what_decides_whether_a_promise_is_kept_is_no_change_without_effect() -> None:
    assert untold(ROWS[::6], 3, 50) == []


@pytest.mark.slow
def test_what_decides_whether_a_promise_is_kept_is_no_change_without_effect_with_more_tries() -> None:
    assert untold(ROWS, 100, 90) == []
