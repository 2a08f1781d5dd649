"""What Lark makes of the grammar, as plain values: Lark's tables are the definition of the language.

Only what builds or shows them imports this module, because Lark takes as long to import as a small check takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import Lexer, PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Shift

from ..text.source import Node
from .grammar import grammar_text
from .terminals import Language, Reduction, RulePart, without_groups


class _Scanned(Lexer):
    """Stands for a lexer in Lark: the scanner brings the tokens."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Any:
        raise NotImplementedError


@cache
def lark() -> Lark:
    """Lark's parser of the grammar."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer=_Scanned,
        tree_class=Node,
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def pattern(terminal: str) -> str:
    """The expression of a terminal, as the grammar has it."""
    return _patterns()[terminal]


@cache
def _patterns() -> dict[str, str]:
    """The expressions of all terminals; without the tables of the parser they are there at once."""
    scanner = Lark(grammar_text(), parser=None, lexer="basic")
    return {str(each.name): str(each.pattern.to_regexp()) for each in scanner.terminals}


def built() -> Language:
    """The language, read off Lark's parser."""
    terminals = lark().terminals
    name = re.compile(next(t.pattern.value for t in terminals if t.name == "NAME"))
    keywords = {
        t.pattern.value: str(t.name)
        for t in terminals
        if isinstance(t.pattern, PatternStr) and name.fullmatch(t.pattern.value)
    }
    others = [t for t in terminals if t.pattern.value not in keywords]
    # Lark's own order: priority, then the longer pattern.
    others.sort(key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    words = {str(t.name): t.pattern.value for t in terminals if isinstance(t.pattern, PatternStr)}
    start, end, table, reductions = _tables()

    def shifts(actions: dict[str, int], terminal: str) -> bool:
        return actions.get(terminal, -1) >= 0

    return Language(
        start=start,
        end=end,
        table=table,
        reductions=reductions,
        keywords=keywords,
        words=words,
        phrases=_phrases(terminals),
        names="|".join(_group(t) for t in others if _is_word(t)),
        signs="|".join(_group(t) for t in others if not _is_word(t)),
        ignored=frozenset(map(str, lark().lexer_conf.ignore)),
        terminals=frozenset(str(t.name) for t in terminals) | {"$END"},
        between=frozenset(
            state for state, actions in enumerate(table) if "$END" in actions or shifts(actions, "RBRACE")
        ),
        rows=frozenset(
            state for state, actions in enumerate(table) if shifts(actions, "VBAR") and "ROW_END" not in actions
        ),
        homes=_homes(words),
        parts=_parts(table),
    )


def _tables() -> tuple[int, int, list[dict[str, int]], list[Reduction]]:
    """Lark's first and last state, its table, and its rules."""
    conf = lark().parse_interactive().parser_state.parse_conf
    numbers = {state: number for number, state in enumerate(conf.states)}
    rules: dict[Rule, int] = {}
    table = [
        {
            str(symbol): numbers[argument] if action is Shift else ~rules.setdefault(argument, len(rules))
            for symbol, (action, argument) in actions.items()
        }
        for actions in conf.states.values()
    ]
    return numbers[conf.start_state], numbers[conf.end_state], table, list(map(_reduction, rules))


def _reduction(rule: Rule) -> Reduction:
    inlined = [at for at, part in enumerate(rule.expansion) if not part.is_term and part.name.startswith("_")]
    inlined.reverse()
    kind = rule.alias or rule.options.template_source or rule.origin.name
    alone = bool(rule.options.expand1) and not rule.alias
    if grows := inlined[-1:] == [0] and not alone:
        del inlined[-1]
    return Reduction(len(rule.expansion), str(kind), inlined, grows, alone, str(rule.origin.name))


def _phrases(terminals: Iterable[TerminalDef]) -> dict[str, str]:
    """The words of the terminals that are several; of a word with two forms the longer one."""
    several = re.compile(r"[a-z]+(?:\\s\+[a-z]+\??)+")
    found = {str(each.name): several.match(each.pattern.value) for each in terminals}
    return {name: match[0].replace(r"\s+", " ").replace("?", "") for name, match in found.items() if match}


def _parts(table: list[dict[str, int]]) -> list[list[RulePart]]:
    """For each state, the rules with a name, or a symbol that a name alone may be, as the part just read."""
    rules = lark().rules
    named = {"NAME", "PATH", "HOW_OFTEN"}
    size = -1
    while size < (size := len(named)):
        named |= {
            str(rule.origin.name)
            for rule in rules
            if rule.origin.name.startswith("_") and any(symbol.name in named for symbol in rule.expansion)
        }
    by_origin: dict[str, list[Rule]] = {}
    for rule in rules:
        by_origin.setdefault(str(rule.origin.name), []).append(rule)
    found: list[dict[RulePart, None]] = [{} for _ in table]
    # The rules of a symbol begin wherever the table goes on from that symbol: each is followed from there.
    for actions in table:
        for rule in (rule for symbol in actions for rule in by_origin.get(symbol, ())):
            at, before = actions, ""
            for read, symbol in enumerate(rule.expansion, 1):
                state = at[str(symbol.name)]
                if symbol.name in named and symbol != rule.origin:  # a longer list is no more than a list
                    found[state][RulePart(str(rule.origin.name), _reduction(rule).kind, read, before)] = None
                elif symbol.is_term and symbol.name != "COMMA":
                    before = str(symbol.name)
                at = table[state]
    return [list(some) for some in found]


def _homes(words: dict[str, str]) -> dict[str, list[str]]:
    """For each terminal that begins a statement (not a phrase), the words that open the blocks of such statements."""
    first: dict[str, set[str]] = {str(terminal.name): {str(terminal.name)} for terminal in lark().terminals}
    size = -1
    while size < (size := sum(map(len, first.values()))):
        for rule in lark().rules:
            if rule.expansion:
                first.setdefault(str(rule.origin.name), set()).update(first.get(rule.expansion[0].name, ()))
    homes: dict[str, set[str]] = {}
    for rule in lark().rules:
        names = [str(symbol.name) for symbol in rule.expansion]
        if "LBRACE" in names:
            statements = (
                name for name in names[names.index("LBRACE") :] if name.startswith("__")
            )  # Lark's repetitions
            for terminal in set().union(*(first[name] for name in statements)) - first["_phrase"]:
                homes.setdefault(terminal, set()).update(words[t] for t in first[names[0]] if t in words)
    return {terminal: sorted(openers) for terminal, openers in homes.items()}


def _group(terminal: TerminalDef) -> str:
    return f"(?P<{terminal.name}>{without_groups(terminal.pattern.to_regexp())})"


def _is_word(terminal: TerminalDef) -> bool:
    return terminal.pattern.value.startswith(r"[^\W\d]") or terminal.pattern.value[0].isalpha()
