"""The tool bar of a tab: view, search, order, language, quantity, layout, density, account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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
from workbench.ui.window.edittools import EditTools

DENSITIES = (
    (Density.COMPACT, mark("Compact")),
    (Density.REGULAR, mark("Regular")),
    (Density.ROOMY, mark("Roomy")),
)

CARDS = (
    (140, mark("Small cards")),
    (204, mark("Medium cards")),
    (288, mark("Large cards")),
)
"""Widths of gallery cards, px at 100 %."""

SEARCH_ROOM = 200
"""What the search box shall have, px at 100 %, before less wanted parts leave."""

SEARCH_LEAST = 116
"""Least width of the search box, px at 100 %."""

GAP = 8
MARGIN = 16


class ToolBar(QWidget):
    """What is asked, and how the answer is laid out.

    Where it is narrow the word "Quantity" leaves first, then order and language, which stand in
    the menu of the view instead, and at last undo and redo, which the Edit menu has.

    Attributes:
        columns_wanted: the column chooser is wanted.
        connect_wanted: the user wants to add or change an account.
        search: the search box.
        edits: undo, redo and review, where records can be changed.
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
        self.edits = EditTools(desk, look)
        self.density = IconButton("rows-3", tr("Density"), look)
        self.columns = IconButton("columns-3", tr("Columns"), look)
        self.account = AccountChip(desk, look)
        self._lay_out()
        self.layouts.chosen.connect(self._choose_layout)
        self.density.clicked.connect(self._choose_density)
        self.columns.clicked.connect(self.columns_wanted)
        self.account.connect_wanted.connect(self.connect_wanted)
        self.view.menu_made.connect(self._add_what_left)
        desk.saved_changed.connect(self._show)
        desk.view_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        self.edits.resized.connect(self._fit)
        look.changed.connect(self._restyle)
        self._restyle()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(GAP)
        row.addWidget(self.view)
        row.addWidget(self.search, 1)
        for part in (self.sort, self.language, self.quantity, self.layouts, self.edits):
            row.addWidget(part)
        for part in (self.density, self.columns, self.account):
            row.addWidget(part)

    def _show(self) -> None:
        resource = self._desk.resource
        self.quantity.setVisible(resource.priced)
        self.layouts.setVisible(self._two_layouts)
        self.account.setVisible(self._desk.local is None)
        self.layouts.set_value(self._desk.view.layout.value)
        self._fit()

    def _fit(self) -> None:
        """Let parts leave until the search box has room."""
        resource, room = self._desk.resource, self._room()
        leaving: list[tuple[QWidget, bool]] = [
            (self.quantity.word, resource.priced),
            (self.sort, bool(resource.sorts)),
            (self.language, resource.languages),
        ]
        room -= sum(_width(part) + GAP for part, wanted in leaving if wanted)
        for part, wanted in leaving:
            stays = wanted and room >= self._look.px(SEARCH_ROOM)
            if wanted and not stays:
                room += _width(part) + GAP
            part.setVisible(stays)
        self.edits.set_short(short=room < self._look.px(SEARCH_LEAST))

    @property
    def _two_layouts(self) -> bool:
        """Whether the rows can be shown as cards: what is compared needs its columns."""
        return bool(self._desk.resource.face.picture) and self._desk.local is None

    def _room(self) -> int:
        """Width left for the search box and the parts that may leave, in pixels."""
        staying: list[tuple[QWidget, bool]] = [
            (self.view, True),
            (self.quantity.stepper, self._desk.resource.priced),
            (self.layouts, self._two_layouts),
            (self.density, True),
            (self.columns, True),
            (self.account, self._desk.local is None),
        ]
        taken = sum(_width(part) + GAP for part, wanted in staying if wanted)
        if self.edits.shown:
            taken += self.edits.whole_width() + GAP
        return self.width() - 2 * MARGIN - taken

    def _add_what_left(self, menu: QMenu) -> None:
        """Offer order and language in the view's menu where their buttons have left."""
        resource = self._desk.resource
        sort = bool(resource.sorts) and self.sort.isHidden()
        language = resource.languages and self.language.isHidden()
        if sort or language:
            menu.addSeparator()
        for button, title, wanted in (
            (self.sort, tr("Order"), sort),
            (self.language, tr("Language of the texts"), language),
        ):
            if wanted:
                part = button.menu()
                part.setTitle(title)
                menu.addMenu(part)
                menu.destroyed.connect(part.deleteLater)

    def _choose_layout(self, key: str) -> None:
        self._desk.set_layout(Layout(key))

    def _choose_density(self) -> None:
        menu = QMenu(self)
        desk = self._desk
        if desk.view.layout is Layout.GALLERY:
            for width, text in CARDS:
                card = menu.addAction(tr(text))
                card.setCheckable(True)
                card.setChecked(width == desk.view.card)
                card.triggered.connect(lambda _on=False, width=width: desk.set_card(width))
        else:
            for density, text in DENSITIES:
                action = menu.addAction(tr(text))
                action.setCheckable(True)
                action.setChecked(density is desk.density)
                action.triggered.connect(lambda _on=False, to=density: desk.set_density(to))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.density.mapToGlobal(self.density.rect().bottomLeft()))

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("tool_bar"))
        self.search.setMinimumWidth(self._look.px(SEARCH_LEAST))
        self._fit()

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)


def _width(part: QWidget) -> int:
    """What a part takes in a row; one of fixed width takes that."""
    return min(part.sizeHint().width(), part.maximumWidth())
