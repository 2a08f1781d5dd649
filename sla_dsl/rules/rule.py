"""A rule: a named mistake, why it matters, and an example of it and of its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.settings import Severity
from ..text.finding import Finding

if TYPE_CHECKING:
    from ..model.changes import Waiver
    from ..model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue.

    ``name`` is ``family/bad-thing`` and never changes. ``summary`` says in one sentence what is wrong. ``bad`` and
    ``good`` are samples in the language; in ``bad`` each line with a finding ends in ``# family/bad-thing``. Samples
    are compiled together with the declarations of ``stage.sla``. ``check`` is missing if the compiler itself finds the
    mistake.
    """

    name: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    check: Callable[[Workspace], Iterable[Finding]] | None = None

    @property
    def family(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Graded:
    """A finding with its severity in this run, and the waiver that accepts it, if one does."""

    severity: Severity
    finding: Finding
    waiver: Waiver | None = None
