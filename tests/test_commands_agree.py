"""All commands that judge a workspace accept the same ones, and say the same of those that they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import sla_dsl
from sla_dsl.cli import COMMANDS, main
from sla_dsl.pipeline import UNREAD, Checked, is_one_of

from .history.repositories import git

PAYMENTS = "agreements/payments.sla"
ERROR = re.compile(r"error\[([a-z/-]+)\]")
JUDGING = (
    ["check"],
    ["export"],
    ["explain", "payments-sla"],
    ["lock"],
    ["policy", "test"],
    ["rule", "value/missing-window"],
)
READING = (["diff", ".", "."], ["fmt", "--check"])
"""Commands that compare or lay out what is read, and judge nothing."""


@dataclass(frozen=True)
class Variant:
    """What `sla.toml` says, what is changed in an agreement, and what is wrong with it."""

    settings: str = ""
    old: str = ""
    new: str = ""
    unread: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    is_of_reading: bool = False


TWICE = 'name = "own/rule"\nfrom sla_dsl.rules.rule import Rule\nRULES = (Rule(name, "error", "", "", "", ""),) * 2\n'
PACKS = {"leaving": "raise SystemExit", "broken": "1 / 0", "empty": "", "twice": TWICE}
PACK = "tests.rules_pack"
POLICY = """\
policy reviewed {
  every sla must have review
  accepts { sla a { review every 12 months next 2027-01-01 } }
  rejects { sla b { } }
}
"""
UNUSABLE = ("config/unusable-validators",)
VARIANTS = {
    "as it was made": Variant(),
    "a severity of a rule of the standard pack": Variant('severities = {"remedy/claim-before-report" = "error"}'),
    "a severity of a policy of a pack": Variant(
        'policies = ["baseline"]\nseverities = {"policy/outages-limited" = "warning"}'
    ),
    "a severity of a rule about policies": Variant('severities = {"policy/untested" = "error"}'),
    "a severity of a rule that does not exist": Variant(
        'severities = {"remedy/nothing" = "error"}', unread=("config/unknown-rule",)
    ),
    "a severity that is lowered": Variant(
        'severities = {"backing/too-weak" = "note"}', unread=("config/lowered-severity",)
    ),
    "another day and horizon": Variant("as-of = 2027-02-03\nhorizon = 1"),
    "a currency that the house does not use": Variant('currencies = ["USD"]', errors=("value/unknown-currency",)),
    "a pack of rules that is missing": Variant('validators = ["no.pack"]', unread=UNUSABLE),
    "a severity of a rule of a missing pack": Variant(
        'validators = ["no.pack"]\nseverities = {"own/rule" = "error"}', unread=UNUSABLE
    ),
    **{f"a pack of rules that is {name}": Variant(f'validators = ["pack_{name}"]', unread=UNUSABLE) for name in PACKS},
    "a pack of rules that is named twice": Variant(
        'validators = ["tests.rules_pack", "tests.rules_pack"]', unread=UNUSABLE
    ),
    "a pack of policies that is missing": Variant(
        'policies = ["no.pack"]', unread=("config/unknown-policies",), is_of_reading=True
    ),
    "a key that does not exist": Variant("langage = 1", unread=("config/unknown-key",), is_of_reading=True),
    "a value that is unfit": Variant("horizon = 0", unread=("config/wrong-value",), is_of_reading=True),
    "no TOML": Variant("horizon =", unread=("config/not-toml",), is_of_reading=True),
    "a file that is no text": Variant("", "99.5%", "\0", ("file/not-text",), is_of_reading=True),
    "a file in which nothing is": Variant(old="*", unread=("file/empty",)),
    "an error of the compiler": Variant(old="99.5% each calendar month", new="99.5%", errors=("value/missing-window",)),
    "an error of the proof": Variant(old="least 99.5%", new="least 99.8%", errors=("backing/too-weak",)),
    "an error of the standard rules": Variant(
        old="below 99.5%", new="below 99.4%", errors=("remedy/gap-under-target",)
    ),
}


@pytest.fixture(params=VARIANTS)
def variant(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Variant:
    """One of the workspaces, which is the current folder."""
    chosen: Variant = VARIANTS[request.param]
    installed, folder = tmp_path / "installed", tmp_path / "workspace"
    installed.mkdir()
    for name, text in PACKS.items():
        (installed / f"pack_{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(installed))
    assert main(["init", str(folder)]) == 0
    (folder / "sla.toml").write_text("as-of = 2026-11-24\n", encoding="utf-8")
    (folder / "policy.sla").write_text(POLICY, encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "as it was made")
    git(folder, "switch", "--quiet", "--create", "proposal")
    day = "" if "as-of" in chosen.settings else "as-of = 2026-11-24\n"
    (folder / "sla.toml").write_text(f"{day}{chosen.settings}\n", encoding="utf-8")
    text = (folder / PAYMENTS).read_text(encoding="utf-8")
    assert chosen.old in text or chosen.old == "*"
    (folder / PAYMENTS).write_text("" if chosen.old == "*" else text.replace(chosen.old, chosen.new), encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--allow-empty", "--message", "proposed")
    monkeypatch.chdir(folder)
    return chosen


def outcome(capfd: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, set[str]]:
    """The exit code, and the rules of the errors that are told."""
    capfd.readouterr()
    code = main(arguments)
    return code, set(ERROR.findall("".join(capfd.readouterr())))


def judges(checked: Checked) -> int:
    """Every error counts; so do those that close the gate."""
    return 2 if checked.unjudged else int(checked.count("error") > 0)


def tells(checked: Checked) -> int:
    """Mistakes count that hide something of what is told; other errors are told, or are no matter here."""
    return 2 if checked.unjudged else int(bool(checked.workspace.misread))


def works(checked: Checked) -> int:
    """Errors in agreements are no matter."""
    return 2 if checked.unjudged else 0


def works_on_files(checked: Checked) -> int:
    """Nor are rules."""
    return works(replace(checked, findings=tuple(one for one in checked.findings if one.finding.rule not in OF_RULES)))


def tells_history(_checked: Checked) -> int:
    """What cannot be read is passed over."""
    return 0


OF_RULES = ("config/unknown-rule", "config/lowered-severity", *UNUSABLE)
MOMENT = "--now 2026-11-24T00:00:00Z"
COMMAND_LINES: Mapping[str, Callable[[Checked], int]] = {
    "check": judges,
    "export": judges,
    "export --format openslo payments-sla/uptime": judges,
    "document payments-sla --output {out}/sla.html": judges,
    "document payments-sla --draft --output {out}/sla.html": judges,
    "gate --against main": judges,
    "review --against main": judges,
    "register": tells,
    "due": tells,
    "graph": tells,
    "site {out}/site": tells,
    "compare payments-sla payments-ola": tells,
    "explain payments-sla": tells,
    f"explain payments-sla/uptime --facts {{out}}/facts --window 2026-10 {MOMENT}": tells,
    f"report --facts {{out}}/facts --period 2026-10 {MOMENT}": tells,
    f"watch {{out}}/facts --looks 1 {MOMENT}": tells,
    "facts check {out}/facts": tells,
    "catalog": works,
    "rule": works,
    "lock": works,
    "policy test": works,
    "diff . .": works_on_files,
    "fix --diff": works_on_files,
    "fmt --check": works_on_files,
    "log payments-sla": tells_history,
    "show payments-sla": tells_history,
}
WITHOUT_A_ROW = {
    "amend": "it writes an amendment of what has changed; nothing has changed in most of these workspaces",
    "approve": "as `amend`; whom it refuses is tried in `test_approve`",
    "cache": "it reads no workspace",
    "import": "it reads files of other tools",
    "init": "it makes a workspace",
    "lsp": "it is a server, which ends when its editor does",
    "mcp": "it is a server; what it answers are the exit codes of these commands",
    "new": "it asks a person; these workspaces have no standard",
    "schema": "it reads no workspace",
}
FEW = [
    "as it was made",
    "a key that does not exist",
    "a pack of policies that is missing",
    "a file that is no text",
    "a currency that the house does not use",
    "an error of the compiler",
    "an error of the proof",
    "an error of the standard rules",
]
"""One for each way in which a workspace may be refused: the others are tried with a few commands."""


def test_no_command_is_forgotten() -> None:
    assert sorted({*(line.partition(" ")[0] for line in COMMAND_LINES), *WITHOUT_A_ROW}) == sorted(COMMANDS)


@pytest.mark.parametrize("variant", FEW, indirect=True)
def test_an_exit_code_means_the_same_for_every_command(
    variant: Variant, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    del variant  # it is the current folder
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "outages.csv").write_text("service,start,end\n", encoding="utf-8")
    checked = sla_dsl.check()
    for line, expected in COMMAND_LINES.items():
        code, _ = outcome(capfd, line.format(out=tmp_path).split())
        assert (line, code) == (line, expected(checked))


def test_every_command_that_judges_refuses_the_same(variant: Variant, capfd: pytest.CaptureFixture[str]) -> None:
    checked = {one.finding.rule for one in sla_dsl.check().findings if one.severity == "error"}
    assert {rule for rule in checked if is_one_of(rule, UNREAD)} == {*variant.unread}
    assert {*variant.unread, *variant.errors} <= checked
    for command in JUDGING:
        code, errors = outcome(capfd, command)
        assert {rule for rule in errors if is_one_of(rule, UNREAD)} == {*variant.unread}, command
        assert (code == 2) == bool(variant.unread), command
        if command in (["check"], ["export"]):
            assert errors == checked, command
            assert code == (2 if variant.unread else int(bool(checked)))


def test_every_command_that_reads_refuses_the_same(variant: Variant, capfd: pytest.CaptureFixture[str]) -> None:
    for command in READING:
        code, errors = outcome(capfd, command)
        assert errors == ({*variant.unread} if variant.is_of_reading else set()), command
        assert (code == 2) == variant.is_of_reading, command
