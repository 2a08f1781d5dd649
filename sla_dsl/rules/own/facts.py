"""The rules of what was measured; their samples are tables, and not in the language."""

from __future__ import annotations

from ...model.settings import Severity
from ..rule import Rule


def _rule(name: str, summary: str, why: str, severity: Severity = "error") -> Rule:
    return Rule(f"facts/{name}", severity, summary, why, bad="", good="")


RULES = (
    _rule(
        "about-nothing",
        "no promise is about a row",
        "It counts for nothing: it names the wrong service, site or customer, or nobody has promised anything for it. "
        "If it says whose it is, that is an error.",
        "warning",
    ),
    _rule(
        "ambiguous-time",
        "a time may be several",
        "`05/10/2026` is a day of May or of October; a figure would be right by chance. A pattern in `times` says it.",
    ),
    _rule(
        "backwards-time",
        "something ends before it begins",
        "Such a row has no length; whoever exported it has mixed up two columns or two zones.",
    ),
    _rule(
        "claimed-again",
        "a credit was claimed more than once for one window and stage",
        "A second claim takes nothing away: the first one counts.",
        "note",
    ),
    _rule(
        "coincidence",
        "services that are taken to be independent were down together",
        "Once is no proof that they have something in common; the proof is wrong if they have: look here.",
        "note",
    ),
    _rule(
        "contradicting-rows",
        "two rows of one thing differ",
        "Only one of them happened. A correction is a row of its own, with `author`, `because` and `dated`.",
    ),
    _rule(
        "contradicts-proof",
        "a promise that is proved was missed, though all behind it was kept",
        "A proof holds whatever happens, so an assumption that it names is wrong, or the facts are not whole: an "
        "outage of a part was not measured, or is told of the wrong service.",
        "warning",
    ),
    _rule(
        "cut-interval",
        "a window ends in the middle of an interval of counts",
        "All of its events count where the interval begins; how many of them were before the end of the window is not "
        "known.",
        "warning",
    ),
    _rule(
        "local-time",
        "a time says no offset, and nothing says where it is local",
        "The same text is another moment in every zone; `zone` in `facts.toml` says which one is meant.",
    ),
    _rule(
        "missing-library",
        "what reads such a file is not installed",
        "CSV and JSON need nothing; everything else needs the extra `facts`.",
    ),
    _rule(
        "missing-value",
        "a case says nothing of a value on which promises depend",
        "Without its priority or its site it would belong to no promise, and the money with it. All promises that may "
        "count it are unknown.",
    ),
    _rule(
        "not-whole",
        "an export is a part of what it should be",
        "What stands on the next page may decide whether a promise was kept.",
    ),
    _rule(
        "of-the-export",
        "a preset says what it left out, and why",
        "Nothing is dropped in silence: merged and canceled tickets are no cases, and are named.",
        "note",
    ),
    _rule(
        "repeated-time",
        "a local time came twice, as the clocks were put back",
        "It is two moments, an hour apart; `repeated` says which of them a tool means.",
    ),
    _rule(
        "skipped-time",
        "a local time did not exist, as the clocks were put forward",
        "Nothing happened then; the zone is not the one in which the tool writes.",
    ),
    _rule(
        "unknown-column",
        "a table has a column of which nothing is known",
        "A misspelt column would be passed over, and with it what it says.",
    ),
    _rule(
        "unknown-name",
        "a row names something that nobody declared",
        "It would count for nothing; `[names]` in `facts.toml` maps the names of a tool, or leaves them out.",
    ),
    _rule(
        "unreadable-file",
        "a file of facts cannot be read",
        "What it says may decide whether a promise was kept.",
    ),
    _rule(
        "unreadable-row",
        "a row of facts cannot be read",
        "Windows that it may concern are unknown until it can; a guess would be worse.",
    ),
    _rule(
        "unreadable-select",
        "a `select` of `facts.toml` cannot be run",
        "The table that it makes is missing.",
    ),
    _rule(
        "unused-file",
        "no table is made from a file of the folder",
        "It may be a misspelt name of a table, whose facts would be missing without anyone noticing.",
    ),
    _rule(
        "wrong-setting",
        "something in `facts.toml` means nothing",
        "A misspelt setting would change nothing without anyone noticing.",
    ),
)
