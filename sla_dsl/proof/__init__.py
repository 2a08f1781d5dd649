"""The proof: whether every promise is carried by the agreements behind it."""

from .findings import findings as findings_of
from .prove import prove
from .verdict import Proof, Verdict

__all__ = ["Proof", "Verdict", "findings_of", "prove"]
