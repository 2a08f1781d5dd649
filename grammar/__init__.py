"""The language as data: its grammar, split by subject, and the prelude of standard metrics.

The grammar is the files below, one after the other.  (Lark's own ``%import`` renames
the rules that two files share, so that the parts could not use each other's phrases.)
"""

from importlib.resources import files

FILES = (
    "sla.lark",
    "phrases.lark",
    "people.lark",
    "scales.lark",
    "metrics.lark",
    "services.lark",
    "agreements.lark",
    "objectives.lark",
    "remedies.lark",
    "changes.lark",
    "policies.lark",
    "lexical.lark",
)


def grammar_text() -> str:
    """The whole grammar as one Lark text."""
    return "\n".join(read(name) for name in FILES)


def read(name: str) -> str:
    """The text of one file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
