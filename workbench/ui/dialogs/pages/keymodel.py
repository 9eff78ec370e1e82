"""The actions with their keys as a list model, narrowed by a few letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from workbench.core.texts import tr
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.window.actions import ActionSpec
from workbench.ui.window.registry import sequences

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
Format = QKeySequence.SequenceFormat
ROOT = QModelIndex()


def group_of(spec: ActionSpec) -> str:
    """Return where an action stands in the menus: "View, Zoom"."""
    return ", ".join(tr(part) for part in spec.menu.split("/") if part)


def keys_text(spec: ActionSpec, bindings: Mapping[str, str]) -> str:
    """Return an action's keys as this system writes them."""
    found = sequences(spec, bindings)
    return ", ".join(keys.toString(Format.NativeText) for keys in found)


def holder_of(
    keys: QKeySequence, specs: Sequence[ActionSpec], bindings: Mapping[str, str]
) -> ActionSpec | None:
    """Return the action that a key sequence fires already, None where it is free."""
    for spec in specs:
        if any(keys == held for held in sequences(spec, bindings)):
            return spec
    return None


class KeyModel(QAbstractTableModel):
    """Rows are actions; columns are action, menu, keys."""

    def __init__(self, specs: Sequence[ActionSpec], bindings: Mapping[str, str]) -> None:
        super().__init__()
        self._all = tuple(specs)
        self._bindings = dict(bindings)
        self.specs = list(self._all)

    def narrow(self, text: str) -> None:
        """Show the actions whose name, menu or keys hold a text."""
        wanted = text.casefold().split()
        self.beginResetModel()
        self.specs = [spec for spec in self._all if self._holds(spec, wanted)]
        self.endResetModel()

    def bind(self, bindings: Mapping[str, str]) -> None:
        """Show other keys."""
        self._bindings = dict(bindings)
        if self.specs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.specs) - 1, 2))

    def at(self, row: int) -> ActionSpec | None:
        """Return the action of a row, None where there is none."""
        return self.specs[row] if 0 <= row < len(self.specs) else None

    def _holds(self, spec: ActionSpec, wanted: list[str]) -> bool:
        texts = (tr(spec.text), spec.text, group_of(spec), keys_text(spec, self._bindings))
        whole = " ".join(texts).casefold()
        return all(word in whole for word in wanted)

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.specs)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 3

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        spec = self.at(index.row()) if index.isValid() else None
        if spec is None or role != Item.DisplayRole:
            return None
        texts = (tr(spec.text).rstrip("…"), group_of(spec), keys_text(spec, self._bindings))
        return visible(texts[index.column()])

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role != Item.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (tr("Action"), tr("Menu"), tr("Keys"))[section]
