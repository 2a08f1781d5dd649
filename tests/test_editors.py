"""What editors and documentation colour by: made from the grammar, and of one mind with the scanner."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pygments.token import Comment, Error, Keyword, Name, Number, String

from sla_dsl.language.parser import parse
from sla_dsl.language.terminals import language
from sla_dsl.lexer import SlaLexer
from sla_dsl.text.source import Source

ROOT = Path(__file__).parent.parent
VSCODE = ROOT / "editors" / "vscode"
SAMPLES = [
    *sorted((ROOT / "examples" / "atelier").rglob("*.sla")),
    *sorted((ROOT / "examples" / "published").glob("*/*.sla"))[::6],
    ROOT / "tests" / "language" / "samples.sla",
]
SCOPES = {
    "STRING": "string",
    "PROSE": "string",
    "DATE": "constant.numeric",
    "TIME_OF_DAY": "constant.numeric",
    "PERCENT": "constant.numeric",
    "NUMBER": "constant.numeric",
    "SEMVER": "constant.numeric",
    "RATE": "constant.numeric",
    "NAME": "variable",
    "PATH": "variable",
}
KINDS = {"string": String, "constant.numeric": Number, "variable": Name, "keyword": Keyword}


def scope_of(type_: str) -> str:
    """How a terminal is coloured; words that the parser took for names may still look like keywords."""
    return SCOPES.get(type_) or ("keyword" if type_ in language().keywords.values() else "")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_textmate_grammar_sees_what_the_scanner_sees(path: Path) -> None:
    rules = json.loads((VSCODE / "syntaxes" / "sla.tmLanguage.json").read_text(encoding="utf-8"))["patterns"]
    tried = [
        (re.compile(rule.get("match") or rule["begin"]), rule.get("name") or rule["captures"]["1"]["name"])
        for rule in rules
    ]
    source = Source(path.name, path.read_text(encoding="utf-8"))
    parse(source)
    for before, token in pairwise([None, *source.tokens]):
        scope = scope_of(token.type) if token is not None else ""
        if token is None or not scope or (before is not None and before.end == token.start):
            continue
        # The leftmost rule wins, and of those the first.
        found = next((name for rule, name in tried if rule.match(source.text, token.start)), "")
        is_word = token.text in language().keywords and scope == "variable"
        assert found.startswith("keyword" if is_word else scope), token


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pygments_sees_what_the_scanner_sees(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    parse(source)
    found = list(SlaLexer().get_tokens_unprocessed(source.text))
    assert "".join(text for _, _, text in found) == source.text
    assert Error not in {kind for _, kind, _ in found}
    kinds = {at: kind for at, kind, _ in found}
    for token in source.tokens:
        scope = scope_of(token.type)
        if scope and not (token.text in language().keywords and scope == "variable"):
            assert kinds[token.start] in KINDS[scope], token
    assert all(kinds[comment.start] in Comment for comment in source.comments)


def test_pygments_finds_the_lexer_by_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pygments.lexers"] == {"sla": "sla_dsl.lexer:SlaLexer"}
    [found] = project["entry-points"]["pygments.lexers"].values()
    assert EntryPoint("sla", found, "pygments.lexers").load() is SlaLexer


def test_the_extension_names_files_that_are_there() -> None:
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    told = package["contributes"]
    paths = [package["main"], *(each["path"] for kind in ("grammars", "snippets") for each in told[kind])]
    paths += [each["configuration"] for each in told["languages"]]
    assert [path for path in paths if not (VSCODE / path).is_file()] == []
    script = (VSCODE / "extension.js").read_text(encoding="utf-8")
    registered = re.findall(r'registerCommand\("([^"]+)"', script)
    assert registered == [each["command"] for each in told["commands"]]


@pytest.mark.skipif(shutil.which("vim") is None, reason="there is no Vim")
def test_vim_colours_a_file(tmp_path: Path) -> None:
    agreement, out = tmp_path / "a.sla", tmp_path / "out"
    agreement.write_text('sla shop "Shop" {\n  covers payments\n  version 1.0.0\n}\n', encoding="utf-8")
    places = ((1, 1), (1, 5), (1, 10), (2, 3), (2, 10), (3, 11))
    asked = " ".join(f"'<'.synIDattr(synID({line},{column},1),'name').'>'" for line, column in places)
    commands = (
        "filetype on",
        "syntax on",
        f"edit {agreement}",
        f"redir! > {out}",
        f"echo &ft {asked}",
        "redir END",
        "qa!",
    )
    setting = f"set rtp+={ROOT / 'editors' / 'vim'}"
    given = [part for command in commands for part in ("-c", command)]
    subprocess.run(["vim", "-es", "-N", "-u", "NONE", "--cmd", setting, *given], check=False, timeout=60)
    said = out.read_text(encoding="utf-8").split()
    assert said == ["sla", "<slaHead>", "<slaName>", "<slaString>", "<slaKeyword>", "<>", "<slaNumber>"]


@pytest.mark.vscode
def test_the_engine_of_visual_studio_code_sees_what_the_scanner_sees() -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no npm")
    subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=VSCODE, check=True, capture_output=True)
    grammar, script = VSCODE / "syntaxes" / "sla.tmLanguage.json", ROOT / "tests" / "textmate.js"
    files = [*sorted((ROOT / "examples").glob("**/*.sla")), ROOT / "tests" / "language" / "samples.sla"]
    done = subprocess.run([node, script, VSCODE, grammar, *files], check=True, capture_output=True, encoding="utf-8")
    for name, tokens in json.loads(done.stdout).items():
        source = Source(name, Path(name).read_text(encoding="utf-8"))
        parse(source)
        scopes = dict(scopes_of(source.text, tokens))
        for before, token in pairwise([None, *source.tokens]):
            wanted = scope_of(token.type) if token is not None else ""
            if token is None or not wanted or (before is not None and before.end == token.start):
                continue
            is_word = token.text in language().keywords and wanted == "variable"
            known = ("keyword",) if is_word else (wanted, "entity.name") if wanted == "variable" else (wanted,)
            assert any(one.startswith(known) for one in scopes[token.start]), token


def scopes_of(text: str, tokens: list[Any]) -> Iterator[tuple[int, list[str]]]:
    """The scopes of each character of a text, of tokens by lines and characters of UTF-16."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    starts = [0, *accumulate(len(line.decode("utf-16-le")) + 1 for line in lines)]
    for number, first, last, scopes in tokens:
        start, end = (len(lines[number][: 2 * at].decode("utf-16-le")) for at in (first, last))
        yield from ((starts[number] + at, scopes) for at in range(start, end))


@pytest.mark.vscode
def test_the_extension_is_packaged_without_a_network(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm")
    folder = Path(shutil.copytree(VSCODE, tmp_path / "vscode", ignore=shutil.ignore_patterns("node_modules")))
    subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=folder, check=True, capture_output=True)
    offline = {"npm_config_offline": "true", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    environment = {**os.environ, **offline}
    subprocess.run([npm, "run", "package"], cwd=folder, check=True, capture_output=True, env=environment)
    [package] = folder.glob("*.vsix")
    with ZipFile(package) as archive:
        names = archive.namelist()
    assert {"extension/extension.js", "extension/syntaxes/sla.tmLanguage.json", "extension/snippets/sla.json"} <= {
        *names
    }
    assert any(name.startswith("extension/node_modules/vscode-languageclient/") for name in names)
