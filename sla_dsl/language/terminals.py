"""The parser that Lark builds from the grammar, and the words of the language read off it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark
from lark.lexer import Lexer, PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Shift

from ..text.source import Node
from .cache import cached_parser
from .grammar import grammar_text


class _Scanned(Lexer):
    """Stands for a lexer in Lark: the scanner brings the tokens."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Language:
    """The facts about the grammar that scanner and parser need.

    ``keywords`` maps a word to its terminal, ``words`` a terminal to its word or sign.  ``names`` is the expression of
    the terminals that begin with a letter, ``signs`` the one of all others.  ``terminals`` are all terminals,
    ``ignored`` those between tokens.  ``between`` holds the parser states in which a new statement may begin, ``rows``
    those in which a row of a table may.  ``homes`` maps the terminal that begins a statement to the words whose blocks
    hold it.
    """

    lark: Lark
    keywords: dict[str, str]
    words: dict[str, str]
    names: str
    signs: str
    ignored: frozenset[str]
    terminals: frozenset[str]
    between: frozenset[int]
    rows: frozenset[int]
    homes: dict[str, tuple[str, ...]]


@cache
def language() -> Language:
    """Builds the language once for a process."""
    grammar = grammar_text()
    lark = cached_parser(
        grammar,
        lambda: Lark(
            grammar,
            parser="lalr",
            lexer=_Scanned,
            tree_class=Node,
            keep_all_tokens=True,
            maybe_placeholders=False,
        ),
    )
    name = re.compile(next(t.pattern.value for t in lark.terminals if t.name == "NAME"))
    keywords = {
        t.pattern.value: t.name
        for t in lark.terminals
        if isinstance(t.pattern, PatternStr) and name.fullmatch(t.pattern.value)
    }
    others = [t for t in lark.terminals if t.pattern.value not in keywords]
    # Lark's own order: priority, then the longer pattern.
    others.sort(key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    words = {t.name: t.pattern.value for t in lark.terminals if isinstance(t.pattern, PatternStr)}
    return Language(
        lark=lark,
        keywords=keywords,
        words=words,
        names="|".join(_group(t) for t in others if _is_word(t)),
        signs="|".join(_group(t) for t in others if not _is_word(t)),
        ignored=frozenset(lark.lexer_conf.ignore),
        terminals=frozenset(t.name for t in lark.terminals) | {"$END"},
        between=frozenset(
            state
            for state, actions in states(lark).items()
            if "$END" in actions or actions.get("RBRACE", (None,))[0] is Shift
        ),
        rows=frozenset(
            state
            for state, actions in states(lark).items()
            if actions.get("VBAR", (None,))[0] is Shift and "ROW_END" not in actions
        ),
        homes=_homes(lark, words),
    )


def _homes(lark: Lark, words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """For each terminal that begins a statement (not a phrase), the words that open the blocks of such statements."""
    first: dict[str, set[str]] = {terminal.name: {terminal.name} for terminal in lark.terminals}
    size = -1
    while size < (size := sum(map(len, first.values()))):
        for rule in lark.rules:
            if rule.expansion:
                first.setdefault(rule.origin.name, set()).update(first.get(rule.expansion[0].name, ()))
    homes: dict[str, set[str]] = {}
    for rule in lark.rules:
        names = [symbol.name for symbol in rule.expansion]
        if "LBRACE" in names:
            statements = (
                name for name in names[names.index("LBRACE") :] if name.startswith("__")
            )  # Lark's repetitions
            for terminal in set().union(*(first[name] for name in statements)) - first["_phrase"]:
                homes.setdefault(terminal, set()).update(words[t] for t in first[names[0]] if t in words)
    return {terminal: tuple(sorted(openers)) for terminal, openers in homes.items()}


def _group(terminal: TerminalDef) -> str:
    return f"(?P<{terminal.name}>{without_groups(terminal.pattern.to_regexp())})"


def without_groups(pattern: str) -> str:
    """The same expression with groups that are not remembered."""
    return re.sub(r"(?<!\\)\((?:\?P<\w+>|(?!\?))", "(?:", pattern)


def _is_word(terminal: TerminalDef) -> bool:
    return terminal.pattern.value.startswith(r"[^\W\d]") or terminal.pattern.value[0].isalpha()


def states(lark: Lark) -> dict[int, dict[str, tuple[Any, Any]]]:
    """The parse table: state -> terminal -> (action, argument)."""
    table: dict[int, dict[str, tuple[Any, Any]]] = lark.parser.parser._parse_table.states  # noqa: SLF001 - Lark shows it nowhere else
    return table
