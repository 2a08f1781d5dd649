"""Nobody is told to install a name of the package index that is not ours yet."""

from __future__ import annotations

import re
import tomllib
from importlib import util
from pathlib import Path

TOP = Path(__file__).parents[1]
FROM_THE_INDEX = re.compile(r"""(?:pip|pipx|uv|uvx)\b[^\n`]* ["']?sla-dsl(?:\[\w+\])?["']?(?! @)(?=[`\s]|$)""")
FORBIDS = {"docs/pipelines.md", "CONTRIBUTING.md"}
"""Pages that say not to."""


def test_no_page_installs_from_the_index() -> None:
    pages = [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md"), *(TOP / "editors").rglob("*.*")]
    found = [
        path.relative_to(TOP).as_posix()
        for path in pages
        if path.is_file() and FROM_THE_INDEX.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert {*found} == FORBIDS


def test_the_name_is_ours_only_with_our_links() -> None:
    spec = util.spec_from_file_location("package_index", TOP / "docs" / "package_index.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    links = {"Source": "https://forge.example/sla-dsl"}
    for urls, has, ours in ((links, links, True), (links, {}, False), (links, None, False), ({}, {}, False)):
        setattr(module, "PROJECT", {"urls": urls})  # noqa: B010 - a module that is loaded by its path has no types
        assert module.is_ours({"info": {"project_urls": has}}) is ours


def test_the_command_has_the_name_of_the_distribution_too() -> None:
    scripts = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts["sla-dsl"] == scripts["sla"]
