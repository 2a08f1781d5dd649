"""Bad input through the whole: a finding, or exit code 2, and never a traceback."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.cli import main
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import Checked, run
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .examples import of_all

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 23)
GOOD = "party p { time zone UTC }\n"
TRACES = re.compile(r"Traceback|internal error")

Sla = Callable[..., tuple[int, str]]


@pytest.fixture
def sla(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Sla:
    """Runs `sla check` in a workspace; returns the exit code and all that was printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "sla.toml").write_text("as-of = 2026-11-23\n", encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        code = main(("check", *arguments))
        printed = "".join(part.decode() for part in capfdbinary.readouterr())
        assert not TRACES.search(printed)
        return code, printed

    return run


def rules_of(printed: str) -> list[str]:
    return sorted(set(re.findall(r"^(?:error|warning|note)\[([a-z-]+/[a-z0-9-]+)\]", printed, re.MULTILINE)))


def chain(declaration: str) -> bytes:
    """A thousand declarations, each of which needs the next; the last one is missing."""
    return "\n".join(declaration.format(at, at + 1) for at in range(1000)).encode()


MEGABYTE = 1024 * 1024
BYTES: dict[str, tuple[bytes, int, list[str]]] = {
    "empty": (b"", 2, ["file/empty"]),
    "blank": (b" \n\t\r\n", 2, ["file/empty"]),
    "a comment": (b"# nothing", 2, ["file/empty"]),
    "binary": (bytes(range(256)) * 8, 2, ["file/not-text"]),
    "zeros": (bytes(100), 2, ["file/not-text"]),
    "latin-1": ("party p \"Télécom\" { }".encode("latin-1"), 2, ["file/not-utf-8"]),
    "utf-16": (GOOD.encode("utf-16"), 2, ["file/not-utf-8"]),
    "half a character": (GOOD.encode() + b"# \xe2\x82", 2, ["file/not-utf-8"]),
    "a surrogate": (GOOD.encode() + b'# \xed\xa0\x80', 2, ["file/not-utf-8"]),
    "10 MB in a line": (b"a" * 10 * MEGABYTE, 2, ["file/too-large"]),
    "just too large": (GOOD.encode() + b"#" * 2 * MEGABYTE, 2, ["file/too-large"]),
    "direction controls": (GOOD.encode() + "# \u202e\n".encode(), 1, ["syntax/direction-control"]),
    "controls of a terminal": (GOOD.encode() + b"# \x1b]0;title\x07\n", 1, ["syntax/control-character"]),
    "a line that goes back": (GOOD.encode() + b"# seen\rhidden\n", 1, ["syntax/control-character"]),
    "lines of Windows": (GOOD.replace("\n", "\r\n").encode(), 0, []),
    "10,000 braces": (b"{" * 10_000, 1, ["syntax/nesting-too-deep"]),
    "10,000 parentheses": (
        b"calendar c = " + b"(" * 10_000 + b"24x7" + b")" * 10_000,
        1,
        ["syntax/nesting-too-deep"],
    ),
    "10,000 times not": (
        GOOD.encode() + b"sla a { provider p customer everyone excludes maintenance when " + b"not " * 10_000 + b'"" }',
        1,
        [],
    ),
    "closing braces": (b"}" * 1000, 1, ["syntax/unexpected-token"]),
    "quotes": (b'"' * 1001, 1, []),
    "an open text": (GOOD.encode() + b'party q "never ends', 1, []),
    "open prose": (GOOD.encode() + b'sla a { clause c """ never ends', 1, []),
    "a long number": (GOOD.encode() + b"service s { needs " + b"9" * 5000 + b" of (s) }", 1, []),
    "a long name": (GOOD.encode() + b"service " + b"s" * 100_000, 0, []),
    "a chain of metrics": (chain("metric m{0} is m{1}"), 1, ["name/unknown-metric"]),
    "a chain of terms": (chain("sla a{0} on the terms of a{1} {{ }}"), 1, ["syntax/nesting-too-deep"]),
    "a chain of services": (chain("service s{0} {{ needs s{1} }}"), 1, ["name/unknown-service"]),
    "a chain of events": (chain("event e{0} after e{1}"), 1, ["name/unknown-event"]),
}  # fmt: skip  # a table, a few to a line


@pytest.mark.parametrize("name", BYTES)
def test_a_file_of(name: str, sla: Sla, tmp_path: Path) -> None:
    data, code, rules = BYTES[name]
    (tmp_path / "a.sla").write_bytes(data)
    got, printed = sla()
    assert got == code
    assert set(rules) <= set(rules_of(printed))
    assert rules_of(printed) or code == 0


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_mistake(data: bytes, sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_bytes(data)
    (tmp_path / "b.sla").write_bytes(b"service s { owner p }\r\n# end")
    code, printed = sla("--ignore", "name/unused")
    assert (code, rules_of(printed)) == (0, [])


def test_a_finding_after_a_byte_order_mark_and_windows_lines_has_its_place(sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_bytes(b"\xef\xbb\xbf# first\r\nservice s { owner nobody }\r\n")
    code, printed = sla("--format", "concise")
    assert (code, "a.sla:2:19" in printed) == (1, True)


def test_a_workspace_without_files(sla: Sla) -> None:
    code, printed = sla()
    assert (code, rules_of(printed)) == (2, ["file/no-sources"])


def test_no_workspace(sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "sla.toml").unlink()
    code, printed = sla()
    assert (code, rules_of(printed)) == (2, ["config/no-workspace"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b"= 3", "config/not-toml"),
        (b"[[[", "config/not-toml"),
        (b"as-of = 2026-02-30", "config/not-toml"),
        (b"as-off = 2026-02-20", "config/unknown-key"),
        (b"horizon = -1", "config/wrong-value"),
        (b"include = 3", "config/wrong-value"),
        (b"include = [[]]", "config/wrong-value"),
        (b"[horizon]\nx = 1", "config/wrong-value"),
        (b"\xff\xfe", "file/not-utf-8"),
        (bytes(10), "file/not-text"),
        (b"a = " + b"[" * 10_000, "config/not-toml"),
        (b"x" * 3 * MEGABYTE, "file/too-large"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else value,
)
def test_broken_settings(text: bytes, rule: str, sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "sla.toml").write_bytes(text)
    (tmp_path / "a.sla").write_text(GOOD, encoding="utf-8")
    code, printed = sla()
    assert (code, rules_of(printed)) == (2, [rule])


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b'{"first": "x"}', b"\xff", b"[" * 100_000, b"1" * 5000])
def test_a_broken_lock(text: bytes, sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "sla.lock").write_bytes(text)
    (tmp_path / "a.sla").write_text(GOOD, encoding="utf-8")
    code, printed = sla()
    assert (code, "lock/broken" in rules_of(printed)) == (2, True)


def test_odd_things_in_the_folder(sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "good.sla").write_text(GOOD, encoding="utf-8")
    (tmp_path / "folder.sla").mkdir()
    (tmp_path / "loop.sla").symlink_to("loop.sla")
    (tmp_path / "gone.sla").symlink_to("nowhere")
    (tmp_path / "out.sla").symlink_to(__file__)
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "round").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.sla")
    (tmp_path / "new\nline.sla").write_text(GOOD, encoding="utf-8")
    code, printed = sla("--format", "concise")
    assert code == 2
    for rule in ("file/unreadable", "file/link-loop", "file/link-outside"):
        assert rule in printed
    for name in ("folder.sla", "loop.sla", "gone.sla", "out.sla", "pipe.sla"):
        assert name in printed


def test_a_name_that_is_not_utf_8(sla: Sla, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.sla")).write_bytes(b"service s { owner nobody }")
    except OSError:
        pytest.skip("this file system has no such names")
    code, printed = sla()
    assert code in (1, 2)
    assert rules_of(printed)


def test_an_unreadable_file(sla: Sla, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.sla").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.sla").write_text(GOOD, encoding="utf-8")
    read_bytes = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "secret.sla":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)  # who runs the tests may be allowed to read everything
    code, printed = sla()
    assert (code, "file/unreadable" in rules_of(printed)) == (2, True)


@pytest.mark.parametrize("argument", ["nowhere", "no/such/file.sla", "-x", "--as-of=yesterday", "--format=xml"])
def test_arguments_that_mean_nothing(argument: str, sla: Sla, tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(GOOD, encoding="utf-8")
    assert sla(argument)[0] == 2


# Fuzzing: whatever is written, checking it gives findings.

TEXTS = [
    path.read_text(encoding="utf-8")
    for folder in ("examples", "tests/language", "tests/compiler")
    for path in sorted((ROOT / folder).rglob("*.sla"))
]
WORDS = sorted({word for text in TEXTS for word in re.findall(r'"[^"\n]*"|[\w./%-]+|[^\w\s]', text)})
DECLARATIONS = [part for text in TEXTS for part in re.split(r"\n(?=\w)", text) if len(part) < 3000]
FUZZ = settings(max_examples=of_all(150), deadline=None, suppress_health_check=list(HealthCheck))


def checked(*texts: str) -> Checked:
    sources = tuple(Source(f"{at}.sla", text) for at, text in enumerate(texts))
    result = run(WorkspaceFiles(Path(), Settings(), Lock(), sources), AS_OF)
    for graded in result.findings:
        finding = graded.finding
        assert finding.message
        assert finding.path
        for span in (finding.span, *(related.span for related in finding.related)):
            if span is not None:
                assert span.start <= span.end
                assert span.text is not None
    result.workspace.to_json()
    return result


@FUZZ
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    checked(text)


@FUZZ
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_words_of_the_language_in_any_order(words: list[str]) -> None:
    checked(" ".join(words))


def mutated(text: str, chance: random.Random) -> str:
    """A text with some words left out, doubled, exchanged for others, or put elsewhere."""
    words = re.findall(r'"""[\s\S]*?"""|"[^"\n]*"|\s+|[\w./%-]+|[^\w\s]', text)
    for _ in range(chance.randint(1, 8)):
        if len(words) < 2:
            break
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        match chance.randrange(4):
            case 0:
                del words[at]
            case 1:
                words.insert(at, words[other])
            case 2:
                words[at], words[other] = words[other], words[at]
            case _:
                words[at] = chance.choice(WORDS)
    return "".join(words)


@FUZZ
@given(st.lists(st.sampled_from(DECLARATIONS), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_declarations_that_are_mutated(parts: list[str], chance: random.Random) -> None:
    checked("\n".join(mutated(part, chance) for part in parts))


@pytest.mark.parametrize("seed", range(12))
def test_whole_files_that_are_mutated(seed: int) -> None:
    chance = random.Random(seed)
    checked(*(mutated(text, chance) for text in chance.sample(TEXTS, 6)))


@pytest.mark.parametrize("seed", range(12))
def test_files_that_are_cut_off(seed: int) -> None:
    chance = random.Random(seed)
    checked(*(text[: chance.randrange(len(text))] for text in chance.sample(TEXTS, 4)))
