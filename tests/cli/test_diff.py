"""``sla diff``: what it prints, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from sla_dsl.cli import main
from sla_dsl.reports.diff.json import diff_schema

from ..history.repositories import AGREEMENT, PARTIES, commit, git, repository, write
from .conftest import Outcome, Sla

NAME = "0123456789"


@pytest.fixture
def sla(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Sla:
    """Runs a command line in a repository; the short name of its first commit is printed as ``NAME``."""
    monkeypatch.chdir(repository(tmp_path / "repository"))
    first = git(Path(), "rev-parse", "HEAD")[:10]

    def run_line(*arguments: str) -> Outcome:
        code = main(("diff", *arguments))
        out, err = (text.decode().replace(first, NAME) for text in capfdbinary.readouterr())
        return Outcome(code, out, err)

    return run_line


def weaken(where: Path = Path()) -> None:
    write(where, {"shop.sla": AGREEMENT.format("98%")})


TEXT = """\
weakening[objective-bound-lowered] shop/uptime
  - availability at least [-99%-] during 24x7 each calendar month         shop.sla:4
  + availability at least {+98%+} during 24x7 each calendar month         shop.sla:4
  = worse for brun, better for norvia
"""
ROW = (
    "| **weakening** | `shop/uptime` | objective bound lowered "
    "| `availability at least `<del>`99%`</del>` during 24x7 each calendar month` "
    "| `availability at least `<ins>`98%`</ins>` during 24x7 each calendar month` "
    "| worse for brun, better for norvia |"
)
MARKDOWN = f"""\
**1 weakening from {NAME} to working tree**

| class | where | change | before | after | for whom |
|---|---|---|---|---|---|
{ROW}

<details><summary>Where it is written, and whom it reaches</summary>

- `shop/uptime` objective bound lowered: `shop.sla:4`
  - worse for brun, better for norvia

</details>
"""


def test_nothing_has_changed(sla: Sla) -> None:
    assert sla() == Outcome(0, f"no change of meaning from {NAME} to working tree\n", "")


def test_a_change(sla: Sla) -> None:
    weaken()
    assert sla() == Outcome(0, TEXT, f"1 weakening from {NAME} to working tree\n")


def test_two_revisions(sla: Sla) -> None:
    commit(Path(), "Less", shop=AGREEMENT.format("98%"))
    assert sla("main~1", "main~1") == Outcome(0, f"no change of meaning from main~1 ({NAME}) to main~1 ({NAME})\n", "")
    assert sla("main~1", "main").out == TEXT


def test_two_folders(sla: Sla, tmp_path: Path) -> None:
    write(tmp_path / "a", {"sla.toml": "", "parties.sla": PARTIES, "shop.sla": AGREEMENT.format("99%")})
    write(tmp_path / "b", {"sla.toml": "", "parties.sla": PARTIES, "shop.sla": AGREEMENT.format("98%")})
    assert sla("../a", "../b") == Outcome(0, TEXT, "1 weakening from ../a to ../b\n")


def test_two_files(sla: Sla, tmp_path: Path) -> None:
    write(tmp_path, {"old.sla": AGREEMENT.format("99%"), "new.sla": AGREEMENT.format("98%")})
    outcome = sla("../old.sla", "../new.sla")
    assert (outcome.code, outcome.err) == (0, "1 weakening from ../old.sla to ../new.sla\n")
    assert "= worse for brun, better for norvia\n" in outcome.out
    assert sla("shop.sla", "./shop.sla").out == "no change of meaning from shop.sla to ./shop.sla\n"


def test_what_two_files_leave_unknown_is_named(sla: Sla, tmp_path: Path) -> None:
    write(tmp_path, {"old.sla": AGREEMENT.format("99%"), "new.sla": AGREEMENT.format("98% for P1")})
    outcome = sla("../old.sla", "../new.sla")
    assert outcome.code == 2
    assert "../new.sla:4:51: error[name/unknown-scale-value]: there is no scale value `P1`" in outcome.err


def test_layout_order_and_files_do_not_matter(sla: Sla) -> None:
    write(Path(), {"shop.sla": "", "all.sla": AGREEMENT.format("99 %").replace("\n", "  # why\n") + PARTIES})
    Path("shop.sla").unlink()
    Path("parties.sla").unlink()
    assert sla() == Outcome(0, f"no change of meaning from {NAME} to working tree\n", "")


def test_colour(sla: Sla) -> None:
    weaken()
    assert (
        "\x1b[31m- availability at least [-99%-] during 24x7 each calendar month\x1b[0m" in sla("--color", "always").out
    )
    assert "\x1b" not in sla("--color", "always", "--format", "markdown").out


def test_markdown(sla: Sla) -> None:
    weaken()
    assert sla("--format", "markdown") == Outcome(0, MARKDOWN, f"1 weakening from {NAME} to working tree\n")
    write(Path(), {"shop.sla": AGREEMENT.format("99%")})
    assert sla("--format", "markdown").out == f"**no change of meaning from {NAME} to working tree**\n"


def test_html(sla: Sla) -> None:
    """A page that stands alone: it loads nothing, and runs nothing."""
    weaken()
    page = sla("--format", "html").out
    assert page.startswith("<!doctype html>\n")
    assert "<blockquote>availability at least <ins>98%</ins> during 24x7 each calendar month</blockquote>" in page
    assert not re.search(r"<script|\ssrc=|\shref=|@import|url\(", page)
    assert "@media print" in page


def test_json(sla: Sla) -> None:
    weaken()
    outcome = sla("--format", "json", "--output", "report.json")
    assert (outcome.code, outcome.out) == (0, "")
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, diff_schema())
    assert report == {
        "schema": "sla.diff/1",
        "base": {"name": git(Path(), "rev-parse", "HEAD"), "revision": git(Path(), "rev-parse", "HEAD")},
        "head": {"name": "working tree", "revision": None},
        "changes": [
            {
                "kind": "objective-bound-lowered",
                "address": "shop/uptime",
                "titles": [],
                "class": "weakening",
                "before": "at least 99%",
                "after": "at least 98%",
                "redline": [
                    {"fate": "same", "text": "availability at least "},
                    {"fate": "removed", "text": "99%"},
                    {"fate": "added", "text": "98%"},
                    {"fate": "same", "text": " during 24x7 each calendar month"},
                ],
                "effect": {"brun": "worse", "norvia": "better"},
                "reaches": [
                    {"agreement": "shop", "class": "weakening", "effect": {"brun": "worse", "norvia": "better"}}
                ],
                "base_source": {"file": "shop.sla", "line": 4},
                "head_source": {"file": "shop.sla", "line": 4},
                "fingerprint": report["changes"][0]["fingerprint"],
            }
        ],
        "verdicts": [],
        "margins": [],
        "assumed": [],
        "costs": [],
        "not_compared": [],
        "unread": [],
        "summary": {"weakening": 1, "strengthening": 0, "editorial": 0},
    }


def test_what_is_broken_is_not_compared(sla: Sla) -> None:
    write(Path(), {"shop.sla": AGREEMENT.format("98%").replace("provider", "provder")})
    outcome = sla()
    unread = "not compared: shop (could not be read in working tree)"
    assert (outcome.code, outcome.out) == (2, f"nothing else differs from {NAME} to working tree; {unread}\n")
    assert "shop.sla:2:3: error[syntax/" in outcome.err
    assert "(could not be read in working tree)\n" in outcome.err


MISTAKES = {
    "a value": AGREEMENT.format("98 hh"),
    "a metric": AGREEMENT.format("98%").replace("availability", "availabilty"),
    "a service": AGREEMENT.format("98%").replace("provider norvia", "covers wen provider norvia"),
    "a party": AGREEMENT.format("98%").replace("customer brun", "customer brunn"),
    "a word that begins the declaration": AGREEMENT.format("98%").replace("sla shop", "slaa shop"),
    "a calendar": AGREEMENT.format("98%").replace("24x7", "ofice"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("side", ["base", "head"])
def test_a_mistake_on_one_side_is_no_removal(sla: Sla, mistake: str, side: str) -> None:
    where = "working tree"
    if side == "base":
        commit(Path(), "A mistake", shop=MISTAKES[mistake])
        where = f"HEAD ({git(Path(), 'rev-parse', 'HEAD')[:10]})"
    write(Path(), {"shop.sla": MISTAKES[mistake] if side == "head" else AGREEMENT.format("98%")})
    outcome = sla("HEAD")
    assert outcome.code == 2
    assert outcome.out.startswith("nothing else differs from HEAD ")
    assert outcome.out.endswith(f"; not compared: shop (could not be read in {where})\n")
    assert f"(could not be read in {where})\n" in outcome.err


def test_a_file_that_cannot_be_read_is_no_removal(sla: Sla) -> None:
    Path("shop.sla").write_bytes(AGREEMENT.format("99%").replace("shop", "sh\xf6p").encode("latin-1"))
    outcome = sla()
    unread = "not compared: shop.sla (could not be read in working tree)"
    assert (outcome.code, outcome.out) == (2, f"nothing else differs from {NAME} to working tree; {unread}\n")


@pytest.mark.parametrize(
    ("bound", "fail_on", "code"),
    [
        ("98%", "weakening", 1),
        ("98%", "unordered", 0),
        ("98%", "any", 1),
        ("99.5%", "weakening", 0),
        ("99.5%", "any", 1),
        ("99%", "any", 0),
    ],
)
def test_what_it_fails_on(sla: Sla, bound: str, fail_on: str, code: int) -> None:
    write(Path(), {"shop.sla": AGREEMENT.format(bound)})
    assert sla("--fail-on", fail_on).code == code
    assert sla().code == 0


def test_settings_that_cannot_be_read_leave_nothing_to_compare(sla: Sla) -> None:
    write(Path(), {"sla.toml": "colour = 1\n"})
    error = "Error: sla.toml:1:1: error[config/unknown-key]: `sla.toml` has no key `colour` (working tree)\n"
    assert sla() == Outcome(2, "", error)


@pytest.mark.parametrize("revision", ["absent", "--", "HEAD\nHEAD"])
def test_a_refusal_names_the_reason_and_a_way_on(sla: Sla, revision: str) -> None:
    outcome = sla("--", revision)
    assert (outcome.code, outcome.out) == (2, "")
    assert "\nhelp: " in outcome.err


def test_an_option_is_not_taken_for_a_revision(sla: Sla) -> None:
    assert sla("--output=x", "--upload-pack=touch trapped").code == 2
    assert not Path("trapped").exists()


def test_packs_of_policies_are_compared_and_one_that_is_missing_is_told(sla: Sla) -> None:
    """The policies of a pack judge as those of the workspace do."""
    pack = 'policy floor "A floor" { severity error every sla must have provider because "house" }\n'
    settings = 'as-of = 2026-11-23\ninclude = ["shop.sla", "parties.sla"]\npolicies = ["house/floor.sla"]\n'
    write(Path(), {"sla.toml": settings, "house/floor.sla": pack})
    commit(Path(), "A pack")
    write(Path(), {"house/floor.sla": pack.replace("error", "note")})
    assert "weakening[policy-severity-changed] floor" in sla("HEAD").out
    Path("house/floor.sla").unlink()
    outcome = sla("HEAD")
    assert (outcome.code, outcome.out.partition("; ")[2]) == (
        2,
        "not compared: house/floor.sla (could not be read in working tree)\n",
    )
    commit(Path(), "Without the file")
    outcome = sla("HEAD~1", "HEAD")
    assert outcome.code == 2
    assert "error[config/unknown-policies]" in outcome.err


def test_a_pack_of_rules_that_is_missing_is_told(sla: Sla) -> None:
    write(Path(), {"sla.toml": 'as-of = 2026-11-23\nvalidators = ["house_of_rules"]\n'})
    commit(Path(), "Rules of the house")
    weaken()
    outcome = sla("HEAD")
    assert outcome.code == 0
    said = "the pack of rules `house_of_rules` is not installed where `sla` runs; what it would find is told by nobody"
    assert f"HEAD: {said}\nworking tree: {said}\n" in outcome.err
