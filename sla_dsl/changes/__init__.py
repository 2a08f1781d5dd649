"""Two compiled workspaces to changes: compare, then weigh for each party; ``sla_dsl.reports`` formats."""

from .change import Change, Comparison, Reach, VerdictChange
from .diff import changes, diff
from .verdicts import verdict_changes

__all__ = ["Change", "Comparison", "Reach", "VerdictChange", "changes", "diff", "verdict_changes"]
