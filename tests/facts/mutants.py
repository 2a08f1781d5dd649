"""Mutants of the modules of the meaning: each comparison, border, limit and connective, changed one at a time.

A mutant is a function with other code: the function stays the same object, so that whoever has imported it runs the
mutant.  Nothing is written to files.
"""

from __future__ import annotations

import ast
import copy
import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

MODULES = [
    "bounds",
    "question",
    "due",
    "down",
    "holding",
    "measured",
    "running",
    "cases",
    "volumes",
    "figures",
    "means",
    "kept",
]
"""The modules of the meaning, from the ground up."""
_FLIPPED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
_SWAPPED = {"max": "min", "min": "max", "any": "all", "all": "any", "opening": "closing", "closing": "opening"}


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, as it is written (so that it is found again when lines move), and what it becomes."""

    module: str
    function: str
    line: int
    before: str
    after: str
    nth: int
    code: CodeType

    @property
    def text(self) -> str:
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.module}.{self.function}: {self.before}  ->  {self.after}{again}"


def mutants(name: str, every: int = 1) -> Iterator[Mutant]:
    """The mutants of a module; each so many of them."""
    count, told = 0, Counter[tuple[str, str, str]]()
    path = Path(str(importlib.import_module(f"sla_dsl.facts.{name}").__file__))
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    nodes, places = list(ast.walk(tree)), _places(tree)
    ignored = _ignored(tree)
    functions = list(_functions(tree, ""))
    for node in nodes:
        function = next((name for name, inside in functions if id(node) in inside), None)
        if id(node) in ignored or function is None:
            continue
        around = _shown(node, places)
        before = _written(around)
        for changed in list(_changed(node)):
            count += 1
            places[id(node)].put(changed)  # into the one tree, and out of it again below
            after = _written(changed if around is node else around)
            told[function, before, after] += 1
            if count % every == 0:
                code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
                line = getattr(node, "lineno", 0) or node.iter.lineno  # type: ignore[attr-defined]  # a comprehension's
                nth = told[function, before, after]
                yield Mutant(name, function, line, before, after, nth, _code_of(code, function))
            places[id(node)].put(node)


class _Place(NamedTuple):
    """Where a node stands: in a field of its parent, or in a list there."""

    parent: ast.AST
    field: str
    at: int | None

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def _places(tree: ast.AST) -> dict[int, _Place]:
    """The place of each node, by its identity."""
    found = {}
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for at, one in enumerate(value) if isinstance(value, list) else ((None, value),):
                if isinstance(one, ast.AST):
                    found[id(one)] = _Place(parent, field, at)
    return found


def _shown(node: ast.AST, places: dict[int, _Place]) -> ast.AST:
    """What is shown of a change: of a number alone also what it stands in."""
    while isinstance(node, ast.Constant | ast.UnaryOp | ast.Slice | ast.keyword):
        node = places[id(node)].parent
    return node


def _written(node: ast.AST) -> str:
    return ast.unparse(node).strip()


def _functions(node: ast.AST, inside: str) -> Iterator[tuple[str, set[int]]]:
    """The functions and methods of a module by their names, each with all that stands in it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{inside}{child.name}.")
        elif isinstance(child, ast.FunctionDef):
            yield inside + child.name, {id(one) for statement in child.body for one in ast.walk(statement)}


def _code_of(code: CodeType, function: str) -> CodeType:
    """The code of a function of a module, or of a method of one of its classes."""
    for name in function.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)
    return code


def function_of(mutant: Mutant) -> FunctionType:
    """The function of which a mutant is one."""
    found: Any = importlib.import_module(f"sla_dsl.facts.{mutant.module}")
    for name in mutant.function.split("."):
        found = found.__dict__[name]
    for inner in ("fget", "func"):  # a property, a cached property
        found = getattr(found, inner, found)
    assert isinstance(found, FunctionType)
    return found


@contextmanager
def running(mutant: Mutant) -> Iterator[None]:
    """While a mutant stands in the place of its function."""
    function = function_of(mutant)
    code = function.__code__
    function.__code__ = mutant.code
    try:
        yield
    finally:
        function.__code__ = code


def _ignored(tree: ast.AST) -> set[int]:
    """Annotations, decorators, raised messages and documentation: nothing is meant by them."""
    found: set[int] = set()

    def ignore(node: ast.AST | None) -> None:
        if node is not None:
            found.update(id(one) for one in ast.walk(node))

    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            ignore(node.returns)
            for argument in (*node.args.args, *node.args.kwonlyargs):
                ignore(argument.annotation)
            for decorator in node.decorator_list:
                ignore(decorator)
            for default in node.args.defaults:
                ignore(default)
        elif isinstance(node, ast.AnnAssign):
            ignore(node.annotation)
        elif isinstance(node, ast.JoinedStr | ast.Assert):
            ignore(node)
    return found


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    """What an expression may become; nothing for one that is left alone."""
    change = _CHANGES.get(type(node))
    return iter(()) if change is None else change(node)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for number, operator in enumerate(node.ops):
        for other in _FLIPPED[type(operator)]:
            changed = copy.deepcopy(node)
            changed.ops[number] = other()
            yield changed


def _other_connectives(node: ast.BoolOp) -> Iterator[ast.AST]:
    """``and`` for ``or``, and each of the parts left out."""
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for number in range(len(node.values)):
        rest = [one for at, one in enumerate(node.values) if at != number]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _other_operations(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in _OTHER:
        yield ast.BinOp(node.left, _OTHER[type(node.op)](), node.right)


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if node.value > 0:
            yield ast.Constant(node.value - 1)


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in _SWAPPED:
        yield ast.Call(ast.Name(_SWAPPED[node.func.id], ast.Load()), node.args, node.keywords)


def _fewer_conditions(node: ast.comprehension) -> Iterator[ast.AST]:
    for number in range(len(node.ifs)):
        rest = [one for at, one in enumerate(node.ifs) if at != number]
        yield ast.comprehension(node.target, node.iter, rest, node.is_async)


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _other_comparisons,
    ast.BoolOp: _other_connectives,
    ast.UnaryOp: lambda node: iter([node.operand] if isinstance(node.op, ast.Not) else []),
    ast.BinOp: _other_operations,
    ast.IfExp: lambda node: iter([node.body, node.orelse]),
    ast.Constant: _other_constants,
    ast.Call: _other_calls,
    ast.comprehension: _fewer_conditions,
}
