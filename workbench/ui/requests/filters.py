"""Every documented filter of a request in its proper input, one page for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter
from workbench.core.texts import tr
from workbench.ui.filters.partseditor import PartsEditor
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.tabs import InnerTabs
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

NARROW = 620
"""Under this width the inputs stand in two columns, px at 100 %."""


class FilterPages(QWidget):
    """The filters of one question.

    Attributes:
        changed: something was typed or chosen.
        entered: Enter was pressed in an input.
        beside: the row below the tabs; what belongs beside the inputs is added to it.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, look: Look, filters: Sequence[Filter]) -> None:
        super().__init__()
        self._look = look
        self.editors = {held.name: PartsEditor(desk, look, held) for held in filters}
        self.tabs = InnerTabs(tr("Groups of filters"), look)
        self._pages = QStackedWidget()
        self._groups: list[tuple[str, ...]] = []
        for title, names in _groups(filters).items():
            self.tabs.add(tr(title))
            self._groups.append(names)
            self._pages.addWidget(_Page([self.editors[name] for name in names], look))
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        self.beside = QHBoxLayout()
        keep_spacing(self.beside, look, 16)
        self.beside.addWidget(self._pages, 1)
        column.addWidget(self.tabs)
        column.addLayout(self.beside)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        for editor in self.editors.values():
            editor.changed.connect(self._changed)
            editor.entered.connect(self.entered)
        first = next(iter(self.editors.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def conditions(self) -> tuple[Condition, ...]:
        """Return what is asked.

        Raises:
            WbError: INPUT for the first value that cannot be sent; its page is shown.
        """
        found: list[Condition] = []
        first: tuple[str, WbError] | None = None
        for name, editor in self.editors.items():
            try:
                found += editor.conditions()
            except WbError as error:
                first = first or (name, error)
        if first is not None:
            self.show_filter(first[0])
            raise first[1]
        return tuple(found)

    def load(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked now; inputs that say it already are left alone."""
        for name, editor in self.editors.items():
            wanted = tuple(held for held in conditions if held.filter == name)
            try:
                same = _plain(editor.conditions()) == _plain(wanted)
            except WbError:
                same = False
            if not same:
                editor.load(wanted)
        self._count()

    def show_filter(self, name: str) -> None:
        """Bring the page of a filter to the front."""
        for place, names in enumerate(self._groups):
            if name in names:
                self.tabs.setCurrentIndex(place)

    def fill(self, condition: Condition) -> None:
        """Put one condition into its input."""
        editor = self.editors.get(condition.filter)
        if editor is not None:
            self.show_filter(condition.filter)
            editor.load((condition,))
            self._changed()

    def refuse(self, name: str, sentence: str) -> None:
        """Say at a filter's input what is wrong with it."""
        editor = self.editors.get(name)
        if editor is not None:
            editor.inputs[0].box.set_error(sentence)

    def _changed(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        for place, names in enumerate(self._groups):
            said = sum(
                any(held.text() for held in self.editors[name].inputs) for name in names
            )  # fmt: skip
            self.tabs.set_count(place, said or None)


class _Page(QWidget):
    """Inputs of one group in as many columns as there is room for."""

    def __init__(self, editors: Sequence[QWidget], look: Look) -> None:
        super().__init__()
        self._editors = editors
        self._look = look
        self._columns = 0
        self._grid = QGridLayout(self)
        keep_spacing(self._grid, look, 12)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place(3)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, editor in enumerate(self._editors):
            row, column = divmod(place, columns)
            self._grid.addWidget(editor, row, column, Qt.AlignmentFlag.AlignTop)
        last = (len(self._editors) - 1) // columns + 1
        for row in range(len(self._editors) + 1):
            self._grid.setRowStretch(row, 1 if row == last else 0)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(2 if self.width() < self._look.px(NARROW) else 3)

    @never_raises(QSize(200, 60))
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), super().minimumSizeHint().height())


def _groups(filters: Sequence[Filter]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for held in filters:
        found[held.group] = (*found.get(held.group, ()), held.name)
    return found


def _plain(conditions: Sequence[Condition]) -> list[tuple[str, str, object]]:
    return sorted((held.filter, held.part, held.value) for held in conditions)
