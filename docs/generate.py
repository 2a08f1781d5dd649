"""Writes the pages that are made from the code; ``--check`` compares them instead and shows what is stale.

``commands.md`` comes from the command line, ``rules.md`` from the catalogue, ``schemas/`` from the types of the
JSON outputs, ``coverage.md`` from the accounts of published agreements. The same code gives the same bytes everywhere.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from importlib import import_module
from inspect import cleandoc
from itertools import groupby
from pathlib import Path

import clause_coverage
import click

from sla_dsl.cli import COMMANDS
from sla_dsl.reports.schemas import SCHEMAS, schema_report
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.rules.rule import Rule

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py; do not edit. -->"


def pages() -> dict[str, str]:
    """All generated pages: path below ``docs/`` and content."""
    schemas = {f"schemas/{name.replace('/', '-')}.schema.json": schema_report(name).decode() for name in SCHEMAS}
    made = {"commands.md": commands_page(), "rules.md": rules_page(), "coverage.md": coverage_page()}
    return {**made, **schemas}


def commands_page() -> str:
    """The command line: each command with its usage, what it does and its options."""
    parts = [f"# Commands\n\n{MADE}", "| command | does |\n|---|---|"]
    parts[1] += "".join(f"\n| [`sla {name}`](#sla-{name}) | {summary} |" for name, summary in COMMANDS.items())
    parts += [command_section(name) for name in COMMANDS]
    return "\n\n".join(parts) + "\n"


def command_section(name: str) -> str:
    """One command."""
    command: click.Command = import_module(f"sla_dsl.cli.{name}").command
    context = click.Context(command, info_name=f"sla {name}")
    usage = " ".join((f"sla {name}", *command.collect_usage_pieces(context)))
    section = f"## sla {name}\n\n```text\n{usage}\n```\n\n{cleandoc(command.help or '')}"
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = filter(None, (option.get_help_record(context) for option in options))
    rows = "".join(f"\n| `{option.replace('|', chr(92) + '|')}` | {explanation} |" for option, explanation in records)
    return f"{section}\n\n| option | does |\n|---|---|{rows}" if rows else section


def coverage_page() -> str:
    """How much of what published agreements say the language says."""
    return f"# What published agreements say\n\n{MADE}\n\n{clause_coverage.page()}"


def rules_page() -> str:
    """The catalogue of rules by family: why each exists, a bad and a good example."""
    rules = load((STANDARD,)).values()
    parts = [f"# Rules\n\n{MADE}", f"{len(rules)} rules; `sla rule NAME` shows one of them."]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        parts.append(f"## {family}")
        parts += [rule_section(rule) for rule in members]
    return "\n\n".join(parts) + "\n"


def rule_section(rule: Rule) -> str:
    """One rule."""
    parts = [f"### {rule.name}", f"*{rule.severity}* · {rule.summary}", rule.why]
    samples = (("Bad", rule.bad), ("Good", rule.good))
    parts += [f"{title}:\n\n```sla\n{sample.strip(chr(10))}\n```" for title, sample in samples if sample]
    return "\n\n".join(parts)


def stale(made: dict[str, str]) -> list[str]:
    """The difference, line by line, between the pages that are there and those that should be."""
    lines: list[str] = []
    known = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("schemas/*")}
    for name in sorted(made.keys() | known):
        path = DOCS / name
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        lines += unified_diff(there.splitlines(), made.get(name, "").splitlines(), name, f"{name} (new)", lineterm="")
    return lines


def main() -> int:
    """Writes the pages, or compares them; returns the exit code."""
    made = pages()
    if sys.argv[1:] == ["--check"]:
        lines = stale(made)
        print(*lines, "run `python docs/generate.py`" if lines else "generated pages are up to date", sep="\n")
        return int(bool(lines))
    for name, content in made.items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
