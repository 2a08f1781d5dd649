"""The rules of waivers; their findings depend on those of all other rules (``rules/waivers.py``)."""

from __future__ import annotations

from ...model.settings import Severity
from .. import stage
from ..rule import Rule
from .backing_samples import month, ola, uc

_REASON = 'because "the contract is being renewed"'
_WEAK = uc(month("99%"))
_GOOD = ola(month("99.9%"), f"waive backing/too-weak until 2026-12-31 {_REASON}") + _WEAK


def _rule(name: str, summary: str, why: str, waiver: str, severity: Severity = "error", behind: str = "99.99%") -> Rule:
    bad = ola(month("99.9%"), f"{waiver}  # waiver/{name}") + uc(month(behind))
    return Rule(f"waiver/{name}", severity, summary, why, bad, _GOOD)


def _reviewed(*waivers: str) -> str:
    """A policy that asks for a review and may be waived, and an agreement without one that waives it."""
    policy = 'policy house { every ola where name is "statistics" must have review may be waived }\n'
    return policy + stage.ola(stage.UPTIME, f"waive policy/house until 2026-12-31 {_REASON}", *waivers)


RULES = (
    _rule(
        "expired",
        "a waiver is over",
        "What was accepted until a day is not accepted after it: it is corrected, or both sides look at it again.",
        f"waive backing/too-weak until 2026-02-28 {_REASON}",
    ),
    _rule(
        "no-reason",
        "a waiver gives no reason",
        "Who reads the agreement later must be able to say whether the reason still holds.",
        'waive backing/too-weak until 2026-12-31 because " "',
    ),
    Rule(
        "waiver/not-waivable",
        "error",
        "a waiver names a rule whose findings may not be waived",
        "What cannot be read, or has no meaning, is no contract; nobody can accept that for a time. "
        "Of its own policies a house says which ones may be waived.",
        bad=_reviewed(f"waive value until 2026-12-31 {_REASON}  # waiver/not-waivable"),
        good=_reviewed(),
    ),
    _rule(
        "too-long",
        "a waiver lasts more than twelve months",
        "A waiver is for a time. To accept a finding for good is to change the promise, and needs an amendment.",
        f"waive backing/too-weak until 2028-12-31 {_REASON}",
    ),
    _rule(
        "unknown-rule",
        "a waiver names a rule that does not exist",
        "A misspelt rule would waive nothing without anyone noticing.",
        f"waive backing/to-weak until 2026-12-31 {_REASON}",
    ),
    _rule(
        "unused",
        "nothing is found that a waiver could accept",
        "A waiver that is left behind would accept the next mistake of its kind unseen.",
        f"waive backing/too-weak until 2026-12-31 {_REASON}",
        "warning",
    ),
)
