"""What a check found out serves the next process, and changes no result; what somebody else may write is not read."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from sla_dsl import continued as module
from sla_dsl.cli import check, main
from sla_dsl.continued import continued, packed, unpacked
from sla_dsl.earlier import EarlierCheck
from sla_dsl.model.lock import Lock
from sla_dsl.pipeline import run
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles, read_workspace

from .edits import WORKSPACES, change_number, in_two_files, spaced, workspace_files
from .test_earlier import SETTINGS, chain, said
from .test_recall import FILES

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="who may write a file is said as POSIX does")
SECRET = b"x" * 32


@pytest.mark.parametrize("name", WORKSPACES)
def test_a_check_in_another_process_says_what_a_check_from_nothing_says(name: str) -> None:
    lock, sealed = workspace_files(name)[1], packed(EarlierCheck(), SECRET)
    found: list[object] = []
    read = WorkspaceFiles(Path(), SETTINGS, lock, (), ())
    for files in chain(name, Random(f"{name} packed"), 4):
        earlier = unpacked(sealed, SECRET)
        assert earlier is not None
        read = WorkspaceFiles(Path(), SETTINGS, lock, tuple(Source(*each) for each in sorted(files.items())), ())
        *found, no_words = said(run(earlier.familiar(read), earlier=earlier, lets_go=True))
        assert no_words == []
        assert found == [*said(run(again(read)))][:-1]
        sealed = packed(earlier, SECRET)
    # Trees are let go of as soon as nobody needs them, and read again for whoever does; no word is kept.
    assert [*found, []] == [*said(run(again(read), lets_go=True))]


def test_what_was_found_of_a_file_of_several_agreements_serves_the_next_process() -> None:
    random, files, earlier = Random(7), in_two_files(), EarlierCheck()
    for change in (spaced, change_number, spaced):
        read = WorkspaceFiles(Path(), SETTINGS, Lock(), tuple(Source(*each) for each in sorted(files.items())), ())
        found = said(run(earlier.familiar(read), earlier=earlier, lets_go=True))
        assert found[:-1] == said(run(again(read)))[:-1]
        sealed, files = packed(earlier, SECRET), change(files, random)
        read_again = unpacked(sealed, SECRET)
        assert read_again is not None
        earlier = read_again


def again(files: WorkspaceFiles) -> WorkspaceFiles:
    """The same files, which nobody has read."""
    return replace(files, sources=tuple(Source(one.path, one.text) for one in files.sources))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, in the current folder, with folders for what is kept; it counts as a large one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(check, "LARGE", 1)
    root = tmp_path / "shop"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def kept(shop: Path) -> list[Path]:
    return [*(shop.parent / "cache/sla-dsl/workspaces").glob("*.pickle")]


def begun(root: Path) -> bool:
    """Whether a check of a workspace begins with what was found out before."""
    with continued(root) as earlier:
        return bool(earlier.keys)


def test_what_was_found_out_is_kept(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    first = capfd.readouterr()
    (file,) = kept(shop)
    assert file.stat().st_mode & 0o777 == 0o600
    assert begun(shop)
    assert main(["check"]) == 0
    assert capfd.readouterr() == first
    main(["cache", "--clear"])
    assert kept(shop) == []


def test_nothing_is_kept_that_nobody_wants_kept(shop: Path) -> None:
    main(["check", "--no-cache"])
    assert kept(shop) == []


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def of_somebody_else(file: Path) -> None:
    file.write_bytes(packed(EarlierCheck(), b"y" * 32))


def unsealed(file: Path) -> None:
    file.write_bytes(pickle.dumps(EarlierCheck()))


def short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def writable(file: Path) -> None:
    file.chmod(0o622)


def secret_is_known(file: Path) -> None:
    (file.parents[3] / "state/sla-dsl/secret").chmod(0o644)


def secret_is_gone(file: Path) -> None:
    (file.parents[3] / "state/sla-dsl/secret").unlink()


def secret_is_short(file: Path) -> None:
    (file.parents[3] / "state/sla-dsl/secret").write_bytes(b"x")


@pytest.mark.parametrize(
    "harm",
    [damaged, of_somebody_else, unsealed, short, empty, writable, secret_is_known, secret_is_gone, secret_is_short],
)
def test_what_is_not_surely_ours_is_not_read(
    shop: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["check"])
    first = capfd.readouterr()
    harm(*kept(shop))
    read: list[object] = []
    monkeypatch.setattr(pickle, "loads", read.append)
    assert main(["check"]) == 0
    assert capfd.readouterr() == first
    assert read == []


def test_another_toolkit_begins_anew(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["check"])
    monkeypatch.setattr(module, "toolkit", lambda: "another")
    assert not begun(shop)


def test_a_folder_that_cannot_be_written_is_no_error(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop.parent / "a-file").touch()
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(shop.parent / "a-file"))
    assert main(["check"]) == 0


def test_what_few_agreements_changed_is_not_written_again(shop: Path) -> None:
    for number in range(30):
        text = FILES["agreements/shop.sla"].replace("shop-sla", f"shop-{number}-sla")
        (shop / f"agreements/shop-{number}.sla").write_text(text, encoding="utf-8")
    main(["check"])
    (file,) = kept(shop)
    written = file.stat().st_mtime_ns
    changed = shop / "agreements/shop-1.sla"
    changed.write_text(changed.read_text(encoding="utf-8").replace("99%", "98%"), encoding="utf-8")
    main(["check"])
    assert file.stat().st_mtime_ns == written
    (shop / "parties.sla").write_text(f"# a remark\n{FILES['parties.sla']}", encoding="utf-8")
    main(["check"])
    assert file.stat().st_mtime_ns == written
    (shop / "parties.sla").write_text(f"{FILES['parties.sla']}party another\n", encoding="utf-8")
    main(["check"])
    assert file.stat().st_mtime_ns > written


def test_of_few_workspaces_something_is_kept(tmp_path: Path, shop: Path) -> None:
    folder = tmp_path / "cache/sla-dsl/workspaces"
    folder.mkdir(parents=True)
    for number in range(6):
        (folder / f"{number}.pickle").touch()
    main(["check"])
    assert len(kept(shop)) == 4


def test_a_tree_that_is_nested_beyond_all_measure_is_not_kept(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise RecursionError

    monkeypatch.setattr(module, "packed", refuse)
    assert main(["check"]) == 0
    assert kept(shop) == []


def test_sources_that_are_the_same_are_known_again(shop: Path) -> None:
    with continued(shop) as earlier:
        first = earlier.familiar(read_workspace(shop))
        second = earlier.familiar(read_workspace(shop))
    assert [one is other for one, other in zip(first.sources, second.sources, strict=True)] == [True, True]
