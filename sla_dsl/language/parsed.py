"""The reading of a file by the parser."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..text.finding import Finding
from ..text.source import Node, Source
from .terminals import language


@dataclass(slots=True)
class Parsed:
    """The declarations of a file.

    ``skipped`` are the ranges of tokens (first, last) that belong to no declaration: what they would have said is open.
    """

    source: Source
    declarations: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_too_deep(self) -> bool:
        """Whether its blocks are nested so deeply that it was not scanned to its end."""
        return any(finding.rule == "syntax/nesting-too-deep" for finding in self.findings)

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
