"""At every place of every sample, what stands there is among what completion offers, and what is offered can stand."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lsprotocol import types

from sla_dsl.compiler import compile_sources
from sla_dsl.language.begun import begun
from sla_dsl.language.parser import parse
from sla_dsl.language.roles import NameRole, roles
from sla_dsl.language.terminals import language
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.samples import AS_OF, LOCK, STAGE
from sla_dsl.server.bench import OpenDocument
from sla_dsl.server.completion import complete
from sla_dsl.server.fitting import FITTING, FREE
from sla_dsl.text.source import Source, Token
from sla_dsl.workspace import read_workspace

from ..language.samples import SAMPLES, SENTENCES
from ..rules.samples import CATALOGUE

ROOT = Path(__file__).parents[2]
COMPILED = ROOT / "tests" / "compiler"


def offered(text: str, offset: int, workspace: Workspace | None) -> list[types.CompletionItem]:
    document = OpenDocument("untitled:x", 1, text, "utf-16")
    return complete(document, offset, workspace, CATALOGUE.values(), snippets=False)


def words(source: Source) -> Iterator[Token]:
    """The words of a text: whatever begins with a letter."""
    yield from (token for token in source.tokens if token.text[:1].isalpha() or token.text == "24x7")


@pytest.mark.parametrize("texts", [SENTENCES[at::4] for at in range(4)] + [[SAMPLES]], ids=range(5))
def test_every_word_of_the_language_is_offered_where_it_stands(texts: list[str]) -> None:
    missing = []
    for source in (Source("sample.sla", text) for text in texts):
        parse(source)
        for token in words(source):
            if token.type not in ("NAME", "PATH", "HOW_OFTEN"):
                there = {one.label for one in offered(source.text[: token.start], token.start, None)}
                word = language().phrases.get(token.type, token.text)  # the longer form of `1 calendar month`
                if word not in there:
                    missing.append(source.text[max(0, token.start - 60) : token.end])
    assert missing == []


@cache
def everything() -> tuple[Workspace, tuple[Source, ...]]:
    """The workspace that has every statement of the language, with its sources."""
    sources = tuple(Source(name, (COMPILED / name).read_text("utf-8")) for name in ("base.sla", "everything.sla"))
    return compile_sources(sources, Lock(), date(2026, 6, 1)), sources


def example(name: str) -> tuple[Workspace, tuple[Source, ...]]:
    files = read_workspace(ROOT / "examples" / name)
    return compile_sources(files.sources, files.lock, date(2026, 6, 1)), files.sources


def names_not_offered(workspace: Workspace, sources: Iterable[Source]) -> list[str]:
    """The names that completion does not offer where they stand: each part of an address behind the parts before."""
    missing = []
    for source in sources:
        for token in (token for token in words(source) if token in workspace.meant):
            for end in (*(slash.start() for slash in re.finditer("/", token.text)), len(token.text)):
                behind = token.start + token.text.rfind("/", 0, end) + 1
                there = [f"{one.label}/" for one in offered(source.text, behind, workspace)]
                if not any(label.startswith(f"{token.text[:end]}/") for label in there):
                    missing.append(source.text[max(0, token.start - 60) : token.start + end])
    return missing


def test_every_name_of_a_workspace_is_offered_where_it_stands() -> None:
    assert names_not_offered(*everything()) == []


@pytest.mark.slow  # each word of many files is completed
@pytest.mark.parametrize("name", ["atelier", "collecte"])
def test_every_name_of_an_example_is_offered_where_it_stands(name: str) -> None:
    assert names_not_offered(*example(name)) == []


@pytest.mark.slow  # each word of many samples is completed
def test_every_name_of_the_samples_of_rules_is_offered_where_it_stands() -> None:
    missing = []
    for rule in (rule for rule in CATALOGUE.values() if rule.good):
        sources = Source("stage.sla", STAGE), Source("sample.sla", rule.good)
        missing += names_not_offered(compile_sources(sources, LOCK, AS_OF), sources[1:])
    assert missing == []


@pytest.mark.parametrize("texts", [SENTENCES[at::4] for at in range(4)], ids=range(4))
def test_what_is_offered_can_be_read_there(texts: list[str]) -> None:
    workspace, seen, refused = everything()[0], set(), []
    for source in (Source("sample.sla", text) for text in texts):
        parse(source)
        for token in words(source):
            before = source.text[: token.start]
            read = begun(before)
            place = (frozenset(read.stack.terminals()), roles(read.stack)) if read else None
            if place not in seen:
                seen.add(place)
                found = offered(before, token.start, workspace)
                few = {(one.kind, one.detail): one.label for one in found}  # names of one kind are alike to the parser
                keywords = [one.label for one in found if one.kind == types.CompletionItemKind.Keyword]
                refused += [
                    f"{before[-60:]}▮{word}" for word in {*few.values(), *keywords} if begun(f"{before}{word} ") is None
                ]
    # Behind a number on the same line, `business days` is read as its unit; on a line of its own the statement is read.
    assert [one for one in refused if not re.search(r" \d+ ▮business days follow$", one)] == []


def test_what_would_fit_is_told_for_every_role_of_the_grammar() -> None:
    known = language()
    parts = {part for some in known.parts for part in some if not part.origin.startswith("_")}
    in_grammar = {
        str(NameRole(part.kind, known.phrases.get(part.before) or known.words.get(part.before, ""))) for part in parts
    }
    told = [role for some in (FITTING, FREE) for roles in some.values() for role in roles.split(", ")]
    assert {*told} == in_grammar


TERMS = """standard sla base "Base" {
  parameter counted is hours
  parameter every is window
  parameter fee is money
  parameter level one of 99.5%, 99.9%
}
calendar office "Office" { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
sla own on the terms of base { with counted = office }
"""


@pytest.mark.parametrize(
    ("behind", "what"),
    [
        ("with ", {"counted", "every", "fee", "level"}),
        ("with counted = ", {"24x7", "office", "counted"}),
        ("with every = ", {"each"}),
        ("with fee = ", {"fee", "level", "the"}),
        ("with level = ", {"99.5%", "99.9%"}),
    ],
)
def test_what_is_given_is_of_the_kind_of_its_parameter(behind: str, what: set[str]) -> None:
    workspace = compile_sources([Source("terms.sla", TERMS)], Lock(), date(2026, 6, 1))
    text = f"sla own on the terms of base {{\n  {behind}"
    assert {one.label for one in offered(text, len(text), workspace)} == what


@pytest.mark.parametrize("text", ["# a remark ", 'party x "A ti', "sla x {\n  provdier ", 'sla x {\n  clause c """Te'])
def test_nothing_is_offered_where_no_word_can_be_told(text: str) -> None:
    assert offered(text, len(text), None) == []
