"""Random edits of workspaces, for tests that compare two ways to the same result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.backed import house, sla
from sla_dsl.compiler.names import SPACES
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Node, Source, Token
from sla_dsl.workspace import read_workspace

EXAMPLES = Path(__file__).parents[1] / "examples"
WORKSPACES = (
    *("made up", "atelier", "collecte"),
    *(f"published/{name}" for name in ("cvtc-it", "egi-rc-ola", "isp-care-levels", "ccag-tic-14", "uni-its-seasonal")),
)
"""Workspaces to edit: one that is made up, and examples."""
Files = dict[str, str]
"""Texts by path."""


def workspace_files(name: str) -> tuple[Files, Lock]:
    """The texts of a workspace, and its lock."""
    return made_up() if name == "made up" else read(name)


def read(folder: str) -> tuple[Files, Lock]:
    files = read_workspace(EXAMPLES / folder)
    return {source.path: source.text for source in files.sources}, files.lock


def made_up() -> tuple[Files, Lock]:
    """Three services, and six agreements with customers, two for each."""
    slas = (Source(f"sla-{n}.sla", sla(n, f"service-{n % 3}", n % 3)) for n in range(6))
    return {source.path: source.text for source in (*house(3, 4), *slas)}, Lock()


def in_two_files() -> Files:
    """A workspace with its agreements with customers in one file, and those behind them in another."""
    slas = (Source("slas.sla", sla(n, f"service-{n % 2}", n % 2)) for n in range(4))
    texts: Files = {}
    for source in (*house(2, 4), *slas):
        for node in parse(source).declarations:
            path = source.path if node.kind != "agreement" or source.path == "slas.sla" else "olas.sla"
            texts[path] = f"{texts.get(path, '')}{node.span.text}\n"
    return texts


def in_one_file() -> Files:
    """The same workspace in one file: with the agreements stands what they name."""
    return {"all.sla": "".join(in_two_files().values())}


# Edits


def edited(files: Files, random: Random) -> Files:
    """Files after one to three edits of any kind."""
    for _ in range(random.randint(1, 3)):
        files = random.choice((change_number, change_number, change_name, remove, move, rename, add))(
            dict(files), random
        )
    return files


def any_part(files: Files, random: Random, *kinds: str) -> tuple[str, Token | Node]:
    """A token of one of these types, or a statement or declaration."""
    parts = [(path, part) for path, text in files.items() for part in all_parts(Source(path, text), kinds)]
    return random.choice(parts) if parts else ("", Token("NAME", "", Source("", ""), 0))


def all_parts(source: Source, kinds: tuple[str, ...]) -> Iterator[Token | Node]:
    left: list[Token | Node] = list(parse(source).declarations)
    for part in left:
        if (part.kind if isinstance(part, Node) else part.type) in kinds:
            yield part
        left += part.children if isinstance(part, Node) else ()


def replaced(files: Files, path: str, part: Token | Node, text: str) -> Files:
    start, end = part.span.offsets
    return files | {path: files[path][:start] + text + files[path][end:]}


def change_number(files: Files, random: Random) -> Files:
    path, token = any_part(files, random, "NUMBER", "PERCENT", "TIME_OF_DAY")
    digits = [at for at, character in enumerate(token.text) if character.isdigit()]
    if not digits:  # it was broken by hand
        return files
    at = random.choice(digits[-3:])
    return replaced(files, path, token, f"{token.text[:at]}{random.randint(1, 5)}{token.text[at + 1 :]}")


def change_name(files: Files, random: Random) -> Files:
    """Another declaration of its kind for a name."""
    spaces: dict[str, list[str]] = {}
    for path, text in files.items():
        for node in parse(Source(path, text)).declarations:
            spaces.setdefault(SPACES[node.kind], []).append(node.token("NAME").text)  # type: ignore[union-attr]  # there is a name
    space = {name: space for space, names in spaces.items() for name in names}
    for _ in range(50):
        path, token = any_part(files, random, "NAME")
        if token.text in space:
            return replaced(files, path, token, random.choice(spaces[space[token.text]]))
    return files


STATEMENTS = (
    *("closed", "open", "pauses", "starts", "objective", "award", "excludes", "backed", "path", "treat", "assume"),
    *("volume", "service_hours", "offered", "needs", "signatory", "tier", "in_force", "time_zone", "hours", "down"),
    *("without", "with", "on_terms"),
)


def remove(files: Files, random: Random) -> Files:
    """Without a statement, or without a declaration."""
    path, part = any_part(files, random, *random.choice((STATEMENTS, STATEMENTS, tuple(SPACES))))
    return replaced(files, path, part, "") if path else files


def move(files: Files, random: Random) -> Files:
    """A declaration in another file."""
    path, part = any_part(files, random, *SPACES)
    if not path:
        return files
    files, other = replaced(files, path, part, ""), random.choice([*files, "another.sla"])
    return files | {other: f"{files.get(other, '')}\n{part.span.text}\n"}


def rename(files: Files, random: Random) -> Files:
    """A declaration with another name, wherever it stands."""
    path, part = any_part(files, random, *SPACES)
    if not isinstance(part, Node):
        return files
    name = part.token("NAME").text  # type: ignore[union-attr]  # there is a name
    for path, text in list(files.items()):
        tokens = [token for token in all_parts(Source(path, text), ("NAME", "PATH")) if isinstance(token, Token)]
        for token in sorted(tokens, key=lambda token: token.start, reverse=True):
            if token.text.partition("/")[0] == name and random.random() < 0.95:
                new = f"{name}-again{token.text[len(name) :]}"
                files = replaced(files, path, token, new)
    return files


def add(files: Files, random: Random) -> Files:
    """Something new that may look like anything, or a second declaration of a name."""
    path, part = any_part(files, random, *SPACES)
    if not path:
        return files
    new = random.choice(
        (part.span.text, "event noticed after logged before acknowledged", "dimension site { P1 paris }")
    )
    return files | {random.choice([*files]): f"{files[path]}\n{new}\n"}


def spaced(files: Files, random: Random) -> Files:
    """A remark or an empty line more, before, behind or in any declaration of a file."""
    path = random.choice([*files])
    lines = files[path].splitlines(keepends=True)
    lines.insert(random.randrange(len(lines) + 1), random.choice(("\n", "# a remark\n", "  # {\n\n")))
    return files | {path: "".join(lines)}
