"""The shipped packs of policies, and the finders of the defects that practitioners warn of (``practices.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Policy
from sla_dsl.policy.examples import TODAY
from sla_dsl.rules.pages import page_path
from sla_dsl.text.source import Source

DOCS = Path(__file__).parent
PACKS = sorted((DOCS.parent / "policies").glob("*.sla"))
FIRST = "## The packs\n"
"""The text of the page before this heading is written by hand."""

_PRACTICES = """## Where a practice is found

Practices that practitioners, manuals of products and standards name. Most are matters of policies (`policy/…`). What
needs computation is a [rule](rules.md), what needs two versions a condition of [the gate](gate.md) (`gate/…`).
"""


class Practice(NamedTuple):
    """A practice, the rules or policies that find its absence, or else the reason why nothing does."""

    group: str
    says: str
    found: tuple[str, ...]
    otherwise: str


def practices() -> list[Practice]:
    """All practices, in the order of the file."""
    groups = tomllib.loads((DOCS / "practices.toml").read_text(encoding="utf-8"))
    return [
        Practice(group, one["says"], tuple(one.get("found", ())), one.get("otherwise", ""))
        for group, members in groups.items()
        for one in members
    ]


def policies(pack: Path) -> list[Policy]:
    """The policies of a pack, in the order of writing."""
    source = Source(pack.name, pack.read_text(encoding="utf-8"))
    return list(compile_sources([source], Lock(), TODAY).policies.values())


def page() -> str:
    """The page: its beginning as it is, the packs, and the table of practices."""
    there = (DOCS / "packs.md").read_text(encoding="utf-8")
    parts = [there.partition(FIRST)[0] + FIRST, *map(_pack, PACKS), _practices()]
    return "\n".join(parts)


def _pack(path: Path) -> str:
    """One pack: the remark at its beginning, and its policies."""
    lines = path.read_text(encoding="utf-8").splitlines()
    remark = " ".join(line.removeprefix("#").strip() for line in takewhile(lambda line: line[:1] == "#", lines))
    serves = {name: one.says for one in practices() for name in one.found}
    rows = [
        f"| `{p.name}` | {p.severity}{'' if p.may_be_waived else ', not waivable'} | {p.title} | {_cell(p.sentence)} | "
        f"{p.not_tested or '–'} | {_source(p)} | {serves.get(f'policy/{p.name}', '–')} |"
        for p in policies(path)
    ]
    head = f"### {path.stem}\n\n{remark}\n\n"
    return head + _table(("policy", "severity", "requires", "tested", "not tested", "why and source", "practice"), rows)


def _cell(sentence: str) -> str:
    """A sentence on one line, in code."""
    return f"`{' '.join(sentence.split())}`"


def _source(policy: Policy) -> str:
    """Why, from which text, and how that was read."""
    read = f" (read as {policy.read_as}{': ' if policy.read_in else ''}{policy.read_in})" if policy.read_as else ""
    return "; ".join(filter(None, (policy.because, f"{policy.origin}{read}")))


def _practices() -> str:
    every = practices()
    parts = [_PRACTICES]
    for group in dict.fromkeys(one.group for one in every):
        rows = [f"| {one.says} | {_where(one)} |" for one in every if one.group == group]
        parts.append(f"### {group}\n\n" + _table(("practice", "found by"), rows))
    return "\n".join(parts)


def _where(practice: Practice) -> str:
    return ", ".join(map(_linked, practice.found)) or f"nothing: {practice.otherwise}"


def _linked(name: str) -> str:
    return f"`{name}`" if name.startswith(("policy/", "gate/")) else f"[`{name}`]({page_path(name)})"


def _table(head: tuple[str, ...], rows: Iterable[str]) -> str:
    return f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n" + "\n".join(rows) + "\n"
