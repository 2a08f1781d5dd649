"""A finding: one mistake of the user as a value, with place, cause and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from .source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """A further place that takes part in a finding, and a clause that says how."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake.

    ``rule`` is ``family/bad-thing``; the catalogue of rules gives its severity.  ``message`` is one lower-case sentence
    with the user's own words in backticks.  ``label`` stands beside the underlined text, ``help`` says who must do
    what, ``example`` is a dated or computed counter-example.  ``span`` is missing where no text exists: then ``file``
    names the file that could not be read.  ``address`` is the declaration concerned (``atelier-payments/uptime``).
    ``values`` are normalised values; with rule and address they identify the finding over time.
    """

    rule: str
    message: str
    span: Span | None = None
    label: str = ""
    help: str = ""
    example: str = ""
    related: tuple[Related, ...] = ()
    address: str = ""
    values: tuple[str, ...] = ()
    file: str = ""

    @property
    def path(self) -> str:
        """The path of the file in which the finding stands."""
        return self.span.source.path if self.span else self.file

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stay the same when the message is reworded or lines move."""
        parts = (self.rule, self.address, *(self.values or (self.span.text if self.span else self.file,)))
        return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:12]

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The key that sorts findings by place, then by rule and message."""
        first, last = self.span.offsets if self.span else (0, 0)
        return (self.path, first, last, self.rule, self.message)
