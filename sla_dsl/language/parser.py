"""Tokens to trees: one finding for each fault, and the rest of the file is read.

The tables are Lark's, and so is the way to go through them: to shift a token, or to reduce what was read to a node.
This module tells a keyword from a name by the terminals that the parser's state accepts,
and mends faults: it closes a block that was left open, and skips any other faulty statement up to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TypeGuard, cast

from ..text.finding import Finding
from ..text.source import Node, Source, Token
from .expected import glued, is_header, unclosed_finding, unclosed_row_finding, unexpected_finding
from .lookahead import after, fits, terminals_after
from .scanner import MAX_DEPTH, scan
from .terminals import language
from .translations import TEXTS, missing_word_finding

_PERHAPS_TRANSLATED = TEXTS | {"NAME"}
"""The terminals at which it is seen that a text in another language lacks the word before it."""

_OF_CHARACTERS = ("syntax/unknown-character", "syntax/foreign-spelling")
"""The rules that tell how a word is spelt: not of a word that cannot stand where it does."""


@dataclass(slots=True)
class Parsed:
    """The declarations of a file.

    ``skipped`` are the ranges of tokens (first, last) that belong to no declaration: nobody knows what they would have
    said.
    """

    source: Source
    declarations: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)

    def is_broken(self, node: Node) -> bool:
        """Whether text inside this node was skipped, or statements behind it that a stray brace shut out."""
        first, last = node.first.index, node.last.index
        return any(
            (first <= start and end <= last) or (start == last + 1 and self._is_statement(start))
            for start, end in self.skipped
        )

    def _is_statement(self, index: int) -> bool:
        """Whether a token begins a statement of some block, and not a declaration."""
        # A declaration may also stand in the `accepts` of a policy: a word with that home begins a declaration.
        keyword = language().keywords.get(self.source.tokens[index].text, "")
        return "accepts" not in language().homes.get(keyword, ("accepts",))


def parse(source: Source) -> Parsed:
    """The declarations of a source, which is parsed once and remembered; never raises."""
    known: Parsed | None = source.__dict__.get("parsed")
    if known is None:
        known = source.__dict__["parsed"] = _read(source)
    return known


Source.reader = parse


def accepted_after(source: Source) -> frozenset[str]:
    """The terminals that can stand behind a text that may be broken: what somebody could type next."""
    parsed = Parsed(source, findings=scan(source))
    reading = _Parse(parsed)
    reading.read()
    return frozenset(terminals_after(reading.states))


def _read(source: Source) -> Parsed:
    parsed = Parsed(source, findings=scan(source))
    if any(finding.rule == "syntax/nesting-too-deep" for finding in parsed.findings):
        parsed.skipped.append((0, len(source.tokens) - 1))
        return parsed
    _Parse(parsed).run()
    return parsed


class _Parse:
    """One run of the parser over the tokens of a source.

    ``states`` and ``values`` are the stacks of an LALR parser: its states, and what was read between them.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.source.tokens
        self.states = [language().start]
        self.values: list[Node | Token] = []
        self.table = language().table
        self.reductions = language().reductions
        self.keywords = language().keywords
        self.contested: tuple[int, list[int]] = (-1, [])
        """The index of the last keyword that could have been a name, and the parser's states if it had been one."""
        self.said: set[int] = set()
        """The indexes of the tokens that belong to a word that already has a finding."""

    def run(self) -> None:
        self.read()
        self._end()
        self.parsed.findings = [
            f
            for f in self.parsed.findings
            if f.rule not in _OF_CHARACTERS or f.span is None or f.span.first not in self.said
        ]

    def read(self) -> None:
        """Takes every token, and mends what is broken."""
        table, states, values, keywords, tokens = self.table, self.states, self.values, self.keywords, self.tokens
        at, size = 0, len(tokens)
        while at < size:
            token = tokens[at]
            if token.type == "HOW_OFTEN" and not self._is_count(token):
                token.type = "NAME"
            if token.type == "NAME" and token.text in keywords:
                self._classify(token, keywords[token.text])
            row = table[states[-1]]
            if "ROW_END" in row:
                self._close_row(token)
                row = table[states[-1]]
            if row.get(token.type, -1) >= 0:
                states.append(row[token.type])
                values.append(token)
                at += 1
                continue
            if token.type in _PERHAPS_TRANSLATED and self._lacks_its_word(at):
                continue
            before = states.copy()
            if self.feed(token):
                at += 1
            else:
                at = self._mend(at, terminals_after(before))

    def feed(self, token: Token) -> bool:
        """Takes one token; whether it can stand here.  Where it cannot, what is before it may have been reduced."""
        table, reductions, states, values = self.table, self.reductions, self.states, self.values
        symbol, row = token.type, self.table[self.states[-1]]
        while True:
            action = row.get(symbol)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                values.append(token)
                return True
            length, kind, inlined, alone, origin = reductions[~action]
            if length == 1 and not alone:  # the most frequent by far
                if inlined:
                    cast(Node, values[-1]).kind = kind  # nobody else has the node of a repetition
                else:
                    values[-1] = Node(kind, [values[-1]])
                del states[-1]
            elif inlined or not length or alone:
                self._reduce(length, kind, inlined, alone)
            else:
                parts = values[-length:]
                values[-length:] = (Node(kind, parts),)
                del states[-length:]
            state = table[states[-1]][origin]
            states.append(state)
            row = table[state]

    def _reduce(self, length: int, kind: str, inlined: Sequence[int], alone: bool) -> None:
        """Makes the last values one node, and takes their states away."""
        states, values = self.states, self.values
        parts: list[Node | Token] = []
        if length:
            parts = values[-length:]
            del values[-length:], states[-length:]
            if inlined:
                # The parts of a repetition are taken over as they are: a copy at each turn would be one of all before.
                at = inlined[0]
                whole = cast(Node, parts[0]).children if at == 0 else parts[:at]
                for place, part in enumerate(parts[max(at, 1) :], max(at, 1)):
                    if place in inlined:
                        whole += cast(Node, part).children
                    else:
                        whole.append(part)
                parts = whole
        values.append(parts[0] if alone and len(parts) == 1 else Node(kind, parts))

    def _lacks_its_word(self, at: int) -> bool:
        """Whether a text in another language lacks the `title` or `wording` before it (`"Rules" fr "Règles"`).

        It is told, and read with the word that stands there.
        """
        if self.tokens[at].type in TEXTS and self.values and self.values[-1] is self.tokens[at - 1]:
            at -= 1
        code, text = self.tokens[at], self.tokens[at + 1 : at + 2]
        if code.type != "NAME" or len(code.text) != 2 or not text or text[0].type not in TEXTS:
            return False
        is_read = self.values[-1:] == [code]
        stack = self.states[:-1] if is_read else self.states
        as_name = after(stack, "NAME")
        word = next((word for word in ("TITLE", "WORDING") if after(stack, word)), None)
        if word is None or (as_name and after(as_name, text[0].type)):
            return False
        if is_read:
            del self.states[-1], self.values[-1]
        self.parsed.findings.append(missing_word_finding(code, word.lower()))
        self.parsed.skipped.append((code.index, code.index + 1))  # no wording is found by its tokens alone
        self.feed(Token(word, word.lower(), self.parsed.source, code.index, code.start, code.start))
        return not is_read or self.feed(code)

    def _is_count(self, token: Token) -> bool:
        """Whether a word before `times` says how often; not where it is a keyword, as in `population times`."""
        keyword = self.keywords.get(token.text, "")
        return after(self.states, "HOW_OFTEN") is not None and after(self.states, keyword) is None

    def _classify(self, token: Token, keyword: str) -> None:
        """Makes a word a keyword if a keyword can stand here; otherwise it stays a name.

        A word that begins a line and a statement is no name if the next token does not fit a name: then something is
        missing before the word.
        """
        stack, accepted = self.states, self.table[self.states[-1]]
        as_name = after(stack, "NAME") if "NAME" in accepted else None
        behind = self.tokens[token.index + 1 : token.index + 2]
        if keyword in accepted:
            said = after(stack, keyword)
            if as_name and (said is None or (keyword in ("TITLE", "WORDING") and not fits(said, behind))):
                return  # a value of a scale may be called `title`
            if as_name:
                self.contested = (token.index, as_name)
            token.type = keyword
        elif as_name and self._opens_line(token.index) and self._depth_for(keyword) and not fits(as_name, behind):
            token.type = keyword

    def _end(self) -> None:
        """Ends the parse: closes the blocks that are still open, or drops the unfinished statement."""
        end = Token("$END", "", self.parsed.source, len(self.tokens), 0, 0)
        if after(self.states, "$END") is None and not self._close_blocks(end):
            if self.tokens and len(self.values):
                last = self.tokens[-1]
                self.parsed.findings.append(unexpected_finding(end, last, terminals_after(self.states), None, True))
            depth = next(d for d in range(len(self.states), 0, -1) if after(self.states[:d], "$END"))
            self._drop(depth, len(self.tokens), len(self.tokens))
        while self.states[-1] != language().end:
            self._step(self.table[self.states[-1]]["$END"])
        self.parsed.declarations = list(cast(Node, self.values[-1]).nodes())

    # Mending

    def _mend(self, at: int, accepted: set[str]) -> int:
        """Reports the fault at token ``at``, where others can stand; returns the index of the token to go on at."""
        token = self.tokens[at]
        opens_line = self._opens_line(at)
        if opens_line and self._close_blocks(token):
            return at
        if token.type != "UNKNOWN":  # the scanner has reported that one
            before = self.tokens[at - 1] if at else None
            index, as_name = self.contested
            taken = before if before and before.index == index and fits(as_name, [token]) else None
            self.parsed.findings.append(unexpected_finding(token, before, accepted, taken, opens_line))
            end = token.start + len(glued(token))
            rest = takewhile(lambda index: self.tokens[index].start < end, range(at + 1, len(self.tokens)))
            self.said.update((at, *rest))
        if opens_line or self.tokens[at - 1].type == "RBRACE":
            self._complete()
        return self._restart(at)

    def _complete(self) -> None:
        """Builds the node of a statement whose last token has been read: the faulty token does not belong to it."""
        follows = next((t for t in ("VBAR", "RBRACE", "PARTY") if after(self.states, t)), "")
        while (action := self.table[self.states[-1]].get(follows, 0)) < 0:
            self._step(action)

    def _step(self, action: int) -> None:
        """Reduces what was read, by the action of a table."""
        length, kind, inlined, alone, origin = self.reductions[~action]
        self._reduce(length, kind, inlined, alone)
        self.states.append(self.table[self.states[-1]][origin])

    def _close_row(self, token: Token) -> None:
        """Adds the last bar of a row that ends with its line: a row never goes on in the next line."""
        is_missing = token.type != "ROW_END" and self._opens_line(token.index)
        if is_missing and after(self.states, "ROW_END"):
            before = self.tokens[token.index - 1]
            self.parsed.findings.append(unclosed_row_finding(before))
            bar = Token("ROW_END", "|", self.parsed.source, before.index, before.end, before.end)
            self.feed(bar)

    def _restart(self, at: int) -> int:
        """Skips to the next token that begins a statement or a row, or ends a block; returns its index."""
        level, lost_from = 0, at
        is_table = at < len(self.tokens) and is_header(self.tokens[at])  # nobody knows what its rows say
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token.type == "LBRACE":
                level += 1
            elif token.type == "RBRACE" and level > 0:
                level -= 1
            elif level == 0 and (token.type == "RBRACE" or self._opens_line(index)):
                word = language().keywords.get(token.text, token.type)
                if is_table and word == "VBAR":
                    continue
                depth, opening = self._depth_for(word), self._last_opening()
                if word == "RBRACE" and opening >= 0 and depth <= opening + 1:
                    # It closes a block that is lost with its statement.
                    lost_from = min(lost_from, self._cut(opening + 1, lost_from))
                elif depth and (index > at or depth < len(self.states)):
                    lost_openings = [value for value in self.values[depth - 1 :] if _is_opening(value)]
                    if lost_openings and self._is_inside(token, lost_openings[0]):
                        continue
                    self._drop(depth, lost_from, index)
                    return index
        self._drop(1 + self._innermost(), lost_from, len(self.tokens))
        return len(self.tokens)

    def _last_opening(self) -> int:
        """The index of the last opening brace among the values; -1 without one."""
        values = self.values
        return next((i for i in range(len(values) - 1, -1, -1) if _is_opening(values[i])), -1)

    def _innermost(self) -> int:
        """The index in the stack of the innermost open block."""
        stack = self.states
        return next(i for i in range(len(stack) - 1, -1, -1) if stack[i] in language().between)

    def _depth_for(self, word: str) -> int:
        """How many states to keep so that this terminal begins a statement or row, or ends a block; 0 if none fit."""
        stack = self.states
        for depth in range(len(stack), 0, -1):
            state = stack[depth - 1]
            if state in language().between and self.table[state].get(word, -1) >= 0:
                return depth
            if state in language().rows and word in ("VBAR", "RBRACE") and after(stack[:depth], word):
                return depth
        return 0

    def _drop(self, depth: int, lost_from: int, until: int) -> None:
        """Cuts the stack down to ``depth`` states and records which tokens are lost."""
        first = self._cut(depth, lost_from)
        if first < until:
            self.parsed.skipped.append((first, until - 1))

    def _cut(self, depth: int, lost_from: int) -> int:
        """Cuts the stack down to ``depth`` states; returns the first token that is lost now or was lost before."""
        lost = self.values[depth - 1 :]
        del self.states[depth:]
        del self.values[depth - 1 :]
        return min([lost_from, *(part.index for value in lost if (part := _first_token(value)))])

    def _close_blocks(self, token: Token) -> bool:
        """Closes the blocks left open before ``token``, if the token can stand after them; whether it did."""
        word = language().keywords.get(token.text, token.type)
        stack: list[int] | None = self.states
        for missing in range(1, MAX_DEPTH):
            stack = after(stack, "RBRACE") if stack else None
            if stack is None:
                return False
            if after(stack, word):
                if self._is_inside(token, self._openings()[-missing]):
                    return False
                before = self.tokens[token.index - 1]
                # Prose that was not closed took the braces with it.
                swallowed = before.type == "PROSE" and not self.parsed.source.text.endswith('"""', 0, before.end)
                for _ in range(missing):
                    opening = self._openings()[-1]
                    brace = Token("RBRACE", "}", self.parsed.source, before.index, before.end, before.end)
                    self.feed(brace)
                    if not swallowed:
                        self.parsed.findings.append(unclosed_finding(before, opening))
                return True
        return False

    def _openings(self) -> list[Token]:
        """The opening braces of the open blocks, outermost first."""
        return [value for value in self.values if _is_opening(value)]

    def _is_inside(self, token: Token, opening: Token) -> bool:
        """Whether a token that begins a line is indented deeper than the line that opens a block."""
        source = self.parsed.source
        line = source.line(source.position(opening.start).line)
        return bool(token.text) and source.position(token.start).column - 1 > len(line) - len(line.lstrip())

    def _opens_line(self, at: int) -> bool:
        return at == 0 or "\n" in self.parsed.source.text[self.tokens[at - 1].end : self.tokens[at].start]


def _is_opening(value: Node | Token) -> TypeGuard[Token]:
    return isinstance(value, Token) and value.type == "LBRACE"


def _first_token(value: Node | Token) -> Token | None:
    while isinstance(value, Node):
        if not value.children:
            return None
        value = value.children[0]
    return value
