"""`sla watch`: what it prints, whom it tells, and when."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.cli import watch as watching

from ..facts.tables.folders import SHOP, folder_of

HEAD = "service,start,end\n"
NOW = ("--now", "2026-10-20T17:30:00+02:00")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return folder_of(tmp_path, sla__toml="language = 1\n", shop__sla=SHOP)


@pytest.fixture
def posted() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback, and what is posted to it."""
    found: list[bytes] = []

    class Listening(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", found
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_first_look_tells_what_is_not_quiet_and_the_next_what_changed(
    shop: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    posted: tuple[str, list[bytes]],
) -> None:
    outages = shop / "facts" / "outages.csv"
    folder_of(shop / "facts", outages__csv=HEAD, cases__csv="case,service,logged,restored\n")
    rows = iter([f"{HEAD}till,2026-10-20T10:00:00Z,\n", HEAD])
    monkeypatch.setattr(watching, "sleep", lambda _: outages.write_text(next(rows)))
    url, found = posted
    assert main(["watch", "facts", "b", *NOW, "--every", "1s", "--looks", "3", "--webhook", url]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "2026-10-20T15:30:00Z b/up, window of 2026-10-20: missed",
        "2026-10-20T15:30:00Z b/up, window of 2026-10-20: running",
    ]
    assert [json.loads(one)["changes"] for one in found] == [
        ["b/up, window of 2026-10-20: missed"],
        ["b/up, window of 2026-10-20: running"],
    ]


def test_who_cannot_be_told_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "facts", outages__csv=f"{HEAD}till,2026-10-20T08:00:00Z,\n")
    options = ["--looks", "1", "--command", "no-such-program", "--webhook", "http://127.0.0.1:9/"]
    assert main(["watch", "facts", "b", *NOW, *options]) == 2
    error = capsys.readouterr().err
    assert "`no-such-program` cannot be run" in error
    assert "`http://127.0.0.1:9/` cannot be told" in error


@pytest.mark.parametrize("every", ["0s", "1", "1 day", "-1s", ""])
def test_a_time_that_is_none(shop: Path, every: str) -> None:
    folder_of(shop / "facts", outages__csv=HEAD)
    assert main(["watch", "facts", "--every", every, "--looks", "1"]) == 2


def test_a_change_that_could_not_be_told_is_told_with_the_next_look(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program fails at the first look, and is told the same at the second one, though nothing is new."""
    down = "shop,2026-10-05T00:00:00Z,2026-10-06T00:00:00Z\n"
    folder_of(shop / "facts", outages__csv=HEAD + down)
    monkeypatch.setattr(watching, "sleep", lambda _: (shop / "ready").touch())
    program = "sh -c 'test -e ready && cat > told'"
    main(["watch", "facts", "a", "--looks", "2", *NOW, "--command", program])
    assert "ended with 1" in capsys.readouterr().err
    assert json.loads((shop / "told").read_text(encoding="utf-8"))["changes"]
