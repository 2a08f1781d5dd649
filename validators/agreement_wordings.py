"""Agreements in several languages: texts that lack one of them, or that say two things in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.mentioned import Mentions
from sla_dsl.model.spoken import is_worded, unsaid, wordings
from sla_dsl.model.wordings import LANGUAGES, Wording
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span, Token

from .common import understood

_LONGEST = 40
_BEFORE_NAMES = ("AS", "POPULATION", "OF", "EACH", "TO")
"""The words before the name of a role, or of what is counted."""
_BRACED = re.compile(r"\{\{|\{([^{}\n]*)\}")


def texts_without_wording(mentions: Mentions, agreement: Agreement) -> Iterator[Finding]:
    """Texts without words in a language in which the agreement is signed, each where it stands."""
    for language in agreement.languages.others if agreement.languages is not None else ():
        for text, place in unsaid(mentions, agreement, language).items():
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            yield Finding(
                "agreement/missing-wording",
                f'"{shown}" has no words in `{language}`, in which `{agreement.name}` is written as well',
                found.span if (found := _token(text, place)) else place,
                help=_remedy(found, language),
                address=agreement.name,
                values=(text, language),
            )


def _token(text: str, statement: Span) -> Token | None:
    """Where a text stands in a statement, behind its name, or in the head of its table; else its first name there."""
    every = statement.source.tokens
    near = [every[at] for at in chain(range(statement.first, len(every)), range(statement.first - 1, -1, -1))]
    kinds = (("STRING", "PROSE"), ("NAME",))
    return next((one for kind in kinds for one in near if one.type in kind and _said(one) == text), None)


def _remedy(token: Token | None, language: str) -> str:
    """The remedy for a text without words; a name takes them unless it is a declaration, which takes a title."""
    if token is None or token.type != "NAME":
        return f'write `title {language} "…"` behind it if it is a title, or else `wording {language} "…"`'
    before = token.source.tokens[token.index - 1].type
    if before == "NUMBER":
        return f'write `"{token.text}" title {language} "…"` where a title may stand, as behind a parameter'
    if before in _BEFORE_NAMES:
        return f'write `title {language} "…"` behind it'
    return f'say what it is called: `{token.text} "…" title {language} "…"`'


def _said(token: Token) -> str:
    """The words between quotes, on one line."""
    return " ".join(token.text.strip('"').replace('\\"', '"').replace("\\\\", "\\").split())


class _Worded(NamedTuple):
    """What agreements name, and whether anything beside agreements has words in another language."""

    mentions: Mentions
    beside: bool


def contradicting_wordings(asked: _Worded, agreement: Agreement) -> Iterator[Finding]:
    """Texts that one document would say in two ways in one language."""
    # It takes long to find what a document names, and most houses write in one language.
    worded = [*wordings(asked.mentions, agreement)] if asked.beside or agreement.wordings else []
    for language in LANGUAGES:
        seen: dict[str, Wording] = {}
        for one in (each for each in worded if each.language == language):
            before = seen.setdefault(" ".join(one.of.split()), one)
            if before.text.split() != one.text.split():
                yield Finding(
                    "agreement/two-wordings",
                    f'"{one.of}" is said in two ways in `{language}` in the document of `{agreement.name}`',
                    one.source,
                    help="say one thing with the same words everywhere",
                    related=(Related(before.source, "it is said like this here"),),
                    address=agreement.name,
                    values=(language, one.of),
                )


def other_figures(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Words in another language that name other parameters or promises in braces than the author's own."""
    for one in agreement.wordings:
        missing, more = _figures(one.of) - _figures(one.text), _figures(one.text) - _figures(one.of)
        if missing or more:
            name = f"{{{min(missing or more)}}}"
            yield Finding(
                "agreement/other-figures",
                f"the words in `{one.language}` lack `{name}`"
                if missing
                else f"the words in `{one.language}` name `{name}`, and the text before them does not",
                one.source,
                help="name the same values in every language",
                address=agreement.name,
                values=(one.language, name),
            )


def _figures(text: str) -> set[str]:
    return {found[1] for found in _BRACED.finditer(text) if found[1] is not None}


_BOTH = "written in en and fr, equally binding"


def _clause(french: str) -> str:
    return f'clause law """The law of France, and {{uptime}}.""" {french}'


def _in_two(*statements: str) -> str:
    shop = 'service shop "Shop" title fr "Boutique" { supplied by arc-telecom hours 24x7 }\n'
    contract = stage.uc(stage.UPTIME, "no credit", _BOTH, *statements, covers="shop")
    return shop + contract.replace("{", '"Running the shop" title fr "Tenue de la boutique" {', 1)


RULES = (
    Rule(
        "agreement/missing-wording",
        "error",
        "an agreement is written in several languages, and a text has no words in one of them",
        "Each side signs the text that it reads. A text that is missing in one language, or that stands there in "
        "another one, is signed by somebody who may not have understood it.",
        bad=_in_two('clause law """The law of France.""" # agreement/missing-wording'),
        good=_in_two('clause law """The law of France.""" wording fr """Le droit français."""'),
        check=Each(understood, texts_without_wording, Mentions),
    ),
    Rule(
        "agreement/two-wordings",
        "error",
        "one text is said in two ways in one language",
        "A defined term has one name in each language. Two of them in one document are read as two things.",
        bad=stage.ola(
            stage.UPTIME,
            'customer must "ring" wording fr "sonner"',
            'provider must "ring" wording fr "appeler" # agreement/two-wordings',
        ),
        good=stage.ola(
            stage.UPTIME, 'customer must "ring" wording fr "sonner"', 'provider must "ring" wording fr "sonner"'
        ),
        check=Each(understood, contradicting_wordings, lambda found: _Worded(Mentions(found), is_worded(found))),
    ),
    Rule(
        "agreement/other-figures",
        "error",
        "the words in another language name other values in braces than the text itself",
        "A value in braces is a number that binds. In another language the same numbers bind.",
        bad=stage.ola(stage.UPTIME, _clause('wording fr """Le droit français.""" # agreement/other-figures')),
        good=stage.ola(stage.UPTIME, _clause('wording fr """Le droit français, et {uptime}."""')),
        check=Each(understood, other_figures),
    ),
)
