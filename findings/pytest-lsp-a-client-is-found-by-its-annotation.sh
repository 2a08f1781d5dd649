#!/usr/bin/env bash
# pytest-lsp 1.0.1, with pytest 9.0.2: which parameter of a fixture is the client of a language server is told by its annotation.
#
# Seen: a fixture whose parameter `lsp_client` is annotated as `LanguageClient` gets the client. The same fixture without an annotation
# ends with "fixture 'lsp_client' not found": pytest looks for a fixture of that name, and nobody has declared one.
# One would have guessed: pytest finds fixtures by their names, so that the annotation means nothing while the tests run.
# What follows: our tests of editors keep that annotation where a type checker would rather have another one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytest-lsp==1.0.1 pytest==9.0.2 pygls==2.1.1
cd "$folder"
cat >server.py <<'PYTHON'
from pygls.lsp.server import LanguageServer

LanguageServer("empty", "1").start_io()
PYTHON
write() {
  cat >"$1" <<PYTHON
import sys

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "server.py"]))
async def client($2):
    await lsp_client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_the_server_answers(client):
    assert client is not None
PYTHON
}
write test_annotated.py "lsp_client: LanguageClient"
write test_plain.py "lsp_client"
venv/bin/python -m pytest -q test_annotated.py
if venv/bin/python -m pytest -q test_plain.py >plain.txt; then
  cat plain.txt
  exit 1
fi
grep "fixture 'lsp_client' not found" plain.txt
