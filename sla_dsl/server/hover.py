"""What an editor shows where the pointer rests on a name, or on a word of the language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from lsprotocol import types

from ..compiler.compile import PRELUDE
from ..compiler.names import SPACES
from ..language.grammar import prelude_text, topics_text
from ..language.parser import parse
from ..language.terminals import language
from ..model.agreement import Agreement, Parameter
from ..model.objective import Objective
from ..proof import Proof
from ..reports.explain import agreement_page, calendar_page
from ..reports.normal_form import normal_form
from ..text.source import Node, Source, Token
from ..wording.figures import promise_text
from ..wording.values import said
from .bench import CheckedTexts, OpenDocument
from .budget import allowed_downtime
from .names import NamedThing, NameIndex

_LINES = 12
"""The most lines of a declaration that are shown."""


def hover(document: OpenDocument, path: str, index: NameIndex, offset: int) -> types.Hover | None:
    """What is known of the thing that is named at an offset of a document; none where nothing is named."""
    found = index.at(path, offset)
    if found is not None and (known := description(index, found.named)):
        return _hover(document, known, found.start, found.end)
    token = next((one for one in document.source.tokens if one.start <= offset < one.end), None)
    if token is None or token.type not in ("NAME", "PATH", *language().keywords.values(), *language().phrases):
        return None
    around = (node for node in document.parsed.declarations if node.first.index <= token.index <= node.last.index)
    said = next((says for node in around for says in _statements(node, token)), "")
    return _hover(document, said, token.start, token.end) if said else None


def _hover(document: OpenDocument, text: str, start: int, end: int) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), document.positions.range(start, end))


def _statements(node: Node, token: Token) -> Iterator[str]:
    """The statements and phrases that hold a token, each with what it says; the innermost first."""
    for child in node.nodes():
        if child.first.index <= token.index <= child.last.index:
            yield from _statements(child, token)
    if says := meanings().get(node.kind.replace("_", " ")):
        yield f"{_code(shown(node).splitlines()[0])}\n\n{says}"


@cache
def meanings() -> Mapping[str, str]:
    """What each statement and phrase of the language says, in a line, by its rule of the grammar."""
    table = tomllib.loads(files("sla_dsl.language").joinpath("statements.toml").read_text(encoding="utf-8"))
    return {name: says for rows in table.values() for name, (says, *_) in rows.items()}


def description(index: NameIndex, named: NamedThing) -> str:
    """A thing in Markdown: what it means, and how it is judged."""
    workspace = index.result.checked.workspace
    agreement = workspace.agreements.get(named.owner)
    if named.space == "objective" and agreement is not None:
        return _promises(index.result, agreement, named.name) or _as_declared(index, named)
    if named.space == "parameter" and agreement is not None:
        found = next((one for one in agreement.parameters if one.name == named.name), None)
        return _parameter(found) if found else ""
    if named.space == "agreement" and named.name in workspace.agreements:
        page = agreement_page(workspace, workspace.agreements[named.name], index.result.checked.proofs)
        return _code(page.decode())
    if named.space == "calendar" and named.name in workspace.calendars:
        page = calendar_page(workspace, workspace.calendars[named.name])
        return _code(page.decode()) + "\n\n" + _as_declared(index, named)
    return _as_declared(index, named)


def _promises(result: CheckedTexts, agreement: Agreement, name: str) -> str:
    """The promises of an agreement under a name: one in full, several of a table in a line each."""
    workspace, proofs = result.checked.workspace, result.checked.proofs
    there = [one for one in agreement.objectives if one.name == name]
    if len(there) == 1:
        [only] = there
        form = normal_form(workspace, agreement, only)
        downtime = allowed_downtime(workspace, agreement, only)
        lines = [*form, *([("may be down", downtime.text)] if downtime else []), *_verdict(proofs.get(only.address))]
        return "\n".join(
            [f"**{_plain(only.title or only.name)}** `{only.address}`", "", *(_row(*line) for line in lines)]
        )
    return "\n".join(_in_a_line(one, proofs.get(one.address)) for one in there)


def _in_a_line(objective: Objective, proof: Proof | None) -> str:
    verdict = proof.told if proof else "not judged"
    return f"- `{objective.address}`: {_plain(promise_text(objective))}, **{verdict}**"


def _verdict(proof: Proof | None) -> list[tuple[str, str]]:
    if proof is None:
        return [("verdict", "not judged")]
    shares = f" in {proof.shares.text} of the cases" if proof.shares else ""
    lines = [
        ("verdict", f"**{proof.told}**"),
        *(("assumed", _plain(one)) for one in proof.assumptions),
        ("guaranteed", f"{proof.guaranteed.text}{shares}" if proof.guaranteed else ""),
        ("slack", proof.slack),
        *(("because", _plain(ground.message)) for ground in proof.grounds),
        ("example", _plain(proof.example)),
    ]
    return [line for line in lines if line[1]]


def _parameter(parameter: Parameter) -> str:
    head = f"**{_plain(parameter.title or parameter.name)}** `{parameter.name}`"
    rows = [f"- {', '.join('/'.join(one.values) for one in row.scope)}: {row.value.text}" for row in parameter.rows]
    if rows:
        return "\n".join([head, "", *rows])
    if parameter.value is None:
        choices = " or ".join(one.text for one in parameter.choices)
        return f"{head}\n\nblank: each agreement fills it in{f' with {choices}' if choices else ''}"
    return f"{head}\n\n`{said(parameter.value)}`"


def _as_declared(index: NameIndex, named: NamedThing) -> str:
    """The declaration as it is written, in the prelude too; a long one is cut."""
    index.occurrences  # noqa: B018 - it fills `declared`
    node = index.declared.get(named) or _of_prelude().get(named)
    return _code(shown(node)) if node is not None else ""


@cache
def _of_prelude() -> Mapping[NamedThing, Node]:
    """The declarations of the prelude."""
    nodes = parse(Source(PRELUDE, prelude_text() + topics_text())).declarations
    return {NamedThing(SPACES[node.kind], name.text): node for node in nodes if (name := node.token("NAME"))}


def shown(node: Node) -> str:
    """The text of a node without the indentation of its place, on ``_LINES`` lines at most."""
    source, start, end = node.first.source, node.first.start, node.last.end
    column = source.position(start).column - 1
    first, *rest = source.text[start:end].splitlines()
    lines = [first, *(line[column:] if not line[:column].strip() else line for line in rest)]
    return "\n".join(lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "…"])


def _row(name: str, text: str) -> str:
    return f"- {name}: {text if text.startswith('**') else _plain(text)}"


def _plain(text: str) -> str:
    """Words of an author in Markdown, so that no sign in them is read as markup; code in backticks stays."""
    parts = text.split("`")
    return "`".join(
        part if at % 2 else "".join(f"\\{c}" if c in "\\*_[]<>#|" else c for c in part) for at, part in enumerate(parts)
    )


def _code(text: str) -> str:
    """Text in a fence that nothing in it can close."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}sla\n{text.rstrip()}\n{fence}"
