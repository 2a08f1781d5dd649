"""What ``sla check`` printed is printed again while nothing has changed, and whatever has changed is seen."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from sla_dsl import recall, start
from sla_dsl.cli import check, main
from sla_dsl.language.cache import files, folder, keep
from sla_dsl.pipeline import run as judge

PARTIES = """\
party norvia "Norvia" { time zone Europe/Paris }
party brun "Brun" { time zone Europe/Paris }
team desk of norvia "Desk"
service shop { owner desk hours 24x7 }
"""
SLA = """\
sla shop-sla {
  provider norvia customer brun covers shop
  version 1.0.0 status signed
  signed 2025-12-01 by "Camille Roy" for norvia signed 2025-12-02 by "Jo Lindqvist" for brun
  in force from 2026-01-01 to 2027-12-31
  service hours 24x7
  objective uptime: availability at least 99% each calendar month { owned by desk }
}
"""
FILES = {"sla.toml": "", "parties.sla": PARTIES, "agreements/shop.sla": SLA}
posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="links and permissions are those of POSIX")


class Runs:
    """How often a check was really made."""

    def __init__(self) -> None:
        self.made = 0


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs()

    def counted(*arguments: object, **named: object) -> object:
        runs.made += 1
        return judge(*arguments, **named)  # type: ignore[arg-type]  # whatever it was called with

    monkeypatch.setattr(check, "run", counted)
    return runs


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, in the current folder, and a cache that is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "shop"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def sla(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command as it is installed: its exit code, and what it prints."""

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sla", *arguments])
        streams = sys.stdout, sys.stderr
        try:
            code = start.main()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            sys.stdout, sys.stderr = streams
        return (code, *capfd.readouterr())

    return called


Sla = Callable[..., tuple[int, str, str]]


def test_the_second_time_is_as_the_first_and_nothing_is_checked(shop: Path, sla: Sla, made: Runs) -> None:
    assert shop.is_dir()
    first = sla("check")
    assert first[0] == 0
    assert first[2].startswith("1 warning in 1 agreement") or first[2].startswith("nothing found in 1 agreement")
    assert sla("check") == first
    assert made.made == 1
    assert sla("check", "--no-cache") == first
    assert made.made == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "json"),
        ("--format=concise",),
        ("agreements",),
        ("agreements/shop.sla", "parties.sla"),
        ("--as-of", "2026-05-01", "--select=name", "--ignore", "name/unused"),
        ("--color=always", "--no-waivers"),
        ("--coverage",),
        ("-C", "agreements"),
        ("--as-of=2029-01-01",),
        ("--language", "fr"),
    ],
    ids=" ".join,
)
def test_each_call_has_its_own_answer(shop: Path, sla: Sla, made: Runs, arguments: tuple[str, ...]) -> None:
    assert shop.is_dir()
    plain, cold = sla("check"), sla("check", *arguments)
    assert (sla("check", *arguments), sla("check")) == (cold, plain)
    assert made.made == 2
    assert sla("check", *arguments, "--no-cache") == cold


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "sarif"),
        ("--format", "concise", "--output", "report.txt"),
        ("--no-such-option",),
        ("--as-of", "yesterday"),
        ("absent.sla",),
        ("--select", "no-such-rule"),
        ("--stdin-filename", "a.sla"),
        ("--as-of",),
        ("--format",),
        ("..",),
        ("-C", "agreements", "-C", ".."),
        ("--", "parties.sla"),
    ],
    ids=" ".join,
)
def test_of_any_other_call_nothing_is_kept(shop: Path, sla: Sla, arguments: tuple[str, ...]) -> None:
    assert shop.is_dir()
    cold = sla("check", *arguments)
    assert not list((folder() or shop).glob("checks/*"))
    assert sla("check", *arguments) == cold


def _write(name: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return change


def _link_to_settings(root: Path) -> None:
    (root / "sla.toml").rename(root / "real.toml")
    (root / "sla.toml").symlink_to(root / "real.toml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter": _write("agreements/shop.sla", SLA.replace("99%", "98%")),
    "a new file": _write("agreements/further.sla", 'party lois "Lois" { time zone Europe/Paris }\n'),
    "a file in a new folder": _write("a/b/c.sla", 'party lois "Lois" { time zone Europe/Paris }\n'),
    "a file less": lambda root: (root / "agreements/shop.sla").unlink(),
    "another name of a file": lambda root: (root / "parties.sla").rename(root / "people.sla"),
    "a setting": _write("sla.toml", "as-of = 2031-01-01\n"),
    "a file excluded": _write("sla.toml", 'exclude = ["agreements/**"]\n'),
    "a wrong setting": _write("sla.toml", "horizon = 0\n"),
    "settings that are no TOML": _write("sla.toml", "horizon"),
    "a lock": _write("sla.lock", '{"first": 2020, "last": 2031}\n'),
    "a broken lock": _write("sla.lock", "{"),
    "a workspace below": _write("agreements/sla.toml", ""),
    "a folder with the name of a file": lambda root: (root / "folder.sla").mkdir(),
    "a file that is no text": lambda root: (root / "zero.sla").write_bytes(b"\0"),
    "a file that is no UTF-8": lambda root: (root / "latin.sla").write_bytes(b"\xe9"),
    "a file that is too large": lambda root: (root / "large.sla").write_bytes(b"# a\n" * 600_000),
    "a folder that is too large to be meant": lambda root: (root / ".hidden").mkdir(),
    "a link to a file": lambda root: (root / "link.sla").symlink_to(root / "parties.sla"),
    "a link that leads out": lambda root: (root / "link.sla").symlink_to("/etc/hostname"),
    "a link to nothing": lambda root: (root / "link.sla").symlink_to(root / "nothing"),
    "a link in the place of the settings": _link_to_settings,
    "a lock that leads to nothing": lambda root: (root / "sla.lock").symlink_to(root / "nothing"),
    "a folder that cannot be read": lambda root: (root / "agreements").chmod(0),
}


@posix
@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_is_seen(shop: Path, sla: Sla, name: str) -> None:
    before = sla("check", "--format", "json")
    assert sla("check", "--format", "json") == before
    CHANGES[name](shop)
    try:
        cold = sla("check", "--format", "json", "--no-cache")
        assert [sla("check", "--format", "json") for _ in range(2)] == [cold, cold]
    finally:
        (shop / "agreements").chmod(0o755)


SURROUNDINGS: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "day": lambda patch: patch.setattr(time, "strftime", lambda *_: "2031-01-01"),
    "toolkit": lambda patch: patch.setattr(recall, "_installed", lambda: [("a.py", 1, 2, 3)]),
    "packages": lambda patch: patch.setattr(recall, "_distributions", lambda: ["tzdata-2031.1.dist-info"]),
    "colours": lambda patch: patch.setenv("FORCE_COLOR", "1"),
    "Python": lambda patch: patch.setattr(sys, "version", "4.0"),
    "path": lambda patch: patch.syspath_prepend("/nowhere"),
}


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_other_surroundings_are_seen(
    shop: Path, sla: Sla, made: Runs, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    assert shop.is_dir()
    sla("check")
    SURROUNDINGS[what](monkeypatch)
    sla("check")
    assert made.made == 2


def test_a_file_of_the_toolkit_that_is_written_anew_is_another_toolkit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    module = tmp_path / "inner" / "module.py"
    module.write_text("a", encoding="utf-8")
    monkeypatch.setattr(recall, "folder_of", lambda _: tmp_path)
    before, state = recall.surroundings(), module.stat()
    module.write_text("b", encoding="utf-8")
    os.utime(module, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert recall.surroundings() != before


@pytest.mark.parametrize("change", ["installed anew", "a package without a version"])
def test_packages_of_the_same_versions_may_be_other_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    place = tmp_path / "packages"
    installed = place / "tzdata-2026.1.dist-info"
    installed.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(place))
    before = recall.surroundings()
    assert recall.surroundings() == before
    if change == "installed anew":
        state = place.stat()
        installed.rmdir()
        installed.mkdir()
        os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns))
    else:
        (place / "tzdata").mkdir()
    assert recall.surroundings() != before


def test_the_workspace_of_a_call_is_the_one_that_click_reads(shop: Path, sla: Sla) -> None:
    """The value of a short option begins where its letter ends: ``-C=a`` is the folder ``=a``."""
    for name in ("a", "=a"):
        (shop / name).mkdir()
        for file in ("sla.toml", "parties.sla"):
            (shop / name / file).write_text(FILES[file], encoding="utf-8")
    sla("check", "-C=a")
    (shop / "=a/parties.sla").write_text("sla {", encoding="utf-8")
    assert sla("check", "-C=a")[0] == 1


def test_what_a_shell_asks_is_not_taken_for_a_check(
    shop: Path, sla: Sla, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shop.is_dir()
    sla("check")
    monkeypatch.setenv("_SLA_COMPLETE", "zsh_source")
    with pytest.raises(SystemExit):
        sla("check")
    assert "#compdef sla" in capfd.readouterr().out


@posix
@pytest.mark.parametrize("name", ["parties.sla", "sla.lock"])
def test_only_plain_files_are_read(shop: Path, name: str) -> None:
    """A pipe that nobody writes into would read as an empty file."""
    (shop / name).unlink(missing_ok=True)
    os.mkfifo(shop / name)
    with pytest.raises(OSError, match=r"^$"):
        recall._content(str(shop / name))


@pytest.mark.parametrize("settings", ['validators = ["house_rules"]\n', 'policies = ["house.sla"]\n'])
def test_what_lies_outside_of_the_files_is_judged_each_time(shop: Path, sla: Sla, made: Runs, settings: str) -> None:
    (shop / "sla.toml").write_text(settings + 'exclude = ["house.sla"]\n', encoding="utf-8")
    (shop / "house.sla").write_text("policy dated { every sla must have review interval }\n", encoding="utf-8")
    assert sla("check") == sla("check")
    assert made.made == 2


def test_shipped_policies_and_those_among_the_files_are_known(shop: Path, sla: Sla, made: Runs) -> None:
    (shop / "sla.toml").write_text('policies = ["baseline", "house.sla"]\n', encoding="utf-8")
    (shop / "house.sla").write_text("policy dated { every sla must have review interval }\n", encoding="utf-8")
    assert sla("check") == sla("check")
    assert made.made == 1


def kept(shop: Path) -> Path:
    (found,) = (folder() or shop).glob("checks/*.json")
    return found


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "noise": lambda file: file.write_bytes(bytes(range(256))),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-3]),
    "a byte that is wrong": lambda file: file.write_bytes(file.read_bytes()[:-3] + b"xyz"),
    "a list": lambda file: keep(file, b"[1]"),
    "no values": lambda file: keep(file, b"{}"),
    "deep": lambda file: keep(file, b"[" * 100_000),
    "of another call": lambda file: keep(file, json.dumps({"key": "1", "out": "", "err": "", "code": 0}).encode()),
    "half": lambda file: keep(file, json.dumps({"key": file.stem, "out": "lies"}).encode()),
    "writable by others": lambda file: file.chmod(0o666),
    "a folder": _folder,
    "gone": lambda file: file.unlink(),
}


@posix
@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("of", ["checks", "settings"])
def test_what_cannot_be_trusted_is_found_out_anew(shop: Path, sla: Sla, made: Runs, what: str, of: str) -> None:
    first = sla("check")
    (file,) = (folder() or shop).glob(f"{of}/*.json")
    FOREIGN[what](file)
    assert sla("check") == first
    assert made.made == 2


@posix
def test_a_folder_of_others_is_not_trusted(shop: Path, sla: Sla, made: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop.is_dir()
    first, own = sla("check"), os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    assert sla("check") == first
    assert made.made == 2


def test_without_a_folder_it_is_judged_each_time(
    shop: Path, sla: Sla, made: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(shop / "file"))
    assert sla("check") == sla("check")
    assert made.made == 2


def test_a_relative_folder_counts_as_none(
    shop: Path, sla: Sla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It would be made in the workspace, and with ``-C`` be another one for who reads and who writes."""
    monkeypatch.setenv("XDG_CACHE_HOME", "kept")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    sla("check")
    assert not (shop / "kept").exists()
    assert tmp_path in (folder() or shop).parents


def test_a_disk_that_is_full_is_no_error(shop: Path, sla: Sla, made: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on the device")

    assert shop.is_dir()
    monkeypatch.setattr(os, "replace", full)
    assert sla("check") == sla("check")
    assert made.made == 2


def test_many_keep_at_once(shop: Path, sla: Sla) -> None:
    first = sla("check")
    call = recall.asked(("check",))
    assert call is not None
    printed = recall.recalled(call)
    assert printed is not None
    from sla_dsl.workspace import read_workspace

    read = read_workspace(shop).read
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: recall.remember(call, read, (("**/*.sla",), ()), printed), range(32)))
    assert sla("check") == first


def test_what_changed_while_it_was_judged_is_not_taken_for_it(
    shop: Path, sla: Sla, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files count as they were read, whatever stands there when the report is printed."""

    def slow(*arguments: object, **named: object) -> object:
        (shop / "agreements/shop.sla").write_text(SLA.replace("99%", "100%"), encoding="utf-8")
        return judge(*arguments, **named)  # type: ignore[arg-type]  # whatever it was called with

    monkeypatch.setattr(check, "run", slow)
    sla("check", "--format", "json")
    monkeypatch.setattr(check, "run", judge)
    cold = sla("check", "--format", "json", "--no-cache")
    assert sla("check", "--format", "json") == cold


def test_no_more_is_kept_than_is_of_use(shop: Path, sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "_MOST", 4)
    for day in range(1, 10):
        sla("check", f"--as-of=2026-05-0{day}")
    assert 1 <= len(list((folder() or shop).glob("checks/*.json"))) <= 4


def edits(random: Random, root: Path) -> Iterator[None]:
    """Changes of a workspace, many of which are taken back."""
    texts = [PARTIES, SLA, SLA.replace("99%", "95%"), SLA.replace("shop-sla", "other-sla"), "sla {", ""]
    names = ["parties.sla", "agreements/shop.sla", "agreements/other.sla", "b/c.sla"]
    settings = ["", "as-of = 2026-06-01\n", 'exclude = ["b/**"]\n', "horizon = x\n"]
    for _ in range(25):
        match random.randrange(4):
            case 0:
                _write("sla.toml", random.choice(settings))(root)
            case 1:
                (root / random.choice(names)).unlink(missing_ok=True)
            case _:
                _write(random.choice(names), random.choice(texts))(root)
        yield


@pytest.mark.parametrize("seed", range(4))
def test_cold_and_warm_print_the_same_whatever_is_edited(shop: Path, sla: Sla, made: Runs, seed: int) -> None:
    calls = [("check",), ("check", "--format=concise"), ("check", "agreements", "--as-of=2026-07-01")]
    random, warm = Random(seed), 0
    for _ in edits(random, shop):
        call = random.choice(calls)
        cold = sla(*call, "--no-cache")
        before = made.made
        assert sla(*call) == cold
        warm += made.made == before
    assert warm > 0


def test_the_command_shows_and_clears_what_is_kept(shop: Path, sla: Sla) -> None:
    home = folder() or shop
    assert sla("cache") == (0, "nothing is kept\n", "")
    sla("check")
    own = home / "notes.txt"
    own.write_text("mine", encoding="utf-8")
    count = len(files(home))
    assert sla("cache")[1].startswith(f"{count} file")
    assert str(home) in sla("cache")[1]
    assert sla("cache", "--clear")[1].startswith(f"deleted {count} file")
    assert files(home) == []
    assert own.read_text(encoding="utf-8") == "mine"


def test_a_check_in_a_process_of_somebody_else_keeps_nothing(shop: Path) -> None:
    assert main(["check"]) == 0
    assert not list((folder() or shop).glob("checks/*"))
