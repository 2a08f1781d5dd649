"""The rules of the proof: who promised what is behind to whom, from when on, and what of it is not understood."""

from __future__ import annotations

from .. import stage
from .backing_samples import FOUND, PATH, backing_rule, month, ola, restored, uc

_PROMISED = "objective bought: restore-time at most 2 h during 24x7"
_AMENDED = (
    "version 1.1.0",
    "status signed",
    'signed 2019-12-01 by "Sam Okoro" for arc-telecom',
    'signed 2019-12-02 by "Camille Roy" for norvia',
    "in force from 2020-01-01",
)
_ANOTHER = 'party loire-fibre "Loire Fibre" { time zone Europe/Paris }\n'
_SWITCH = "service switch { supplied by loire-fibre }\n"


def _amendment(effective: str) -> str:
    return (
        f'amendment 1.1.0 "Sooner" {{ signed 2026-01-05 by "Sam Okoro" for arc-telecom '
        f'signed 2026-01-05 by "Camille Roy" for norvia effective {effective} }}'
    )


RULES = (
    backing_rule(
        "not-in-effect",
        "an amendment in front or behind is not in effect on every day that is judged",
        "The file says what holds once its last amendment is in effect. What holds before stands in its history, and a "
        "promise of today is not carried by what is agreed for tomorrow.",
        ola(restored("4 h") + FOUND, PATH) + uc(restored("2 h"), *_AMENDED, _amendment("2100-01-01")),
        ola(restored("4 h"), PATH) + uc(restored("2 h"), *_AMENDED, _amendment("2026-01-06")),
        "warning",
    ),
    backing_rule(
        "not-understood",
        "a promise and what is behind it differ in a word that the proof cannot weigh",
        "What is not understood is said, never passed over: [the table](../../backing.md#what-is-not-understood) has "
        "every such word. The same on both sides is no difference; what people observe must be one occasion for both.",
        ola(month("98%") + FOUND) + uc(month("99%"), 'suspends bought while "an invoice is open"'),
        ola(
            month("98%"),
            'suspends promised while "an invoice is open"',
            'assume reports-uc comparable because "the desk pays the supplier\'s invoices itself"',
        )
        + uc(month("99%"), 'suspends bought while "an invoice is open"'),
    ),
    backing_rule(
        "promised-to-others",
        "what is behind is promised to somebody else",
        "Only the parties of a contract have a claim from it: who sells on what others were promised stands alone "
        "when it is not kept. Who buys through a parent company waives this, and says so.",
        _ANOTHER + ola(restored("4 h") + FOUND, PATH) + stage.uc(_PROMISED, name="reports-uc", customer="loire-fibre"),
        ola(restored("4 h"), PATH) + uc(restored("2 h")),
    ),
    backing_rule(
        "provided-by-others",
        "what is behind is promised by somebody who does not answer for it",
        "Whoever neither owns nor supplies what is covered cannot keep it up. The sides of an agreement are easily "
        "swapped when it is copied.",
        _ANOTHER + _SWITCH + ola(restored("4 h") + FOUND, PATH, covers="switch") + uc(restored("2 h"), covers="switch"),
        _ANOTHER
        + _SWITCH
        + ola(restored("4 h"), PATH, covers="switch")
        + stage.uc(_PROMISED, name="reports-uc", provider="loire-fibre", covers="switch"),
    ),
)
