"""The rules of reading settings, lock and files; their samples are not in the language."""

from __future__ import annotations

from ..rule import Rule


def _rule(name: str, summary: str, why: str) -> Rule:
    return Rule(name, "error", summary, why, bad="", good="")


RULES = (
    _rule(
        "config/lowered-severity",
        "a rule is given a lower severity than it has",
        "A house may be stricter than the standard rules; what it accepts for a time is said with `waive`, for one "
        "agreement, with a reason and a last day.",
    ),
    _rule(
        "config/no-workspace",
        "no `sla.toml` is found in the folder or above it",
        "Names are known in a whole workspace, so its folder must be known before anything can be judged.",
    ),
    _rule(
        "config/not-toml",
        "`sla.toml` is not written in TOML",
        "Nothing is judged by settings that cannot be read.",
    ),
    _rule(
        "config/unknown-key",
        "`sla.toml` has a key that means nothing",
        "A misspelt key would leave a check as it is without anyone noticing.",
    ),
    _rule(
        "config/unknown-policies",
        "`policies` names a pack that cannot be read",
        "A misspelt pack would judge nothing without anyone noticing.",
    ),
    _rule(
        "config/unknown-rule",
        "`severities` names a rule that does not exist",
        "A misspelt rule would keep its severity without anyone noticing.",
    ),
    _rule(
        "config/unusable-validators",
        "`validators` names a pack of rules that cannot be used",
        "What the pack would find is not looked for; nobody may take that for a workspace without mistakes.",
    ),
    _rule(
        "config/wrong-value",
        "a key of `sla.toml` has a value of the wrong kind",
        "Nothing is judged by settings that have no meaning.",
    ),
    _rule(
        "file/empty",
        "there is nothing in a file",
        "An agreement that was emptied by accident would be missing without anyone noticing.",
    ),
    _rule(
        "file/link-loop",
        "a link leads back to itself",
        "What a file holds must be known before the workspace can be judged.",
    ),
    _rule(
        "file/link-outside",
        "a link leads out of the workspace",
        "Git keeps where a link leads, not what it finds there: the history of the agreement would be missing.",
    ),
    _rule(
        "file/no-sources",
        "no file belongs to the workspace",
        "Where nothing is judged, nothing may pass for being in order.",
    ),
    _rule(
        "file/not-text",
        "a file holds bytes that no text has",
        "A file that matches `include` is taken for an agreement; leaving it out in silence would hide one.",
    ),
    _rule(
        "file/not-utf-8",
        "a file is not written in UTF-8",
        "Names with accents differ from one encoding to the next, so there is only one.",
    ),
    _rule(
        "file/too-large",
        "a file is larger than 2 MiB",
        "Every computation has a stated limit; the largest agreements known take a hundredth of this one.",
    ),
    _rule(
        "file/unreadable",
        "a file or folder cannot be read",
        "What it holds must be known before the workspace can be judged.",
    ),
    _rule(
        "lock/broken",
        "`sla.lock` is not a lock",
        "The holidays of signed agreements are in it; without them no time can be counted.",
    ),
    _rule(
        "lock/unknown-holidays",
        "no holidays are known for a code",
        "`closed holidays` takes ISO 3166 codes of countries and their regions, such as `FR` and `FR-57`.",
    ),
)
