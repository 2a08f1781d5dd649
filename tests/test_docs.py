"""The pages: every sample in the language compiles, every link leads somewhere, and what is generated is up to date."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.language.terminals import language
from sla_dsl.model.lock import Lock
from sla_dsl.rules.pages import page_path
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source

from .rules.samples import CATALOGUE
from .test_samples import PAGES, ROOT

SAMPLE = re.compile(r"^```sla(?P<fragment> fragment)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
"""A block of code: a recipe's links are those of the page that it changes."""
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]*)(?:#(?P<heading>[^)]*))?\)")
REFERENCE = (
    "docs/language.md",
    *(f"docs/language/{path.name}" for path in sorted((ROOT / "docs" / "language").glob("*.md"))),
)
LONGEST = 170
"""The lines of a page of the reference: about a screen of rules, with their samples."""
FRAGMENT = """sla fragment {{
  provider norvia customer atelier-brun covers payments-app
  service hours 24x7 support hours office business days follow office
{}}}
"""
CODE = re.compile(r"```sla.*?```|`[^`\n]+`", re.DOTALL)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def samples(page: str, *, fragments: bool) -> list[Source]:
    """The samples of a page, each under the line at which it begins; a fragment stands inside an agreement."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = [sample for sample in SAMPLE.finditer(text) if bool(sample["fragment"]) == fragments]
    named = [(f"{page}:{text.count(chr(10), 0, sample.start()) + 1}", sample["text"]) for sample in found]
    return [Source(name, FRAGMENT.format(sample) if fragments else sample) for name, sample in named]


def of_reference(*, fragments: bool) -> list[Source]:
    """The samples of all pages of the reference."""
    return [sample for page in REFERENCE for sample in samples(page, fragments=fragments)]


def compiled(*sources: Source) -> Iterator[Finding]:
    """What the compiler finds in these sources."""
    yield from compile_sources(sources, Lock(), date(2026, 11, 24)).findings


def test_the_samples_of_the_language_reference_are_one_workspace() -> None:
    assert list(compiled(*of_reference(fragments=False))) == []


@pytest.mark.parametrize("fragment", of_reference(fragments=True), ids=lambda fragment: fragment.path)
def test_a_fragment_lacks_only_what_others_declare(fragment: Source) -> None:
    found = compiled(*of_reference(fragments=False), fragment)
    assert [finding for finding in found if not finding.rule.startswith("name/unknown-")] == []


@pytest.mark.parametrize("page", [*REFERENCE, "docs/policy-reference.md"])
def test_no_page_of_the_reference_is_too_long(page: str) -> None:
    assert len((ROOT / page).read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_reference_shows_every_word_of_the_language() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in REFERENCE)
    shown = set(re.findall(r"[\w-]+", " ".join(CODE.findall(text))))
    assert language().keywords.keys() - shown == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_sample_can_be_read(page: str) -> None:
    for sample in (*samples(page, fragments=False), *samples(page, fragments=True)):
        assert parse(sample).findings == []


@pytest.mark.parametrize("page", PAGES)
def test_every_sample_has_the_canonical_form(page: str) -> None:
    for sample in samples(page, fragments=False):
        assert formatted(parse(sample)) == sample.text


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = FENCED.sub("", (ROOT / page).read_text(encoding="utf-8"))
    for link in LINK.finditer(text):
        target = ROOT / page if not link["path"] else (ROOT / page).parent / link["path"]
        assert target.exists(), link[0]
        if link["heading"]:
            assert link["heading"] in anchors(target.read_text(encoding="utf-8")), link[0]


def test_the_links_of_the_rules_lead_somewhere() -> None:
    pages = [ROOT / "docs" / "rules.md", *(ROOT / "docs" / "rules").glob("*/*.md")]
    targets = [page.parent / link["path"] for page in pages for link in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [target for target in targets if not target.exists()] == []


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: str(rule.name))
def test_a_rule_has_a_page_on_which_sla_check_finds_its_bad_sample(rule: Rule) -> None:
    text = (ROOT / "docs" / page_path(rule.name)).read_text(encoding="utf-8")
    assert (f"{rule.severity}[{rule.name}]: " in text) == bool(rule.bad)


def anchors(text: str) -> list[str]:
    """The headings of a page as links name them."""
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)]


def test_every_page_is_found_from_the_first_one() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "docs/index.md"))
    assert all(f"{path.name})" in text for path in (ROOT / "docs").glob("*.md") if path.name != "index.md")


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, str(Path("docs") / "generate.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
