"""Which files belong to a workspace: found without any model, so that it is known at once.

A workspace is the folder of the nearest ``sla.toml`` upwards, without the folders below it that have a ``sla.toml`` of
their own.  Hidden folders and ``SKIPPED`` ones are not searched, and links to folders are not followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SETTINGS = "sla.toml"
LOCK = "sla.lock"
INCLUDED = ("**/*.sla",)
"""What a workspace includes if its settings do not say."""
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})
"""Folders with the files of other tools: no agreement of the workspace lies in them."""
LARGEST = 2 * 1024 * 1024
"""The most bytes of a file that is read (2 MiB)."""


def workspace_root(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upwards, that has a ``sla.toml``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)


def selection(include: Iterable[str], exclude: Iterable[str]) -> Callable[[str], bool]:
    """Whether these globs select a path (POSIX, relative to the workspace)."""
    included = [glob_pattern(glob).fullmatch for glob in include]
    excluded = [glob_pattern(glob).fullmatch for glob in exclude]
    return lambda path: any(match(path) for match in included) and not any(match(path) for match in excluded)


def glob_pattern(glob: str) -> re.Pattern[str]:
    """A glob as an expression: ``*`` and ``?`` stay within a folder, ``**`` crosses folders."""
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    return re.compile("".join(meaning.get(part) or re.escape(part) for part in parts), re.DOTALL)


def is_searched(folder: str) -> bool:
    """Whether a folder of this name is searched: neither hidden nor one of ``SKIPPED``."""
    return not folder.startswith(".") and folder not in SKIPPED


def entries(root: Path, is_selected: Callable[[str], bool]) -> Iterator[tuple[str, os.DirEntry[str] | OSError]]:
    """What lies at each path that is selected, a folder as well; an error where a folder cannot be read.

    Paths are POSIX, relative to the workspace, in no order; that of the workspace itself is empty.
    """
    left = [("", str(root))]
    while left:
        base, folder = left.pop()
        try:
            with os.scandir(folder) as reading:
                here = list(reading)
        except OSError as error:
            yield base.removesuffix("/"), error
            continue
        for entry in here:
            path = base + entry.name
            if is_folder(entry):
                if not is_searched(entry.name) or Path(entry.path, SETTINGS).is_file():
                    continue
                if not entry.is_symlink():
                    left.append((f"{path}/", entry.path))
            if is_selected(path):
                yield path, entry


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; a link that leads nowhere is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
