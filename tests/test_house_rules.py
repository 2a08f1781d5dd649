"""The pack of a house: built and installed as anybody would, and then at work in a workspace."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .test_samples import ENVIRONMENT, ROOT

SAMPLE = ROOT / "examples" / "house-rules"
PAGE = ROOT / "docs" / "validators.md"
BLOCK = re.compile(r"`(?P<path>\w+/\w+\.py)`:\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
WORKSPACE = """\
party norvia { time zone Europe/Paris }
party atelier-brun { time zone Europe/Paris }
party arc-telecom { time zone Europe/Paris }
service line { supplied by norvia hours 24x7 needs link-a or link-b }
service link-a { supplied by arc-telecom }
service link-b { supplied by arc-telecom }
sla atelier-line { provider norvia customer atelier-brun covers line }
"""


def run(folder: Path, *command: str | Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder, with a folder to import from."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(path) if path else "", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel of the pack is installed; nothing comes from the network."""
    folder = tmp_path_factory.mktemp("pack")
    shutil.copytree(SAMPLE, folder / "source", ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", ".", "source"]
    done = run(folder, *build)
    assert done.returncode == 0, done.stdout + done.stderr
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", "installed"]
    done = run(folder, *install, next(folder.glob("*.whl")))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "installed"


def test_the_wheel_has_the_types_and_the_policies(installed: Path) -> None:
    files = {path.name for path in (installed / "house_rules").iterdir() if path.is_file()}
    assert files == {path.name for path in (SAMPLE / "house_rules").iterdir() if path.is_file()}


def test_a_workspace_that_names_it_is_judged_by_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "sla.toml").write_text('validators = ["house_rules"]\npolicies = ["house_rules"]\n', encoding="utf-8")
    (tmp_path / "a.sla").write_text(WORKSPACE, encoding="utf-8")
    arguments = ("check", "--format", "concise", "--select", "house", "--select", "policy/house-reviewed")
    done = run(tmp_path, "sla", *arguments, path=installed)
    assert [line.partition("]")[0] for line in done.stdout.splitlines()] == [
        "a.sla:4:9: warning[house/same-supplier",
        "a.sla:7:5: warning[house/name-without-kind",
        "a.sla:7:5: warning[policy/house-reviewed",
    ]
    assert done.returncode == 0
    assert run(tmp_path, "sla", "rule", "house/same-supplier", path=installed).returncode == 0
    assert run(tmp_path, "sla", "check").returncode == 2  # where it is not installed


def test_its_own_tests_pass(installed: Path) -> None:
    source = installed.parent / "source"
    done = run(source, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", path=installed)
    assert done.returncode == 0, done.stdout
    done = run(source, "sla", "policy", "test", "--strict", "house_rules")
    assert (done.returncode, done.stderr) == (0, "nothing found in 3 examples of 1 policy\n")


def test_the_page_shows_the_pack_as_it_is() -> None:
    shown = {block["path"]: block["text"] for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    assert len(shown) == 3
    assert shown == {path: (SAMPLE / path).read_text(encoding="utf-8") for path in shown}
