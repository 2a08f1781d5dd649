"""Documents of YAML, read strictly: every scalar is a text, no key stands twice, and nothing stands for something else.

What a text means (a number, a time) is for who knows the format; YAML 1.1 would take `12:30:00` for a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .draft import ImportFailedError

_LARGEST = 1 << 22


def yaml_documents(path: Path) -> list[Any]:
    """The documents of a file: nested dicts, lists and texts; empty ones are left out.

    Raises ``ImportFailedError``, and ``ModuleNotFoundError`` without PyYAML.
    """
    import yaml

    try:
        return list(_read(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ImportFailedError(f"`{path}`{where} is no YAML: {getattr(error, 'problem', None) or error}") from error
    except RecursionError as error:
        raise ImportFailedError(f"`{path}` is nested too deeply") from error
    except (TypeError, ValueError) as error:
        raise ImportFailedError(f"`{path}` is no YAML that can be read: {error}") from error


def _read(path: Path) -> Iterator[Any]:
    import yaml

    class Loader(yaml.BaseLoader):
        """Takes no alias, which could make much of little, and no key twice."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise ImportFailedError(f"`{path}`: an alias (`*`) stands for another part", "write it out")
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            found = super().construct_mapping(node, deep)
            if len(found) < len(node.value):
                raise ImportFailedError(f"`{path}`, line {node.start_mark.line + 1}: a key stands twice")
            return found

    yield from (one for one in yaml.load_all(_text(path), Loader) if one not in (None, ""))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportFailedError(f"`{path}` cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise ImportFailedError(f"`{path}` is larger than {_LARGEST >> 20} MiB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailedError(f"`{path}` is not UTF-8") from error
