"""Rows of an inner table as the tree that they are: each below the row that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from workbench.core.fields import NUMERIC, Field
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.ui.dock.flat import LEFT, NO_INDEX, RIGHT, FlatRole, Index
from workbench.ui.dock.submodel import SubModel, SubRows, plain_text
from workbench.ui.grid.words import cell_text, cell_tip, spoken_cell
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

INDENT = "    "
"""Before a row in a text, for each level that it stands below the first."""


class TreeNode:
    """A row at its place in the tree."""

    __slots__ = ("branches", "place", "row", "upper")

    def __init__(self, row: int, upper: TreeNode | None, place: int) -> None:
        self.row = row
        self.upper = upper
        self.place = place
        self.branches: list[TreeNode] = []

    def grow(self, row: int) -> TreeNode:
        """Add a row below this one."""
        made = TreeNode(row, self, len(self.branches))
        self.branches.append(made)
        return made

    @property
    def level(self) -> int:
        """How deep it stands, 0 for the first rows."""
        return -1 if self.upper is None else self.upper.level + 1


class TreeModel(QAbstractItemModel):
    """The rows of a flat model below each other; where that one is narrowed, so is this.

    Args:
        flat: whose rows.
        level: id of the field that says how deep a row stands.
    """

    def __init__(self, flat: SubModel, level: str) -> None:
        super().__init__(flat)
        self._flat = flat
        self._level = level
        self._root = TreeNode(-1, None, 0)
        flat.modelReset.connect(self._rebuild)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns."""
        return self._flat.fields

    @property
    def formats(self) -> Formats:
        """How numbers and days are written."""
        return self._flat.formats

    @property
    def held(self) -> SubRows | None:
        """The rows, None for none."""
        return self._flat.held

    def row_of(self, index: Index) -> int:
        """The table's row of an index."""
        return self.node(index).row

    def node(self, index: Index) -> TreeNode:
        """The node of an index; the root for an invalid one."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, TreeNode) else self._root

    def lines(self) -> Iterator[str]:
        """All rows as texts of tab-parted values, from the first to the deepest."""
        held = self.held
        if held is None:
            return
        todo = list(reversed(self._root.branches))
        while todo:
            node = todo.pop()
            cells = [plain_text(held.table, node.row, each, self.formats) for each in self.fields]
            yield INDENT * node.level + "\t".join(" ".join(cell.split()) for cell in cells)
            todo += reversed(node.branches)

    @never_raises(None)
    def _rebuild(self) -> None:
        self.beginResetModel()
        self._root = TreeNode(-1, None, 0)
        held = self.held
        if held is not None:
            shown = {held.rows.row(at) for at in range(len(held.rows))}
            self._grow(held, self._with_uppers(held, shown))
        self.endResetModel()

    def _depth(self, held: SubRows, row: int) -> int:
        value = held.table.value(row, self._level)
        return value if isinstance(value, int) else 0

    def _with_uppers(self, held: SubRows, shown: set[int]) -> set[int]:
        """Return the rows that are shown with those that they stand below."""
        kept: set[int] = set()
        wanted = 0
        for row in reversed(range(len(held.table))):
            depth = self._depth(held, row)
            if row in shown or depth < wanted:
                kept.add(row)
                wanted = depth
        return kept

    def _grow(self, held: SubRows, rows: set[int]) -> None:
        way = [self._root]
        for row in range(len(held.table)):
            depth = self._depth(held, row)
            del way[min(depth, len(way) - 1) + 1 :]
            if row in rows:
                way.append(way[-1].grow(row))

    # ---- Qt --------------------------------------------------------------------------------

    @never_raises(NO_INDEX)
    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:  # noqa: D102
        branches = self.node(parent).branches
        if not 0 <= row < len(branches) or not 0 <= column < len(self.fields):
            return QModelIndex()
        return self.createIndex(row, column, branches[row])

    @never_raises(NO_INDEX)
    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # noqa: D102
        upper = self.node(index).upper if index.isValid() else None
        if upper is None or upper is self._root:
            return QModelIndex()
        return self.createIndex(upper.place, 0, upper)

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.column() > 0 else len(self.node(parent).branches)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        del parent
        return len(self.fields)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        held = self.held
        if not index.isValid() or held is None:
            return None
        field, node = self.fields[index.column()], self.node(index)
        table, formats = held.table, self.formats
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(cell_text(table, node.row, field, formats))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(cell_tip(table, node.row, field, formats))
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if field.kind in NUMERIC else LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                said = spoken_cell(table, node.row, index.row(), field, formats)
                return visible(self._spoken(said, node))
            case FlatRole.PLAIN:
                return plain_text(table, node.row, field, formats)
        return None

    def _spoken(self, said: str, node: TreeNode) -> str:
        level = tr("level {number}", number=node.level + 1)
        count = len(node.branches)
        below = tr("{count} below", count=count) if count else ""
        return ", ".join(part for part in (said, level, below) if part)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return self._flat.headerData(section, orientation, role)
