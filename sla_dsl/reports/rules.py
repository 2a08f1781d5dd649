"""The catalogue of rules for people."""

from __future__ import annotations

from functools import partial
from textwrap import dedent, fill, indent

from ..policy import HousePolicy
from ..rules.catalogue import GRAVITY, Catalogue
from ..rules.rule import Rule
from ..text.translation import MessageLanguage, translated
from .check.text import COLUMNS


def rule_list(rules: Catalogue, language: MessageLanguage = "en") -> bytes:
    """One line for each rule: name, severity, summary."""
    width = max(map(len, rules), default=0)
    say = partial(translated, language=language)
    grade = max(len(say(severity)) for severity in GRAVITY)
    lines = (f"{name:<{width}}  {say(rule.severity):<{grade}}  {say(rule.summary)}\n" for name, rule in rules.items())
    return "".join(lines).encode()


def policy_page(policy: HousePolicy, rule: Rule, language: MessageLanguage = "en") -> bytes:
    """One policy: its sentence, why and from where, what it leaves out, whether it may be waived, and its text."""
    said = policy.said
    place = said.source
    say = partial(translated, language=language)
    parts = [_head(rule, language), f"{policy.requirement}"]
    if said.because:
        parts.append(fill(f"{say('Because:')} {said.because}", COLUMNS))
    if said.origin:
        read = f" (read as {said.read_as}{': ' if said.read_in else ''}{said.read_in})" if said.read_as else ""
        parts.append(fill(f"{say('Source:')} {said.origin}{read}", COLUMNS))
    if said.not_tested:
        parts.append(fill(f"{say('Not tested:')} {said.not_tested}", COLUMNS))
    waived = "An agreement may waive it for a time." if said.may_be_waived else "Nobody can waive it."
    examples = [node.span.text for node in policy.node.nodes("accepts", "rejects")]
    parts += [say(waived), say(f"Written in {place.source.path}, line {place.start.line}")]
    if examples:
        parts.append(f"{say('Examples:')}\n\n" + "\n".join(indent(dedent(f"  {text}"), "    ") for text in examples))
    return ("\n\n".join(parts) + "\n").encode()


def _head(rule: Rule, language: MessageLanguage) -> str:
    severity, summary = (translated(text, language) for text in (f"({rule.severity}):", rule.summary))
    return f"{rule.name} {severity} {summary}"


def rule_page(rule: Rule, language: MessageLanguage = "en") -> bytes:
    """One rule: why it exists, a bad and a good example, and the module of its check if it has a function."""
    say = partial(translated, language=language)
    parts = [_head(rule, language), fill(say(rule.why), COLUMNS)]
    parts += [
        f"{say(title)}\n\n{indent(sample.strip(chr(10)), '    ')}"
        for title, sample in (("Bad:", rule.bad), ("Good:", rule.good))
        if sample
    ]
    if rule.check is not None:
        parts.append(say(f"Checked in {rule.check.__module__}"))
    return ("\n\n".join(parts) + "\n").encode()
