"""Whether taking a statement away may turn a verdict better: by who says it, and the word it begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .draft import Block, Draft
from .judging import RefusedError, promises

PROVED = ("backed", "expected")
NEVER = ""
"""Taking it away never proves more."""
FRONT: Mapping[str, str] = {
    "excludes": NEVER,
    "backed": NEVER,
    "path": "its hops take time: without it a case is handed over at once, which the proof lists as assumed",
    "treat": NEVER,
    "assume": NEVER,
    "volume": NEVER,
    "service": "the hours of a share that names none; without them it counts at all times",
    "objective": "the promise itself",
    "partial": NEVER,
    "time": "other windows are other promises",
    "business": "other days are other promises",
    "fiscal": NEVER,
    "suspends": NEVER,
    "amendment": "without it the promise is as it is written from the start",
    "renews": "there are fewer days to carry",
    "ended": "it says how many days are to be carried",
    "notice": "there are fewer days to carry",
    "parameter": NEVER,
    "points": NEVER,
    "no": "maintenance is excluded at more times",
}
"""By the first word of a statement of the agreement in front: nothing, or why it may prove more."""
BEHIND: Mapping[str, str] = {
    "excludes": "what it excludes is less that it promises",
    "service": "the hours in which it promises; without them at all times",
    "objective": NEVER,
    "partial": "windows that are cut may be met without being measured",
    "time": "other windows are other promises",
    "business": "other days are other promises",
    "fiscal": NEVER,
    "volume": "what comes beyond it is not promised",
    "suspends": "what does not count behind is less that it promises",
    "amendment": "without it the promise is as it is written from the start",
    "renews": NEVER,
    "ended": "without it the term is longer",
    "notice": "without it the agreement is renewed",
    "backed": NEVER,
    "parameter": NEVER,
    "points": NEVER,
    "no": NEVER,
}
"""The same of an agreement behind."""


def better(draft: Draft) -> Iterator[tuple[str, str, str, str]]:
    """The promises that one statement less proves: their address, the verdicts before and after, the statement."""
    before = {one.address: one.proof.verdict for one in promises(draft)}
    for block in draft.blocks:
        for line in block.lines:
            if allowed(draft, block, line) != NEVER:
                continue
            try:
                after = {one.address: one.proof.verdict for one in promises(draft.without_line(block.name, line))}
            except RefusedError:
                continue
            for address, verdict in before.items():
                now = after.get(address)
                if now in PROVED and (verdict not in PROVED or PROVED.index(now) < PROVED.index(verdict)):
                    yield address, verdict, now, f"{block.name}: {line}"


def allowed(draft: Draft, block: Block, line: str) -> str:
    """Why a statement less may prove more; nothing, if it may not."""
    if block.kind not in ("sla", "ola", "uc"):
        return "a declaration, which the agreements use"
    table = FRONT if block.name == draft.front else BEHIND
    word = line.split(maxsplit=1)[0]
    if word in ("provider", "customer", "covers", "version", "status", "signed", "in"):
        return "without it there is no agreement to judge"
    return table[word]
