"""What an editor asks, and which function answers.

Every question is answered by an ``async`` function that waits before it works: a question that is withdrawn in that
time costs nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcInvalidParams

from ..fixes import Edit, fixes
from ..language.layout import formatted
from .bench import OpenDocument, Project
from .colours import LEGEND, semantic_tokens
from .completion import complete
from .hints import inlay_hints, lenses
from .hover import hover
from .names import NameIndex, Occurrence
from .outline import folds, found_symbols, symbols
from .rename import NotRenamedError, renamed

if TYPE_CHECKING:
    from .serve import EditorServer

BREATH = 0.02
"""The seconds that every question waits first: in them it may be withdrawn."""
PATIENCE = 10.0
"""The seconds that a question about meaning waits for a check of the text that the author sees."""
READ_AS_MEANT = "syntax/foreign-spelling"
"""The rule for spellings that are understood, and so can be formatted."""

Handler = Callable[[Any], Awaitable[Any]]


class Questions:
    """The answers to one editor."""

    def __init__(self, server: EditorServer) -> None:
        self.server = server
        self.bench = server.bench

    def answers(self) -> dict[str, Handler]:
        """The function that answers each question."""
        of_documents: dict[str, Callable[[OpenDocument, Any], Awaitable[Any]]] = {
            types.TEXT_DOCUMENT_HOVER: self.hover,
            types.TEXT_DOCUMENT_DEFINITION: self.definition,
            types.TEXT_DOCUMENT_REFERENCES: self.references,
            types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: self.highlights,
            types.TEXT_DOCUMENT_PREPARE_RENAME: self.can_be_renamed,
            types.TEXT_DOCUMENT_RENAME: self.rename,
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: self.symbols,
            types.TEXT_DOCUMENT_FOLDING_RANGE: self.folds,
            types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: self.colours,
            types.TEXT_DOCUMENT_COMPLETION: self.complete,
            types.TEXT_DOCUMENT_FORMATTING: self.format,
            types.TEXT_DOCUMENT_CODE_ACTION: self.actions,
            types.TEXT_DOCUMENT_INLAY_HINT: self.hints,
            types.TEXT_DOCUMENT_CODE_LENS: self.lenses,
        }
        answers = {method: self.about(answer) for method, answer in of_documents.items()}
        return {**answers, types.WORKSPACE_SYMBOL: self.waiting(self.find_symbols)}

    def about(self, answer: Callable[[OpenDocument, Any], Awaitable[Any]]) -> Handler:
        """A question about one document; no answer for one that is not open."""

        async def of_document(params: Any) -> Any:
            document = self.bench.documents.get(params.text_document.uri)
            if document is None:
                return None
            await asyncio.to_thread(lambda: document.parsed)
            return await answer(document, params)

        return self.waiting(of_document)

    def waiting(self, answer: Handler) -> Handler:
        """A question that waits a moment before it is worked on."""

        async def asked(params: Any) -> Any:
            await asyncio.sleep(BREATH)
            self.server.worked += 1
            try:
                return await answer(params)
            except JsonRpcException:
                raise
            except Exception as error:
                self.server.own_fault(error)
                raise JsonRpcInternalError(message=f"{type(error).__name__}: {error}") from error

        return asked

    async def index(self, document: OpenDocument) -> tuple[Project, str, NameIndex] | None:
        """The names of the document's workspace as of this very text; none if they cannot be had."""
        project, name = self.bench.place(document)
        if project is None:
            return None
        if not project.is_checked:
            self.server.wants_check(project)
            done, _ = await asyncio.wait([self.server.checks[project]], timeout=PATIENCE)
            if not done:
                return None
        index = self.server.indexes.get(project)
        if index is None or self.bench.documents.get(document.uri) is not document:
            return None
        if index.result.versions.get(name, document.version) != document.version or not index.result.source(name):
            return None
        await asyncio.to_thread(lambda: (index.by_path, index.by_name))
        return project, name, index

    async def hover(self, document: OpenDocument, params: types.HoverParams) -> types.Hover | None:
        """What is known of the thing at the pointer."""
        found = await self.index(document)
        if found is None:
            return None
        _, name, index = found
        offset = document.positions.offset(params.position)
        return await asyncio.to_thread(hover, document, name, index, offset)

    async def named_at(
        self, document: OpenDocument, position: types.Position
    ) -> tuple[Project, NameIndex, Occurrence] | None:
        """The thing named at a position."""
        found = await self.index(document)
        if found is None:
            return None
        project, name, index = found
        there = index.at(name, document.positions.offset(position))
        return (project, index, there) if there else None

    def location(self, project: Project, index: NameIndex, one: Occurrence) -> types.Location:
        """The place of an occurrence."""
        positions = index.result.places(one.source, self.bench.encoding)
        return types.Location(project.uri(one.source.path), positions.range(one.start, one.end))

    async def definition(self, document: OpenDocument, params: types.DefinitionParams) -> types.Location | None:
        """Where the thing at the pointer is declared."""
        found = await self.named_at(document, params.position)
        if found is None:
            return None
        project, index, there = found
        declared = index.declaration(there.named)
        inside = declared is not None and declared.source in index.result.files.sources
        return self.location(project, index, declared) if declared is not None and inside else None

    async def references(self, document: OpenDocument, params: types.ReferenceParams) -> list[types.Location]:
        """Where the thing at the pointer is named."""
        found = await self.named_at(document, params.position)
        if found is None:
            return []
        project, index, there = found
        return [
            self.location(project, index, one)
            for one in index.all_of(there.named)
            if one.source in index.result.files.sources
            and (params.context.include_declaration or not one.is_declaration)
        ]

    async def highlights(
        self, document: OpenDocument, params: types.DocumentHighlightParams
    ) -> list[types.DocumentHighlight]:
        """Where the thing at the pointer is named in the same document."""
        found = await self.named_at(document, params.position)
        if found is None:
            return []
        _, index, there = found
        kinds = types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write
        return [
            types.DocumentHighlight(document.positions.range(one.start, one.end), kinds[one.is_declaration])
            for one in index.all_of(there.named)
            if one.source is there.source
        ]

    async def symbols(self, document: OpenDocument, _params: Any) -> list[types.DocumentSymbol]:
        """The outline."""
        return await asyncio.to_thread(symbols, document)

    async def folds(self, document: OpenDocument, _params: Any) -> list[types.FoldingRange]:
        """What can be folded."""
        return await asyncio.to_thread(folds, document)

    async def find_symbols(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        """Declarations in all workspaces."""
        return [
            one
            for project in [*self.bench.projects.values()]
            if project.result is not None
            for one in found_symbols(project, project.result, params.query, self.bench.encoding)
        ]

    # What changes the text

    async def complete(self, document: OpenDocument, params: types.CompletionParams) -> list[types.CompletionItem]:
        """What can stand at the pointer; the names are those of the last check."""
        project, _ = self.bench.place(document)
        checked = project.result.checked if project and project.result else None
        workspace, rules = (checked.workspace, checked.rules.values()) if checked else (None, ())
        offset = document.positions.offset(params.position)
        known = self.server.lsp.client_capabilities.text_document
        item = known.completion.completion_item if known and known.completion else None
        snippets = bool(item and item.snippet_support)
        return await asyncio.to_thread(complete, document, offset, workspace, rules, snippets=snippets)

    async def format(self, document: OpenDocument, _params: Any) -> list[types.TextEdit]:
        """The canonical form; none of a text with faults."""
        parsed = document.parsed
        if document.is_too_large or any(finding.rule != READ_AS_MEANT for finding in parsed.findings):
            return []
        written = await asyncio.to_thread(formatted, parsed)
        return [] if written == document.raw else [types.TextEdit(document.positions.whole, written)]

    async def can_be_renamed(
        self, document: OpenDocument, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        """The name at the pointer."""
        found = await self.named_at(document, params.position)
        if found is None:
            return None
        _, index, there = found
        declared = index.declaration(there.named)
        if declared is None or declared.source not in index.result.files.sources:
            return None
        return types.PrepareRenamePlaceholder(document.positions.range(there.start, there.end), there.named.name)

    async def rename(self, document: OpenDocument, params: types.RenameParams) -> types.WorkspaceEdit:
        """Another name for the thing at the pointer, everywhere."""
        found = await self.named_at(document, params.position)
        if found is None:
            raise JsonRpcInvalidParams(message="nothing here has a name that can be changed")
        project, index, there = found
        try:
            edits = await asyncio.to_thread(renamed, index, there, params.new_name)
        except NotRenamedError as why:
            raise JsonRpcInvalidParams(message=str(why)) from why
        return self.workspace_edit(project, index, edits)

    def workspace_edit(self, project: Project, index: NameIndex, edits: list[Edit]) -> types.WorkspaceEdit:
        """Changes of files; of open documents for the version that was checked."""
        by_path: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            place = index.result.places(edit.source, self.bench.encoding).range(edit.start, edit.end)
            by_path.setdefault(edit.source.path, []).append(types.TextEdit(place, edit.text))
        known = self.server.lsp.client_capabilities.workspace
        if known is None or known.workspace_edit is None or not known.workspace_edit.document_changes:
            return types.WorkspaceEdit(changes={project.uri(path): some for path, some in by_path.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(project.uri(path), index.result.versions.get(path)),
                    list(some),
                )
                for path, some in by_path.items()
            ]
        )

    async def actions(self, document: OpenDocument, params: types.CodeActionParams) -> list[types.CodeAction]:
        """The remedies of the findings at a place."""
        found = await self.index(document)
        if found is None:
            return []
        project, name, index = found
        first, last = (document.positions.offset(place) for place in (params.range.start, params.range.end))
        shown = {(one.code, one.range.start.line): one for one in params.context.diagnostics}
        actions: list[types.CodeAction] = []
        for graded in index.result.checked.findings:
            span = graded.finding.span
            if graded.waiver is not None or span is None or span.source.path != name:
                continue
            start, end = span.offsets
            if start > last or end < first:
                continue
            line = document.positions.position(start).line
            about = shown.get((graded.finding.rule, line))
            actions += [
                types.CodeAction(
                    title=fix.title,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[about] if about else None,
                    is_preferred=fix.certain,
                    edit=self.workspace_edit(project, index, list(fix.edits)),
                )
                for fix in fixes(graded.finding)
                if all(edit.source in index.result.files.sources for edit in fix.edits)
            ]
        return actions

    # What stands between the lines

    async def colours(self, document: OpenDocument, _params: Any) -> types.SemanticTokens:
        """The kinds of all words, by what is known now: nobody waits for a check to see colours."""
        project, name = self.bench.place(document)
        index = self.server.indexes.get(project) if project else None
        if index is not None and index.result.versions.get(name) != document.version:
            index = None
        return await asyncio.to_thread(semantic_tokens, document, name, index)

    async def hints(self, document: OpenDocument, params: types.InlayHintParams) -> list[types.InlayHint]:
        """The hints in a part of a document."""
        found = await self.index(document)
        part = document.positions.offset(params.range.start), document.positions.offset(params.range.end)
        return await asyncio.to_thread(inlay_hints, document, found[2], part) if found else []

    async def lenses(self, document: OpenDocument, _params: Any) -> list[types.CodeLens]:
        """The verdicts over agreements and promises."""
        found = await self.index(document)
        return await asyncio.to_thread(lenses, document, found[2], self.server.explain) if found else []


OPTIONS: dict[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=["{", "/"]),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: LEGEND,
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
}
