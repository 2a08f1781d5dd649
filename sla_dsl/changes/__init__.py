"""Two compiled workspaces to changes: compare, then weigh for each party; ``sla_dsl.reports`` formats."""

from .change import Change, Comparison, Reach, VerdictChange
from .diff import diff

__all__ = ["Change", "Comparison", "Reach", "VerdictChange", "diff"]
