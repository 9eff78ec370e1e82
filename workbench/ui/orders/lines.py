"""The lines of an order page as a table model: what is ordered, what it costs, how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView, QWidget

from workbench.core.fields import NUMERIC, Kind
from workbench.core.texts import mark, tr
from workbench.core.values import Money
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.orders.words import Step, mark_of, state_text
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.tokens import Role as Type

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.orders import Ordering
    from workbench.edits.results import Result
    from workbench.ui.theme.look import Look
    from workbench.workspace.ordering_review import Checked

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
Role: Final = Qt.ItemDataRole
TOTAL: Final = "*total"
REFERENCE: Final = "*reference"
STATE: Final = "*state"
_OWN: Final = {
    TOTAL: mark("Total"),
    REFERENCE: mark("Reference as sent"),
    STATE: mark("State"),
}


class LineModel(QAbstractTableModel):
    """Lines in order; the columns are the item's fields, its total, its reference and its state."""

    def __init__(self, ordering: Ordering, look: Look, formats: Formats) -> None:
        super().__init__()
        self._ordering = ordering
        self._look = look
        self._formats = formats
        self._fields = {field.id: field for field in ordering.fields}
        shown = (ordering.name, STATE, *self._item_fields(), ordering.costs[0], TOTAL, REFERENCE)
        self.columns: tuple[str, ...] = tuple(dict.fromkeys(shown))
        self.costs: tuple[str, ...] = tuple(ordering.costs)
        self.lines: tuple[Checked, ...] = ()
        self.steps: dict[str, Step] = {}
        self.results: dict[str, Result] = {}
        self.accepted: set[str] = set()

    def _item_fields(self) -> Sequence[str]:
        ordering = self._ordering
        group = self._fields[ordering.quantity].group
        left = {ordering.reference, *ordering.costs}
        return [
            field.id for field in ordering.fields if field.group == group and field.id not in left
        ]

    @never_raises(None)
    def show(
        self,
        lines: Sequence[Checked],
        steps: Mapping[str, Step],
        results: Mapping[str, Result],
    ) -> None:
        """Show lines; where they are the same ones, the current one stays."""
        same = [held.line.id for held in self.lines] == [held.line.id for held in lines]
        if not same:
            self.beginResetModel()
        self.lines, self.steps, self.results = tuple(lines), dict(steps), dict(results)
        if not same:
            self.endResetModel()
        elif self.lines:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.lines)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.columns)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        name = self.columns[section]
        if role == Role.DisplayRole:
            return tr(_OWN[name]) if name in _OWN else tr(self._fields[name].title)
        if role == Role.TextAlignmentRole:
            return self._alignment(name)
        return None

    @never_raises(None)
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        checked, name = self.lines[index.row()], self.columns[index.column()]
        if role == Role.DisplayRole:
            return visible(self.text(checked, name))
        if role == Role.ToolTipRole:
            return tip_text(self.text(checked, name))
        if role == Role.TextAlignmentRole:
            return self._alignment(name)
        if role == Role.DecorationRole and name == STATE:
            return self._sign(checked)
        return None

    def text(self, checked: Checked, name: str) -> str:
        """Return what a cell says."""
        line, ordering = checked.line, self._ordering
        if name == REFERENCE:
            return checked.reference
        if name == STATE:
            identity = line.id
            step, result = self.steps.get(identity, Step.READY), self.results.get(identity)
            return state_text(checked, step, result, accepted=identity in self.accepted)
        if name == TOTAL:
            cost, pieces = line.values.get(ordering.costs[0]), line.values.get(ordering.quantity)
            if not isinstance(cost, Money) or not isinstance(pieces, int):
                return ""
            return self._formats.money(Money(cost.amount * pieces, cost.currency))
        value = line.values.get(name)
        return "" if value is None else self._formats.value(value, self._fields[name].kind)

    def _sign(self, checked: Checked) -> QIcon | None:
        identity = checked.line.id
        sign = mark_of(self.steps.get(identity, Step.READY), self.results.get(identity))
        if sign is None:
            return None
        drawn = self._look.marks.pixmap(sign, self._look.px(14))
        icon = QIcon(drawn)
        # Else the style would tint it in a chosen row.
        icon.addPixmap(drawn, QIcon.Mode.Selected)
        return icon

    def _alignment(self, name: str) -> int:
        kind = self._fields[name].kind if name in self._fields else Kind.TEXT
        right = name == TOTAL or kind in NUMERIC or kind is Kind.MONEY
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class LineTable(QTreeView):
    """The lines; arrows move, Delete takes the chosen ones away."""

    def __init__(self, model: LineModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setModel(model)
        self._delegate = dress_tree(self, look, tr("Order lines"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        head = self.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def _restyle(self) -> None:
        model = self.model()
        assert isinstance(model, LineModel)
        px = self._look.px
        self.setFont(self._look.font(Type.CELL))
        wide = {TOTAL: 120, REFERENCE: 190, STATE: 210, **dict.fromkeys(model.costs, 112)}
        for place, name in enumerate(model.columns):
            self.setColumnWidth(place, px(wide.get(name, 160 if place == 0 else 96)))
