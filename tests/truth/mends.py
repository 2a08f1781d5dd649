"""The changes that a proof proposes, made in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .draft import Draft
from .judging import Promise, promises

_SHARE = re.compile(r"^`([\w-]+)/([\w-]+)` at ([0-9.]+)%$")
_TIME = re.compile(r"^`([\w-]+)/([\w-]+)` at most (.+)$")
OF_FIGURES = ("backing/too-weak", "backing/too-slow", "backing/hours-gap", "backing/exclusion-gap")


def mended(draft: Draft, promise: Promise) -> Iterator[tuple[str, Draft, Draft | None]]:
    """Each mend in words, the draft with it, and one with a little less than it."""
    if any(ground.rule not in OF_FIGURES for ground in promise.proof.grounds):
        return
    for mend in promise.proof.mends:
        if found := _SHARE.match(mend):
            name, objective, number = found.groups()
            step = Fraction(1, 10 ** len(number.partition(".")[2])) * 2
            # Ours is one of the least that is promised: a little less of a mend is a little more of it.
            other = Fraction(number) + (step if name == draft.front else -step)
            yield (
                mend,
                _with(draft, name, objective, "%", f"{number}%"),
                _with(draft, name, objective, "%", f"{_text(other)}%"),
            )
        elif found := _TIME.match(mend):
            name, objective, time = found.groups()
            yield (
                mend,
                _with(draft, name, objective, "", time),
                _with(draft, name, objective, "", f"{time} 2 min" if time.endswith("h") else ""),
            )


def _text(number: Fraction) -> str:
    return f"{float(number):.8f}".rstrip("0").rstrip(".")


def _with(draft: Draft, name: str, objective: str, unit: str, value: str) -> Draft:
    line = next(one for one in draft.block(name).lines if one.startswith(f"objective {objective}:"))
    pattern = r"(at least|above) [0-9.]+%" if unit else r"at most [0-9.]+ (?:h|min|s)(?: [0-9]+ min)?(?: [0-9]+ s)?"
    side = r"\1" if unit else "at most"
    return draft.replaced_line(name, line, re.sub(pattern, f"{side} {value}", line, count=1)) if value else draft


def verdict_of(draft: Draft, address: str) -> str:
    return next(one.proof.verdict for one in promises(draft) if one.address == address)
