"""The smaller commands, and what all commands have in common."""

import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from sla_dsl import start
from sla_dsl.cli import COMMANDS, init
from sla_dsl.cli.init import TEMPLATES, WORKFLOW

from .conftest import Outcome, Sla


def test_help(sla: Sla) -> None:
    outcome = sla("--help")
    assert (outcome.code, outcome.err) == (0, "")
    listed = outcome.out.partition("Commands:\n")[2].splitlines()
    assert [tuple(line.split(maxsplit=1)) for line in listed] == sorted(COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_listed_with_the_first_sentence_of_its_help(name: str) -> None:
    command = import_module(f"sla_dsl.cli.{name}").command
    assert command.name == name
    assert command.help.splitlines()[0] == COMMANDS[name]


def test_help_imports_no_compiler() -> None:
    code = "import sys; from sla_dsl.cli import main; main(['--help']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"lark", "pydantic", "holidays", "jsonschema", "git"} & set(run.stdout.splitlines()[-1].split()) == set()


def test_version(sla: Sla) -> None:
    assert sla("--version").out.startswith("sla, version ")


def test_the_shell_completes_commands(
    sla: Sla, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("_SLA_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "sla e")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        sla()
    assert capfdbinary.readouterr().out == b"plain,explain\nplain,export\n"


def test_an_unknown_command(sla: Sla) -> None:
    outcome = sla("chek")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Error: no command is called `chek`: did you mean `check`?\n")
    assert "no such command `qqq`" in sla("qqq").err


def test_a_fault_of_the_program(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **_named: object) -> None:
        raise KeyError("uptime")

    monkeypatch.setattr("sla_dsl.cli.check.run", fail)
    outcome = sla("check")
    assert (outcome.code, outcome.out) == (3, "")
    first, *others = outcome.err.splitlines()
    assert first.startswith("internal error: KeyError: 'uptime' (test_other_commands.py:")
    assert others == [
        "This is a fault of `sla`, not of your files. Please report this line, `sla --version`",
        "and, if you may, the files to the maintainers of sla-dsl.",
    ]


def test_interruption(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sla_dsl.cli.check.run", interrupt)
    assert sla("check").code == 130


def test_a_terminal_without_utf_8(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from sla_dsl.cli import console

    class Terminal:
        encoding = "ascii"
        buffer = sys.stdout.buffer

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    console.write("Télécom\n".encode())
    assert capfdbinary.readouterr().out == b"T?l?com\n"


def test_init(sla: Sla, tmp_path: Path) -> None:
    outcome = sla("init", "new/workspace")
    assert outcome.code == 0
    written = [*TEMPLATES.values(), WORKFLOW]
    assert outcome.out.splitlines() == [f"wrote new/workspace/{target}" for target in written]
    assert outcome.err.endswith("next: `sla check new/workspace`\n")
    assert all((tmp_path / "new/workspace" / target).read_bytes() for target in written)


def test_init_here(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("here").mkdir()
    monkeypatch.chdir("here")
    assert sla("init").err.endswith("next: `sla check`\n")


def test_in_a_repository_the_workflow_goes_to_its_top(sla: Sla, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "wrote .github/workflows/sla.yml\n" in sla("init", "contracts/shop").out
    workflow = (tmp_path / WORKFLOW).read_text(encoding="utf-8")
    assert 'sla check -C "contracts/shop" --format github' in workflow
    other = sla("init", "contracts/bar")
    assert (other.code, WORKFLOW in other.out, (tmp_path / "contracts/bar/sla.toml").exists()) == (0, False, True)
    told = '`.github/workflows/sla.yml` stays as it is: add `- run: sla check -C "contracts/bar" --format github` to it'
    assert told in other.err
    assert (tmp_path / WORKFLOW).read_text(encoding="utf-8") == workflow
    assert "`sla.toml`" in sla("init", "contracts/bar").err


@pytest.mark.parametrize(
    ("origin", "required", "told"),
    [
        (None, f"sla-dsl=={version('sla-dsl')}", False),
        (
            '{"url": "https://forge.example/sla-dsl", "vcs_info": {"vcs": "git", "commit_id": "1f3a"}}',
            "sla-dsl @ git+https://forge.example/sla-dsl@1f3a",
            False,
        ),
        (
            '{"url": "file:///home/me/sla-dsl", "dir_info": {"editable": true}}',
            "sla-dsl @ git+https://FORGE/sla-dsl@COMMIT",
            True,
        ),
    ],
)
def test_the_workflow_installs_what_is_installed(
    sla: Sla, monkeypatch: pytest.MonkeyPatch, origin: str | None, required: str, told: bool
) -> None:
    monkeypatch.setattr(
        init, "distribution", lambda _: SimpleNamespace(read_text=lambda _: origin, version=version("sla-dsl"))
    )
    outcome = sla("init", "new")
    assert f'pip install "{required}"\n' in Path("new", WORKFLOW).read_text(encoding="utf-8")
    assert ("where a pipeline finds sla-dsl" in outcome.err) is told


def test_init_overwrites_nothing(sla: Sla) -> None:
    Path("parties.sla").write_text("mine", encoding="utf-8")
    assert sla("init") == Outcome(2, "", "Error: `.` has `sla.toml`, `parties.sla` already\n")
    assert Path("parties.sla").read_text(encoding="utf-8") == "mine"
    assert not Path("services.sla").exists()


def test_init_where_nothing_can_be_written(sla: Sla) -> None:
    Path("new").mkdir()
    Path("new/agreements").write_text("", encoding="utf-8")
    outcome = sla("init", "new")
    assert (outcome.code, outcome.err) == (
        2,
        "Error: `new/agreements/payments.sla` cannot be written: File exists\n",
    )


def test_rules(sla: Sla) -> None:
    outcome = sla("rule")
    assert outcome.code == 0
    listed = [line.split(maxsplit=2) for line in outcome.out.splitlines()]
    assert ["house/remark", "note", "a workspace is judged"] in listed
    assert ["file/not-text", "error", "a file holds bytes that no text has"] in listed


def test_the_rules_of_a_family(sla: Sla) -> None:
    assert sla("rule", "house") == Outcome(0, "house/remark  note     a workspace is judged\n", "")
    families = {line.partition("/")[0] for line in sla("rule", "file").out.splitlines()}
    assert families == {"file"}
    assert sla("rule", "hous").err.endswith("Error: no rule or family is called `hous`: did you mean `house`?\n")


def test_one_rule(sla: Sla) -> None:
    page = "house/remark (note): a workspace is judged\n\nIt shows the day.\n\nBad:\n\n    bad\n\nGood:\n\n    good\n"
    assert sla("rule", "house/remark") == Outcome(0, f"{page}\nChecked in tests.rules_pack\n", "")
    assert sla("rule", "file/not-text").out == (
        "file/not-text (error): a file holds bytes that no text has\n\n"
        "A file that matches `include` is taken for an agreement; leaving it out in silence would hide one.\n"
    )


def test_an_unknown_rule(sla: Sla) -> None:
    outcome = sla("rule", "house/remarks")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Error: no rule or family is called `house/remarks`: did you mean `house/remark`?\n")


def test_the_rules_of_a_workspace(
    sla: Sla, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installed = tmp_path_factory.mktemp("installed")
    (installed / "own_pack.py").write_text(
        "from sla_dsl.rules.rule import Rule\nRULES = (Rule('own/rule', 'error', 'own', '', '', ''),)", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(installed))
    Path("sla.toml").write_text("validators = ['own_pack']", encoding="utf-8")
    assert sla("rule", "own/rule").code == 0
    monkeypatch.chdir("/")
    assert sla("rule", "own/rule").code == 2


def test_schema(sla: Sla) -> None:
    outcome = sla("schema", "sla.check/1")
    assert outcome.code == 0
    assert json.loads(outcome.out)["properties"]["schema"]["const"] == "sla.check/1"
    assert sla("schema", "sla.chek/1").code == 2


def test_export(sla: Sla) -> None:
    outcome = sla("export")
    assert outcome == Outcome(
        0,
        '{\n  "agreements": [\n    "one",\n    "two"\n  ],\n  "locked": []\n}\n',
        "",
    )
    assert sla("export", "--output", "model.json") == Outcome(0, "", "")
    assert Path("model.json").read_text(encoding="utf-8") == outcome.out


def test_a_workspace_with_mistakes_is_not_exported(sla: Sla) -> None:
    Path("b.sla").write_text("wrong", encoding="utf-8")
    outcome = sla("export")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("error[name/wrong]: `wrong` is wrong\n")
    assert outcome.err.endswith("1 error, 1 note in 1 agreement (2 files), as of 2026-11-23\n")
    Path("b.sla").write_bytes(b"\xff")
    assert sla("export").code == 2


def test_lock(sla: Sla) -> None:
    Path("b.sla").write_text("holidays FR holidays FR-57 holidays FR", encoding="utf-8")
    outcome = sla("lock")
    regions = "FR is the country as a whole: other days in FR-57, FR-6AE, FR-971 and 9 more; "
    regions += "name the region if these hours are those of one\n"
    assert (outcome.code, outcome.err) == (0, regions)
    assert outcome.out.splitlines()[1:] == [
        "years: none -> 2026 to 2027",
        "FR: added, 22 days",
        "FR-57: added, 26 days",
    ]
    written = Path("sla.lock").read_bytes()
    assert sla("lock") == Outcome(0, "nothing changes\n", regions)
    assert Path("sla.lock").read_bytes() == written
    assert json.loads(sla("export").out)["locked"] == ["FR", "FR-57"]


def test_a_broken_lock_is_written_anew(sla: Sla) -> None:
    Path("sla.lock").write_text("<<<<<<<", encoding="utf-8")
    assert sla("check").code == 2
    assert sla("lock").code == 0
    assert sla("check").code == 0


def test_unknown_holidays_leave_the_lock_as_it_is(sla: Sla) -> None:
    Path("b.sla").write_text("holidays BE-VLG holidays FR wrong", encoding="utf-8")
    outcome = sla("lock")
    assert outcome == Outcome(
        1,
        "",
        """\
error[lock/unknown-holidays]: no holidays are known for `BE-VLG`
 --> sla.lock
  = help: write `BE`, the country as a whole, or one of BE-Flemish, BE-French, BE-German
  = more: sla rule lock/unknown-holidays
sla.lock stays as it is
""",
    )
    assert not Path("sla.lock").exists()


def test_unread_files_leave_the_lock_as_it_is(sla: Sla) -> None:
    Path("b.sla").write_bytes(b"\xff")
    outcome = sla("lock")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("sla.lock stays as it is\n")
    assert not Path("sla.lock").exists()


def test_the_version_is_that_of_the_package(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["sla", "--version"])
    assert start.main() == 0
    assert capfd.readouterr().out == f"sla, version {version('sla-dsl')}\n"


def test_the_installed_command_is_the_command() -> None:
    code = (
        "import sys; from sla_dsl.start import main; sys.argv[:] = ['sla', 'rule', 'nothing/at-all']; sys.exit(main())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "nothing/at-all" in run.stderr


def test_the_catalogue_is_what_its_schema_says(sla: Sla) -> None:
    listed = json.loads(sla("catalog").out)
    jsonschema.validate(listed, json.loads(sla("schema", "sla.catalog/1").out))
    names = [command["name"] for command in listed["commands"]]
    assert {name.split()[0] for name in names} == {*COMMANDS}
    check = next(command for command in listed["commands"] if command["name"] == "check")
    assert next(one for one in check["options"] if "--color" in one["names"])["choices"] == ["auto", "always", "never"]
    assert "house/remark" in {rule["name"] for rule in listed["rules"]}
