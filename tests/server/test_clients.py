"""The server as VS Code, Neovim and Emacs ask it: with all that each says it can, checked by `pytest-lsp`.

`pytest-lsp` (1.0) finds the client among the parameters of a fixture by its annotation, which therefore is no `Any`; it
warns wherever an answer is of a kind for which the editor has not said that it understands it.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

COMMAND = [sys.executable, "-c", "from sla_dsl.cli import main; raise SystemExit(main(['lsp', '--stdio']))"]
ENCODINGS = {"visual-studio-code": "utf-16", "neovim": "utf-8", "emacs": "utf-32"}
"""What each editor would rather count characters in; it is what the server takes."""
EMOJI = 'party ünited { time zone Europe/Paris }\nservice bikes "Vélos 🚲" { owner ünited }\n'


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]  # the decorator of pytest-lsp has no types
    params=ENCODINGS, config=ClientServerConfig(server_command=COMMAND)
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient, shop: Path) -> AsyncIterator[None]:
    (shop / "bikes.sla").write_text(EMOJI, encoding="utf-8")
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _params: None)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=shop.as_uri(),
            workspace_folders=[types.WorkspaceFolder(shop.as_uri(), shop.name)],
        )
    )
    lsp_client.editor, lsp_client.folder = request.param, shop  # type: ignore[attr-defined]  # for the test
    yield
    await lsp_client.shutdown_session()


def opened(client: Any, name: str) -> types.TextDocumentIdentifier:
    path = client.folder / name
    item = types.TextDocumentItem(path.as_uri(), "sla", 1, path.read_text(encoding="utf-8"))
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return types.TextDocumentIdentifier(item.uri)


@pytest.mark.slow  # each editor starts a server
@pytest.mark.asyncio
async def test_what_an_editor_asks_while_somebody_reads_and_types(client: Any) -> None:
    shop = opened(client, "shop.sla")
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    place = types.Position(7, 14)
    hover = await client.text_document_hover_async(types.HoverParams(shop, place))
    assert "backed" in str(hover.contents)
    offered = await client.text_document_completion_async(types.CompletionParams(shop, types.Position(3, 9)))
    assert "payments" in {one.label for one in getattr(offered, "items", offered)}
    found = await client.text_document_definition_async(types.DefinitionParams(shop, types.Position(3, 11)))
    assert found.uri.endswith("people.sla")
    named = types.ReferenceContext(include_declaration=True)
    used = await client.text_document_references_async(types.ReferenceParams(named, shop, place))
    assert len(used) >= 2
    whole = await client.text_document_formatting_async(
        types.DocumentFormattingParams(shop, types.FormattingOptions(tab_size=2, insert_spaces=True))
    )
    assert whole is not None
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(shop))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(shop))
    everything = types.Range(types.Position(0, 0), types.Position(20, 0))
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(shop, everything))
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(shop))
    assert tokens is not None
    assert tokens.data
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(shop, everything, types.CodeActionContext(diagnostics=[]))
    )
    assert actions is not None
    await characters_are_counted_as_the_editor_counts_them(client)


async def characters_are_counted_as_the_editor_counts_them(client: Any) -> None:
    bikes = opened(client, "bikes.sla")
    line = EMOJI.splitlines()[1]
    start, end = (counted(line[: line.index(word)], client.editor) for word in ("ünited", " }"))
    edit = await client.text_document_rename_async(types.RenameParams(bikes, types.Position(1, start), "united"))
    changes = edit.changes or {one.text_document.uri: one.edits for one in edit.document_changes}
    [found] = [one.range for one in changes[bikes.uri] if one.range.start.line == 1]
    assert (found.start.character, found.end.character) == (start, end)


def counted(text: str, editor: str) -> int:
    """The length of a text in the units of an editor."""
    encoding = ENCODINGS[editor]
    size = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}
    return next(len(text.encode(name)) // each for name, each in size.items() if name.startswith(encoding))
