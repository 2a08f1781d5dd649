"""Tokens to trees, with one finding for each fault and the rest of the file read.

Lark's tables do the parsing.  This module tells a keyword from a name by what the
parser's state accepts, and mends what is broken: a block that was not closed is
closed, any other faulty statement is skipped up to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_analysis import Shift

from .expected import unclosed_finding, unexpected_finding
from .finding import Finding
from .scanner import MAX_DEPTH, scan
from .source import Node, Source, Token
from .terminals import language


@dataclass(slots=True)
class Parsed:
    """A file as declarations.

    ``skipped`` are the token ranges (first, last) that no declaration could take in:
    what they would have said is unknown.
    """

    source: Source
    declarations: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)

    def is_broken(self, node: Node) -> bool:
        """Whether something inside this node could not be read."""
        first, last = node.first.index, node.last.index
        return any(first <= start and end <= last for start, end in self.skipped)


def parse(source: Source) -> Parsed:
    """The declarations of a source; never raises."""
    parsed = Parsed(source, findings=scan(source))
    if any(finding.rule == "syntax/nesting-too-deep" for finding in parsed.findings):
        parsed.skipped.append((0, len(source.tokens) - 1))
        return parsed
    _Parse(parsed).run()
    return parsed


class _Parse:
    """One run of Lark's parser over the tokens of a source."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.source.tokens
        self.state = language().lark.parse_interactive().parser_state
        self.table = self.state.parse_conf.states
        self.contested: tuple[int, list[Any]] = (-1, [])
        """The last keyword that could have been a name (its index), and the states after that name."""

    def run(self) -> None:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            self._classify(token)
            try:
                self.state.feed_token(token)  # type: ignore[arg-type]  # Lark needs only a type
                at += 1
            except UnexpectedToken:
                at = self._mend(at)
        self._end()

    def _classify(self, token: Token) -> None:
        """A word that can stand here as a keyword is one; otherwise it is a name.

        A word that begins a line and a statement is no name if what follows does not fit a name:
        something is missing before it.
        """
        keyword = language().keywords.get(token.text) if token.type == "NAME" else None
        if keyword is None:
            return
        stack, accepted = self.state.state_stack, self.table[self.state.position]
        as_name = self._after(stack, "NAME") if "NAME" in accepted else None
        if keyword in accepted:
            if as_name and self._after(stack, keyword) is None:
                return
            if as_name:
                self.contested = (token.index, as_name)
            token.type = keyword
        elif as_name and self._opens_line(token.index) and self._depth_for(keyword):
            if not self._fits(as_name, self.tokens[token.index + 1 : token.index + 2]):
                token.type = keyword

    def _end(self) -> None:
        """Ends the parse; closes what is still open, or leaves it out."""
        end = Token("$END", "", self.parsed.source, len(self.tokens), 0, 0)
        if self._after(self.state.state_stack, "$END") is None and not self._close_blocks(end):
            if self.tokens and len(self.state.value_stack):
                last = self.tokens[-1]
                self.parsed.findings.append(unexpected_finding(end, last, self._accepted(), None, True))
            depth = next(d for d in range(len(self.state.state_stack), 0, -1) if self._after(self.state.state_stack[:d], "$END"))
            self._drop(depth, len(self.tokens))
        start = self.state.feed_token(end, is_end=True)  # type: ignore[arg-type]
        self.parsed.declarations = list(start.nodes())

    # Mending

    def _mend(self, at: int) -> int:
        """Reports the fault at token ``at``; returns the index of the token to go on with."""
        token = self.tokens[at]
        opens_line = self._opens_line(at)
        if opens_line and self._close_blocks(token):
            return at
        if token.type != "UNKNOWN":  # the scanner has said it
            before = self.tokens[at - 1] if at else None
            index, as_name = self.contested
            taken = before if before and before.index == index and self._fits(as_name, [token]) else None
            self.parsed.findings.append(unexpected_finding(token, before, self._accepted(), taken, opens_line))
        return self._restart(at, opens_line)

    def _restart(self, at: int, statement_complete: bool) -> int:
        """Skips to the next token that begins a statement or ends a block."""
        level = 0
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token.type == "LBRACE":
                level += 1
            elif token.type == "RBRACE" and level > 0:
                level -= 1
            elif level == 0 and (token.type == "RBRACE" or self._opens_line(index)):
                word = language().keywords.get(token.text, token.type)
                if index > at and statement_complete and self._after(self.state.state_stack, word):
                    self.parsed.skipped.append((at, index - 1))
                    return index
                depth = self._depth_for(word)
                if depth and (index > at or depth < len(self.state.state_stack)):
                    self._drop(depth, index)
                    return index
        self._drop(1 + self._innermost(), len(self.tokens))
        return len(self.tokens)

    def _innermost(self) -> int:
        """The index in the stack of the innermost open block."""
        stack = self.state.state_stack
        return next(i for i in range(len(stack) - 1, -1, -1) if stack[i] in language().between)

    def _depth_for(self, word: str) -> int:
        """How much of the stack to keep so that this terminal begins a statement or ends a block there; 0 if it cannot."""
        stack = self.state.state_stack
        for depth in range(len(stack), 0, -1):
            if stack[depth - 1] in language().between and self.table[stack[depth - 1]].get(word, (None,))[0] is Shift:
                return depth
        return 0

    def _drop(self, depth: int, until: int) -> None:
        """Cuts the stack down to ``depth`` states and notes which tokens are lost."""
        lost = self.state.value_stack[depth - 1 :]
        first = next((part.index for value in lost if (part := _first_token(value))), until)
        del self.state.state_stack[depth:]
        del self.state.value_stack[depth - 1 :]
        if first < until:
            self.parsed.skipped.append((first, until - 1))

    def _close_blocks(self, token: Token) -> bool:
        """Closes the blocks that were left open before ``token``, if it can stand after them."""
        word = language().keywords.get(token.text, token.type)
        stack: list[Any] | None = self.state.state_stack
        for missing in range(1, MAX_DEPTH):
            stack = self._after(stack, "RBRACE") if stack else None
            if stack is None:
                return False
            if self._after(stack, word):
                before = self.tokens[token.index - 1]
                for _ in range(missing):
                    opening = self._opening()
                    brace = Token("RBRACE", "}", self.parsed.source, before.index, before.end, before.end)
                    self.state.feed_token(brace)  # type: ignore[arg-type]
                    self.parsed.findings.append(unclosed_finding(before, opening))
                return True
        return False

    def _opening(self) -> Token:
        """The brace of the innermost open block."""
        values = self.state.value_stack
        return next(v for v in reversed(values) if isinstance(v, Token) and v.type == "LBRACE")

    # Looking ahead

    def _after(self, stack: list[Any], terminal: str) -> list[Any] | None:
        """The parser's states after a terminal, or nothing if it cannot stand there."""
        stack = list(stack)
        while True:
            action, argument = self.table[stack[-1]].get(terminal, (None, None))
            if action is None:
                return None
            if action is Shift:
                stack.append(argument)
                return stack
            if argument.expansion:
                del stack[-len(argument.expansion) :]
            stack.append(self.table[stack[-1]][argument.origin.name][1])
            if stack[-1] == self.state.parse_conf.end_state:
                return stack

    def _fits(self, stack: list[Any], tokens: list[Token]) -> bool:
        """Whether the first of these tokens can stand after the states of ``stack``, as a keyword or as what it is."""
        return any(self._after(stack, t) for token in tokens for t in (token.type, language().keywords.get(token.text, "")))

    def _accepted(self) -> set[str]:
        """The terminals that can really stand here (the table alone promises too many)."""
        stack = self.state.state_stack
        return {terminal for terminal in self.table[stack[-1]] if terminal in language().terminals and self._after(stack, terminal)}

    def _opens_line(self, at: int) -> bool:
        return at == 0 or "\n" in self.parsed.source.text[self.tokens[at - 1].end : self.tokens[at].start]


def _first_token(value: Any) -> Token | None:
    while isinstance(value, Node):
        if not value.children:
            return None
        value = value.children[0]
    return value if isinstance(value, Token) else None
