"""The parser's tables kept in the user's cache folder: never stale, never trusted to others, never a reason to fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sla_dsl.language import by_lark, terminals
from sla_dsl.language.cache import folder, keep
from sla_dsl.language.terminals import Language, language

MADE, BUILT = language(), by_lark.built
pytestmark = pytest.mark.usefixtures("build")
posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="who owns a file is asked on POSIX only")


class Builder:
    """Stands for Lark, and counts how often it builds the tables."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> Language:
        self.built += 1
        return MADE


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Builder:
    build = Builder()
    monkeypatch.setattr(by_lark, "built", build)
    return build


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "sla-dsl"


def get() -> None:
    """Reads the language anew, as a new process would; it is always the same."""
    assert language.__wrapped__() == MADE


def kept(cache: Path) -> Path:
    """The only file in the cache, after the tables were built."""
    get()
    (file,) = cache.iterdir()
    return file


def test_it_is_built_once(cache: Path, build: Builder) -> None:
    get()
    get()
    assert build.built == 1
    assert [file.suffix for file in cache.iterdir()] == [".json"]


def test_what_lark_builds_is_what_is_kept() -> None:
    made = BUILT()
    assert terminals._language(json.loads(made.to_json())) == made


@pytest.mark.parametrize("part", ["grammar_text", "_made_from"])
def test_another_grammar_is_another_file(
    cache: Path, build: Builder, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    get()
    monkeypatch.setattr(terminals, part, lambda: "changed")
    get()
    assert build.built == 2
    assert len(list(cache.iterdir())) == 2


@posix
def test_only_its_owner_may_read_the_folder_and_the_file(cache: Path) -> None:
    file = kept(cache)
    assert cache.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0


DAMAGED = {
    "empty": b"",
    "text": b"not a table",
    "noise": bytes(range(256)),
    "JSON": b"{}",
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_built_anew(cache: Path, build: Builder, name: str) -> None:
    file = kept(cache)
    file.write_bytes(DAMAGED[name])
    get()
    get()
    assert build.built == 2


FOREIGN = {
    "empty": b"",
    "no JSON": b"{",
    "another value": b"[1]",
    "nothing": b"null",
    "no table": b"{}",
    "half": b'{"ignored":[],"terminals":[],"between":[],"rows":[],"reductions":[[1]]}',
    "more": MADE.to_json()[:-1] + b',"further":1}',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_with_other_content_is_built_anew(cache: Path, build: Builder, name: str) -> None:
    keep(kept(cache), FOREIGN[name])
    get()
    get()
    assert build.built == 2


def test_a_file_that_is_cut_off_anywhere_is_built_anew(cache: Path, build: Builder) -> None:
    file = kept(cache)
    whole = file.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 20)):
        before = build.built
        file.write_bytes(whole[:end])
        get()
        assert build.built == before + 1, end


def test_a_file_of_which_a_byte_is_wrong_never_stops_the_parser(cache: Path) -> None:
    file = kept(cache)
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 20)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        get()


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(cache: Path, build: Builder, mode: int) -> None:
    file = kept(cache)
    file.chmod(mode)
    get()
    assert build.built == 2
    assert file.stat().st_mode & 0o022 == 0
    get()
    assert build.built == 2


@posix
def test_a_file_of_another_user_is_not_read(cache: Path, build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(cache)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    get()
    assert build.built == 2


def test_without_a_folder_to_write_to_it_is_built_each_time(
    build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    get()
    get()
    assert build.built == 2


@pytest.mark.parametrize("home", ["relative", "~no-such-user-at-all"])
def test_a_folder_that_is_named_oddly_does_no_harm(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    get()


def test_without_a_home_it_is_built_and_nothing_is_written(tmp_path: Path) -> None:
    code = (
        "import os, pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "from sla_dsl.language.parser import parse\n"
        "from sla_dsl.text.source import Source\n"
        "print(len(parse(Source('a.sla', 'service a')).declarations), os.listdir())\n"
    )
    variables = {k: v for k, v in os.environ.items() if k not in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("1 []\n", "")


def test_a_write_that_fails_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr(os, "replace", full)
    get()
    assert list(cache.iterdir()) == []


def test_many_at_once(cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: get(), range(32)))
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"XDG_CACHE_HOME": "/x"}, "linux", "/x/sla-dsl"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/sla-dsl"),
        ({"HOME": "/h"}, "linux", "/h/.cache/sla-dsl"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/sla-dsl"),
    ],
)
def test_the_folder_is_that_of_the_platform(
    variables: dict[str, str], platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    found = folder()
    assert found is not None
    assert found.as_posix() == expected
