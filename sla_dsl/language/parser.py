"""Tokens to trees: one finding for each fault, and the rest of the file is read.

The tables are Lark's, and so is the way to go through them: to shift a token, or to reduce what was read to a node.
This module tells a keyword from a name by the terminals that the parser's state accepts,
and mends faults: it closes a block that was left open, and skips any other faulty statement up to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from types import MappingProxyType
from typing import TypeGuard, cast

from ..text.source import Node, Source, Token
from .expected import glued, is_header, unclosed_finding, unclosed_row_finding, unexpected_finding
from .lines import LineShape
from .nesting import MAX_DEPTH
from .parsed import Parsed
from .scanner import scan
from .small_words import FAR, about_small_words, misspelt
from .stack import LineStep, Stack, empty, reduce
from .terminals import language
from .translations import TEXTS, missing_word_finding

_PERHAPS_TRANSLATED = TEXTS | {"NAME"}
"""The terminals at which it is seen that a text in another language lacks the word before it."""

_WORDS = frozenset(("NAME", "HOW_OFTEN"))
"""The terminals of words that may be keywords."""

_OF_CHARACTERS = ("syntax/unknown-character", "syntax/foreign-spelling")
"""The rules that tell how a word is spelt: not of a word that cannot stand where it does."""


def parse(source: Source) -> Parsed:
    """The declarations of a source, which is parsed once and remembered; never raises."""
    known: Parsed | None = source.__dict__.get("parsed")
    if known is None:
        known = source.__dict__["parsed"] = _read(source)
    return known


Source.reader = parse


def _read(source: Source) -> Parsed:
    findings, shapes = scan(source)
    parsed = Parsed(source, findings=findings)
    if parsed.is_too_deep:
        parsed.skipped.append((0, len(source.tokens) - 1))
        return parsed
    ParserRun(parsed, shapes).run()
    return parsed


class ParserRun:
    """One run of the parser over the tokens of a source, of whose lines it may be told the shapes.

    ``stack`` and ``values`` are the stacks of an LALR parser: its states, and what was read between them.
    """

    def __init__(self, parsed: Parsed, shapes: Mapping[int, LineShape] = MappingProxyType({})) -> None:
        self.parsed, self.shapes = parsed, shapes
        self.tokens = parsed.source.tokens
        self.stack = empty()
        self.values: list[Node | Token] = []
        self.keywords = language().keywords
        self.contested: tuple[int, Stack] = (-1, self.stack)
        """The index of the last keyword that could have been a name, and the parser's states if it had been one."""
        self.named = self.contested
        """The index of the last word that is no keyword, and the parser's states before it."""
        self.said: set[int] = set()
        """The indexes of the tokens that belong to a word that already has a finding."""

    def run(self) -> None:
        """Reads the source to its end."""
        self.read(len(self.tokens))
        self._end()
        self.parsed.findings = [
            f
            for f in self.parsed.findings
            if f.rule not in _OF_CHARACTERS or f.span is None or f.span.first not in self.said
        ]

    def read(self, size: int) -> None:
        """Takes the first tokens, so many, and mends what is broken."""
        at = 0
        while at < size:
            shape = self.shapes.get(at)
            if shape is None or at + len(shape) > size:
                at = self._read_token(at)
            elif (known := self.stack.lines.get(shape)) is None:
                at = self._read_line(at, shape)
            else:
                at = self._read_as_before(at, at + len(shape), known)

    def _read_as_before(self, first: int, end: int, known: LineStep) -> int:
        """Takes the tokens of a line as those of a line before it; returns the index behind them."""
        keywords, turns, self.stack, contested, named = known
        tokens, values, at = self.tokens, self.values, first
        for place, type in keywords:
            tokens[first + place].type = type
        for place, reductions in turns:
            values += tokens[at : first + place]
            at = first + place
            reduce(values, reductions)
        values += tokens[at:end]
        if contested:
            self.contested = first + contested[0], contested[1]
        if named:
            self.named = first + named[0], named[1]
        return end

    def _read_line(self, first: int, shape: LineShape) -> int:
        """Takes the tokens of a line one by one, and remembers how, if nothing in it had to be mended."""
        at, end, stack, parsed = first, first + len(shape), self.stack, self.parsed
        line = self.tokens[first:end]
        scanned, mended = [token.type for token in line], len(parsed.findings) + len(parsed.skipped)
        while at < end:
            at = self._read_token(at)
        turns, behind = stack.turns(line)
        if at == end and behind is self.stack and len(parsed.findings) + len(parsed.skipped) == mended:
            keywords = [(place, one.type) for place, one in enumerate(line) if one.type != scanned[place]]
            contested, named = (
                (index - first, before) if index >= first else None for index, before in (self.contested, self.named)
            )
            stack.lines[shape] = LineStep(keywords, turns, behind, contested, named)
            Stack.made += 1
        return at

    def _read_token(self, at: int) -> int:
        """Takes the token at an index, and mends what is broken there; returns the index of the token to go on at."""
        token = self.tokens[at]
        if token.type in _WORDS:
            self._read_word(token)
        if self.stack.in_row and token.type != "ROW_END" and self._opens_line(at):
            self._close_row(token)
        before = self.stack
        reductions, behind, takes = before.step(token.type)
        if (reductions or not takes) and token.type in _PERHAPS_TRANSLATED:
            if self._lacks_its_word(at):
                return at
            before = self.stack
            reductions, behind, takes = before.step(token.type)
        reduce(self.values, reductions)
        self.stack = behind
        if takes:
            self.values.append(token)
            return at + 1
        return self._mend(at, before)

    def feed(self, token: Token) -> bool:
        """Takes one token; whether it can stand here.  Where it cannot, what is before it may have been reduced."""
        reductions, self.stack, takes = self.stack.step(token.type)
        reduce(self.values, reductions)
        if takes:
            self.values.append(token)
        return takes

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
        stack = self.stack.down_to(self.stack.depth - is_read)
        as_name = stack.after("NAME")
        word = next((word for word in ("TITLE", "WORDING") if stack.after(word)), None)
        if word is None or (as_name and as_name.after(text[0].type)):
            return False
        self.stack = stack
        if is_read:
            del self.values[-1]
        self.parsed.findings.append(missing_word_finding(code, word.lower()))
        self.parsed.skipped.append((code.index, code.index + 1))  # no wording is found by its tokens alone
        self.feed(Token(word, word.lower(), self.parsed.source, code.index))
        return not is_read or self.feed(code)

    def _is_count(self, token: Token) -> bool:
        """Whether a word before `times` says how often; not where it is a keyword, as in `population times`."""
        keyword = self.keywords.get(token.text, "")
        return self.stack.after("HOW_OFTEN") is not None and self.stack.after(keyword) is None

    def _read_word(self, token: Token) -> None:
        """Tells whether a word is a name, a keyword or how often."""
        if token.type == "HOW_OFTEN" and self._is_count(token):
            return
        token.type = "NAME"
        if token.text in self.stack.sure:
            token.type, as_name = self.stack.sure[token.text]
            if as_name:
                self.contested = (token.index, as_name)
        elif token.text in self.keywords:
            self._classify(token, self.keywords[token.text])
        else:
            self.named = (token.index, self.stack)

    def _classify(self, token: Token, keyword: str) -> None:
        """Makes a word a keyword if a keyword can stand here; otherwise it stays a name.

        A word that begins a line and a statement is no name if the next token does not fit a name: then something is
        missing before the word.
        """
        stack = self.stack
        as_name = stack.after("NAME")
        if keyword in stack.row:
            if as_name:
                said = stack.after(keyword)
                if said is None or (keyword in ("TITLE", "WORDING") and not said.fits(self._behind(token))):
                    return  # a value of a scale may be called `title`
                self.contested = (token.index, as_name)
            if not as_name or keyword not in ("TITLE", "WORDING"):
                stack.sure[token.text] = keyword, as_name
            token.type = keyword
        elif (
            as_name
            and self._opens_line(token.index)
            and self._depth_for(keyword)
            and not as_name.fits(self._behind(token))
        ):
            token.type = keyword

    def _behind(self, token: Token) -> list[Token]:
        """The token behind another, if there is one."""
        return self.tokens[token.index + 1 : token.index + 2]

    def _end(self) -> None:
        """Ends the parse: closes the blocks that are still open, or drops the unfinished statement."""
        end = Token("$END", "", self.parsed.source, len(self.tokens))
        if self.stack.after("$END") is None and not self._close_blocks(end):
            if self.tokens and len(self.values):
                last = self.tokens[-1]
                self.parsed.findings.append(unexpected_finding(end, last, self.stack.terminals(), None, True))
            whole = next(stack for stack in self.stack.down() if stack.after("$END"))
            self._drop(whole.depth, len(self.tokens), len(self.tokens))
        reduce(self.values, self.stack.step("$END").reductions)
        self.parsed.declarations = list(cast(Node, self.values[-1]).nodes())

    # Mending

    def _mend(self, at: int, stack: Stack) -> int:
        """Reports the fault at token ``at``, behind ``stack``; returns the index of the token to go on at."""
        token = self.tokens[at]
        opens_line = self._opens_line(at)
        if opens_line and self._close_blocks(token):
            return at
        if token.type != "UNKNOWN":  # the scanner has reported that one
            before = self.tokens[at - 1] if at else None
            index, as_name = self.contested
            taken = before if before and before.index == index and as_name.fits([token]) else None
            named, behind = self.named
            slip = misspelt(self.tokens[named], token, behind) if 0 < at - named <= FAR and named >= 0 else None
            found = slip or unexpected_finding(token, before, stack.terminals(), taken, opens_line)
            self.parsed.findings.append(found if found.help else replace(found, help=about_small_words(token, stack)))
            end = token.start + len(glued(token))
            rest = takewhile(lambda index: self.tokens[index].start < end, range(at + 1, len(self.tokens)))
            self.said.update((at, *rest))
        if opens_line or self.tokens[at - 1].type == "RBRACE":
            self._complete()
        return self._restart(at)

    def _complete(self) -> None:
        """Builds the node of a statement whose last token has been read: the faulty token does not belong to it."""
        follows = next((t for t in ("VBAR", "RBRACE", "PARTY") if self.stack.after(t)), None)
        if follows is not None:
            reductions, behind, _ = self.stack.step(follows)
            reduce(self.values, reductions)
            self.stack = behind.down_to(behind.depth - 1)

    def _close_row(self, token: Token) -> None:
        """Adds the last bar of a row that ends with its line: a row never goes on in the next line."""
        if self.stack.after("ROW_END"):
            before = self.tokens[token.index - 1]
            self.parsed.findings.append(unclosed_row_finding(before))
            bar = Token("ROW_END", "|", self.parsed.source, before.index)
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
                elif depth and (index > at or depth < self.stack.depth):
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
        return next(stack.depth for stack in self.stack.down() if stack.state in language().between) - 1

    def _depth_for(self, word: str) -> int:
        """How many states to keep so that this terminal begins a statement or row, or ends a block; 0 if none fit."""
        for stack in self.stack.down():
            if stack.state in language().between and stack.row.get(word, -1) >= 0:
                return stack.depth
            if stack.state in language().rows and word in ("VBAR", "RBRACE") and stack.after(word):
                return stack.depth
        return 0

    def _drop(self, depth: int, lost_from: int, until: int) -> None:
        """Cuts the stack down to ``depth`` states and records which tokens are lost."""
        first = self._cut(depth, lost_from)
        if first < until:
            self.parsed.skipped.append((first, until - 1))

    def _cut(self, depth: int, lost_from: int) -> int:
        """Cuts the stack down to ``depth`` states; returns the first token that is lost now or was lost before."""
        lost = self.values[depth - 1 :]
        self.stack = self.stack.down_to(depth)
        del self.values[depth - 1 :]
        return min([lost_from, *(part.index for value in lost if (part := _first_token(value)))])

    def _close_blocks(self, token: Token) -> bool:
        """Closes the blocks left open before ``token``, if the token can stand after them; whether it did."""
        word = language().keywords.get(token.text, token.type)
        stack: Stack | None = self.stack
        for missing in range(1, MAX_DEPTH):
            stack = stack.after("RBRACE") if stack else None
            if stack is None:
                return False
            if stack.after(word):
                if self._is_inside(token, self._openings()[-missing]):
                    return False
                before = self.tokens[token.index - 1]
                # Prose that was not closed took the braces with it.
                swallowed = before.type == "PROSE" and not self.parsed.source.text.endswith('"""', 0, before.end)
                for _ in range(missing):
                    opening = self._openings()[-1]
                    brace = Token("RBRACE", "}", self.parsed.source, before.index)
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
        return at == 0 or self.parsed.source.text.find("\n", self.tokens[at - 1].end, self.tokens[at].start) >= 0


def _is_opening(value: Node | Token) -> TypeGuard[Token]:
    return isinstance(value, Token) and value.type == "LBRACE"


def _first_token(value: Node | Token) -> Token | None:
    while isinstance(value, Node):
        if not value.children:
            return None
        value = value.children[0]
    return value
