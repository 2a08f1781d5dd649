"""Whether the amendments of a proposal are lawful: Git to a proposal, a proposal to its judgement."""

from .judge import judge
from .judgement import Condition, Judgement
from .proposal import Proposal
from .reading import read_proposal

__all__ = ["Condition", "Judgement", "Proposal", "judge", "read_proposal"]
