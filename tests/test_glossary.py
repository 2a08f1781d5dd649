"""One word for one thing: the glossary against the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sla_dsl.model.base import Declared, Model

ROOT = Path(__file__).parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split(" | ") for line in GLOSSARY.splitlines() if line.startswith("| ") and "---" not in line]
TYPE = r"_?[A-Z]\w*[a-z]\w*"
"""How an alias of a type is written; constants have no small letter."""
FRAMEWORK = {Model, Declared}
"""What the others are made of."""


def named(cell: str) -> set[str]:
    """The names in code of a cell; of `Agreement.term` the class."""
    return {name.partition(".")[0] for name in re.findall(r"`([A-Za-z_.]+)`", cell)}


def classes() -> Iterator[str]:
    """The names of all classes and aliases of types of the toolkit, once for each definition."""
    for folder in ("sla_dsl", "validators"):
        for module in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.parse(module.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    yield node.name
                elif isinstance(node, ast.Assign) and re.fullmatch(TYPE, ast.unparse(node.targets[0])):
                    yield ast.unparse(node.targets[0])


def models(of: type[Model] = Model) -> Iterator[type[Model]]:
    for kind in of.__subclasses__():
        yield kind
        yield from models(kind)


def test_each_model_has_its_row() -> None:
    mentioned = set().union(*(named(row[2]) for row in ROWS))
    of_the_model = {kind for kind in models() if kind.__module__.startswith("sla_dsl.model.")} - FRAMEWORK
    assert {kind.__name__ for kind in of_the_model} - mentioned == set()


def test_each_name_of_the_glossary_is_one_of_the_code() -> None:
    known = {*classes(), *(path.stem for path in (ROOT / "sla_dsl").rglob("*.py"))}
    mentioned = set().union(*(named(row[2]) for row in ROWS))
    assert mentioned - known == set()


def test_no_name_of_a_class_has_two_meanings() -> None:
    assert [name for name, count in Counter(classes()).items() if count > 1] == []
