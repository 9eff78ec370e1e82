"""A JSON document as a tree whose branches are made when they are opened."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from workbench.core.texts import tr, trn
from workbench.ui.dock.flat import NO_INDEX, Index
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

AT_ONCE = 500
"""Branches made at once; more follow while scrolling."""

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Place = tuple[str | int, ...]
"""Keys and positions from the root on."""


class Node:
    """A value at its place; its branches are made by `grow`."""

    __slots__ = ("branches", "key", "parent", "row", "value")

    def __init__(self, key: str | int, value: Json, parent: Node | None, row: int) -> None:
        self.key = key
        self.value = value
        self.parent = parent
        self.row = row
        self.branches: list[Node] = []

    @property
    def size(self) -> int:
        """How many branches there are in the document."""
        return len(self.value) if isinstance(self.value, dict | list) else 0

    def grow(self, upto: int) -> None:
        """Make branches until there are `upto`."""
        made = len(self.branches)
        upto = min(upto, self.size)
        if made >= upto:
            return
        if isinstance(self.value, dict):
            keys = list(self.value)[made:upto]
            fresh = [(key, self.value[key]) for key in keys]
        elif isinstance(self.value, list):
            fresh = list(enumerate(self.value[made:upto], made))
        else:
            return
        self.branches += [
            Node(key, value, self, row) for row, (key, value) in enumerate(fresh, made)
        ]

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return (*self.parent.place, self.key) if self.parent is not None else ()


def path_text(place: Place) -> str:
    """Return a place as people write it: `variants[0].name`; odd keys stand in quotes."""
    parts: list[str] = []
    for key in place:
        if isinstance(key, int):
            parts.append(f"[{key}]")
        elif key.isidentifier():
            parts.append(f".{key}" if parts else key)
        else:
            quoted = key.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'["{quoted}"]')
    return "".join(parts)


def value_text(value: Json) -> str:
    """Return a plain value as JSON writes it, a branch by its size."""
    match value:
        case dict():
            return trn("{count} member", "{count} members", len(value))
        case list():
            return trn("{count} entry", "{count} entries", len(value))
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def find_places(value: Json, text: str, most: int = 5000) -> list[Place]:
    """Return where a text stands in a key or plain value, in the document's order.

    Case is set aside; at most `most` places are told. Deep documents do not raise.
    """
    wanted = text.casefold()
    return [place for _, place in zip(range(most), _hits(value, wanted), strict=False)]


class _Todo(msgspec.Struct):
    place: Place
    value: Json


def _hits(root: Json, wanted: str) -> Iterator[Place]:
    todo = [_Todo((), root)]
    while todo:
        at = todo.pop()
        if at.place and _holds(at, wanted):
            yield at.place
        if isinstance(at.value, dict):
            todo += [_Todo((*at.place, key), held) for key, held in reversed(at.value.items())]
        elif isinstance(at.value, list):
            todo += [
                _Todo((*at.place, position), at.value[position])
                for position in reversed(range(len(at.value)))
            ]


def _holds(at: _Todo, wanted: str) -> bool:
    key = at.place[-1]
    if isinstance(key, str) and wanted in key.casefold():
        return True
    return not isinstance(at.value, dict | list) and wanted in value_text(at.value).casefold()


class RawModel(QAbstractItemModel):
    """Key and value of every branch."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node("", None, None, 0)

    def set_document(self, value: Json) -> None:
        """Show another document."""
        self.beginResetModel()
        self._root = Node("", value if isinstance(value, dict | list) else [value], None, 0)
        self._root.grow(AT_ONCE)
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """The node of an index; the root for an invalid one."""
        held = index.internalPointer() if index.isValid() else None
        return held if isinstance(held, Node) else self._root

    def reach(self, place: Place) -> QModelIndex:
        """Return the index of a place, making what is needed on the way."""
        index = QModelIndex()
        for key in place:
            node = self._opened(index)
            row = key if isinstance(key, int) else _row_of(node, key)
            if row is None or row >= node.size:
                return index
            while len(node.branches) <= row:
                self.fetchMore(index)
            index = self.index(row, 0, index)
        return index

    @never_raises(NO_INDEX)
    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:  # noqa: D102
        if parent.isValid() and parent.column():
            return QModelIndex()
        node = self._opened(parent)
        if not 0 <= row < len(node.branches) or not 0 <= column < 2:
            return QModelIndex()
        return self.createIndex(row, column, node.branches[row])

    @never_raises(NO_INDEX)
    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # noqa: D102
        node = self.node(index).parent if index.isValid() else None
        if node is None or node is self._root:
            return QModelIndex()
        return self.createIndex(node.row, 0, node)

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.column() > 0 else len(self._opened(parent).branches)

    def _opened(self, index: Index) -> Node:
        """The node of an index with its first branches made: nobody has counted them before."""
        node = self.node(index)
        if not node.branches:
            node.grow(AT_ONCE)
        return node

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        del parent
        return 2

    @never_raises(default=False)
    def hasChildren(self, parent: Index = NO_INDEX) -> bool:  # noqa: D102
        return parent.column() <= 0 and self.node(parent).size > 0

    @never_raises(default=False)
    def canFetchMore(self, parent: Index) -> bool:  # noqa: D102
        node = self.node(parent)
        return parent.column() <= 0 and 0 < len(node.branches) < node.size

    @never_raises(None)
    def fetchMore(self, parent: Index) -> None:  # noqa: D102
        node = self.node(parent)
        made = len(node.branches)
        upto = min(made + AT_ONCE, node.size)
        if upto > made:
            at = self.createIndex(parent.row(), 0, node) if parent.isValid() else QModelIndex()
            self.beginInsertRows(at, made, upto - 1)
            node.grow(upto)
            self.endInsertRows()

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(value_text(node.value) if index.column() else str(node.key))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(f"{path_text(node.place)}\n{value_text(node.value)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(f"{node.key}: {value_text(node.value)}")
        return None

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr("Value") if section else tr("Key")


def _row_of(node: Node, key: str) -> int | None:
    if not isinstance(node.value, dict) or key not in node.value:
        return None
    return next(row for row, held in enumerate(node.value) if held == key)
