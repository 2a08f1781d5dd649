"""The parser kept in the user's cache folder: never stale, never trusted to others, never a reason to fail."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from lark import Lark

from sla_dsl.language.cache import cached_parser, folder

GRAMMAR = 'start: "a"+'
posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="who owns a file is asked on POSIX only")


class Builder:
    """Builds a parser and counts how often."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> Lark:
        self.built += 1
        return Lark(GRAMMAR, parser="lalr")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "sla-dsl"


def parses(parser: Lark) -> bool:
    return len(parser.parse("aaa").children) == 0


def get(build: Builder, grammar: str = GRAMMAR) -> Lark:
    parser = cached_parser(grammar, build)
    assert parses(parser)
    return parser


def kept(cache: Path) -> Path:
    """The only file in the cache, after a parser was built."""
    get(Builder())
    (file,) = cache.iterdir()
    return file


def test_what_another_version_of_the_toolkit_kept_is_built_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pickle names classes by their modules; those of another version may be gone, or called otherwise."""
    build = Builder()
    kept(cache)
    for gone in (ModuleNotFoundError("No module named 'sla_dsl.old'"), AttributeError("no attribute 'Token'")):
        with monkeypatch.context() as patch:
            patch.setattr(Lark, "load", Mock(side_effect=gone))
            get(build)
    assert build.built == 2


def test_it_is_built_once(cache: Path) -> None:
    build = Builder()
    get(build)
    get(build)
    assert build.built == 1
    assert [file.suffix for file in cache.iterdir()] == [".pickle"]


def test_another_grammar_is_another_file(cache: Path) -> None:
    build = Builder()
    get(build)
    get(build, GRAMMAR + " // changed")
    assert build.built == 2
    assert len(list(cache.iterdir())) == 2


@posix
def test_only_its_owner_may_read_the_folder_and_the_file(cache: Path) -> None:
    file = kept(cache)
    assert cache.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0


class _Raises:
    """Its pickle raises this exception when it is read."""

    def __init__(self, error: type[Exception]) -> None:
        self.error = error

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _raise, (self.error,)


def _raise(error: type[Exception]) -> None:
    raise error("damaged")


DAMAGED = {
    "empty": b"",
    "text": b"not a pickle",
    "noise": bytes(range(256)),
    "another value": pickle.dumps(["something else"]),
    "nothing": pickle.dumps(None),
    "no parser": pickle.dumps({"data": {}, "memo": {}}),
    "unknown module": b"cno_such_module\nThing\n.",
    "unknown name": b"cos\nno_such_name\n.",
    "wrong protocol": b"\x80\xff.",
    "number": b"Iabc\n.",
    "index": b"\x80\x04\x8c\x01a\x94h\x05.",
    "recursion": b"(" * 5000 + b"l" * 5000 + b".",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_built_anew(cache: Path, name: str) -> None:
    file = kept(cache)
    file.write_bytes(DAMAGED[name])
    build = Builder()
    get(build)
    get(build)
    assert build.built == 1


@pytest.mark.parametrize(
    "error",
    [
        AssertionError,
        AttributeError,
        EOFError,
        ImportError,
        IndexError,
        KeyError,
        MemoryError,
        NotImplementedError,
        OSError,
        OverflowError,
        pickle.UnpicklingError,
        RecursionError,
        RuntimeError,
        TypeError,
        UnicodeDecodeError,
        ValueError,
    ],
)
def test_whatever_reading_raises_it_is_built_anew(cache: Path, error: type[Exception]) -> None:
    file = kept(cache)
    file.write_bytes(pickle.dumps(_Raises(error)))
    build = Builder()
    get(build)
    assert build.built == 1


def test_a_file_that_is_cut_off_anywhere_is_built_anew(cache: Path) -> None:
    file = kept(cache)
    whole = file.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        file.write_bytes(whole[:end])
        build = Builder()
        get(build)
        assert build.built == 1, end


def test_a_file_of_which_a_byte_is_wrong_never_stops_the_parser(cache: Path) -> None:
    file = kept(cache)
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        cached_parser(GRAMMAR, Builder())  # a letter of a text may differ: what it parses is not looked at


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(cache: Path, mode: int) -> None:
    file = kept(cache)
    file.chmod(mode)
    build = Builder()
    get(build)
    assert build.built == 1
    assert file.stat().st_mode & 0o022 == 0
    get(build)
    assert build.built == 1


@posix
def test_a_file_of_another_user_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(cache)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    build = Builder()
    get(build)
    assert build.built == 1


def test_without_a_folder_to_write_to_it_is_built_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    build = Builder()
    get(build)
    get(build)
    assert build.built == 2


@pytest.mark.parametrize("home", ["relative", "~no-such-user-at-all"])
def test_a_folder_that_is_named_oddly_does_no_harm(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    get(Builder())


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
    get(Builder())
    assert list(cache.iterdir()) == []


def test_many_at_once(cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: parses(cached_parser(GRAMMAR, Builder())), range(32)))
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
