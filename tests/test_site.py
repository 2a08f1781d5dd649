"""The site of the pages: built without a warning, with search and colours; and how long reference pages are."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import build_site
import pytest

from sla_dsl.rules.catalogue import STANDARD, load

ROOT = Path(__file__).parent.parent
SCREENFUL = 60
"""The rules that a page may list."""
needs_mkdocs = pytest.mark.skipif(find_spec("material") is None, reason="the group `site` is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, ROOT / "docs" / "build_site.py", folder], check=True)
    return folder


@pytest.mark.slow
@needs_mkdocs
def test_the_site_has_every_page_and_finds_what_is_in_it(site: Path) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = {one["location"].partition("#")[0] for one in found["docs"]}
    assert {
        "docs/language.html",
        "docs/language/time.html",
        "docs/rediger.html",
        "docs/rules/backing/hours-gap.html",
        "index.html",
    } <= places
    assert found["config"]["lang"] == ["en", "fr"]


@pytest.mark.slow
@needs_mkdocs
def test_the_language_is_coloured(site: Path) -> None:
    text = (site / "docs" / "language" / "time.html").read_text(encoding="utf-8")
    assert '<span class="kd">calendar</span>' in text


@pytest.mark.slow
@needs_mkdocs
@pytest.mark.parametrize("link", ["[x](no-such-page.md)", "[x](language.md#no-such-heading)"])
def test_a_link_that_leads_nowhere_ends_the_build(link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    for name, text in (("README.md", "# Start\n"), ("docs/language.md", "# The language\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text(f"# Pages\n\n{link}\n", encoding="utf-8")
    monkeypatch.setattr(build_site, "TOP", tmp_path)
    assert build_site.build(tmp_path / "site") != 0


def test_navigation_has_the_doors_of_the_first_page() -> None:
    found = build_site.navigation()
    assert [next(iter(one)) for one in found][:3] == ["Start", "Overview", "You write agreements"]
    doors = [pages for one in found for pages in one.values() if isinstance(pages, list)]
    paths = [path for pages in doors for page in pages for path in page.values()]
    flat = [path for each in paths for path in (each if isinstance(each, list) else [each])]
    assert [path for path in flat if not (ROOT / path).exists()] == []
    assert {f"docs/language/{path.name}" for path in (ROOT / "docs" / "language").glob("*.md")} <= {*flat}


def test_no_page_lists_more_rules_than_a_screen_shows() -> None:
    families = [rule.family for rule in load((STANDARD,)).values()]
    assert max(families.count(family) for family in families) <= SCREENFUL
    index = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert index.count("\n## ") == len({*families})
    for family in {*families}:
        page = (ROOT / "docs" / "rules" / family / "README.md").read_text(encoding="utf-8")
        assert page.count(f"| [{family}/") == families.count(family)
