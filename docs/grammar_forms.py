"""The rules of the grammar in a notation for readers, which `keywords.md` shows for each statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lark import Lark, Token, Tree
from lark.lexer import PatternStr

from sla_dsl.language.by_lark import lark
from sla_dsl.language.grammar import grammar_text

Definition = Tree[Token]


class Statement(NamedTuple):
    """A rule of the grammar: its name, its forms, and the words of the language in them, each once."""

    name: str
    forms: tuple[str, ...]
    words: tuple[str, ...]


@cache
def statements() -> tuple[Statement, ...]:
    """All rules in the order of the grammar; those that are written out where they are used are left out."""
    names = [name for name in _definitions() if not _is_written_out(name)]
    return tuple(
        Statement(
            readable(name),
            tuple(_form(each) for each in _alternatives(_definitions()[name])),
            tuple(dict.fromkeys(_words(_definitions()[name]))),
        )
        for name in names
    )


@cache
def words() -> dict[str, str]:
    """The words of the language by their terminals; some are several words, as in `in force`."""
    found = {}
    for terminal in lark().terminals:
        pattern = terminal.pattern.value
        if not isinstance(terminal.pattern, PatternStr):
            pattern = re.sub(r"\\s\+", " ", re.sub(r"\(\?!.*", "", pattern)).removesuffix("?")
        if re.fullmatch(r"[a-z0-9][a-z0-9 -]*", pattern):
            found[terminal.name] = pattern
    return found


def readable(name: str) -> str:
    """The name of a rule as readers see it."""
    return name.strip("_").replace("_", " ")


@cache
def _definitions() -> dict[str, Definition]:
    """The definition of each rule of the grammar, as Lark's own grammar of grammars reads it."""
    reader = Lark.open_from_package("lark", "lark.lark", ["grammars"], parser="lalr")
    rules = reader.parse(f"{grammar_text()}\n").find_data("rule")
    found = {str(rule.children[0]).lstrip("?"): _parts(rule)[-1] for rule in rules}
    in_order = re.findall(r"^\??(\w+):", grammar_text(), re.MULTILINE)
    return {name: found[name] for name in in_order if name in found}


@cache
def _is_written_out(name: str) -> bool:
    """Whether a rule is a choice of words without a name, such as the periods of a window, or only another rule."""
    definition = _definitions()[name]
    return name.startswith("_") and bool(list(_words(definition)) or re.fullmatch("‹[^›]*›", _form(definition)))


def _alternatives(tree: Definition) -> list[Definition]:
    return _parts(tree) if tree.data == "expansions" else [tree]


def _parts(tree: Definition) -> list[Definition]:
    return [part for part in tree.children if isinstance(part, Tree)]


def _form(tree: Definition) -> str:
    """A definition as text: optional parts in brackets, repeated parts with dots."""
    if tree.data in ("literal", "name"):
        return _symbol(str(tree.children[0]))
    if tree.data == "expansions":
        return " | ".join(map(_form, _parts(tree)))
    if tree.data != "expr":
        return " ".join(map(_form, _parts(tree)))
    inside, sign = _parts(tree)[0], next((part for part in tree.children[1:] if isinstance(part, Token)), "")
    text = _form(inside)
    if sign in ("?", "*"):
        return f"[{text}{' …' * (sign == '*')}]"
    if inside.data != "literal" and (" | " in text or (sign and " " in text)):
        text = f"({text})"
    return f"{text} …" if sign else text


def _symbol(symbol: str) -> str:
    if symbol.startswith('"'):
        return symbol.strip('"')
    if symbol in words():
        return words()[symbol]
    if symbol in _definitions():
        return _form(_definitions()[symbol]) if _is_written_out(symbol) else f"‹{readable(symbol)}›"
    return {"STRING": '"…"', "PROSE": '"""…"""', "ROW_END": "|"}.get(symbol, symbol.replace("_", "-"))


def _words(tree: Definition) -> Iterator[str]:
    """The words in a definition and in the rules that are written out in it."""
    if tree.data in ("literal", "name"):
        symbol = str(tree.children[0])
        word = symbol.strip('"') if symbol.startswith('"') else words().get(symbol, "")
        if word in words().values():
            yield word
        elif symbol.startswith("_") and _is_written_out(symbol):
            yield from _words(_definitions()[symbol])
    for part in _parts(tree):
        yield from _words(part)
