"""The changes between two compiled workspaces, weighed for each party; ``sla_dsl.reports`` prints them."""

from .change import Change, Comparison, Reach, VerdictChange
from .diff import changes, diff
from .verdicts import verdict_changes

__all__ = ["Change", "Comparison", "Reach", "VerdictChange", "changes", "diff", "verdict_changes"]
