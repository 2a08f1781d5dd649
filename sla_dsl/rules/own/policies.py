"""The rules of policies: a policy must have a meaning before it judges anything."""

from __future__ import annotations

from .. import stage
from ..rule import Rule


def _rule(name: str, summary: str, why: str, bad: str, good: str) -> Rule:
    """A rule with sentences of one policy as its samples."""
    policy = "policy house {{ {} }}{}\n"
    return Rule(
        f"policy/{name}", "error", summary, why, policy.format(bad, f" # policy/{name}"), policy.format(good, "")
    )


def _called(mark: str, remark: str = "", found: str = "") -> str:
    """A policy that asks for a topic, and an agreement with a clause that is called like it."""
    policy = 'policy house { every ola where name is "statistics" must about is exit }\n'
    clause = f'clause annex "Plan de réversibilité"{mark} """Annexe 3.""" {remark}'.rstrip()
    return policy + stage.ola(clause, stage.UPTIME, found=found)


RULES = (
    _rule(
        "always-holds",
        "a condition of a policy always holds",
        "A rule that nothing can break is none, and was meant otherwise.",
        "every sla must have count of objectives at least 0",
        "every sla must have count of objectives at least 1",
    ),
    _rule(
        "never-holds",
        "a condition of a policy can never hold",
        "Everything would break such a rule, or nothing would ever be looked at.",
        "every sla where status is draft and status is proposed must have support hours",
        "every sla where status is draft or status is proposed must have support hours",
    ),
    Rule(
        "policy/reserved-name",
        "error",
        "a policy has the name of a rule of this family",
        "Its findings could not be told from those about policies themselves.",
        bad="policy never-holds { every sla must have support hours } # policy/reserved-name\n",
        good="policy support-hours { every sla must have support hours }\n",
    ),
    _rule(
        "unknown-attribute",
        "a policy asks for something that the thing does not have",
        "A misspelt word would find nothing, and everybody would believe that all is well.",
        "every sla where is in force must have suport hours",
        "every sla where is in force must have support hours",
    ),
    _rule(
        "unknown-subject",
        "a policy judges something that does not exist",
        "A rule about nothing is always kept.",
        "every slla must have support hours",
        "every sla must have support hours",
    ),
    _rule(
        "unknown-value",
        "a policy compares with a value that does not exist",
        "No agreement has such a value, so that the comparison is never true.",
        "every objective where priority is P9 must have target at most 4 h",
        "every objective where priority is P1 must have target at most 4 h",
    ),
    Rule(
        "policy/unmarked",
        "note",
        "a statement is called like what a policy misses, and does not say that it is about it",
        "A word is not the thing, in no language: who wrote the statement knows what it deals with, and marks it.",
        bad=_called("", "# policy/unmarked", "policy/house"),
        good=_called(" about exit"),
    ),
    _rule(
        "unlike",
        "a policy compares what cannot be compared",
        "A duration is neither more nor less than an amount of money, nor euros than dollars.",
        "every pause must have limit at most 99%",
        "every pause must have limit at most 5 days",
    ),
)
