"""Libraries that come with an extra: without them the core works, and a command says what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def needing(extra: str, *libraries: str) -> Iterator[None]:
    """Inside of it a library that is not installed is told, with the extra that brings it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in libraries:
            raise
        message = f"a library that is needed for this is not installed: `{error.name}`"
        help_ = f'run `{Path(sys.executable).name} -m pip install "sla-dsl[{extra}]"`'
        raise click.ClickException(f"{message}\nhelp: {help_}") from error
