"""A server of PostgreSQL on the loopback, for the tests that ask a real one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest


def found(program: str) -> str | None:
    """Where a program of PostgreSQL is: Debian keeps them out of the path."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return shutil.which(program) or (there[-1].as_posix() if there else None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that lives as long as these tests."""
    initdb, control = found("initdb"), found("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL is not installed")
    place = Path(mkdtemp(prefix="sla-postgres-"))
    as_somebody = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres")
        as_somebody = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c timezone=America/New_York"
    quietly(*as_somebody, initdb, "-D", f"{place}/data", "-U", "postgres", "-A", "trust")
    quietly(*as_somebody, control, "-D", f"{place}/data", "-l", f"{place}/log", "-w", "-o", options, "start")
    try:
        yield f"//postgres@127.0.0.1:{port}/postgres"
    finally:
        quietly(*as_somebody, control, "-D", f"{place}/data", "-m", "immediate", "stop")
        shutil.rmtree(place)


def quietly(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120)
