"""The program's own files as the house rules see them: parsed once, in order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workbench"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its place in the repository, its text, its tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The first folder below the package; empty for files beside it."""
        parts = self.place.split("/")
        return parts[1] if len(parts) > 2 else ""

    @property
    def is_init(self) -> bool:
        """Whether the file stands for its folder."""
        return self.place.endswith("__init__.py")

    def at(self, node: ast.AST, sentence: str) -> str:
        """A finding, in the form that editors can follow."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}: {sentence}"


def parse(text: str, place: str) -> Module:
    """Read one file's text."""
    return Module(place, text, ast.parse(text))


def modules(folder: Path = PACKAGE) -> Iterator[Module]:
    """Every module below a folder of the repository."""
    for path in sorted(folder.rglob("*.py")):
        yield parse(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())


def name_of(node: ast.AST) -> str:
    """The last name of an expression: `b` of `a.b`, `a` of `a`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def functions(module: Module) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def top_level(module: Module) -> Iterator[ast.stmt]:
    """The statements that run on import, those below `if` and `try` included."""
    waiting: list[ast.stmt] = list(module.tree.body)
    while waiting:
        statement = waiting.pop(0)
        yield statement
        if isinstance(statement, ast.If) and name_of(statement.test) == "TYPE_CHECKING":
            waiting = [*statement.orelse, *waiting]
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            waiting = [
                child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.stmt)
            ] + waiting
