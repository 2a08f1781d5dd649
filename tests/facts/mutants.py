"""Mutants of the modules of the meaning: each comparison, border, limit, constant and connective, changed one at a time.

A mutant is a function with other code: the function stays the same object, so that whoever has imported it runs the
mutant.  Nothing is written to files.
"""

from __future__ import annotations

import ast
import copy
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

MODULES = (
    "bounds", "question", "due", "down", "holding", "measured", "running", "cases", "volumes", "figures", "kept",
)  # fmt: skip
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
    code: CodeType

    @property
    def text(self) -> str:
        return f"{self.module}.{self.function}: {self.before}  ->  {self.after}"


def mutants(name: str) -> Iterator[Mutant]:
    """All mutants of a module."""
    path = Path(str(importlib.import_module(f"sla_dsl.facts.{name}").__file__))
    source = path.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(source)))
    ignored = _ignored(nodes[0])
    functions = list(_functions(nodes[0], ""))
    for at, node in enumerate(nodes):
        function = next((name for name, inside in functions if id(node) in inside), None)
        if id(node) in ignored or function is None:
            continue
        for number, _ in enumerate(_changed(node)):
            tree = ast.parse(source)
            target = list(ast.walk(tree))[at]
            changed = list(_changed(target))[number]
            before, after = _written(target), _written(changed)
            _put(tree, target, changed)
            code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
            line = getattr(node, "lineno", 0) or node.iter.lineno  # type: ignore[attr-defined]  # a comprehension's
            yield Mutant(name, function, line, before, after, _code_of(code, function))


def _written(node: ast.AST) -> str:
    return ast.unparse(node).strip()


def _put(tree: ast.AST, target: ast.AST, changed: ast.AST) -> None:
    """Puts one node in the place of another."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, changed)
                return
            if isinstance(value, list) and any(one is target for one in value):
                value[:] = [changed if one is target else one for one in value]
                return
    raise AssertionError("no such node")


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


def _ignored(tree: ast.Module) -> set[int]:
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
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            for other in _FLIPPED[type(operator)]:
                changed = copy.deepcopy(node)
                changed.ops[number] = other()
                yield changed
    elif isinstance(node, ast.BoolOp):
        changed_bool = copy.deepcopy(node)
        changed_bool.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield changed_bool
        for number in range(len(node.values)):
            rest = [copy.deepcopy(one) for at, one in enumerate(node.values) if at != number]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OTHER:
        if isinstance(node.left, ast.List):
            return
        changed_bin = copy.deepcopy(node)
        changed_bin.op = _OTHER[type(node.op)]()
        yield changed_bin
    elif isinstance(node, ast.IfExp):
        yield copy.deepcopy(node.body)
        yield copy.deepcopy(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if node.value > 0:
            yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SWAPPED:
        changed_call = copy.deepcopy(node)
        changed_call.func = ast.Name(_SWAPPED[node.func.id], ast.Load())
        yield changed_call
    elif isinstance(node, ast.comprehension):
        for number in range(len(node.ifs)):
            changed_for = copy.deepcopy(node)
            del changed_for.ifs[number]
            yield changed_for
