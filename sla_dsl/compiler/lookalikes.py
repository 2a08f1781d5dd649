"""Names that look alike: a reader could take one for the other."""

from __future__ import annotations

import unicodedata

from ..text.finding import Finding, Related
from .names import Declaration

# Common letters of other scripts, and digits, that look like a Latin letter (from Unicode's table of confusables).
_SAME = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁɡһкмнтвгпиё", "aeopcyxijsdghkmhtbrnue", strict=True)),
        **dict(zip("αβεικνορτυχ", "abeiknoptux", strict=True)),
        "0": "o",
        "1": "l",
        "i": "l",
        "ı": "l",
        "_": "-",
    }
)


def lookalikes(space: str, table: dict[str, Declaration]) -> list[Finding]:
    """A finding for each name that looks like one declared before it."""
    seen: dict[str, Declaration] = {}
    findings = []
    for declaration in table.values():
        before = seen.setdefault(_skeleton(declaration.name), declaration)
        if before is not declaration:
            findings.append(
                Finding(
                    "name/look-alike",
                    f"`{declaration.name}` looks like `{before.name}`",
                    declaration.span,
                    help="give one of them a name that nobody can mistake",
                    related=(Related(before.span, f"`{before.name}` is declared here"),),
                    address=declaration.name,
                    values=(space, declaration.name, before.name),
                )
            )
    return findings


def _skeleton(name: str) -> str:
    """A form of a name that is equal for names that look alike."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_SAME).replace("rn", "m")
