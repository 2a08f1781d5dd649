"""The pages of the rules: for each of them one with its samples, one for each family, and an index of these."""

from __future__ import annotations

import re
from difflib import unified_diff
from itertools import groupby

from sla_dsl.reports.check.text import text_report
from sla_dsl.rules.catalogue import STANDARD, Catalogue, load
from sla_dsl.rules.each import Each
from sla_dsl.rules.pages import page_path
from sla_dsl.rules.rule import Rule
from sla_dsl.samples import checked

REMARK = re.compile(r"[ \t]*#[ \t]*[a-z0-9-]+/[a-z0-9-]+[ \t]*$", re.MULTILINE)
"""Marks a line of a bad sample for the tests; readers see the answer of `sla check` instead."""

_INDEX = """The families of rules; the page of a rule says why it matters and shows a bad and a good example, as
`sla rule NAME` does. An `error` is wrong, a `warning` is probably wrong, a `note` is worth a look;
[`sla.toml`](index.md#a-workspace-in-a-minute) can raise a severity. What a house demands beyond these stands in
[policies](policies.md).
"""


def pages(made: str) -> dict[str, str]:
    """The index and the page of each rule, by their paths below ``docs/``; ``made`` says that they are generated."""
    rules = load((STANDARD,))
    families = {family: [*those] for family, those in groupby(rules.values(), key=lambda rule: rule.family)}
    index = f"# Rules\n\n{made}\n\n{_INDEX}\n" + "\n".join(_entry(*family) for family in families.items())
    return {
        "rules.md": index,
        **{f"rules/{family}/README.md": _family(family, those, made) for family, those in families.items()},
        **{page_path(rule.name): _page(rule, rules, made) for rule in rules.values()},
    }


def _entry(family: str, those: list[Rule]) -> str:
    """A family in the index."""
    count = "one rule" if len(those) == 1 else f"{len(those)} rules"
    return f"## {family}\n\n[{count}](rules/{family}/README.md), such as `{those[0].name}`: {those[0].summary}.\n"


def _family(family: str, those: list[Rule], made: str) -> str:
    """The page of a family."""
    rows = [f"| [{rule.name}]({rule.name.partition('/')[2]}.md) | {rule.severity} | {rule.summary} |" for rule in those]
    table = "| rule | severity | finds |\n|---|---|---|\n" + "\n".join(rows)
    return f"# Rules of the family {family}\n\n{made}\n\n{table}\n\n[All families](../../rules.md)\n"


def _page(rule: Rule, rules: Catalogue, made: str) -> str:
    parts = [f"# {rule.name}\n\n{made}", f"**{rule.severity}** · {rule.summary}", rule.why]
    if rule.bad:
        bad, good = plain(rule.bad), plain(rule.good)
        said = text_report(checked(bad, rules)).decode()
        parts += ["## Bad", _block("sla", bad), "`sla check` says:", _block("text", said)]
        parts += ["## Good", _block("diff", changed(bad, good))]
    parts.append(f"[All of `{rule.family}`](README.md){_place(rule)}")
    return "\n\n".join(parts) + "\n"


def plain(sample: str) -> str:
    """A sample without remarks, and without blanks at the ends of lines."""
    lines = REMARK.sub("", sample).strip("\n").split("\n")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def changed(bad: str, good: str) -> str:
    """The good sample as a change of the bad one, with every unchanged line."""
    before, after = bad.splitlines(), good.splitlines()
    lines = list(unified_diff(before, after, n=len(before), lineterm=""))[3:]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _block(kind: str, text: str) -> str:
    return f"```{kind}\n{text}```"


def _place(rule: Rule) -> str:
    """The module of the check; none for rules that the compiler and the proof report on their way."""
    if rule.check is None:
        return ""
    check = rule.check.of if isinstance(rule.check, Each) else rule.check
    path = check.__module__.removeprefix("sla_dsl.").replace(".", "/") + ".py"
    return f" · checked in [`{path}`](../../../{path})"
