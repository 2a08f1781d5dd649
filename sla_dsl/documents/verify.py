"""Whether a document that came back is the one that was sent, and where its words were changed by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..text.redline import Redline, redline, steps_between
from .returned import Returned, Unit

Likeness = Literal["same", "typography", "moved", "substance"]
"""How a file differs from the document: in nothing, in spaces and signs alone, in the order alone, in words."""
EXIT_CODES: dict[Likeness, int] = {"same": 0, "substance": 1, "typography": 4, "moved": 5}
"""The exit code of each; 2 and 3 are those of every command."""
_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
"""Signs that look alike; digits, letters and raised figures are what they are."""


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A place at which words differ: the number that stands there, and what was struck and added."""

    place: str
    runs: Redline


@dataclass(frozen=True, slots=True)
class Verified:
    """How a file differs, where, and what was written into the places for signatures (which changes nothing).

    ``other`` is the fingerprint in a file that has not the one of the agreement.
    """

    likeness: Likeness
    differences: tuple[ChangedPlace, ...]
    signed: tuple[str, ...]
    notes: tuple[str, ...]
    other: str = ""


def verified(
    expected: Returned, found: Returned, fingerprint: str, signatures: str, parties: Sequence[str]
) -> Verified:
    """A file against the document that is made anew in its format and language, and read in the same way.

    ``signatures`` is the heading behind which ``parties`` sign: what is added to the row of one of them is a signature.
    """
    (sent, places), (back, filled) = (_parted(each.units, signatures) for each in (expected, found))
    signed, at_signatures = _signed(places, filled, parties)
    differences = [*_differences(sent, back)]
    looks_alike = sorted(expected.looks) == sorted(found.looks)
    other = next((each for each in found.fingerprints if each != fingerprint), "")
    likeness: Likeness = "same"
    if other or at_signatures or not looks_alike:
        likeness = "substance"
    elif differences:
        likeness = "moved" if _is_moved(sent, back) else "substance"
    elif [unit.text for unit in (*sent, *places)] != [unit.text for unit in (*back, *filled)] and not signed:
        likeness = "typography"
    if likeness == "moved":
        differences = [*_moves(sent, back)]
    notes = list(found.notes)
    if not looks_alike:
        notes.append(
            "its looks were changed (styles, scripts or links; hidden, struck or covered words): what is seen "
            "may not be what is read here"
        )
    if likeness == "substance" and found.program != expected.program:
        notes.append(
            f"its pages were laid out by another program ({found.program or 'which is not named'}), which breaks them "
            "elsewhere: verify the file of Word itself, or sign the PDF that `sla document` makes"
        )
    return Verified(likeness, (*differences, *at_signatures), signed, tuple(notes), other)


def _signed(
    places: Sequence[Unit], filled: Sequence[Unit], parties: Sequence[str]
) -> tuple[tuple[str, ...], list[ChangedPlace]]:
    """What was written into the rows in which parties sign, and all else that differs behind the heading."""
    names = tuple(map(plain, parties))
    signed: list[str] = []
    if len(places) != len(filled):
        return (), [*_differences(places, filled)]
    found: list[ChangedPlace] = []
    for one, other in zip(places, filled, strict=True):
        runs = redline(f"{plain(one.text)} ", f"{plain(other.text)} ")
        added = [run.text.strip() for run in runs if run.fate == "added"]
        if plain(one.text).startswith(names) and all(run.fate != "removed" for run in runs):
            signed += added
        elif plain(one.text) != plain(other.text):
            found.append(ChangedPlace(one.place, runs))
    return tuple(signed), found


def plain(text: str) -> str:
    """A text with one kind of space, quotation mark, dash; without what has no width."""
    joined = re.sub(r"(?<=\w)-\n", "-", text.translate(_ALIKE))  # a line may break behind a hyphen
    return _SPACES.sub(" ", joined).strip()


def _parted(units: Sequence[Unit], signatures: str) -> tuple[list[Unit], list[Unit]]:
    """The units up to the last heading of this name, and those from it on."""
    lines = [plain(unit.text).partition(f" {signatures} ")[0] == signatures for unit in units]
    at = next((at for at in reversed(range(len(units))) if lines[at]), len(units))
    if at == len(units):  # a PDF has lines alone: the heading stands in the last unit
        for number in reversed(range(len(units))):
            before, heading, after = units[number].text.rpartition(f"\n{signatures}\n")
            if heading:
                head = [*units[:number], Unit(units[number].place, before)]
                written = [Unit(signatures, line) for line in after.split("\n")]
                return head, [*written, *units[number + 1 :]]
    return list(units[:at]), [Unit(signatures, unit.text) for unit in units[at:]]


def _differences(sent: Sequence[Unit], back: Sequence[Unit]) -> Iterator[ChangedPlace]:
    """The places at which words differ."""
    old, new = ([plain(unit.text) for unit in units] for units in (sent, back))
    if " ".join(old) != " ".join(new):
        for fate, a, b, c, d in steps_between(old, new):
            if fate != "equal" and " ".join(old[a:b]) != " ".join(new[c:d]):
                yield from _of_part(sent[a:b], back[c:d])


def _of_part(sent: Sequence[Unit], back: Sequence[Unit]) -> Iterator[ChangedPlace]:
    """The differences of a part: unit by unit where they have the same numbers, or else as one text."""
    if [unit.place for unit in sent] == [unit.place for unit in back]:
        for one, other in zip(sent, back, strict=True):
            if plain(one.text) != plain(other.text):
                yield ChangedPlace(one.place, redline(plain(one.text), plain(other.text)))
        return
    place = sent[0].place if sent else back[0].place
    before, after = ("\n".join(plain(unit.text) for unit in units) for units in (sent, back))
    yield ChangedPlace(place, redline(before, after))


def _is_moved(sent: Sequence[Unit], back: Sequence[Unit]) -> bool:
    """Whether all units are there, in another order; what has no number stays with the number that it belongs to."""
    return Counter(map(_whole, sent)) == Counter(map(_whole, back))


def _whole(unit: Unit) -> tuple[str, str]:
    return unit.place, plain(unit.text)


def _moves(sent: Sequence[Unit], back: Sequence[Unit]) -> Iterator[ChangedPlace]:
    """The units that do not stand behind the one that they were behind."""
    before = {_whole(unit): _whole(sent[at - 1]) if at else None for at, unit in enumerate(sent)}
    for at, unit in enumerate(back):
        if before[_whole(unit)] != (_whole(back[at - 1]) if at else None):
            yield ChangedPlace(unit.place, redline("", plain(unit.text)))
