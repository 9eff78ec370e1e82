"""Rules on visible texts: they pass through `tr`, and what is catalogued is plain English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from tests.house.modules import Module, name_of

TEXT_TAKERS: Final = frozenset(
    {
        *("setText", "setPlainText", "setWindowTitle", "setTitle", "setToolTip", "setStatusTip"),
        *("setWhatsThis", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription"),
        *("setInformativeText", "setLabelText", "setSuffix", "setPrefix", "setTabText"),
        *("setIconText", "setItemText", "addAction", "addMenu", "addTab", "addRow", "addButton"),
        *("showMessage", "QAction", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton"),
        *("QGroupBox", "QMenu", "QLabel"),
    }
)
"""Calls of Qt whose text arguments a person sees or hears."""

_NOT_WIDGETS: Final = frozenset(
    {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "QKeySequence", "QShortcut", "QFont"}
)
_LOOKS_SHOWN: Final = re.compile(r"^[A-Z][a-z]+(?:…|\.|\s|$)|[a-z]\s+[a-z]")
"""A word with a capital, or words with spaces between them: a text, and no id."""

_TRANSLATORS: Final = frozenset({"tr", "mark"})
_FOREIGN: Final = frozenset("äöüÄÖÜßéèêàâçñåøæ")


def _shown(argument: ast.expr) -> str:
    """The text of a literal; what stands between the braces of an f-string is left out."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr):
        return "".join(_shown(part) for part in argument.values)
    if isinstance(argument, ast.BinOp):
        return _shown(argument.left) + _shown(argument.right)
    if isinstance(argument, ast.IfExp):
        return _shown(argument.body) + _shown(argument.orelse)
    return ""


def shown_texts_are_translated(module: Module) -> Iterator[str]:
    """In `ui` and `app` a literal with letters never goes to a widget but through `tr`."""
    if module.package not in {"ui", "app"}:
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or name_of(node.func) not in TEXT_TAKERS:
            continue
        for argument in (*node.args, *(each.value for each in node.keywords if each.arg == "text")):
            if any(sign.isalpha() for sign in _shown(argument)):
                yield module.at(argument, f"{_shown(argument)!r} is shown without `tr`")


def catalogued_texts_are_english_literals(module: Module) -> Iterator[str]:
    """`tr` and `mark` take the English text itself, as gettext finds nothing else."""
    for node in ast.walk(module.tree):
        if (
            not isinstance(node, ast.Call)
            or name_of(node.func) not in _TRANSLATORS
            or not node.args
        ):
            continue
        text = node.args[0]
        if isinstance(text, ast.JoinedStr | ast.BinOp):
            yield module.at(
                node, "a composed text cannot be translated; use `tr(text, name=value)`"
            )
        elif _FOREIGN & set(_shown(text)):
            yield module.at(node, f"{_shown(text)!r} is not English")


def parts_are_given_translated_texts(module: Module) -> Iterator[str]:
    """In `ui` and `app` whatever is built with a text is built with a translated one."""
    if module.package not in {"ui", "app"}:
        return
    for node in ast.walk(module.tree):
        name = name_of(node.func) if isinstance(node, ast.Call) else ""
        if not isinstance(node, ast.Call) or not _builds_a_part(name):
            continue
        for argument in (*node.args, *(each.value for each in node.keywords)):
            if _LOOKS_SHOWN.search(_shown(argument)):
                yield module.at(argument, f"{_shown(argument)!r} goes to {name} without `tr`")


def _builds_a_part(name: str) -> bool:
    is_class = name[:1].isupper() and not name.isupper()
    return is_class and name not in _NOT_WIDGETS and not name.endswith(("Error", "Exception"))


RULES: Final = (
    shown_texts_are_translated,
    parts_are_given_translated_texts,
    catalogued_texts_are_english_literals,
)
