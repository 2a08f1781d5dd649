"""The language for Pygments, which colours it in documentation; Pygments finds it by its entry point.

Nothing else of the toolkit imports this module, so that it works without Pygments.
"""

from __future__ import annotations

from typing import Any

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text

from .language.by_lark import pattern
from .language.pieces import HEADS
from .language.terminals import language

NAME = r"[^\W\d]\w*(?:-\w+)*"
NUMBERS = ("DATE", "MONTH_DAY", "TIME_OF_DAY", "SEMVER", "RATE", "FRACTION", "PERCENT", "NUMBER")
"""The terminals that are numbers, the longest first."""


class SlaLexer(RegexLexer):  # type: ignore[misc]  # Pygments has no types
    """Service level agreements as `sla-dsl` reads them."""

    name = "SLA"
    aliases = ("sla",)
    filenames = ("*.sla",)
    mimetypes = ("text/x-sla",)
    url = ""
    tokens: Any = {
        "root": [
            (r"\s+", Text.Whitespace),
            (pattern("COMMENT"), Comment.Single),
            (pattern("PROSE"), String.Doc),
            (pattern("STRING"), String.Double),
            (
                rf"({'|'.join(sorted(HEADS))})(\s+)(?!(?:{'|'.join(language().keywords)})(?![\w-]))({NAME})(?![\w/-])",
                bygroups(Keyword.Declaration, Text.Whitespace, Name.Class),
            ),
            (words(sorted(language().keywords), prefix=r"(?<![\w-])", suffix=r"(?![\w/-])"), Keyword),
            *[(pattern(each), Number) for each in NUMBERS],
            (pattern("RULE_LINE"), Punctuation),
            (pattern("PATH"), Name),
            (NAME, Name),
            (r"[^\s\w]", Punctuation),
            (r".", Text),
        ]
    }
