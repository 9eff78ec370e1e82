"""Rules on how a module is built: its reason, its size, what it keeps and what it loads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from tests.house.modules import Function, Module, functions, name_of, top_level

LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 40
SHARE_OF_SHORT_FUNCTIONS: Final = 0.95

HEAVY: Final = frozenset(
    {"pandas", "pyarrow", "xlsxwriter", "openpyxl", "python_calamine", "httpx", "keyring"}
)
"""Libraries that are loaded where they are used, so that the window opens at once."""

_CHANGING_CALLS: Final = frozenset(
    {
        *("list", "dict", "set", "bytearray", "defaultdict", "deque", "OrderedDict", "Counter"),
        *("WeakSet", "WeakKeyDictionary", "WeakValueDictionary", "ChainMap"),
    }
)
_CHANGING_METHODS: Final = frozenset(
    {
        *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse"),
        *("update", "setdefault", "add", "discard", "__setitem__"),
    }
)
_CHANGING_DISPLAYS: Final = (
    ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp,
)  # fmt: skip


def module_says_why(module: Module) -> Iterator[str]:
    """Every module begins with the reason that it exists."""
    if not ast.get_docstring(module.tree):
        yield module.at(module.tree, "the module does not say why it exists")


def annotations_are_lazy(module: Module) -> Iterator[str]:
    """Modules with code start with `from __future__ import annotations`."""
    code = [each for each in module.tree.body if not isinstance(each, ast.Expr)]
    first = code[0] if code else None
    if first is not None and not (
        isinstance(first, ast.ImportFrom) and first.module == "__future__"
    ):
        yield module.at(first, "`from __future__ import annotations` is missing")


def inits_hold_no_logic(module: Module) -> Iterator[str]:
    """`__init__.py` says what the folder is and, for a source, names it."""
    for node in module.tree.body if module.is_init else ():
        if not isinstance(
            node, ast.Expr | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign
        ):
            yield module.at(node, "an __init__.py holds a docstring and no logic")


def files_are_short(module: Module) -> Iterator[str]:
    """A file is read in one sitting."""
    lines = module.text.count("\n")
    if lines > LONGEST_FILE:
        yield module.at(module.tree, f"{lines} lines; at most {LONGEST_FILE}, split it by meaning")


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def functions_are_short(every: list[Module]) -> Iterator[str]:
    """Nineteen of twenty functions keep within the limit; looks at all modules together."""
    lengths = [(length(each), module, each) for module in every for each in functions(module)]
    long = [entry for entry in lengths if entry[0] > LONGEST_FUNCTION]
    if len(long) > len(lengths) * (1 - SHARE_OF_SHORT_FUNCTIONS):
        for lines, module, function in long:
            yield module.at(function, f"{function.name} has {lines} lines")


def nothing_changes_at_module_level(module: Module) -> Iterator[str]:
    """Outside `app` a module keeps no state: what it holds is a constant, named like one.

    A table in capitals may be a dict or list as long as nobody changes it; anything that starts
    empty, or is named like a variable, is there to be changed.
    """
    if module.package == "app":
        return
    for node in top_level(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _holds_state(node):
            yield module.at(node, "a value that is there to change, at module level")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield module.at(node, "`global` keeps state in a module")


def _holds_state(node: ast.Assign | ast.AnnAssign) -> bool:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    value = node.value
    if value is None or name_of(target) == "__all__":
        return False
    if isinstance(value, ast.Call):
        return name_of(value.func) in _CHANGING_CALLS and not (value.args and _is_constant(target))
    if not isinstance(value, _CHANGING_DISPLAYS):
        return False
    return _is_empty(value) or not _is_constant(target)


def _is_empty(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.List | ast.Set) and not value.elts


def _is_constant(target: ast.expr) -> bool:
    """Whether a name, or the base of `name[...]`, is written in capitals."""
    while isinstance(target, ast.Subscript):
        target = target.value
    name = name_of(target)
    return name.isupper() and len(name) > 1


def constants_are_not_changed(module: Module) -> Iterator[str]:
    """What is named in capitals is never written to, wherever it was declared."""
    for node in ast.walk(module.tree):
        written: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            written = [each for each in node.targets if isinstance(each, ast.Subscript)]
        elif isinstance(node, ast.AugAssign):
            written = [node.target]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            written = [node.func.value] if node.func.attr in _CHANGING_METHODS else []
        for target in written:
            if _is_constant(target):
                yield module.at(node, "a constant is changed")


def heavy_libraries_wait(module: Module) -> Iterator[str]:
    """Heavy libraries are imported in the function that uses them."""
    for node in top_level(module):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            if name.split(".")[0] in HEAVY:
                yield module.at(node, f"{name} is heavy: import it where it is used")


RULES: Final = (
    module_says_why,
    annotations_are_lazy,
    inits_hold_no_logic,
    files_are_short,
    nothing_changes_at_module_level,
    constants_are_not_changed,
    heavy_libraries_wait,
)
