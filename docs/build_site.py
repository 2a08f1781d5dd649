"""Builds the pages as a site: ``python docs/build_site.py FOLDER``; without a warning, or not at all.

Pages link to files of the whole repository, so they are staged as they lie in it: every page, and every file that one
links to. A folder that is linked to gets a page that lists it. The doors of ``docs/index.md`` are the navigation. It
needs the group ``site`` of ``pyproject.toml``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

TOP = Path(__file__).resolve().parents[1]
PLACES = ("*.md", "docs/**/*.md", "examples/**/*.md", "editors/**/*.md")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<path>[^)#\s]*)(?P<heading>#[^)\s]*)?\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
DOOR = re.compile(r"^\*\*(?P<title>[^*]+)\.\*\*$|^- \[(?P<text>[^\]]+)\]\((?P<path>[^)#]+)", re.MULTILINE)
CONFIGURATION: dict[str, Any] = {
    "site_name": "sla-dsl",
    "use_directory_urls": False,  # the address of a page is that of its file, as findings give it
    "theme": {"name": "material", "font": False, "features": ["navigation.sections", "search.highlight"]},
    "plugins": [{"search": {"lang": ["en", "fr"]}}],
    "markdown_extensions": [
        "attr_list",
        "tables",
        {"toc": {"permalink": True, "slugify": "!slug"}},
        {"pymdownx.highlight": {"use_pygments": True}},
        {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid", "format": "!mermaid"}]}},
    ],
    "validation": {
        "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
        "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
    },
}
PYTHON_NAMES = {
    "'!slug'": "!!python/name:build_site.slug",
    "'!mermaid'": "!!python/name:pymdownx.superfences.fence_code_format",
}


def slug(heading: str, separator: str) -> str:
    """The anchor of a heading, as forges make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", separator)


def pages() -> list[Path]:
    """Every page, below the top of the repository."""
    found = {path.relative_to(TOP) for place in PLACES for path in TOP.glob(place)}
    return sorted(path for path in found if ".venv" not in path.parts and "node_modules" not in path.parts)


def stage(target: Path) -> None:
    """Copies pages and what they link to, with links to folders led to pages."""
    for page in pages():
        text = (TOP / page).read_text(encoding="utf-8").replace("```sla fragment\n", "```sla\n")
        parts = re.split(f"({FENCE.pattern})", text, flags=re.MULTILINE | re.DOTALL)
        parts[::2] = [LINK.sub(lambda link, page=page: led(link, page, target), part) for part in parts[::2]]
        put(target / page, "".join(parts))


def led(link: re.Match[str], page: Path, target: Path) -> str:
    """A link as the site has it; what it leads to is staged."""
    path = link["path"]
    if not path or "://" in path or path.startswith("mailto:"):
        return link[0]
    place = (TOP / page.parent / path).resolve()
    if not place.exists() or not place.is_relative_to(TOP):
        return link[0]  # the site has no such page either, and says so
    inside = place.relative_to(TOP)
    if place.is_dir():
        inside = inside / ("README.md" if (place / "README.md").exists() else "index.md")
        if inside.name == "index.md":
            put(target / inside, "".join(listed(place, target)))
    elif place.suffix != ".md":
        copy(place, target / inside)
    return f"[{link['text']}]({os.path.relpath(TOP / inside, TOP / page.parent)}{link['heading'] or ''})"


def listed(folder: Path, target: Path) -> Iterator[str]:
    """A page with the files of a folder."""
    yield f"# {folder.name}\n\n"
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        copy(path, target / path.relative_to(TOP))
        yield f"- [{path.name}]({path.name})\n"


def copy(path: Path, target: Path) -> None:
    """Copies a file into folders that need not be there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def put(target: Path, text: str) -> None:
    """Writes a page into folders that need not be there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def navigation() -> list[dict[str, Any]]:
    """The doors of the first page, each with its pages."""
    found: list[dict[str, Any]] = [{"Start": "README.md"}, {"Overview": "docs/index.md"}]
    for line in DOOR.finditer((TOP / "docs" / "index.md").read_text(encoding="utf-8")):
        if line["title"]:
            found.append({line["title"]: []})
        elif line["path"].endswith(".md"):
            path = os.path.relpath(TOP / "docs" / line["path"], TOP)
            if path != "README.md":
                [*_, (_, last)] = found[-1].items()
                last.append({line["text"].replace("`", ""): with_parts(path)})
    return found


def with_parts(page: str) -> str | list[str]:
    """A page, or, of the language, the page with those of its parts in the order in which it names them."""
    if page != "docs/language.md":
        return page
    links = LINK.finditer((TOP / page).read_text(encoding="utf-8"))
    parts = (link["path"] for link in links if link["path"].startswith("language/"))
    return [page, *dict.fromkeys(f"docs/{part}" for part in parts)]


def build(output: Path) -> int:
    """Builds the site; the exit code of MkDocs."""
    with TemporaryDirectory() as folder:
        staged = Path(folder) / "pages"
        stage(staged)
        settings = {**CONFIGURATION, "docs_dir": str(staged), "site_dir": str(output.resolve()), "nav": navigation()}
        text = yaml.safe_dump(settings, sort_keys=False)
        for written, meant in PYTHON_NAMES.items():
            text = text.replace(written, f"{meant} ''")
        put(Path(folder) / "mkdocs.yml", text)
        line = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(Path(folder) / "mkdocs.yml")]
        # The theme of today speaks of a coming edition of MkDocs.
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.run(line, check=False, env=environment).returncode


if __name__ == "__main__":
    raise SystemExit(build(Path(sys.argv[1])))
