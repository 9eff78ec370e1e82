"""The first page of the dock: every field of the record under its headings, and its prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from workbench.core.fields import Kind
from workbench.core.formats import Formats
from workbench.core.texts import mark, tr
from workbench.ui.charts.curves import Curve
from workbench.ui.dock.fields import FieldModel, FieldTable
from workbench.ui.dock.fold import FoldPart
from workbench.ui.dock.head import Head
from workbench.ui.dock.inner import InnerPart
from workbench.ui.dock.lines import OTHER, FieldLine, Filled, Group, groups_of
from workbench.ui.dock.prices import PriceSteps
from workbench.ui.dock.submodel import SubRows
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.sources import Resource, SubTable
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

TYPED_MS = 120
"""What is typed into the search takes effect when it rests this long."""


class Details(QScrollArea):
    """Head, search, sections of fields, price steps; the one scroll bar is its own.

    Attributes:
        filter_wanted: rows with the value of this line are wanted.
        link_wanted: a link is to be opened; its URL.
        table_wanted: the rows of an inner table are to be read; its id.
    """

    filter_wanted = Signal(object)
    link_wanted = Signal(str)
    table_wanted = Signal(str)

    def __init__(self, look: Look, shelf: PictureShelf, source: str) -> None:
        super().__init__()
        self._look = look
        self._source = source
        self._shelf = shelf
        self._closed: set[str] = set()
        self._unfolded: set[str] = set()
        self.inner: dict[str, InnerPart] = {}
        self._groups: list[Group] = []
        self._sections: dict[str, tuple[FoldPart, FieldTable]] = {}
        self._quantity = ""
        self._offers_filter: Callable[[FieldLine], bool] = lambda _line: False
        self.head = Head(look, shelf)
        self.search = LineEdit(
            tr("Search within the fields"), look, placeholder=tr("Search fields"), search=True
        )
        self.filled = Segmented(
            tr("Which fields"),
            [
                (Filled.ALL, tr("All")),
                (Filled.FILLED, tr("Filled")),
                (Filled.MISSING, tr("Missing")),
            ],
            look,
        )
        self.nothing = label("", look, Role.NOTE, "text2", wrap=True)
        self.prices = PriceSteps(look)
        self.price_section = FoldPart(tr("Price by quantity"), self.prices, look)
        self._rest = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._rest.timeout.connect(self._narrow)
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.filled.chosen.connect(lambda _key: self._narrow())

    # ---- building --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its place is kept: lines that fold by the width would come and go with the bar.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        body = QWidget()
        body.setAutoFillBackground(False)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline(self._look))
        column.addLayout(self._tools())
        column.addWidget(self.nothing)
        self.nothing.setContentsMargins(16, 8, 16, 8)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        column.addStretch(1)
        self.setWidget(body)
        body.setAutoFillBackground(False)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, self._look, 8, (16, 8, 16, 4))
        row.addWidget(self.search, 1)
        row.addWidget(self.filled)
        return row

    def show_resource(self, resource: Resource, offers_filter: Callable[[FieldLine], bool]) -> None:
        """Make the sections of a resource; folded ones stay folded by their names."""
        self._offers_filter = offers_filter
        self.head.keep_picture(kept=bool(resource.face.picture))
        for section, _ in self._sections.values():
            section.deleteLater()
        self._sections.clear()
        self._groups = []
        for part in self.inner.values():
            part.deleteLater()
        self._column.removeWidget(self.price_section)
        titles = groups_of(resource.fields)
        for title in titles:
            # One section alone is no "other" to anything.
            self._add_section(title, mark("Fields") if titles == [OTHER] else title)
        self._column.insertWidget(min(1, self._column.count()), self.price_section)
        self.price_section.setVisible(False)
        asked = [held for held in resource.subtables if held.load is not None]
        self.inner = {held.id: self._inner_part(held) for held in asked}
        for place, part in enumerate(self.inner.values()):
            self._column.insertWidget(min(2, self._column.count()) + place, part)

    def _inner_part(self, subtable: SubTable) -> InnerPart:
        identity = subtable.id
        part = InnerPart(
            subtable, self._look, self._shelf, Formats(), is_open=identity in self._unfolded
        )
        part.head.toggled.connect(lambda is_open: self._unfold(identity, is_open=is_open))
        return part

    def _unfold(self, identity: str, *, is_open: bool) -> None:
        if is_open:
            self._unfolded.add(identity)
            self.table_wanted.emit(identity)
        else:
            self._unfolded.discard(identity)

    def unfolded(self) -> list[str]:
        """Ids of the inner tables whose rows are to be seen among the details."""
        return [identity for identity in self.inner if identity in self._unfolded]

    def show_inner(self, identity: str, held: SubRows | None, formats: Formats) -> None:
        """Show the rows of an inner table, None while they are awaited."""
        if identity in self.inner:
            self.inner[identity].show_rows(held, formats)

    def _add_section(self, title: str, shown: str) -> None:
        model = FieldModel(self._source)
        table = FieldTable(tr(shown), model, self._look)
        model.setParent(table)
        table.menu_wanted.connect(lambda index, place, t=table: self._menu(t, index, place))
        table.opened.connect(lambda row, t=table: self._open(t.fields.line(row)))
        section = FoldPart(tr(shown), table, self._look, is_open=title not in self._closed)
        section.head.toggled.connect(lambda is_open, t=title: self._remember(t, is_open=is_open))
        self._sections[title] = (section, table)
        self._column.addWidget(section)

    def _remember(self, title: str, *, is_open: bool) -> None:
        self._closed.discard(title) if is_open else self._closed.add(title)

    # ---- showing ---------------------------------------------------------------------------

    def show_groups(self, groups: list[Group], quantity: str) -> None:
        """Show a record's fields, prices at a quantity."""
        self._groups, self._quantity = groups, quantity
        for group in groups:
            self._sections[group.title][0].head.set_note(group.note)
        self._narrow()

    def show_curves(self, curves: Sequence[Curve], quantity: int, formats: Formats) -> None:
        """Show price lines; without any the section is left out."""
        note = self.prices.set_data(curves, quantity, formats)
        self.price_section.head.set_note(note)
        self.price_section.setVisible(bool(self.prices.chart.curves))

    def focus_search(self) -> None:
        """Put the focus into the search within the fields."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _narrow(self) -> None:
        self._rest.stop()
        text, filled = self.search.text(), Filled(self.filled.value() or Filled.ALL)
        narrowed = bool(text.strip()) or filled is not Filled.ALL
        count = 0
        for group in self._groups:
            section, table = self._sections[group.title]
            lines = group.narrowed(text, filled)
            table.fields.set_lines(lines, self._quantity)
            section.setVisible(bool(lines))
            count += len(lines)
            section.body.setVisible(narrowed or section.head.isChecked())
        self.nothing.setVisible(narrowed and not count)
        self.nothing.say(_nothing(text.strip(), filled))

    # ---- acting ----------------------------------------------------------------------------

    def _menu(self, table: FieldTable, index: QModelIndex, place: QPoint) -> None:
        line = table.fields.line(index.row())
        table.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy value"), table.copy).setEnabled(not line.missing)
        menu.addAction(tr("Copy path"), table.copy_path)
        if line.field.kind is Kind.LINK and not line.missing:
            menu.addAction(tr("Open link"), lambda: self._open(line))
        menu.addSeparator()
        act = menu.addAction(tr("Filter by this value"), lambda: self.filter_wanted.emit(line))
        act.setEnabled(self._offers_filter(line))
        menu.popup(place)

    def _open(self, line: FieldLine) -> None:
        if line.field.kind is Kind.LINK and isinstance(line.value, str):
            self.link_wanted.emit(line.value)


def _nothing(text: str, filled: Filled) -> str:
    if text:
        return tr("No field, value or path holds “{text}”.", text=text)
    if filled is Filled.MISSING:
        return tr("Every field is filled.")
    return tr("No field is filled.")
