"""Writes the pages that are made from the code; ``--check`` compares them instead and shows the stale ones.

``commands.md`` and ``commands/`` come from the command line, ``rules.md`` and ``rules/`` from the catalogue,
``policy-reference.md`` from the words of policies, ``packs.md`` (after its beginning) from the packs, ``schemas/`` from
the types of the JSON outputs, ``coverage.md`` from the accounts of published agreements, ``keywords.md`` from the
grammar and ``statements.toml``, ``understood.md`` from the marks at the fields of the model; what colours a text in
``editors/`` from the grammar as well.
The same code gives the same bytes everywhere.
"""

from __future__ import annotations

import re
import sys
from difflib import unified_diff
from importlib import import_module
from inspect import cleandoc
from operator import attrgetter
from pathlib import Path

import clause_coverage
import click
import editor_colours
import keyword_reference
import policy_packs
import rule_pages
import understood_fields

from sla_dsl.cli import COMMANDS
from sla_dsl.cli.examples import EXAMPLES
from sla_dsl.model.base import Model
from sla_dsl.policy.attribute import Attribute
from sla_dsl.policy.vocabulary import all_models, around, attributes
from sla_dsl.policy.words import KINDS, NARROWER
from sla_dsl.reports.catalogue import EXIT_CODES
from sla_dsl.reports.schemas import SCHEMAS, schema_report

DOCS = Path(__file__).parent
GENERATED = ("commands", "policy-words", "rules", "schemas")
"""The folders that hold generated files only: a file that is no longer made is removed."""
MADE = "<!-- Made by docs/generate.py; do not edit. -->"
EXITS = """\
## Exit codes

A command that tells of agreements, such as `sla register`, tells what it can although some have mistakes, and names
those: its code is 1, as that of `sla check`. What must be whole, such as the model or a document, is not made then;
the code is 1 as well. What cannot be read is another matter: a file, a setting, a row of facts. Then nobody knows
what it says, and the code is 2. Two sides of a comparison (`sla diff`, `sla gate`) are two texts that must be
understood: where one is not, the code is 2. `sla document --verify` has [codes of its
own](documents.md#a-file-that-came-back) besides. The history passes over commits that cannot be read, and names them:
nobody can correct them any more."""


def pages() -> dict[str, str]:
    """All generated pages: path below ``docs/`` and content."""
    schemas = {f"schemas/{name.replace('/', '-')}.schema.json": schema_report(name).decode() for name in SCHEMAS}
    return {
        **commands_pages(),
        "keywords.md": f"# All statements\n\n{MADE}\n\n{keyword_reference.page()}",
        "forms.md": f"# The forms\n\n{MADE}\n\n{keyword_reference.forms()}",
        "coverage.md": f"# What published agreements say\n\n{MADE}\n\n{clause_coverage.page()}",
        "packs.md": policy_packs.page(),
        "understood.md": f"# What the proof understands\n\n{MADE}\n\n{understood_fields.page()}",
        **policy_pages(),
        **{f"../editors/{path}": content for path, content in editor_colours.files().items()},
        **rule_pages.pages(MADE),
        **schemas,
    }


def commands_pages() -> dict[str, str]:
    """The command line: a page for each command with its usage, what it does and its options, and an index of them."""
    everywhere = (
        "Every command takes `-C DIR` (`--workspace DIR`): it runs in that folder, with its paths, as `git -C` does. "
        "In a folder below that of the workspace a command means the whole workspace.\n\n"
        "A shell completes commands, options, agreements, addresses, rules and branches after "
        '`eval "$(_SLA_COMPLETE=bash_source sla)"` (bash), the same with `zsh_source` (zsh), or '
        "`_SLA_COMPLETE=fish_source sla | source` (fish)."
    )
    rows = "".join(f"\n| [`sla {name}`](commands/{name}.md) | {summary} |" for name, summary in COMMANDS.items())
    commands = f"| command | does |\n|---|---|{rows}"
    codes = "| exit code | is |\n|--:|---|" + "".join(
        f"\n| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()
    )
    found = {"commands.md": f"# Commands\n\n{MADE}\n\n{everywhere}\n\n{commands}\n\n{EXITS}\n\n{codes}\n"}
    for name in COMMANDS:
        command: click.Command = import_module(f"sla_dsl.cli.{name}").command
        parts = [f"# sla {name}\n\n{MADE}\n\n{command_text(name, command)}"]
        if isinstance(command, click.Group):
            below = ((f"{name} {inner}", each) for inner, each in command.commands.items())
            parts += [f"## sla {inner}\n\n{command_text(inner, each)}" for inner, each in below]
        found[f"commands/{name}.md"] = "\n\n".join([*parts, "[All commands](../commands.md)"]) + "\n"
    return found


def command_text(name: str, command: click.Command) -> str:
    """One command, below its heading."""
    context = click.Context(command, info_name=f"sla {name}")
    usage = " ".join((f"sla {name}", *command.collect_usage_pieces(context)))
    section = f"```text\n{usage}\n```\n\n{cleandoc(command.help or '')}"
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = filter(None, (option.get_help_record(context) for option in options))
    rows = "".join(f"\n| `{option.replace('|', chr(92) + '|')}` | {explanation} |" for option, explanation in records)
    if rows:
        section += f"\n\n| option | does |\n|---|---|{rows}"
    if name in EXAMPLES:
        section += "\n\n```text\n" + "\n".join(EXAMPLES[name]) + "\n```"
    return section


def policy_pages() -> dict[str, str]:
    """The things that policies may judge, and a page with the attributes of each."""
    parts = [f"# What policies may speak of\n\n{MADE}", "[Policies](policies.md) says how one is written."]
    narrower: dict[str, list[str]] = {}
    for word, (kind, _field, _value) in NARROWER.items():
        narrower.setdefault(kind, []).append(word)
    rows = [
        f"| {_link(model)}{''.join(f' `{each}`' for each in narrower.get(word, ()))} | {_listed(_holders(model))} |"
        for word, model in KINDS.items()
    ]
    parts += ["## What is judged", "| word, and words for some of them | stands in |\n|---|---|\n" + "\n".join(rows)]
    others = sorted((model for model in all_models() if model not in KINDS.values()), key=_kind)
    parts += ["## What attributes lead to besides", ", ".join(_link(model) for model in others)]
    found = {"policy-reference.md": "\n\n".join(parts) + "\n"}
    for model in all_models():
        cells = [
            f"| `{each.words}` | {_type(each)} |"
            for each in sorted(attributes(model).values(), key=attrgetter("words"))
        ]
        above = f"# {_kind(model)}\n\n{MADE}\n\nAn entry of [what policies may speak of](../policy-reference.md)."
        found[_page_of(model)] = f"{above}\n\n| attribute | is |\n|---|---|\n" + "\n".join(cells) + "\n"
    return found


def _page_of(model: type[Model]) -> str:
    return f"policy-words/{_kind(model).replace(' ', '-')}.md"


def _link(model: type[Model]) -> str:
    return f"[`{_kind(model)}`]({_page_of(model)})"


def _holders(model: type[Model]) -> list[str]:
    return [word for word, each in KINDS.items() if each in around(model)[1:]]


def _kind(model: type[Model] | None) -> str:
    """The word for a kind; a model that cannot be judged alone has its own name in words."""
    if model is None:
        return ""
    names = {each: word for word, each in KINDS.items()}
    return names.get(model) or re.sub(r"(?<!^)([A-Z])", r" \1", model.__name__).lower()


def _type(attribute: Attribute) -> str:
    """The type of an attribute in words."""
    several = "several " if attribute.many else ""
    if attribute.sort == "quantity":
        return several + (" or ".join(attribute.dimensions) or "quantity")
    if attribute.sort == "name":
        return f"{several}{attribute.space.replace('scale-value', 'value of a scale')}"
    if attribute.sort == "word":
        return several + " ".join(f"`{choice}`" for choice in attribute.choices)
    if attribute.sort == "thing":
        return several + (attribute.one or _kind(attribute.kind))
    return several + {"presence": "set or missing", "yes-no": "yes or no"}.get(attribute.sort, attribute.sort)


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "the workspace"


def stale(made: dict[str, str]) -> list[str]:
    """The difference, line by line, between the pages that are there and those that should be."""
    lines: list[str] = []
    for name in sorted(made.keys() | generated()):
        path = DOCS / name
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        lines += unified_diff(there.splitlines(), made.get(name, "").splitlines(), name, f"{name} (new)", lineterm="")
    return lines


def generated() -> set[str]:
    """The files that lie in the generated folders."""
    return {path.relative_to(DOCS).as_posix() for folder in GENERATED for path in (DOCS / folder).rglob("*.*")}


def main() -> int:
    """Writes the pages, or compares them; returns the exit code."""
    made = pages()
    if sys.argv[1:] == ["--check"]:
        lines = stale(made)
        print(*lines, "run `python docs/generate.py`" if lines else "generated pages are up to date", sep="\n")
        return int(bool(lines))
    for name in generated() - made.keys():
        (DOCS / name).unlink()
    for name, content in made.items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
