"""What a syntax error says: what was expected, in the words of the language."""

from __future__ import annotations

from difflib import get_close_matches

from .finding import Finding, Related
from .source import Token
from .terminals import language

_IN_WORDS = {
    "NAME": "a name",
    "PATH": "a name",
    "STRING": "a text in quotes",
    "PROSE": 'prose in `"""`',
    "DATE": "a date such as `2026-01-31`",
    "MONTH_DAY": "a month and day such as `02-01`",
    "TIME_OF_DAY": "a time such as `08:00`",
    "SEMVER": "a version such as `2.1.0`",
    "PERCENT": "a percentage such as `99.9%`",
    "NUMBER": "a number",
    "RATE": "a rate such as `200/s`",
    "FRACTION": "a fraction such as `1/12`",
    "IN_FORCE": "`in force`",
    "ONE_OF": "`one of`",
    "END_WITH": "`end with`",
    "BUSINESS_DAYS": "`business days`",
    "BUSINESS_DAYS_FOLLOW": "`business days follow`",
    "ROW_END": "`|` at the end of the line",
    "$END": "the end of the file",
}
_QUANTITY = frozenset({"PERCENT", "NUMBER", "RATE", "FRACTION"})
_MOST_SHOWN = 6


def unexpected_finding(token: Token, before: Token | None, accepted: set[str], taken: Token | None, opens_line: bool) -> Finding:
    """A token that cannot stand where it stands.

    ``accepted`` are the terminals that could; ``taken`` is the token before, if it was
    read as a keyword where a name could stand too.  If the token opens a line, what is
    missing is missing at the end of the line before, and the finding points there.
    """
    shown = f"`{token.text}`" if token.text else "the end of the file"
    if len(shown) > 42:
        shown = f"{shown[:40]}…`"
    between = "RBRACE" in accepted or "$END" in accepted
    expected = in_words(accepted)
    if opens_line and before is not None and not between:
        message, span = f"something is missing here: {expected} was expected before {shown}", before.span
    else:
        message, span = f"{shown} cannot stand here: {expected} was expected", token.span
    return Finding("syntax/unexpected-token", message, span, help=_remedy(token, accepted, taken), values=(token.text,))


def unclosed_finding(before: Token, opening: Token) -> Finding:
    """A block whose closing brace is missing after ``before``."""
    return Finding(
        "syntax/unclosed-block",
        "a block is not closed",
        before.span,
        label="`}` is missing after this",
        help="write `}` where the block ends",
        related=(Related(opening.span, "the block begins here"),),
    )


def in_words(accepted: set[str]) -> str:
    """A set of terminals in the words of the language."""
    if "$END" in accepted:
        return "a declaration such as `service` or `sla`"
    if "RBRACE" in accepted and len(accepted) > _MOST_SHOWN:
        return "a statement or `}`"
    left = set(accepted)
    words = []
    if _QUANTITY <= left:
        left -= _QUANTITY
        words.append("a quantity")
    words += sorted({_IN_WORDS.get(terminal) or f"`{language().words.get(terminal, terminal.lower())}`" for terminal in left})
    if len(words) > _MOST_SHOWN:
        words = [*words[:_MOST_SHOWN], "another word"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else "nothing more"


def _remedy(token: Token, accepted: set[str], taken: Token | None) -> str:
    if taken is not None:
        return f"`{taken.text}` is a word of the language here; a thing of that name needs another name"
    words = [language().words[t] for t in accepted if t in language().words and language().words[t].isalpha()]
    near = get_close_matches(token.text, words, 1)
    if near:
        return f"did you mean `{near[0]}`?"
    if token.text in language().keywords:
        return f"`{token.text}` belongs elsewhere; see the language reference"
    return ""
