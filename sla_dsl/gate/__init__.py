"""Whether the amendments of a proposal are lawful: from Git to a proposal, from a proposal to its judgement."""

from .judge import judge
from .judgement import GateCondition, Judgement
from .proposal import Proposal
from .reading import read_proposal

__all__ = ["GateCondition", "Judgement", "Proposal", "judge", "read_proposal"]
