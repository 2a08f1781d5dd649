"""``sla log`` and ``sla show``: what they print, and with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from sla_dsl.cli import main
from sla_dsl.reports.schemas import SCHEMAS

from ..history.repositories import PARTIES, git
from ..history.signed import amended, save, text
from .conftest import Outcome, Sla


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two versions of an agreement."""
    top = tmp_path_factory.mktemp("two-versions")
    git(top, "init", "--quiet", "--initial-branch", "main")
    save(top, "2025-12-01", "start", {"sla.toml": "", "parties.sla": PARTIES})
    save(top, "2025-12-10", "signed", {"shop.sla": text()})
    lowered = text("98%", amended("2.0.0", "2026-06-01"), version="2.0.0").replace("24x7", "24x7 as a target")
    save(top, "2026-03-01", "lowered", {"shop.sla": lowered})
    return top


@pytest.fixture
def sla(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, two_versions: Path
) -> Sla:
    """Runs a command line in a copy of this repository; short names of commits are printed as ``…``."""
    shutil.copytree(two_versions, tmp_path / "repository")
    monkeypatch.chdir(tmp_path / "repository")

    def run_line(*arguments: str) -> Outcome:
        code = main(arguments)
        out, err = (re.sub(r"\b[0-9a-f]{10}\b", "…", said.decode()) for said in capfdbinary.readouterr())
        return Outcome(code, out, err)

    return run_line


def test_log(sla: Sla) -> None:
    assert sla("log", "shop") == Outcome(
        0,
        "2.0.0  2026-03-01  effective 2026-06-01  Jo  weakening: uptime at least 99% -> at least 98% (and 1 more)\n"
        "1.0.0  2025-12-10  effective 2026-01-01  Jo  begins\n",
        "2 versions of shop up to …\n",
    )


def test_log_tells_what_came_and_went_and_what_nobody_can_read(sla: Sla) -> None:
    shop = Path("shop.sla").read_text(encoding="utf-8")
    save(Path(), "2026-03-02", "a comma too few", {"shop.sla": "sla shop {"})
    save(Path(), "2026-03-03", "pause", {"shop.sla": shop.replace("objective", "no promise of durability\n objective")})
    save(Path(), "2026-03-04", "sold", {"shop.sla": None})
    save(Path(), "2026-03-05", "again", {"shop.sla": text(status="draft")})
    assert [line.split("Jo  ")[1] for line in sla("log", "shop").out.splitlines()] == [
        "begins",
        "is no longer there",
        "weakening: not promised added: durability",
        "cannot be read",
        "weakening: uptime at least 99% -> at least 98% (and 1 more)",
        "begins",
    ]
    assert "  draft  " in sla("log", "shop").out


def test_log_tells_of_what_is_shared(sla: Sla) -> None:
    save(Path(), "2026-03-02", "contact", {"parties.sla": PARTIES.replace("norvia {", 'norvia "Norvia SAS" {')})
    assert sla("log", "shop").out.splitlines()[0].endswith("Jo  weakening: norvia party title added: Norvia SAS")


def test_an_author_cannot_write_on_the_terminal(sla: Sla) -> None:
    git(Path(), "rm", "--quiet", "shop.sla")
    git(Path(), "commit", "--quiet", "--message", "x", "--author", "X\x1b[31m <x>")
    assert "X\ufffd[31m" in sla("log", "shop").out
    assert "\x1b" not in sla("log", "shop").out


@pytest.mark.parametrize(("command", "schema"), [("log", "sla.log/1"), ("show", "sla.show/1")])
def test_json_keeps_its_schema(sla: Sla, command: str, schema: str) -> None:
    days = ("--as-of", "2026-06-01") if command == "show" else ()
    outcome = sla(command, "shop", "--format", "json", *days)
    content = json.loads(outcome.out)
    jsonschema.validate(content, SCHEMAS[schema]())
    assert (outcome.code, content["schema"]) == (0, schema)
    found = content["versions"][0] if command == "log" else content["recorded"]
    assert (found["commit"], found["committed"]) == (git(Path(), "rev-parse", "HEAD"), "2026-03-01")


def test_log_has_every_change_in_json(sla: Sla) -> None:
    newest, oldest = json.loads(sla("log", "shop", "--format", "json").out)["versions"]
    assert newest["summary"] == {"weakening": 2, "strengthening": 0, "editorial": 2}
    assert {one["kind"] for one in newest["changes"]} == {
        "amendment-added", "objective-bound-lowered", "objective-force-lowered", "version-changed",
    }  # fmt: skip  # a table, a few to a line
    assert (newest["event"], oldest["event"], oldest["changes"]) == ("changed", "begins", [])


FIRST = "# shop 1.0.0, in force from 2026-01-01, committed 2025-12-10 in …\n"
SECOND = "# shop 2.0.0, in force from 2026-06-01, committed 2026-03-01 in …\n"


@pytest.mark.parametrize(
    ("day", "heading"), [("2026-01-01", FIRST), ("2026-05-31", FIRST), ("2026-06-01", SECOND), ("2027-12-31", SECOND)]
)
def test_show_what_is_in_force(sla: Sla, day: str, heading: str) -> None:
    outcome = sla("show", "shop", "--as-of", day)
    assert outcome.out.startswith(heading + "\nsla shop {\n  provider norvia\n")
    assert (outcome.out.count("sla shop {"), outcome.code, outcome.err) == (1, 0, f"as of {day}\n")


def test_what_is_shown_is_a_source_in_canonical_form(sla: Sla, tmp_path: Path) -> None:
    terms = "standard   sla base { objective speed: latency at most 300 ms in 99% of requests each calendar day }\n"
    shop = text().replace("sla shop", "sla shop on the terms of base").replace("  provider", "provider")
    save(Path(), "2026-03-02", "terms", {"shop.sla": shop, "base.sla": terms})
    shown = sla("show", "shop", "--as-of", "2026-06-01").out
    assert "standard sla base" not in shown
    assert "\n  # from base\n  objective speed: latency at most 300 ms" in shown
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "sla.toml").touch()
    (tmp_path / "shown" / "shop.sla").write_text(shown, encoding="utf-8", newline="\n")
    assert sla("fmt", "--check", str(tmp_path / "shown")).code == 0


def test_what_is_shown_as_json_has_its_prose_filled(sla: Sla) -> None:
    prose = 'parameter days = 30 days "Days"', 'clause law "Law" """{days}, not {{days}}."""'
    save(Path(), "2026-08-03", "prose", {"shop.sla": text("99%", *prose)})
    content = json.loads(sla("show", "shop", "--as-of", "2026-06-01", "--format", "json").out)
    assert [clause["prose"].strip() for clause in content["agreement"]["clauses"]] == ["30 days, not {days}}."]


def test_what_was_altered_under_the_same_version_is_told(sla: Sla) -> None:
    shop = Path("shop.sla").read_text(encoding="utf-8")
    save(Path(), "2026-08-03", "silently", {"shop.sla": shop.replace("98%", "97%")})
    save(Path(), "2026-08-04", "a comma too few", {"shop.sla": "sla shop {"})
    save(Path(), "2026-08-05", "silently again", {"shop.sla": shop.replace("98%", "96%")})
    altered = "# altered since under the same version, last on 2026-08-05 in …\n"
    assert sla("show", "shop", "--as-of", "2026-06-01").out.startswith(SECOND + altered)
    content = json.loads(sla("show", "shop", "--as-of", "2026-06-01", "--format", "json").out)
    assert [content[which]["committed"] for which in ("recorded", "altered")] == ["2026-03-01", "2026-08-05"]


def test_what_cannot_be_read_is_passed_over_and_named(sla: Sla) -> None:
    save(Path(), "2026-08-04", "a comma too few", {"shop.sla": "sla shop {"})
    outcome = sla("show", "shop", "--as-of", "2026-06-01")
    assert outcome.out.startswith(SECOND + "\n")
    assert outcome.err == "commit … of 2026-08-04 cannot be read: passed over\nas of 2026-06-01\n"
    assert len(json.loads(sla("show", "shop", "--as-of", "2026-06-01", "--format", "json").out)["passed_over"]) == 1


def test_an_emergency_says_when_it_ends(sla: Sla) -> None:
    emergency = text("90%", amended("2.0.1", "2026-07-01", 'emergency "fire"'), version="2.0.1")
    save(Path(), "2026-07-01", "fire", {"shop.sla": emergency})
    second = sla("show", "shop", "--as-of", "2026-07-11").out.splitlines()[1]
    assert second == "# amendment 2.0.1 is an emergency: unless it is ratified, it ends after 2026-07-11"
    assert sla("show", "shop", "--as-of", "2026-07-12").out.startswith("# shop 2.0.0")


@pytest.mark.parametrize(
    ("day", "help_"),
    [
        ("2025-12-31", "shop 1.0.0 is in force from 2026-01-01"),
        ("2028-01-01", "shop 2.0.0 was in force until 2027-12-31"),
    ],
)
def test_nothing_was_in_force(sla: Sla, day: str, help_: str) -> None:
    said = f"Error: `shop` was not in force on {day}\nhelp: {help_}\n"
    assert sla("show", "shop", "--as-of", day) == Outcome(2, "", said)


def test_nothing_ever_was_in_force(sla: Sla) -> None:
    save(Path(), "2026-07-01", "draft", {"draft.sla": text(status="draft").replace("sla shop", "sla stall")})
    assert sla("show", "stall").err.endswith("help: no version of it was ever signed and in its term\n")


@pytest.mark.parametrize("command", ["log", "show"])
def test_an_unknown_agreement_gets_the_nearest_name(sla: Sla, command: str) -> None:
    outcome = sla(command, "shopp")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Error: no commit has an agreement `shopp`: did you mean `shop`?\n")


@pytest.mark.parametrize("command", ["log", "show"])
@pytest.mark.parametrize("name", ["--output=trapped", "-p", "shop\n", "\x1b[31mshop", "HEAD", "$(touch trapped)"])
def test_a_name_is_only_a_name(sla: Sla, command: str, name: str) -> None:
    outcome = sla(command, "--", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert "no commit has an agreement" in outcome.err
    assert "\x1b" not in outcome.err
    assert not Path("trapped").exists()


@pytest.mark.parametrize("day", ["--output=x", "yesterday", "2026-13-01", "2026-06-01; touch trapped"])
def test_a_day_is_a_date(sla: Sla, day: str) -> None:
    assert sla("show", "shop", "--as-of", day).code == 2


@pytest.mark.parametrize("command", ["log", "show"])
def test_what_cannot_be_judged_is_refused(sla: Sla, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git(Path(), "clone", "--quiet", "--depth", "1", f"file://{Path.cwd()}", "../clone")
    monkeypatch.chdir("../clone")
    assert "run `git fetch --unshallow`" in sla(command, "shop").err
    assert sla(command, "shop").code == 2
    monkeypatch.chdir("..")
    assert "has a `sla.toml`" in sla(command, "shop").err


@pytest.mark.parametrize("command", ["log", "show"])
def test_nothing_was_committed_yet(sla: Sla, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "sla.toml").touch()
    monkeypatch.chdir(tmp_path)
    said = "Error: nothing was committed yet\nhelp: commit what is there: `git commit`\n"
    assert sla(command, "shop") == Outcome(2, "", said)


def test_what_is_checked_out_counts(sla: Sla) -> None:
    git(Path(), "checkout", "--quiet", "--detach", "HEAD~1")
    Path("shop.sla").write_text("not committed", encoding="utf-8")
    assert sla("log", "shop").out == "1.0.0  2025-12-10  effective 2026-01-01  Jo  begins\n"
    assert sla("show", "shop", "--as-of", "2026-06-01").out.startswith("# shop 1.0.0")
