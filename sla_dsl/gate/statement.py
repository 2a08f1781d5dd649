"""The statement that a signatory signs, and its form in the message of a commit."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NONE = "none"
"""Stands in for a version that there is none of."""
LONGEST_MESSAGE = 256 * 1024
"""The characters of a message that are read; the rest does not count, so that no message can make the gate slow."""
_PREFIXES = " \t>*+-"
"""Characters that squashing, quoting and forwarding put before a line."""
# Each part has a longest length: else a line of a stranger could make the search take quadratic time.
_APPROVAL = re.compile(
    r"SLA-(?P<word>Approval|Withdrawal): (?P<agreement>\S{1,200}) (?P<version>\S{1,50})"
    r" (?P<base>none|[0-9a-f]{64}) (?P<promise>[0-9a-f]{64})"
)
_APPROVED_BY = re.compile(r'SLA-Approved-By: (?P<signatory>"(?:[^"\\]|\\.){1,500}") for (?P<party>\S{1,200})')
_SIGNATURE = re.compile(r"SLA-Signature: (?P<signature>[A-Za-z0-9+/]{1,20000}={0,2})")


@dataclass(frozen=True, slots=True)
class ApprovalStatement:
    """An approval: who approves, for which party, that an agreement becomes this version.

    ``promise`` is the hash of the approved promise (see ``promise_hash``), ``base`` that of the promise in force and of
    its place in the history (see ``given``). ``version`` is ``NONE`` for an agreement without a version. A statement
    that is ``withdrawn`` takes back the approval with the same words.
    """

    agreement: str
    version: str
    base: str
    promise: str
    signatory: str
    party: str
    withdrawn: bool = False

    @property
    def text(self) -> str:
        """The two lines that are signed."""
        name = json.dumps(self.signatory, ensure_ascii=False)
        word = "Withdrawal" if self.withdrawn else "Approval"
        return (
            f"SLA-{word}: {self.agreement} {self.version} {self.base} {self.promise}\n"
            f"SLA-Approved-By: {name} for {self.party}\n"
        )

    def trailers(self, signature: bytes | None) -> str:
        """The statement as the last lines of a commit message, with its signature if it has one."""
        return self.text + (f"SLA-Signature: {b64encode(signature).decode()}\n" if signature else "")


def statements(message: str) -> list[tuple[ApprovalStatement, bytes | None]]:
    """All statements in a commit message, each once, with its signature if there is one.

    A statement may stand anywhere, because a squash joins messages and indents them; other lines between its lines are
    ignored. Malformed statements are passed over: they approve nothing.
    """
    lines = (line.lstrip(_PREFIXES).rstrip() for line in message[:LONGEST_MESSAGE].split("\n"))
    return list(dict.fromkeys(_statements(line for line in lines if line.isprintable())))


def _statements(lines: Iterable[str]) -> Iterator[tuple[ApprovalStatement, bytes | None]]:
    approval: re.Match[str] | None = None
    made: ApprovalStatement | None = None
    for line in lines:
        if found := _APPROVAL.fullmatch(line):
            if made:
                yield made, None
            approval, made = found, None
        elif approval and not made and (found := _APPROVED_BY.fullmatch(line)):
            name = _unquoted(found["signatory"])
            said = approval.groupdict()
            is_withdrawn = said.pop("word") == "Withdrawal"
            made = (
                ApprovalStatement(**said, signatory=name, party=found["party"], withdrawn=is_withdrawn)
                if name
                else None
            )
        elif made and (found := _SIGNATURE.fullmatch(line)):
            yield made, _decoded(found["signature"])
            approval, made = None, None
    if made:
        yield made, None


def _unquoted(text: str) -> str:
    try:
        name = str(json.loads(text))
    except ValueError:
        return ""
    return name if name.isprintable() else ""


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True) or None
    except ValueError:
        return None
