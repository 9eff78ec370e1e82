"""What an action would change, value by value: every price old and new, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QTreeView

from workbench.core.edits import Effect
from workbench.core.fields import Kind
from workbench.core.texts import tr
from workbench.ui.bulk.beforeafter import BADGE, MARK, Index, MarkedDelegate
from workbench.ui.dialogs.lists import HEAD, TREE_ROW, dress_tree
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look

NO_INDEX = QModelIndex()
Item = Qt.ItemDataRole
WHAT, OLD, NEW = range(3)
ROWS = 7


class EffectModel(QAbstractTableModel):
    """Effects, a row each."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._effects: Sequence[Effect] = ()

    def show(self, effects: Sequence[Effect]) -> None:
        """List these effects."""
        self.beginResetModel()
        self._effects = effects
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._effects)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else 3

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role != Item.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (tr("What"), tr("Now"), tr("Becomes"))[section]

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        effect, column = self._effects[index.row()], index.column()
        if role == Item.DisplayRole:
            return visible(self._text(effect, column))
        if role == Item.ToolTipRole:
            return tip_text(self._text(effect, column))
        if role == MARK:
            moved = column == NEW and effect.new is not None and effect.new != effect.old
            return Mark.CHANGED if moved else None
        if role == BADGE:
            return column == NEW
        return None

    def _text(self, effect: Effect, column: int) -> str:
        if column == WHAT:
            return effect.what
        if column == NEW and effect.new is None:
            return tr("the service reckons it")
        return self._formats.value(effect.old if column == OLD else effect.new, Kind.TEXT)


class EffectList(QTreeView):
    """The effects as a list."""

    def __init__(self, formats: Formats, look: Look) -> None:
        super().__init__()
        self._look = look
        self.effects = EffectModel(formats)
        self.setModel(self.effects)
        dress_tree(self, look, tr("What would change"))
        self._delegate = MarkedDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        look.changed.connect(self._fit)
        self._fit()

    @never_raises(None)
    def _fit(self) -> None:
        px = self._look.px
        self.setFont(self._look.font(Role.CELL))
        self.setFixedHeight(px(HEAD) + ROWS * px(TREE_ROW))
