"""The wheel holds what the checkout holds, and works where nothing else is installed."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
INSTALLED_AS = {
    "sla_dsl": "sla_dsl",
    "grammar": "sla_dsl/grammar",
    "policies": "sla_dsl/policies",
    "validators": "sla_dsl/validators",
}
LEFTOVERS = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "build", "dist", "*.egg-info")


def installed_paths(checkout: Path) -> Iterator[Path]:
    """Where each file of the four installed folders belongs in the wheel."""
    for folder, target in INSTALLED_AS.items():
        for path in (checkout / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield target / path.relative_to(checkout / folder)


def test_every_package_is_listed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.parts) for path in installed_paths(ROOT) if path.name == "__init__.py"}
    assert sorted(listed) == sorted(found)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution of a clean copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFTOVERS)
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, folder / "checkout"], check=True)
    return next(folder.glob("*.whl"))


@pytest.mark.wheel
def test_the_wheel_holds_every_file(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {Path(name) for name in archive.namelist() if name.startswith("sla_dsl/")}
    assert held == set(installed_paths(wheel.parent / "checkout"))


@pytest.mark.wheel
@pytest.mark.skipif(find_spec("cyclonedx_py") is None, reason="the group `release` is not installed")
def test_a_release_has_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    built = []
    for name, mode in (("one", 0o644), ("two", 0o664)):
        checkout = tmp_path / name
        shutil.copytree(ROOT, checkout, ignore=LEFTOVERS, copy_function=shutil.copyfile)
        for path in checkout.rglob("*"):
            if path.is_file():
                path.chmod(mode)  # as another machine checks out, at another time
        line = ["bash", str(checkout / ".ci" / "release"), str(tmp_path / f"{name}-made")]
        subprocess.run(line, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1764500000"})
        built.append({path.name: path.read_bytes() for path in (tmp_path / f"{name}-made").iterdir()})
    assert built[0] == built[1]
    assert {Path(name).suffix for name in built[0]} == {".gz", ".whl", ".json"}
    named = {one["name"] for one in json.loads(built[0]["sbom.cdx.json"])["components"]}
    assert {"lark", "pydantic", "click"} <= named
    assert "pytest" not in named


@pytest.mark.wheel
def test_the_wheel_checks_the_example_from_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "environment", with_pip=True)
    programs = tmp_path / "environment" / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    workspace = shutil.copytree(ROOT / "examples" / "atelier", tmp_path / "atelier")
    for command in ("check", "rule"):
        assert subprocess.run([programs / "sla", command], cwd=workspace, check=False).returncode == 0
