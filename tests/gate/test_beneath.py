"""Of everything in an agreement the gate knows whether promises rest on it."""

from __future__ import annotations

from sla_dsl.changes.agreement_part import AGREEMENT
from sla_dsl.facts.asked import Asked
from sla_dsl.facts.walked import WALKED
from sla_dsl.gate.made_of import BENEATH
from sla_dsl.model.agreement import Agreement

_WHOLE = "it concerns the agreement as a whole, and is a subject of its own"
_BESIDE = "it stands beside the promises, and is a subject of its own"
_PROOF = "it says what carries a promise, and is judged by its verdict"
_PLAIN = "it changes nothing that is promised"
BESIDE = {
    "agreement-title": _PLAIN,
    "agreement-kind": _WHOLE,
    "agreement-standard": _WHOLE,
    "provider": _WHOLE,
    "customer": _WHOLE,
    "precedence": _WHOLE,
    "languages": _WHOLE,
    "request": _WHOLE,
    "meets": _BESIDE,
    "wording": _BESIDE,
    "level": _WHOLE,
    "version": _PLAIN,
    "status": _WHOLE,
    "signature": _WHOLE,
    "amendment": _WHOLE,
    "change-clause": _WHOLE,
    "term-start": _WHOLE,
    "term-end": _WHOLE,
    "ending": _WHOLE,
    "renewal": _WHOLE,
    "notice": _WHOLE,
    "jurisdiction": _BESIDE,
    "places": _BESIDE,
    "data-storage": _BESIDE,
    "data-processing": _BESIDE,
    "objective": "it is the promise itself",
    "parameter": "a promise names the parameters that it uses, and they are found there",
    **dict.fromkeys(("remedy", "no-remedy", "highest-only", "cap", "remedy-traits", "claim"), _BESIDE),
    **dict.fromkeys(("right-to-end", "duty", "report", "review", "escalation", "clause"), _BESIDE),
    **dict.fromkeys(("subcontracting", "subcontractor", "test"), _BESIDE),
    **dict.fromkeys(("backing", "path", "treatment", "assumption"), _PROOF),
    **dict.fromkeys(
        ("customer-has", "promised-elsewhere"), "it says what is true outside, and is a subject of its own"
    ),
    **dict.fromkeys(("waiver", "example"), _PLAIN),
}


def test_promises_rest_on_a_construct_or_it_is_said_why_not() -> None:
    parts = {part.name for part in AGREEMENT.parts}
    assert sorted([*BENEATH, *BESIDE]) == sorted({one.name for one in AGREEMENT.constructs} | parts)


def test_promises_rest_on_all_that_decides_whether_they_are_kept_but_on_what_concerns_the_whole() -> None:
    asked = {name for name, where in WALKED[Agreement].items() if isinstance(where, Asked)}
    decides = {one.name for one in AGREEMENT.constructs if one.field in asked}
    assert {name for name in decides - {*BENEATH} if BESIDE[name] != _WHOLE} == set()
