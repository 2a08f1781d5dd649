"""The page of all keywords: for each the statements it stands in, where it is explained, a sample and the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from grammar_forms import Statement, readable, statements, words
from phrase_places import places

from sla_dsl.language.parser import parse
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.rules.rule import Rule
from sla_dsl.text.source import Node, Source

REFERENCE = ("language.md", "policies.md")
SAMPLE = re.compile(r"^```sla(?P<fragment> fragment)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = 3
"""The most rules that are named; of the others the number is given."""

_CONDITION = (
    "remedy/example-open",
    "backing/conditional",
    "duty-condition",
    "right-to-end-condition",
    "remedy-condition",
)
_OCCASION = ("scale-value-text",)
_COUNTING = ("backing/counted-differently", "objective/contradicts-metric")
_POLICY = ("policy/uncovered-condition", "policy/unknown-attribute", "policy/unlike")
FIGURES = {
    **dict.fromkeys(("either", "both", "not", "is", "presence", "at event", "before time", "on days"), _CONDITION),
    **dict.fromkeys(("by channel", "longer", "several", "capped"), _CONDITION),
    **dict.fromkeys(("occasion", "any occasion", "every occasion", "not occasion"), _OCCASION),
    **dict.fromkeys(("up", "counts", "weighted", "overlaps"), _COUNTING),
    **dict.fromkeys(
        ("policy not", "policy in", "policy date", "policy contains", "policy some", "policy every"), _POLICY
    ),
    "announced": ("exclusion-announcement",),
    "deadline": ("objective-bound", "backing/too-slow"),
    "price of downtime": ("remedy/example-wrong", "remedy-amount"),
    "larger": ("remedy/example-wrong", "remedy-amount"),
    "per": ("remedy/example-wrong", "remedy-step", "backing/recovers-too-little"),
    "traits": ("remedy-payment", "remedy-exclusivity"),
    "trait": ("remedy-payment", "remedy-exclusivity", "remedy-sole-exception", "remedy-void", "remedy-expiry"),
    "team": ("agreement/ola-across-houses", "agreement/uc-inside-house", "team-house"),
    "reason": ("backing/exclusion-gap", "reason-of"),
    "intersection": ("calendar/never-opens", "backing/hours-gap", "calendar-hours"),
    "grouped hours": ("calendar/never-opens", "backing/hours-gap", "calendar-hours"),
    "cut off": ("clock-cut-off",),
    "reopened": ("clock-reopening",),
    "raised": ("clock-raised-priority",),
    "tiers": ("objective/worse-in-better-tier", "table/up-and-down"),
    "dimension": ("backing/scope-gap", "objective/missing-value"),
    "set by": ("scale-set-by",),
    "population": ("backing/pooled", "metric-population"),
    "statistic": ("backing/other-statistic", "metric-statistic"),
    "between events": ("backing/earlier-stop", "backing/later-start"),
    "shares": ("backing/overlapping-causes", "service-common-cause"),
    "with": ("agreement/unresolved-parameter", "agreement/value-not-offered"),
    "notice": ("backing/renewal-not-certain", "renewal"),
    "ended": ("backing/term-gap", "term-end"),
    "partial windows": ("partial-windows",),
    "ahead": ("backing/notice-too-short", "duty-ahead"),
    "no maintenance": ("no-maintenance-start", "no-maintenance-hours"),
    "hop": ("backing/too-slow", "backing/unknown-hop", "backing/unstated-hand-off"),
    "route": ("backing/too-slow", "backing/unknown-hop"),
    "escalate": ("escalation-steps",),
    "escalation": ("escalation-steps",),
    "found at": ("document-place",),
    "of each": ("objective-population",),
    "may be weakened": ("agreement/weakened-terms", "objective-may-be-weakened"),
    "no promise": ("not-promised",),
    "never": ("never",),
    "review when": ("review-when",),
    "own approval": ("own-approval",),
    "may be waived": ("waiver/not-waivable", "policy-waivable"),
    "severity": ("policy-severity",),
    "accepts": ("policy/accepted-is-found", "policy/uncovered-condition"),
    "rejects": ("policy/rejected-is-not-found", "policy/uncovered-condition"),
}
"""The uses of a statement that no rule's sample shows: rules, and beginnings of the kinds of changes of `sla diff`."""

Place = tuple[str, str]
"""A statement and a word in it."""


class Use(NamedTuple):
    """A word in a statement of a sample, and the line in which it stands."""

    place: Place
    line: str


class Section(NamedTuple):
    """A section of the reference: its words in code and in bold, and its samples."""

    page: str
    title: str
    said: str
    samples: tuple[str, ...]


def page() -> str:
    """The statements with their words, and the index of words."""
    with_words = [statement for statement in statements() if statement.words]
    others = [statement for statement in statements() if not statement.words]
    return _PAGE.format(
        index="\n".join(_index_row(word) for word in sorted(set(words().values()))),
        statements="\n\n".join(map(_entry, with_words)),
        others="\n".join(f"‹{each.name}›\n{_indented(each.forms)}" for each in others),
    )


_PAGE = """Every keyword of the language, read off the grammar: the statements in which it stands with their forms, the
section that explains them, a line from a sample that runs, and the rules whose samples use it, first those that find
something in such a line. What no rule shows is used by the rules beside the section, or weighed by `sla diff`.

In a form, `[ … ]` may be left out, `|` is a choice, ` …` repeats what stands before it, `‹…›` is another statement of
this page, and what stands in capitals is a name, a number and so on. [The language](language.md) says what they mean.

## All keywords

| keyword | stands in |
|---|---|
{index}

## The statements

{statements}

## What they are made of

```text
{others}
```
"""


def _index_row(word: str) -> str:
    places = ", ".join(f"[{each.name}](#{_anchor(each.name)})" for each in statements() if word in each.words)
    return f"| `{word}` | {places} |"


def _entry(statement: Statement) -> str:
    section = explanation(statement)
    rows = (_row(statement, word) for word in statement.words if (statement.name, word) in examples())
    figures = ", ".join(map(_link, FIGURES.get(statement.name, ())))
    phrases = " | ".join(f"‹{phrase}›" for phrase in places().get(statement.name, ()))
    forms = "\n".join(statement.forms).replace("‹phrase›", phrases)
    return (
        f"### {statement.name}\n\n```text\n{forms}\n```\n\n"
        f"[{section.title}]({section.page}#{_anchor(section.title)}){figures and f' · used by {figures}'}\n\n"
        "| keyword | for example | rules |\n|---|---|---|\n" + "\n".join(rows)
    )


def _row(statement: Statement, word: str) -> str:
    names = rules_of((statement.name, word))
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    line = examples()[statement.name, word].replace("|", "\\|")
    return f"| `{word}` | `{line}` | {', '.join([*map(_link, names[:SHOWN]), *more])} |"


def _link(name: str) -> str:
    """A rule, or a kind of change."""
    return f"[{name}](rules.md#{_anchor(name)})" if "/" in name else f"[`{name}-…`](changes.md#better-and-worse)"


def _indented(forms: Iterable[str]) -> str:
    return "\n".join(f"    {form}" for form in forms)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@cache
def sections() -> tuple[Section, ...]:
    """The sections of the reference in their order."""
    found = []
    for page in REFERENCE:
        text = Path(__file__).with_name(page).read_text(encoding="utf-8")
        parts = re.split(r"^##+ (.*)\n", text, flags=re.MULTILINE)[1:]
        found += [_section(page, title, inside) for title, inside in zip(parts[::2], parts[1::2], strict=True)]
    return tuple(found)


def _section(page: str, title: str, text: str) -> Section:
    said = " ".join(re.findall(r"(?:`|\*\*)([^`*\n]+)(?:`|\*\*)", SAMPLE.sub("", text)))
    samples = ((sample["text"], sample["fragment"]) for sample in SAMPLE.finditer(text))
    return Section(page, title, said, tuple(f"sla a {{\n{each}}}\n" if part else each for each, part in samples))


def uses(sample: str) -> Iterator[Use]:
    """The words of a sample as the parser takes them."""
    source = Source("sample.sla", sample)

    def inside(node: Node) -> Iterator[Use]:
        for part in node.children:
            if isinstance(part, Node):
                yield from inside(part)
            elif part.type in words():
                line = source.line(source.position(part.start).line)
                yield Use((readable(node.kind), words()[part.type]), line.strip())

    for declaration in parse(source).declarations:
        yield from inside(declaration)


@cache
def examples() -> dict[Place, str]:
    """A line for each word of each statement, from the reference or else from the good sample of a rule."""
    found: dict[Place, str] = {}
    reference = [sample for section in sections() for sample in section.samples]
    for sample in (*reference, *(rule.good for rule in catalogue())):
        for use in uses(sample):
            found.setdefault(use.place, use.line.removesuffix(" {"))
    return found


def is_explained(word: str) -> bool:
    """Whether the reference explains a word, and does not only use it in a sample."""
    return _spread(word) > 0


@cache
def explanation(statement: Statement) -> Section:
    """The section that explains a statement best: it speaks of its words, above all of the rare ones, and shows it."""

    def weight(section: Section) -> float:
        said = sum(1 / _spread(word) for word in statement.words if _says(section, word))
        named = re.search(rf"\b{statement.name.split()[0]}", section.title.lower()) and len(statement.name) > 3
        shown = any(use.place[0] == statement.name for use in _uses_in(section))
        # A section that is named after the statement, or shows it, is found before one that only speaks of its words.
        return said * (3 if named else 1) * (3 if shown else 1)

    return max(sections(), key=weight)


@cache
def _uses_in(section: Section) -> tuple[Use, ...]:
    return tuple(use for sample in section.samples for use in uses(sample))


@cache
def _spread(word: str) -> int:
    """How many sections speak of a word."""
    return sum(_says(section, word) for section in sections())


def _says(section: Section, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", section.said) is not None


@cache
def catalogue() -> tuple[Rule, ...]:
    """The rules that have samples."""
    return tuple(rule for rule in load((STANDARD,)).values() if rule.bad)


@cache
def _using() -> dict[Place, Counter[str]]:
    """For each word of each statement the rules whose samples use it, with weights."""
    found: dict[Place, Counter[str]] = {}
    for rule in catalogue():
        for use in (*uses(rule.bad), *uses(rule.good)):
            # A rule whose finding stands in the line comes before every rule that only uses the word.
            weight = 1000 if f"# {rule.name}" in use.line else 1
            found.setdefault(use.place, Counter())[rule.name] += weight
    return found


def rules_of(place: Place) -> list[str]:
    """The rules that use a word in a statement, those first whose finding stands in its line."""
    return [name for name, _ in _using().get(place, Counter()).most_common()]
