"""The one canonical form of a source: `sla fmt` writes it.

One statement stands on a line, each block is indented by two blanks, tables are aligned, phrases stand in a fixed
order.  Comments stay, and so do single blank lines between statements.  A block that the author wrote on one line stays
on one line if it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from textwrap import dedent
from typing import NamedTuple

from ..text.source import Comment, Node, Source, Token, TreePart
from .parsed import Parsed

WIDTH = 120
"""Longer statements are broken before a phrase or after a comma."""
INDENT = "  "
_ORDER = ("share", "hours", "timing", "window", "force", "when")
"""The phrases after the bound of an objective, in the order in which they are read aloud."""
_LAST_RANK = 5
"""The ranks go from 1, outside of parentheses, to 5, inside a hop; a line is broken at low ranks first."""
_BREAKS = frozenset(
    {
        *_ORDER,
        "title_in",
        "said_in",
        "scope",
        "within",
        "through",
        "limit",
        "announced",
        "from",
        "to",
        "until",
        "because",
        "per",
    }
)
"""Phrases before which a long line may be broken."""

_CONDITIONS = frozenset({"both", "either", "every_occasion", "any_occasion", "policy_both", "policy_either"})
"""Productions whose parts `and` or `or` joins."""
_JOINING = {
    "sentence": ("MUST",),
    "down": ("WHEN",),
    "counts": ("OUT",),
    "measured": ("AT", "USING"),
    "total": ("PLUS", "MINUS"),
    **dict.fromkeys(_CONDITIONS, ("AND", "OR")),
}
"""Words that join the parts of a production; a long line may be broken before them."""


def formatted(parsed: Parsed) -> str:
    """The canonical text of a source that was read without a fault.

    Formatting is idempotent.  It changes the blanks between tokens, the order of an objective's phrases, and `decimal`
    or `decimals` after the number; no other token changes.
    """
    return _Layout(parsed.source).file(parsed.declarations)


class _Layout:
    """Writes one source again, line by line."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[str] = []
        self.comments = list(source.comments)
        """The comments that are not written yet."""

    def file(self, declarations: list[Node]) -> str:
        for declaration in declarations:
            self.item(declaration, 0)
        self.own_line_comments(len(self.source.tokens), 0)
        return "".join(f"{line}\n" for line in self.lines)

    # Statements and blocks

    def item(self, node: Node, depth: int) -> None:
        """A declaration or statement with the comments before it and at its end."""
        self.own_line_comments(node.first.index, depth)
        self.keep_blank_line(node.first.start)
        parts: list[TreePart] = [node] if node.kind == "sentence" else node.children
        if node.kind == "override" and isinstance(parts[-1], Node):
            parts = [parts[0], *parts[-1].children]
        at = next((i for i, p in enumerate(parts) if isinstance(p, Token) and p.type == "LBRACE"), None)
        if at is None or self.fits_on_one_line(node, depth):
            self.statement_of(parts, node.kind, depth)
        else:
            self.statement_of(parts[: at + 1], node.kind, depth)
            for child in parts[at + 1 :]:
                if isinstance(child, Node) and child.kind == "table":
                    self.table(child, depth + 1)
                elif isinstance(child, Node):
                    self.item(child, depth + 1)
                else:
                    self.closing(child, depth)

    def statement_of(self, parts: list[TreePart], kind: str, depth: int) -> None:
        """One statement of a kind, or the head of a block, on as many lines as it needs."""
        last = _last(parts[-1])
        for comment in self.taken(last.index):
            self.lines.append(f"{INDENT * depth}{self.comment(comment)}")
        words: list[_Word] = []
        for word in _words(parts, kind):
            words.append(word)
            if last.type == "PROSE" and word.text.startswith('"""'):
                words[-1] = word._replace(text='"""')
                self.lines += _filled(words, INDENT * depth, INDENT * (depth + 2))
                content = dedent(word.text[3:-3]).strip().splitlines()
                self.lines += [f"{INDENT * depth}{line.rstrip()}" if line.strip() else "" for line in content]
                words = [_Word('"""', False, 0)]
        self.lines += _filled(words, INDENT * depth, INDENT * (depth + 2))
        self.trailing_comment(last)

    def closing(self, brace: Token, depth: int) -> None:
        self.own_line_comments(brace.index, depth + 1)
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        self.lines.append(f"{INDENT * depth}}}")
        self.trailing_comment(brace)

    def fits_on_one_line(self, node: Node, depth: int) -> bool:
        """Whether the author wrote a block on one line, without comments, and it fits."""
        text = self.source.text[node.first.start : node.last.end]
        width = len(INDENT * depth) + len(_joined(_words([node], node.kind)))
        return "\n" not in text and "#" not in text and width <= WIDTH

    # Tables

    def table(self, table: Node, depth: int) -> None:
        """A table with aligned columns and a line of dashes below the header."""
        rows = [[_joined(_words([cell], "row")) for cell in row.nodes("cell")] for row in table.nodes("row")]
        widths = [max(3, *(len(row[i]) for row in rows if i < len(row))) for i in range(max(map(len, rows)))]
        for at, (row, cells) in enumerate(zip(table.nodes("row"), rows, strict=True)):
            self.own_line_comments(row.first.index, depth)
            if at == 0:
                self.keep_blank_line(row.first.start)
            padded = " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
            self.lines.append(f"{INDENT * depth}| {padded} |")
            self.trailing_comment(row.last)
            if at == 0:
                self.lines.append(f"{INDENT * depth}|{'|'.join('-' * (width + 2) for width in widths)}|")

    # Comments and blank lines

    def own_line_comments(self, index: int, depth: int) -> None:
        for comment in self.taken(index):
            self.keep_blank_line(comment.start)
            self.lines.append(f"{INDENT * depth}{self.comment(comment)}")

    def taken(self, index: int) -> list[Comment]:
        """Removes and returns the comments before the token at ``index`` that are not written yet."""
        found = list(takewhile(lambda comment: comment.before <= index, self.comments))
        del self.comments[: len(found)]
        return found

    def trailing_comment(self, after: Token) -> None:
        """Writes the comment that stands behind a token on its line."""
        if self.comments and self.comments[0].before == after.index + 1:
            comment = self.comments[0]
            if "\n" not in self.source.text[after.end : comment.start]:
                self.lines[-1] += f"  {self.comment(comment)}"
                del self.comments[0]

    def comment(self, comment: Comment) -> str:
        return self.source.text[comment.start : comment.end].rstrip()

    def keep_blank_line(self, start: int) -> None:
        """Writes one blank line if the author left one or more here, except at the start of a block."""
        text, newlines = self.source.text, 0
        while start > 0 and text[start - 1].isspace():
            start -= 1
            newlines += text[start] == "\n"
        if newlines > 1 and self.lines and self.lines[-1] and not self.lines[-1].endswith("{"):
            self.lines.append("")


# Words


class _Word(NamedTuple):
    """A token as it is written; a ``glued`` one has no blank before it.

    A long line may be broken before a word with a ``rank`` above 0, low ranks first.
    """

    text: str
    glued: bool
    rank: int


def _words(parts: Iterable[TreePart], kind: str) -> Iterator[_Word]:
    before: Token | None = None
    comma, depth = False, 0
    for token, phrase_of in _tokens(parts, kind):
        text = token.text
        if token.type not in ("STRING", "PROSE"):
            text = " ".join(text.split()) if token.type != "PERCENT" else "".join(text.split())
        if token.type in ("DECIMAL", "DECIMALS") and before is not None:
            text = "decimal" if before.text == "1" else "decimals"
        span = token.type == "MINUS" and before is not None and before.type == "TIME_OF_DAY"
        after_span = before is not None and before.type == "MINUS" and token.type == "TIME_OF_DAY"
        glued = token.type in ("COMMA", "COLON", "RPAR") or (before is not None and before.type == "LPAR")
        rank = 0
        if phrase_of == "hop":
            rank = _LAST_RANK
        elif phrase_of == "total":
            rank = min(2 + depth, _LAST_RANK)
        elif phrase_of in _CONDITIONS or phrase_of == "trait":
            rank = 2
        elif phrase_of or comma or token.type == "THEN":
            rank = min(1 + depth, _LAST_RANK)
        yield _Word(text, glued or span or after_span, rank)
        depth += (token.type == "LPAR") - (token.type == "RPAR")
        comma = token.type == "COMMA"
        before = token


def _tokens(parts: Iterable[TreePart], parent: str) -> Iterator[tuple[Token, str]]:
    """The tokens in canonical order; the first token of a phrase comes with the kind that holds the phrase."""
    for part in parts:
        if isinstance(part, Token):
            yield part, parent if part.type in _JOINING.get(parent, ()) else ""
        else:
            children = _in_order(part) if part.kind in ("promise", "cell") else part.children
            for at, (token, phrase_of) in enumerate(_tokens(children, part.kind)):
                yield token, phrase_of or (parent if at == 0 and part.kind in _BREAKS else "")


def _in_order(promise: Node) -> list[TreePart]:
    """The parts of a promise in canonical order: the scope, the bound, then the other phrases by ``_ORDER``."""
    phrases = [part for part in promise.children if isinstance(part, Node) and part.kind in _ORDER]
    scopes = [part for part in promise.children if isinstance(part, Node) and part.kind == "scope"]
    others = [part for part in promise.children if part not in phrases and part not in scopes]
    bound = next(
        (i for i, p in enumerate(others) if isinstance(p, Node) and p.kind in ("bound", "deadline")), len(others)
    )
    phrases.sort(key=lambda part: _ORDER.index(part.kind))
    return [*others[:bound], *scopes, *others[bound:], *phrases]


def _joined(words: Iterable[_Word]) -> str:
    return "".join(word.text if word.glued else f" {word.text}" for word in words).strip()


def _filled(words: list[_Word], start: str, indent: str, rank: int = 1) -> list[str]:
    """The words on lines of at most ``WIDTH``, the first after ``start``; a line is broken at low ranks first."""
    lines: list[str] = []
    for piece in _pieces(words, rank):
        text, begin = _joined(piece), indent if lines else start
        if lines and len(lines[-1]) + 1 + len(text) <= WIDTH:
            lines[-1] += f" {text}"
        elif len(begin) + len(text) > WIDTH and rank < _LAST_RANK:
            lines += _filled(piece, begin, indent, rank + 1)
        else:
            lines.append(begin + text)
    return lines


def _pieces(words: list[_Word], rank: int) -> list[list[_Word]]:
    """The words, cut before each word of this rank or a lower one; the first word never stands alone."""
    pieces: list[list[_Word]] = []
    for word in words:
        if not pieces or (0 < word.rank <= rank and not word.glued and pieces != [words[:1]]):
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _last(part: TreePart) -> Token:
    return part.last if isinstance(part, Node) else part
