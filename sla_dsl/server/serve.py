"""The server: what it does when an editor tells something, and when a workspace is checked.

Checks run in a thread of their own, one at a time; one that somebody has overtaken by typing ends at its next promise.
``questions.py`` has what is asked.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from traceback import extract_tb
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from . import diagnostics
from .bench import CheckedTexts, OpenDocument, Project, SupersededError, WhileWanted, Workbench
from .names import NameIndex
from .questions import OPTIONS, Questions

PAUSE = 0.15
"""The seconds without a keystroke after which a workspace is checked."""


class EditorServer:
    """One editor's server: its desk, and the checks that run for it."""

    def __init__(self) -> None:
        self.lsp = LanguageServer("sla", version("sla-dsl"), types.TextDocumentSyncKind.Full)
        self.bench = Workbench()
        self.worker = ThreadPoolExecutor(1, "check")
        self.checks: dict[Project, asyncio.Task[None]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.indexes: dict[Project, NameIndex] = {}
        self.shown: dict[str, list[types.Diagnostic]] = {}
        """The diagnostics that the editor shows, by the address of the document."""
        self.explain = ""
        self.worked = 0
        """How many questions about a document were worked on, and not withdrawn before."""
        for method, notice in self.notices().items():
            self.lsp.feature(method)(partial(notice))  # pygls marks what it is given
        for method, answer in Questions(self).answers().items():
            self.lsp.feature(method, OPTIONS.get(method))(answer)

    # What the editor tells

    def notices(self) -> dict[str, Callable[[Any], Any]]:
        """What is done when the editor tells something."""
        return {
            types.INITIALIZE: self.introduced,
            types.INITIALIZED: self.begin,
            types.TEXT_DOCUMENT_DID_OPEN: self.opened,
            types.TEXT_DOCUMENT_DID_CHANGE: self.changed,
            types.TEXT_DOCUMENT_DID_CLOSE: self.closed,
            types.TEXT_DOCUMENT_DID_SAVE: self.saved,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self.files_changed,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self.folders_changed,
            types.SHUTDOWN: self.ending,
        }

    def introduced(self, params: types.InitializeParams) -> None:
        """The editor said how it counts the columns of a line, and perhaps its command that explains an address."""
        options = params.initialization_options
        explain = options.get("explain") if isinstance(options, dict) else getattr(options, "explain", None)
        self.explain = explain if isinstance(explain, str) else ""
        encoding = self.lsp.workspace.position_encoding
        self.bench.encoding = str(getattr(encoding, "value", encoding))

    def begin(self, _params: Any) -> None:
        """Opens the workspaces of the editor's folders, and asks to be told of changed files."""
        for uri in self.lsp.workspace.folders:
            if (project := self.bench.open_folder(uri)) is not None:
                self.wants_check(project)
        capabilities = self.lsp.client_capabilities.workspace
        watched = capabilities.did_change_watched_files if capabilities else None
        if watched is not None and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob) for glob in ("**/*.sla", "**/sla.toml", "**/sla.lock")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.lsp.client_register_capability(
                types.RegistrationParams([types.Registration("files", method, options)])
            )

    def folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Folders came to the editor."""
        for folder in params.event.added:
            if (project := self.bench.open_folder(folder.uri)) is not None:
                self.wants_check(project)

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        one = params.text_document
        self.new_text(one.uri, one.version, one.text)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Somebody typed: the last change has the whole text."""
        if params.content_changes:
            one = params.text_document
            self.new_text(one.uri, one.version, params.content_changes[-1].text)

    def new_text(self, uri: str, version: int | None, text: str) -> None:
        """Takes a text, has its own faults shown at once, and the workspace checked in a moment."""
        before = self.bench.documents.get(uri)
        document = self.bench.put(uri, version, text)
        project, _ = self.bench.place(document)
        if project is not None:
            self.wants_check(project)
        self.spawn(self.show_text(document, before, project))

    async def show_text(self, document: OpenDocument, before: OpenDocument | None, project: Project | None) -> None:
        """Shows what is wrong with the text alone, beside what the last check found in words that still stand."""
        await asyncio.to_thread(lambda: document.parsed)
        if self.bench.documents.get(document.uri) is document:
            known = self.shown.get(document.uri, [])
            kept = diagnostics.moved(known, before, document) if before else []
            language = project.result.files.settings.messages if project and project.result else "en"
            found = await asyncio.to_thread(diagnostics.of_text, document, language)
            if self.bench.documents.get(document.uri) is document:
                self.show(document.uri, [*found, *kept], document.version)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: its file counts again."""
        project = self.bench.close(params.text_document.uri)
        if project is None:
            self.show(params.text_document.uri, [], None)
        else:
            self.wants_check(project)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """A document was saved; files may have changed beside it."""
        document = self.bench.documents.get(params.text_document.uri)
        project, _ = self.bench.place(document) if document else (None, "")
        if project is not None:
            project.touched(on_disk=True)
            self.wants_check(project)

    def files_changed(self, _params: types.DidChangeWatchedFilesParams) -> None:
        """Files changed outside of the editor; a new ``sla.toml`` may give documents another workspace."""
        for project in self.bench.projects.values():
            project.documents.clear()
        for document in self.bench.documents.values():
            own, name = self.bench.place(document)
            if own is not None:
                own.documents[name] = document
        for project in self.bench.projects.values():
            project.touched(on_disk=True)
            self.wants_check(project)

    def ending(self, _params: Any) -> None:
        """Ends every check."""
        for project in self.bench.projects.values():
            project.touched()
        for task in (*self.checks.values(), *self.tasks):
            task.cancel()
        self.worker.shutdown(wait=False, cancel_futures=True)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Does something beside everything else; its faults are told."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.done)

    def done(self, task: asyncio.Task[None]) -> None:
        """Forgets a task, and tells its fault if it has one."""
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.own_fault(error)

    # Checking

    def wants_check(self, project: Project) -> None:
        """Has a workspace checked as soon as nobody types."""
        if project not in self.checks or self.checks[project].done():
            self.checks[project] = asyncio.create_task(self.check(project))

    async def check(self, project: Project) -> None:
        """Checks a workspace until the result is of the texts as they are, and shows it."""
        loop = asyncio.get_running_loop()
        while True:
            wanted = WhileWanted(project.generation)
            await asyncio.sleep(PAUSE)
            try:
                wanted.confirm()
                documents = dict(project.documents)
                result = await loop.run_in_executor(self.worker, project.check, documents, wanted)
                wanted.confirm()
            except SupersededError:
                continue
            except Exception as error:  # noqa: BLE001 - a fault of the program must not end the server
                self.own_fault(error)
                return
            project.result = result
            self.indexes[project] = NameIndex(result)
            await self.show_all(project, result)
            if project.is_checked:
                return

    async def show_all(self, project: Project, result: CheckedTexts) -> None:
        """Shows the findings of a check in every file, and takes away those that are gone."""
        found = await asyncio.to_thread(diagnostics.of_project, project, result, self.bench.encoding)
        root = project.uri("")
        told = {project.uri(path): some for path, some in found.items()}
        before = {uri for uri, some in self.shown.items() if some and uri.startswith(root)}
        before |= {document.uri for document in project.documents.values()}
        for uri in sorted({*told, *before}):
            document = self.bench.documents.get(uri)
            if document is not None:
                place, name = self.bench.place(document)
                if place is not project or result.versions.get(name, document.version) != document.version:
                    continue  # the next check is of the text that is there now
            self.show(uri, told.get(uri, []), document.version if document is not None else None)

    def show(self, uri: str, some: list[types.Diagnostic], version: int | None) -> None:
        """Has the editor show these diagnostics of a document."""
        self.shown[uri] = some
        if not some and uri not in self.bench.documents:
            del self.shown[uri]
        self.lsp.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, some, version))

    def own_fault(self, error: BaseException) -> None:
        """Says that the program itself failed; the server goes on."""
        frames = extract_tb(error.__traceback__)
        where = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
        text = f"internal error: {type(error).__name__}: {error} ({where}); this is a fault of `sla`, not of your files"
        print(text, file=sys.stderr)  # noqa: T201 - standard output belongs to the editor
        self.lsp.window_log_message(types.LogMessageParams(types.MessageType.Error, text))


class FaultLog(logging.Handler):
    """Standard error as editors show it, as a log of faults: a line for each fault of the transport.

    An answer that refuses something is no fault, and the editor has it.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record without its traceback."""
        error = record.exc_info[1] if record.exc_info else None
        if record.levelno >= logging.ERROR and not isinstance(error, JsonRpcException):
            why = f": {type(error).__name__}: {error}" if error else ""
            print(record.getMessage().partition("\n")[0] + why, file=sys.stderr)  # noqa: T201 - it is the log


def serve() -> None:
    """Serves one editor over standard input and output, until it says good-bye."""
    log = logging.getLogger("pygls")
    log.propagate = False
    log.addHandler(FaultLog())
    EditorServer().lsp.start_io()
