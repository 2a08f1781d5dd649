"""An editor as the server sees it: messages over the pipes of a process, in the words of the protocol."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, BinaryIO

Json = Any
VS_CODE = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}, "workspaceFolders": True},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "completion": {"completionItem": {"snippetSupport": True}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
NEOVIM = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}
EMACS = {"general": {"positionEncodings": ["utf-32", "utf-8", "utf-16"]}}
"""What editors say of themselves at the beginning, as far as the server reads it."""
SECONDS = 30


class Editor:
    """One editor, with a server at the other end of its pipes."""

    def __init__(self, folder: Path, to_server: BinaryIO, from_server: BinaryIO) -> None:
        self.folder = folder
        self.to_server, self.from_server = to_server, from_server
        self.capabilities: Json = None
        self.server: Any = None
        self.number = 0
        self.answers: dict[int, Json] = {}
        self.messages: Queue[Json] = Queue()
        self.diagnostics: dict[str, Json] = {}
        self.log: list[Json] = []
        self.versions: dict[str, int] = {}
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        while line := self.from_server.readline():
            size = int(line.split(b":")[1])
            while self.from_server.readline().strip():
                pass
            self.messages.put(json.loads(self.from_server.read(size)))
        self.messages.put(None)

    def send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.to_server.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.to_server.flush()

    def tell(self, method: str, **params: Json) -> None:
        self.send({"method": method, "params": params})

    def begin(self, method: str, **params: Json) -> int:
        """Asks something, and goes on without an answer."""
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.number

    def ask(self, method: str, **params: Json) -> Json:
        answer = self.answer(self.begin(method, **params))
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer(self, number: int) -> Json:
        while number not in self.answers:
            self.take()
        return self.answers.pop(number)

    def take(self, seconds: float = SECONDS) -> Json:
        """Takes the next message of the server."""
        message = self.messages.get(timeout=seconds)
        assert message is not None, "the server died"
        if "method" not in message:
            self.answers[message["id"]] = message
        elif message["method"] == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]
        else:
            self.log.append(message)
            if "id" in message:
                self.send({"id": message["id"], "result": None})
        return message

    def quiet(self, seconds: float) -> None:
        """Takes messages until there are none for a while."""
        try:
            while True:
                self.take(seconds)
        except Empty:
            return

    def faults(self) -> list[str]:
        """The faults of its own that the server told."""
        told = [each["params"] for each in self.log if each["method"] in ("window/logMessage", "window/showMessage")]
        return [each["message"] for each in told if each["type"] == 1]

    # Documents

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        if text is None:
            text = (self.folder / name).read_bytes().decode()
        uri = name if ":" in name else self.uri(name)
        self.versions[uri] = 1
        document = {"uri": uri, "languageId": "sla", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def type(self, uri: str, text: str) -> int:
        """Changes the whole text of a document; returns its new version."""
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self.versions[uri]

    def at(self, method: str, uri: str, line: int, character: int, **more: Json) -> Json:
        """Asks about a place in a document; lines and characters count from 0."""
        place = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=place, **more)

    def rules(self, uri: str, wanted: set[str]) -> Json:
        """The diagnostics of a document as soon as these rules are among theirs (or none), and of its last text."""
        while True:
            known = self.diagnostics.get(uri)
            if known and known.get("version") in (None, self.versions.get(uri)):
                shown = {one.get("code") for one in known["diagnostics"]}
                if wanted <= shown if wanted else not shown:
                    return known["diagnostics"]
            try:
                self.take()
            except Empty as nothing:
                raise AssertionError(f"{wanted} was not shown of {uri}, but {known}") from nothing

    def hello(self, capabilities: Json, options: Json = None) -> None:
        folders = [{"uri": self.folder.as_uri(), "name": self.folder.name}]
        found = self.ask(
            "initialize",
            processId=None,
            rootUri=self.folder.as_uri(),
            workspaceFolders=folders,
            capabilities=capabilities,
            initializationOptions=options,
        )
        self.capabilities = found["capabilities"]
        self.tell("initialized")

    def good_bye(self) -> None:
        self.ask("shutdown")
        self.tell("exit")


@contextmanager
def editor(folder: Path, capabilities: Json = VS_CODE, options: Json = None) -> Iterator[Editor]:
    """An editor that has opened a folder, with a server in a thread; at the end it says good-bye."""
    from sla_dsl.server.serve import EditorServer

    (there_in, to_server), (from_server, there_out) = os.pipe(), os.pipe()
    stdin, sink = os.fdopen(there_in, "rb"), os.fdopen(to_server, "wb")
    tap, stdout = os.fdopen(from_server, "rb"), os.fdopen(there_out, "wb")
    server = EditorServer()
    thread = Thread(target=server.lsp.start_io, args=(stdin, stdout), daemon=True)
    thread.start()
    one = Editor(folder, sink, tap)
    try:
        one.server = server
        one.hello(capabilities, options)
        yield one
        one.good_bye()
    finally:  # in this order: nobody closes what another still reads
        sink.close()
        thread.join(SECONDS)
        stdout.close()
        one.reader.join(SECONDS)
        tap.close()
        stdin.close()
    assert not thread.is_alive()


@contextmanager
def process(folder: Path, capabilities: Json = VS_CODE, log: Path | None = None) -> Iterator[Editor]:
    """An editor whose server is a process, as they start it; ``log`` is a file for its standard error."""
    command = [sys.executable, "-c", "from sla_dsl.cli import main; raise SystemExit(main(['lsp', '--stdio']))"]
    with (
        log.open("w") if log else nullcontext() as stderr,
        subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr) as server,
    ):
        assert server.stdin is not None
        assert server.stdout is not None
        one = Editor(folder, server.stdin, server.stdout)  # type: ignore[arg-type]  # typeshed says only `IO`
        try:
            one.hello(capabilities)
            yield one
            one.good_bye()
            assert server.wait(SECONDS) == 0
        finally:
            server.kill()
