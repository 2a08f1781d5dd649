"""Packs that a workspace names are looked for outside of it; a trap in one that is not says whether it was run."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.packs import PackError, located

POLICY = "policy reviewed { every sla must have review }\n"
COMMANDS = (["check"], ["rule"], ["explain", "shop"], ["policy", "test"], ["fmt", "--check"], ["diff", ".", "."])
Captured = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Scene:
    """A workspace, a folder outside of it from which can be imported, and the file that a trap writes."""

    workspace: Path
    outside: Path
    sprung: Path

    def settings(self, text: str) -> None:
        (self.workspace / "sla.toml").write_text(text, encoding="utf-8")

    def package(self, folder: Path) -> None:
        """A package that is a trap, and has a policy and a rule."""
        folder.mkdir(parents=True)
        trap = f"from tests.rules_pack import RULES\nopen({str(self.sprung)!r}, 'w').close()\n"
        (folder / "__init__.py").write_text(trap, encoding="utf-8")
        (folder / "own.sla").write_text(POLICY, encoding="utf-8")


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Everything is done to have what is in the workspace imported: it is the current folder, and first in the path."""
    made = Scene(tmp_path / "workspace", tmp_path / "outside", tmp_path / "sprung")
    for folder in (made.workspace, made.outside):
        folder.mkdir()
        monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(made.workspace)
    monkeypatch.syspath_prepend("")
    (made.workspace / "a.sla").write_text("party norvia { time zone Europe/Paris }\n", encoding="utf-8")
    yield made
    for name in [name for name in sys.modules if name.partition(".")[0] in ("evil", "good")]:
        del sys.modules[name]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
@pytest.mark.parametrize("key", ["validators", "policies"])
def test_a_pack_in_the_workspace_is_not_run(scene: Scene, key: str, command: list[str]) -> None:
    scene.package(scene.workspace / "evil")
    scene.settings(f'exclude = ["evil/**"]\n{key} = ["evil"]\n')
    main(command)
    assert not scene.sprung.exists()


def test_why_a_pack_of_rules_is_refused(scene: Scene, capfd: Captured) -> None:
    scene.package(scene.workspace / "evil")
    scene.settings('validators = ["evil"]\n')
    assert main(["check", "--select", "config"]) == 2
    refusal = "`evil` lies in the workspace and is not loaded: what judges it is installed elsewhere"
    assert capfd.readouterr().out.splitlines()[0] == f"error[config/unusable-validators]: the pack of rules {refusal}"


def test_why_a_pack_of_policies_is_refused(scene: Scene, capfd: Captured) -> None:
    scene.package(scene.workspace / "evil")
    scene.settings('exclude = ["evil/**"]\npolicies = ["evil"]\n')
    assert main(["check", "--select", "config"]) == 2
    refusal = "`evil` lies in the workspace and is not loaded: what judges it is installed elsewhere"
    assert capfd.readouterr().out.splitlines()[0] == f"error[config/unknown-policies]: the pack of policies {refusal}"


def test_a_pack_outside_of_the_workspace_is_loaded(scene: Scene, capfd: Captured) -> None:
    scene.package(scene.outside / "good")
    scene.settings('as-of = 2026-01-01\nvalidators = ["good"]\npolicies = ["good"]\n')
    assert main(["check", "--format", "concise", "--select", "house"]) == 0
    assert capfd.readouterr().out == "sla.toml: note[house/remark]: judged as of 2026-01-01\n"
    assert main(["rule", "policy/reviewed"]) == 0
    assert scene.sprung.exists()


def test_a_package_of_policies_is_read_and_not_run(scene: Scene, capfd: Captured) -> None:
    scene.package(scene.outside / "good")
    scene.settings('policies = ["good"]\n')
    assert main(["rule", "policy/reviewed"]) == 0
    assert capfd.readouterr().out.startswith("policy/reviewed (error)")
    assert not scene.sprung.exists()


def test_no_way_leads_into_the_workspace(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.package(scene.workspace / "evil" / "part")
    link = scene.outside / "evil"
    link.symlink_to(scene.workspace / "evil")
    for path in (scene.workspace, scene.outside):
        monkeypatch.setattr(sys, "path", [str(path)])
        for name in ("evil", "evil.part"):  # the first is a package without `__init__.py`
            with pytest.raises(PackError, match="lies in the workspace"):
                located(name, scene.workspace)
    link.unlink()
    (scene.outside / "elsewhere").mkdir()
    (scene.workspace / "linked").symlink_to(scene.outside / "elsewhere")
    monkeypatch.setattr(sys, "path", [str(scene.workspace)])
    with pytest.raises(PackError, match="lies in the workspace"):
        located("linked", scene.workspace)
    assert not scene.sprung.exists()


def test_the_environment_of_the_program_may_lie_in_the_workspace(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = scene.workspace / ".venv" / "site-packages"
    scene.package(installed / "good")
    monkeypatch.syspath_prepend(str(installed))
    with pytest.raises(PackError):
        located("good", scene.workspace)
    monkeypatch.setattr(sysconfig, "get_path", lambda _scheme: str(installed))
    assert located("good", scene.workspace).origin == str(installed / "good" / "__init__.py")


@pytest.mark.parametrize("name", ["absent", "absent.part", "json.decoder.part", "__main__.part"])
def test_what_is_not_installed(name: str) -> None:
    with pytest.raises(PackError, match=f"^`{name}` is not installed where `sla` runs$"):
        located(name)
