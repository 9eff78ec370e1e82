"""The tool bar of a tab: view, search, order, language, quantity, layout, density, account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from workbench.core.settings import Density
from workbench.core.texts import mark, tr
from workbench.core.views import Layout
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.asking import LanguageButton, QuantityBox, SortButton
from workbench.ui.filters.search import SearchBox
from workbench.ui.filters.views import ViewButton
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.segmented import Segmented
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.window.account import AccountChip

DENSITIES = (
    (Density.COMPACT, mark("Compact")),
    (Density.REGULAR, mark("Regular")),
    (Density.ROOMY, mark("Roomy")),
)


class ToolBar(QWidget):
    """What is asked, and how the answer is laid out.

    Attributes:
        columns_wanted: the column chooser is wanted.
        connect_wanted: the user wants to add or change an account.
        search: the search box.
    """

    columns_wanted = Signal()
    connect_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.view = ViewButton(desk, look)
        self.search = SearchBox(desk, look)
        self.sort = SortButton(desk, look)
        self.language = LanguageButton(desk, look)
        self.quantity = QuantityBox(desk, look)
        self.layouts = Segmented(
            tr("Layout"),
            [(Layout.TABLE.value, tr("Table")), (Layout.GALLERY.value, tr("Gallery"))],
            look,
            icons={Layout.TABLE.value: "table-2", Layout.GALLERY.value: "layout-grid"},
        )
        self.density = IconButton("rows-3", tr("Density"), look)
        self.columns = IconButton("columns-3", tr("Columns"), look)
        self.account = AccountChip(desk, look)
        self._lay_out()
        self.layouts.chosen.connect(self._choose_layout)
        self.density.clicked.connect(self._choose_density)
        self.columns.clicked.connect(self.columns_wanted)
        self.account.connect_wanted.connect(self.connect_wanted)
        desk.view_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        look.changed.connect(self._restyle)
        self._restyle()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.view)
        row.addWidget(self.search, 1)
        for part in (self.sort, self.language, self.quantity, self.layouts):
            row.addWidget(part)
        for part in (self.density, self.columns, self.account):
            row.addWidget(part)

    def _show(self) -> None:
        resource = self._desk.resource
        self.quantity.setVisible(resource.priced)
        self.language.setVisible(resource.languages)
        self.sort.setVisible(bool(resource.sorts))
        self.layouts.setVisible(bool(resource.face.picture))
        self.layouts.set_value(self._desk.view.layout.value)

    def _choose_layout(self, key: str) -> None:
        self._desk.set_layout(Layout(key))

    def _choose_density(self) -> None:
        menu = QMenu(self)
        for density, text in DENSITIES:
            action = menu.addAction(tr(text))
            action.setCheckable(True)
            action.setChecked(density is self._desk.density)
            action.triggered.connect(
                lambda _checked=False, chosen=density: self._desk.set_density(chosen)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.density.mapToGlobal(self.density.rect().bottomLeft()))

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("tool_bar"))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
