"""What is read of a workspace, and what is said of what cannot be read."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.folder import glob_pattern
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles, decode, read_workspace

KEYS = ", ".join(f"`{name.replace('_', '-')}`" for name in sorted(Settings.model_fields))


def workspace(folder: Path, files: Mapping[str, str | bytes], settings: str = "") -> WorkspaceFiles:
    for name, content in {"sla.toml": settings, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_workspace(folder)


def paths(files: WorkspaceFiles) -> list[str]:
    return [source.path for source in files.sources]


def said(files: WorkspaceFiles) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.message, finding.help) for finding in files.findings]


def test_sources_are_sorted_and_hidden_skipped_excluded_and_nested_ones_left_out(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    names = ["b.sla", "a/z.sla", "B.sla", "a-b.sla", "drafts/new.sla", "notes.txt"]
    others = [".git/x.sla", "node_modules/x.sla", "a/venv/x.sla", "nested/sla.toml", "nested/x.sla"]
    read = workspace(
        tmp_path, dict.fromkeys([*names, *others], ""), 'include = ["**"]\nexclude = ["drafts/**", "*.t*", "sla.toml"]'
    )
    assert paths(read) == ["B.sla", "a-b.sla", "a/z.sla", "b.sla"]
    assert said(read) == []


def test_the_workspace_is_found_upwards(tmp_path: Path) -> None:
    workspace(tmp_path, {"a/b/c.sla": ""})
    assert read_workspace(tmp_path / "a" / "b" / "c.sla").root == tmp_path.resolve()


def test_there_is_no_workspace(tmp_path: Path) -> None:
    assert said(read_workspace(tmp_path)) == [
        (
            "config/no-workspace",
            f"neither `{tmp_path.name}` nor a folder above it has a `sla.toml`",
            "run `sla init` to make a workspace, or go to the folder of one",
        )
    ]


def test_there_are_no_sources(tmp_path: Path) -> None:
    assert said(workspace(tmp_path, {})) == [
        (
            "file/no-sources",
            "no file of the workspace matches `**/*.sla`",
            "write an agreement, or correct `include` and `exclude` in `sla.toml`",
        )
    ]


def test_a_byte_order_mark_is_dropped_and_text_normalised_but_line_ends_stay(tmp_path: Path) -> None:
    read = workspace(tmp_path, {"cafe\u0301.sla": b"\xef\xbb\xbf" + "# Te\u0301le\u0301com\r\nx".encode()})
    assert [(source.path, source.text) for source in read.sources] == [("caf\xe9.sla", "# T\xe9l\xe9com\r\nx")]
    assert read.sources[0].line(1) == "# T\xe9l\xe9com"


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (b"one\ntwo \xe9\n", "file/not-utf-8", "byte E9 in line 2 of `x.sla` is not UTF-8"),
        (b"\xef\xbb\xbfone\n\xe9", "file/not-utf-8", "byte E9 in line 2 of `x.sla` is not UTF-8"),
        ("party".encode("utf-16"), "file/not-utf-8", "`x.sla` is UTF-16"),
        (b"\x89PNG\0", "file/not-text", "`x.sla` is not a text"),
    ],
)
def test_bytes_that_are_no_source(data: bytes, rule: str, message: str) -> None:
    found = decode("x.sla", data)
    assert isinstance(found, Finding)
    assert (found.rule, found.message, found.path) == (rule, message, "x.sla")


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    read = workspace(tmp_path, {"a.sla": b"\xff", "b.sla": "", "c.sla": b"#" * (2 * 1024 * 1024 + 1)})
    (tmp_path / "d.sla").mkdir()
    os.mkfifo(tmp_path / "e.sla")
    read = read_workspace(tmp_path)
    assert paths(read) == ["b.sla"]
    assert said(read) == [
        ("file/not-utf-8", "byte FF in line 1 of `a.sla` is not UTF-8", "save the file as UTF-8"),
        ("file/too-large", "`c.sla` is larger than 2 MiB", "split it, or exclude it"),
        ("file/unreadable", "`d.sla` cannot be read: is a folder", "rename the folder"),
        ("file/unreadable", "`e.sla` cannot be read: is not a file", "put a text file in its place"),
    ]


def test_links(tmp_path: Path) -> None:
    (tmp_path / "outside.sla").write_text("", encoding="utf-8")
    folder = tmp_path / "workspace"
    workspace(folder, {"a.sla": "# a"})
    (folder / "inside.sla").symlink_to("a.sla")
    (folder / "lost.sla").symlink_to("nowhere.sla")
    (folder / "loop.sla").symlink_to("loop.sla")
    (folder / "outside.sla").symlink_to(tmp_path / "outside.sla")
    (folder / "round").symlink_to(folder)
    read = read_workspace(folder)
    assert paths(read) == ["a.sla", "inside.sla"]
    assert said(read) == [
        ("file/link-loop", "the link `loop.sla` leads back to itself", "put the file itself in its place"),
        (
            "file/unreadable",
            "`lost.sla` cannot be read: no such file or directory",
            "allow reading the file, or exclude it",
        ),
        ("file/link-outside", "the link `outside.sla` leads out of the workspace", "put the file itself in its place"),
    ]


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, {"a.sla": "", "private/b.sla": ""})

    def refuse_file(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    scan = os.scandir

    def refuse_folder(path: str) -> object:
        if path.endswith("private"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse_folder)
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (refuse_file if path.suffix == ".sla" else read_bytes)(path))
    assert said(read_workspace(tmp_path)) == [
        ("file/unreadable", "`a.sla` cannot be read: permission denied", "allow reading the file, or exclude it"),
        ("file/unreadable", "`private` cannot be read: permission denied", "allow reading the folder, or exclude it"),
    ]


def test_all_settings(tmp_path: Path) -> None:
    text = """
        language = 1
        include = ["agreements/**/*.sla"]
        exclude = ["agreements/old/*"]
        validators = ["house.rules"]
        policies = ["baseline"]
        as-of = 2026-11-23
        horizon = 36
        main-branch = "trunk"
        currencies = ["EUR", "CHF"]
        require-signed-approvals = false
        [severities]
        "backing/term-gap" = "error"
    """
    read = workspace(tmp_path, {"agreements/a.sla": "", "agreements/old/b.sla": "", "c.sla": ""}, text)
    assert paths(read) == ["agreements/a.sla"]
    assert read.settings == Settings(
        include=("agreements/**/*.sla",),
        exclude=("agreements/old/*",),
        validators=("house.rules",),
        policies=("baseline",),
        severities={"backing/term-gap": "error"},
        as_of=date(2026, 11, 23),
        horizon=36,
        main_branch="trunk",
        currencies=("EUR", "CHF"),
        require_signed_approvals=False,
    )


@pytest.mark.parametrize(
    ("text", "rule", "place", "said_of_it"),
    [
        ("horizn = 3", "config/unknown-key", "1:horizn", "`sla.toml` has no key `horizn`: did you mean `horizon`?"),
        (
            "\n\n[Exclude]\nx = 1",
            "config/unknown-key",
            "3:Exclude",
            "`sla.toml` has no key `Exclude`: did you mean `exclude`?",
        ),
        ('"as_of" = 1', "config/unknown-key", "1:as_of", "`sla.toml` has no key `as_of`: did you mean `as-of`?"),
        (
            "zzz = 3",
            "config/unknown-key",
            "1:zzz",
            f"`sla.toml` has no key `zzz`: the keys are {KEYS}",
        ),
        (
            "as-of = '2026-11-23'",
            "config/wrong-value",
            "1:as-of",
            "`as-of` has an unfit value: write a date without quotes such as 2026-11-23",
        ),
        (
            "as-of = 2026-11-23T08:00:00",
            "config/wrong-value",
            "1:as-of",
            "`as-of` has an unfit value: write a date without quotes such as 2026-11-23",
        ),
        (
            "horizon = 24.0",
            "config/wrong-value",
            "1:horizon",
            "`horizon` has an unfit value: write a number of months from 1 to 600",
        ),
        (
            "horizon = true",
            "config/wrong-value",
            "1:horizon",
            "`horizon` has an unfit value: write a number of months from 1 to 600",
        ),
        (
            "include = '*.sla'",
            "config/wrong-value",
            "1:include",
            '`include` has an unfit value: write a list of globs such as ["**/*.sla"]',
        ),
        (
            "currencies = ['eur', 'dollar']",
            "config/wrong-value",
            "1:currencies",
            '`currencies` has an unfit value: write a list of ISO 4217 codes such as ["EUR"]',
        ),
        (
            "language = 2",
            "config/wrong-value",
            "1:language",
            (
                '`language` has an unfit value: write "en" or "fr", the language of messages '
                "(or the number 1, as earlier versions wrote)"
            ),
        ),
        (
            "horizon = 3\nhorizon = 4\n",
            "config/not-toml",
            "2:\n",
            "`sla.toml` is not TOML: cannot overwrite a value",
        ),
        ("include = [", "config/not-toml", "1:", "`sla.toml` is not TOML: invalid value"),
    ],
)
def test_mistakes_in_the_settings(tmp_path: Path, text: str, rule: str, place: str, said_of_it: str) -> None:
    read = workspace(tmp_path, {"a.sla": ""}, text)
    assert read.sources == ()
    [found] = read.findings
    assert found.span is not None
    assert (found.rule, f"{found.span.start.line}:{found.span.text}") == (rule, place)
    assert f"{found.message}: {found.help or found.label}" == said_of_it


def test_all_mistakes_in_the_settings_are_found(tmp_path: Path) -> None:
    read = workspace(tmp_path, {"a.sla": ""}, "horizon = 0\nfoo = 1\nlanguage = 'x'\n")
    assert [finding.values for finding in read.findings] == [("foo",), ("horizon",), ("language",)]


def test_settings_that_are_not_text(tmp_path: Path) -> None:
    workspace(tmp_path, {"a.sla": ""})
    (tmp_path / "sla.toml").write_bytes(b"\xe9")
    assert said(read_workspace(tmp_path)) == [
        ("file/not-utf-8", "byte E9 in line 1 of `sla.toml` is not UTF-8", "save the file as UTF-8")
    ]


LOCK = Lock(
    prelude="0" * 64,
    first=2026,
    last=2026,
    holidays={"FR-57": {date(2026, 12, 26): "Saint Stephen's Day"}, "FR": {date(2026, 7, 14): "Fête nationale"}},
    gaps={"FR-57": {2026: "few"}},
    zones={"Europe/Paris": {"2026-01-01 00:00": "+01:00"}},
)
LOCK_BYTES = """\
{
 "from": 2026,
 "gaps": {
  "FR-57": {
   "2026": "few"
  }
 },
 "holidays": {
  "FR": {
   "2026-07-14": "Fête nationale"
  },
  "FR-57": {
   "2026-12-26": "Saint Stephen's Day"
  }
 },
 "language": 1,
 "prelude": "0000000000000000000000000000000000000000000000000000000000000000",
 "to": 2026,
 "zones": {
  "Europe/Paris": {
   "2026-01-01 00:00": "+01:00"
  }
 }
}
"""


def test_a_lock_has_one_canonical_form() -> None:
    assert LOCK.to_bytes().decode() == LOCK_BYTES
    assert Lock.from_bytes(LOCK.to_bytes()) == LOCK


def test_the_lock_is_read_and_without_one_it_is_empty(tmp_path: Path) -> None:
    assert workspace(tmp_path, {"a.sla": ""}).lock == Lock()
    assert workspace(tmp_path, {"a.sla": "", "sla.lock": LOCK_BYTES}).lock == LOCK


def test_a_lock_of_an_earlier_release_is_read_without_its_clocks() -> None:
    text = LOCK_BYTES[: LOCK_BYTES.index(' "zones"')] + ' "zone-data": "2026f"\n}'
    assert Lock.from_bytes(text.encode()) == LOCK.model_copy(update={"zones": {}, "zone_data": "2026f"})


@pytest.mark.parametrize("text", ["", "{", "[]", "<<<<<<< HEAD\n{}", '{"language": 2}', '{"x": 1}', "\xff"])
def test_a_broken_lock(tmp_path: Path, text: str) -> None:
    read = workspace(tmp_path, {"a.sla": "", "sla.lock": text.encode("latin-1")})
    assert paths(read) == ["a.sla"]
    assert said(read) == [("lock/broken", "`sla.lock` is not a lock", "run `sla lock` to write it anew")]


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("**/*.sla", "a.sla", True),
        ("**/*.sla", "b/c/a.sla", True),
        ("*.sla", "b/a.sla", False),
        ("drafts/**", "drafts/b/a.sla", True),
        ("drafts/**", "old-drafts/a.sla", False),
        ("a?.sla", "ab.sla", True),
        ("a?.sla", "a/.sla", False),
        ("a.sla", "a-sla", False),
        ("**/old/*.sla", "a/old/b.sla", True),
    ],
)
def test_globs(glob: str, path: str, fits: bool) -> None:
    assert bool(glob_pattern(glob).fullmatch(path)) is fits


def test_a_source_is_kept_as_it_is() -> None:
    read = decode("a.sla", b"")
    assert isinstance(read, Source)
    assert (read.path, read.text) == ("a.sla", "")
