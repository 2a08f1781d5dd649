"""The rules of files of policies and of the examples in policies; `sla policy test` shows the latter."""

from __future__ import annotations

from ...model.settings import Severity
from ..rule import Rule


def _rule(name: str, severity: Severity, summary: str, why: str) -> Rule:
    return Rule(f"policy/{name}", severity, summary, why, bad="", good="")


RULES = (
    _rule(
        "accepted-is-found",
        "error",
        "a policy finds something in an example that it accepts",
        "An example says what its author means; where the policy says otherwise, one of them is wrong.",
    ),
    _rule(
        "not-a-policy",
        "error",
        "a file of policies declares something else",
        "A pack is applied to the agreements of others; what it declared would become a part of them.",
    ),
    _rule(
        "rejected-is-not-found",
        "error",
        "a policy finds nothing in an example that it rejects",
        "A rule that lets through what it was written against protects nobody.",
    ),
    _rule(
        "uncovered-condition",
        "warning",
        "no example of a policy makes one of its conditions true, or false",
        "Whether such a condition says what is meant has never been seen.",
    ),
    _rule(
        "untested",
        "warning",
        "a policy has no example",
        "A rule that was never seen to accept or to reject anything may do neither.",
    ),
)
