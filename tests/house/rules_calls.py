"""Rules on what may be called: the ways that lose work, block the window or run server text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from tests.house.modules import Module, name_of

_BANNED_NAMES: Final = frozenset(
    {"asyncSlot", "asyncClose", "QSortFilterProxyModel", "QTableWidget", "QDockWidget"}
)
_TASK_MAKERS: Final = frozenset({"create_task", "ensure_future"})
_TEXT_PLACES: Final = ("workbench/ui/text.py", "workbench/ui/text/")
_RICH_WIDGETS: Final = frozenset({"QLabel", "QMessageBox"})


def _calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node, name_of(node.func)


def no_nested_loops(module: Module) -> Iterator[str]:
    """A dialog's own loop breaks running coroutines: use `open()` and wait for its answer."""
    for call, name in _calls(module):
        if isinstance(call.func, ast.Attribute) and name in {"exec", "exec_"}:
            yield module.at(call, "`.exec()` runs a loop inside the loop")


def tasks_come_from_one_place(module: Module) -> Iterator[str]:
    """Only the jobs of `core` start tasks, so that no exception and no task is lost."""
    if module.place == "workbench/core/jobs.py":
        return
    for call, name in _calls(module):
        if name in _TASK_MAKERS:
            yield module.at(call, f"`{name}` outside core/jobs.py")


def banned_names_are_absent(module: Module) -> Iterator[str]:
    """Classes of Qt and qasync that the design has better ones for."""
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        for name in {*names, name_of(node)} & _BANNED_NAMES:
            yield module.at(node, f"`{name}` is not used here")


def one_style_sheet(module: Module) -> Iterator[str]:
    """Looks come from the theme; single widgets have no sheet of their own."""
    for call, name in _calls(module):
        if name == "setStyleSheet" and not module.place.startswith("workbench/ui/theme/"):
            yield module.at(call, "`setStyleSheet` outside ui/theme")


def server_text_stays_plain(module: Module) -> Iterator[str]:
    """Widgets that would run server text as HTML are made by ui/text.py alone."""
    if module.place.startswith(_TEXT_PLACES):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            owner = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            if name_of(owner) in _RICH_WIDGETS:
                yield module.at(node, f"`{name_of(owner)}` outside ui/text.py")
        elif isinstance(node, ast.ClassDef):
            for base in node.bases:
                if name_of(base) in _RICH_WIDGETS:
                    yield module.at(node, f"a `{name_of(base)}` of its own outside ui/text.py")


RULES: Final = (
    no_nested_loops,
    tasks_come_from_one_place,
    banned_names_are_absent,
    one_style_sheet,
    server_text_stays_plain,
)
