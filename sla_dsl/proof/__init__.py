"""The proof: whether every promise is carried by the agreements behind it."""

from .prove import prove
from .verdict import Proof, Verdict

__all__ = ["Proof", "Verdict", "prove"]
