"""The draft of an amendment: the version, the day and the words that the record of a proposal needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ..changes import Change
from ..changes.change import CLASSES, Class
from ..language.pieces import Piece, blanked
from ..model.wordings import DocumentLanguage
from .dates import earliest_day
from .proposal import AgreementChange, Proposal
from .record import next_version
from .requirements import change_class, needs

_VERSION = re.compile(r"(?<![\w-])version\s+(\d+\.\d+\.\d+)")
_LONGEST = 80
"""The characters of both sides of a change that a reason repeats; longer ones are only named."""
_TOLD = 3
"""The changes that the reason of a draft names; further ones are counted."""


class AmendmentDraft(NamedTuple):
    """The amendment that a proposal lacks.

    ``effective`` is the earliest lawful day, if there is one; ``evidence`` is what the change clause asks for, of which
    nobody but its author knows where it is found.  ``reasons`` are the words for what changed in each language of the
    agreement, its own language first.
    """

    version: str
    effective: date | None
    reasons: Mapping[DocumentLanguage, str]
    evidence: tuple[str, ...] = ()


def draft(proposal: Proposal, step: AgreementChange) -> AmendmentDraft:
    """The amendment that records the changes of a step."""
    rules = proposal.rules.workspace
    requirements = needs(step, rules, proposal.fallen_back).requirements
    effective = earliest_day(rules, step, requirements, proposal.announced)
    evidence = dict.fromkeys(each for one in requirements for each in one.evidence)
    spoken = step.after.languages if step.after else None
    languages: tuple[DocumentLanguage, ...] = (spoken.written, *spoken.others) if spoken else ("en",)
    reasons = {language: _reason(step, language) for language in languages}
    return AmendmentDraft(next_version(step), effective, reasons, tuple(evidence))


def _reason(step: AgreementChange, language: DocumentLanguage) -> str:
    """The changes in a line, the worst first."""
    classes = [(change_class(one, step.name), one) for one in step.since_recorded]
    found = sorted(classes, key=lambda each: (CLASSES.index(each[0]), each[1].address))
    told = [_said(change, class_, language) for class_, change in found[:_TOLD]]
    if left := len(found) - len(told):
        told.append({"en": f"and {left} more", "fr": f"et {left} de plus"}[language])
    return {"en": "; ", "fr": " ; "}[language].join(told)


_FRENCH: Mapping[Class, str] = {
    "weakening": "affaiblissement",
    "strengthening": "renforcement",
    "editorial": "changement de rédaction",
}
"""The words for the class of a change: kinds have names in English alone."""


def _said(change: Change, class_: Class, language: DocumentLanguage) -> str:
    sides = " ".join(" -> ".join(one for one in (change.before, change.after) if one).split())
    shown = f" ({sides})" if 0 < len(sides) <= _LONGEST else ""
    if language == "fr":
        return f"{change.address} : {_FRENCH[class_]}{shown}"
    return f"{change.address}: {change.kind.replace('-', ' ')}{shown}"


def amended(piece: Piece, made: AmendmentDraft) -> str:
    """The text of an agreement with the version of a draft and its amendment; all else stays as it is."""
    text = piece.text
    blank = blanked(text)
    begin, end = blank.index("{"), blank.rindex("}")
    depths = _depths(blank)
    found = next((one for one in _VERSION.finditer(blank) if depths[one.start()] == 1), None)
    effective = f"    effective {made.effective}\n" if made.effective else ""
    evidence = "".join(f"    evidence {_quoted(f'{one}: found at …')}\n" for one in made.evidence)
    (reason, *others) = made.reasons.items()
    wordings = "".join(f" wording {language} {_quoted(words)}" for language, words in others)
    block = f"  amendment {made.version} {{\n{effective}    reason {_quoted(reason[1])}{wordings}\n{evidence}  }}\n"
    if text[:end].rpartition("\n")[2].strip():
        block = f"\n{block}"
    block = block.replace("\n", "\r\n" if "\r\n" in text else "\n")
    closed = text[:end] + block + text[end:]
    if found:
        return closed[: found.start(1)] + made.version + closed[found.end(1) :]
    return f"{closed[: begin + 1]}\n  version {made.version}{closed[begin + 1 :]}"


def _depths(text: str) -> list[int]:
    """How many blocks are open at each character."""
    found, depth = [], 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        found.append(depth)
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def declaring(pieces: Iterable[Piece], name: str) -> Piece | None:
    """The piece that declares an agreement alone; none if there is not exactly one."""
    found = [one for one in pieces if [head for _word, head in one.heads] == [name]]
    return found[0] if len(found) == 1 else None
