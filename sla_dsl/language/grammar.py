"""The grammar: the files of ``grammar/``, joined in order.

Lark's own ``%import`` renames the rules that two files share, so that one part of the grammar could not use the phrases
of another.  The files are joined instead.
"""

from hashlib import sha256

from ..text.data import folder_of

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
    return "\n".join(_read(name) for name in FILES)


def prelude_text() -> str:
    """The text of the prelude, in the language itself."""
    return _read("prelude.sla")


def topics_text() -> str:
    """The topics of the language: no promise rests on them, so that they are no part of what a lock remembers."""
    return _read("topics.sla")


def installed_prelude() -> str:
    """The SHA-256 of the installed prelude, in hexadecimal digits."""
    return sha256(prelude_text().encode()).hexdigest()


def _read(name: str) -> str:
    return (folder_of("sla_dsl.grammar") / name).read_text(encoding="utf-8")
