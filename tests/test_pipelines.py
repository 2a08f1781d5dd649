"""What platforms are given: the action, the component and the hooks, their steps run in a shell as a platform does."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from sla_dsl.cli.init import workflow

pytestmark = pytest.mark.pipelines
TOP = Path(__file__).parents[1]
MAKE = TOP / "examples" / "review" / "make.py"
GH = """\
#!/bin/sh
# As the program of the platform would: it says what it was asked, and gives the comments that are there.
echo "$@" >> "$GH_ASKED"
case "$*" in *--paginate*) cat "$GH_COMMENTS" ;; esac
exit "$GH_CODE"
"""


class Run(NamedTuple):
    """What a run of the action left: exit code, what was printed, the summary, what the platform was asked."""

    code: int
    printed: str
    summary: str
    asked: str


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of `examples/review`."""
    folder = tmp_path_factory.mktemp("forge") / "origin"
    subprocess.run([sys.executable, str(MAKE), str(folder)], check=True, capture_output=True)
    return folder


def checked_out(origin: Path, branch: str, folder: Path) -> Path:
    """A clone as a platform makes it: the merge of a proposal, and nothing but what `origin` has."""
    folder.mkdir()
    run = ["git", "-c", "user.name=Forge", "-c", "user.email=forge@forge.example"]
    subprocess.run(["git", "clone", "--quiet", str(origin), str(folder)], check=True)
    subprocess.run(["git", "checkout", "--quiet", "--detach", "origin/main"], cwd=folder, check=True)
    subprocess.run([*run, "merge", "--quiet", "--no-ff", "-m", "Merge", f"origin/{branch}"], cwd=folder, check=True)
    subprocess.run(["git", "branch", "--quiet", "-D", "main"], cwd=folder, check=True)
    return folder


def acted(
    folder: Path, scratch: Path, inputs: dict[str, str], base: str = "main", gh: tuple[int, str] = (0, "")
) -> Run:
    """Runs the steps of `action.yml` as the platform would, but for those that install."""
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    given = {name: row.get("default", "") for name, row in action["inputs"].items()} | inputs
    scratch.mkdir(exist_ok=True)
    (scratch / "gh").write_text(GH, encoding="utf-8")
    (scratch / "gh").chmod(0o755)
    (scratch / "comments").write_text(gh[1], encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(scratch), str(Path(sys.executable).parent), os.environ["PATH"])),
        **{name: str(scratch / name) for name in ("GITHUB_STEP_SUMMARY", "GH_ASKED")},
        "RUNNER_TEMP": str(scratch),
        "GITHUB_REPOSITORY": "norvia/contracts",
        "GH_CODE": str(gh[0]),
        "GH_COMMENTS": str(scratch / "comments"),
    }
    outputs: dict[str, dict[str, str]] = {}
    printed, code = "", 0
    for step in action["runs"]["steps"]:
        if "run" not in step or step["name"] == "Install":
            continue
        output = scratch / f"output of {step['name']}"
        output.touch()
        known = {
            **{f"inputs.{name}": value for name, value in given.items()},
            **{f"steps.{name}.outputs.{key}": value for name, row in outputs.items() for key, value in row.items()},
            "github.base_ref": base,
            "github.event.number": "7",
        }
        if "if" in step and not holds(step["if"], known):
            continue
        own = {name: expanded(str(value), known) for name, value in step.get("env", {}).items()}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        environment_of_step = {**environment, **own, "GITHUB_OUTPUT": str(output)}
        done = subprocess.run(
            shell, cwd=folder, env=environment_of_step, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        printed += done.stdout + done.stderr
        rows = (line.partition("=") for line in output.read_text(encoding="utf-8").splitlines())
        outputs[step.get("id", step["name"])] = {key: value for key, _, value in rows}
        code = done.returncode
        if code:
            break
    read = [
        path.read_text(encoding="utf-8") if path.exists() else ""
        for path in (scratch / "GITHUB_STEP_SUMMARY", scratch / "GH_ASKED")
    ]
    return Run(code, printed, *read)


def expanded(text: str, known: dict[str, str]) -> str:
    """A text with the values of its expressions."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: known.get(found[1], ""), text)


def holds(condition: str, known: dict[str, str]) -> bool:
    """Whether a condition of a step holds: comparisons that are joined by `&&`."""
    parts = [re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", part.strip()) for part in condition.split("&&")]
    assert all(parts), condition
    return all((known.get(part[1], "") == part[3]) is (part[2] == "==") for part in parts if part)


def test_a_lawful_proposal_passes_and_is_reviewed(proposals: Path, tmp_path: Path) -> None:
    done = acted(checked_out(proposals, "lawful", tmp_path / "clone"), tmp_path / "scratch", {"comment": "true"})
    assert done.code == 0, done.printed
    assert "<ins>`450`</ins>" in done.summary
    assert "issues/7/comments --field body=@" in done.asked


def test_a_proposal_that_the_gate_refuses_fails_and_its_comment_is_written_anew(
    proposals: Path, tmp_path: Path
) -> None:
    clone = checked_out(proposals, "without-consent", tmp_path / "clone")
    done = acted(clone, tmp_path / "scratch", {"comment": "true"}, gh=(0, "4711\n"))
    assert (done.code, "sla review with 1" in done.printed) == (1, True)
    assert "--method PATCH repos/norvia/contracts/issues/comments/4711" in done.asked
    assert (tmp_path / "scratch" / "sla-comment.md").read_text(encoding="utf-8").startswith("<!-- sla review -->\n")


def test_a_fork_that_may_not_comment_is_judged_all_the_same(proposals: Path, tmp_path: Path) -> None:
    clone = checked_out(proposals, "lawful", tmp_path / "clone")
    done = acted(clone, tmp_path / "scratch", {"comment": "true"}, gh=(1, ""))
    assert (done.code, "::notice::" in done.printed) == (0, True)


def test_findings_are_annotations_with_paths_of_the_repository(proposals: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    clone = checked_out(proposals, "lawful", tmp_path / "clone")
    shutil.copytree(clone, house / "contracts", ignore=shutil.ignore_patterns(".git"))
    (house / ".git").mkdir()
    broken = house / "contracts" / "web-shop-sla.sla"
    broken.write_text(broken.read_text(encoding="utf-8").replace("customer atelier-brun", "customer nobody"), "utf-8")
    for folder, workspace in ((house, "contracts"), (house / "contracts", ".")):
        done = acted(folder, tmp_path / "scratch", {"workspace": workspace}, base="")
        assert done.code == 1
        assert "::error file=contracts/web-shop-sla.sla" in done.printed
    found = json.loads((tmp_path / "scratch" / "sla.sarif").read_text(encoding="utf-8"))
    places = json.dumps(found["runs"][0]["results"])
    assert '"uri": "contracts/web-shop-sla.sla"' in places


def test_what_cannot_be_judged_fails(proposals: Path, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{proposals}", str(clone)], check=True)
    done = acted(clone, tmp_path / "scratch", {"comment": "true"})
    assert (done.code, "issues/7/comments" in done.asked) == (1, True)
    assert "git fetch --unshallow" in done.printed
    assert "**not judged**" in (tmp_path / "scratch" / "sla-comment.md").read_text(encoding="utf-8")
    assert acted(tmp_path, tmp_path / "other", {}).code == 1


def ran(clone: Path, project: str, rules: Path) -> list[int]:
    """The exit codes of the lines of the component, in the pipeline of a project, for a merge request to project 1."""
    _, component = yaml.safe_load_all((TOP / "templates" / "sla.yml").read_text(encoding="utf-8"))
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "SLA_WORKSPACE": ".",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_PROJECT_ID": project,
        "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_PROJECT_URL": str(rules),
    }
    return [
        subprocess.run(["bash", "-c", line], cwd=clone, env=environment, capture_output=True, check=False).returncode
        for line in component["sla"]["script"]
    ]


def test_the_component_judges_in_a_merge_request(proposals: Path, tmp_path: Path) -> None:
    clone = checked_out(proposals, "without-consent", tmp_path / "clone")
    assert ran(clone, "1", tmp_path / "nobody-asks-it") == [0, 1]
    found = json.loads((clone / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [row["check_name"] for row in found] == ["backing/not-in-effect"]


def test_the_component_in_a_fork_judges_by_the_branch_that_rules(proposals: Path, tmp_path: Path) -> None:
    fork = checked_out(proposals, "without-consent", tmp_path / "fork")
    subprocess.run(["git", "checkout", "--quiet", "-b", "main"], cwd=fork, check=True)  # what it proposes rules in it
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(fork), str(clone)], check=True)
    subprocess.run(["git", "checkout", "--quiet", "--detach"], cwd=clone, check=True)
    assert ran(clone, "2", proposals) == [0, 1]
    assert ran(clone, "2", tmp_path / "cannot-be-asked") == [0, 2]


def test_the_hooks_take_files_of_several_workspaces(tmp_path: Path) -> None:
    hooks: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program = [sys.executable, "-c", "import sys; from sla_dsl.cli import main; sys.exit(main())"]
    for name in ("one", "two"):
        subprocess.run([*program, "init", name], cwd=tmp_path, check=True, capture_output=True)
    given = [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*.sla"))]
    assert all(re.search(hook["files"], path) for hook in hooks for path in given)
    for hook in hooks:
        called = [*program, *shlex.split(hook["entry"])[1:], *given]
        assert subprocess.run(called, cwd=tmp_path, check=False, capture_output=True).returncode == 0


def test_workflows_are_clean_for_zizmor(tmp_path: Path) -> None:
    """The action, what `sla init` writes, and the workflows of the documentation."""
    (tmp_path / "action.yml").write_bytes((TOP / "action.yml").read_bytes())
    made = tmp_path / ".github" / "workflows"
    made.mkdir(parents=True)
    (made / "init.yml").write_text(workflow("contracts", "sla-dsl==1.0"), encoding="utf-8")
    for page in sorted((TOP / "docs").glob("*.md")):
        samples = re.findall(r"^```yaml\n(name: .*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for number, sample in enumerate(samples):
            (made / f"{page.stem}-{number}.yml").write_text(sample, encoding="utf-8")
    assert len(list(made.iterdir())) >= 3
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--offline", "--no-progress", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
