"""Which rows of the table have a test: read from the marks in the test files, nothing is run."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

TESTS = Path(__file__).parent.parent


def marked_rows(folder: Path = TESTS) -> Mapping[int, Sequence[str]]:
    """Return the names of the test functions that are marked with each row."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("test_*.py")):
        for row, name in _marked(ast.parse(path.read_text("utf-8"))):
            found[row].add(f"{path.relative_to(folder)}::{name}")
    return {row: sorted(names) for row, names in sorted(found.items())}


def _marked(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the rows of functions and classes; a mark inside a decorator's arguments counts too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                for row in _rows_in(decorator):
                    yield row, node.name
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for row in _rows_in(node.value):
                yield row, "*"


def _rows_in(node: ast.expr) -> Iterator[int]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "fault":
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
                    yield argument.value
