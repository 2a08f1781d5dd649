"""The recipes of CONTRIBUTING.md, followed step by step in a copy of the repository."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .test_samples import ENVIRONMENT, ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"`(?P<path>[\w/.-]+)`:\n\n```(?P<kind>\w+)\n(?P<content>.*?)^```$|^```console\n(?P<commands>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RECIPES = {part.partition("\n")[0]: part for part in TEXT.split("\n## Add ")[1:] if STEP.search(part)}
INSTALLED_INSIDE = ("grammar", "policies", "validators")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy in which the package finds its three outer folders as if it were installed."""
    for name in ("sla_dsl", "tests", "docs", "examples", "benchmarks", *INSTALLED_INSIDE):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in INSTALLED_INSIDE:
        (tmp_path / "sla_dsl" / name).symlink_to(tmp_path / name)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def changed(text: str, diff: str) -> str:
    """A text with a difference made to it; each part of the difference fits one place."""
    for part in diff.split("@@\n"):
        lines = part.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
        assert text.count(old) == 1, f"this stands {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    return text


def run(command: str, folder: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_there_are_recipes() -> None:
    assert {
        "a rule",
        "a keyword and its field",
        "a composing rule",
        "a policy to a pack",
        "a change kind",
        "a condition of the gate",
        "a setting",
        "an output format",
    } <= set(RECIPES)


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_works(recipe: str, repository: Path) -> None:
    for step in STEP.finditer(RECIPES[recipe]):
        if step["commands"]:
            for line in step["commands"].splitlines():
                run(line.removeprefix("$ "), repository)
            run("ruff check --quiet && ruff format --check --quiet", repository)
        elif step["kind"] == "diff":
            path = repository / step["path"]
            path.write_text(changed(path.read_text(encoding="utf-8"), step["content"]), encoding="utf-8")
        else:
            (repository / step["path"]).write_text(step["content"], encoding="utf-8")
