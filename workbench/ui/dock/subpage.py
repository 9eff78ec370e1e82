"""A page of the dock: one table inside the record, with search, chart, and its own loading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import WbError
from workbench.core.fields import NUMERIC, Kind
from workbench.core.texts import tr, trn
from workbench.ui.charts.times import TimeChart
from workbench.ui.dock.course import CourseView
from workbench.ui.dock.flat import FlatHeader, FlatRole, FlatTable
from workbench.ui.dock.prices import PriceSteps
from workbench.ui.dock.submodel import SubDelegate, SubModel, SubRows
from workbench.ui.dock.treerows import TreeModel
from workbench.ui.dock.treeview import RowTree
from workbench.ui.dock.widths import fit_widths, staying
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import Strip
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.sources import SubTable
    from workbench.ui.charts.courses import Panel
    from workbench.ui.charts.curves import Curve
    from workbench.ui.dock.course import Stop
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

TYPED_MS = 100
LEAST = 72
NAME_LEAST = 92
"""Least widths of a text and of the row's name, px at 100 %."""

LOOKED_AT = 40
"""Rows whose texts say how wide columns are."""


class SubTableView(FlatTable):
    """The rows of an inner table; where it is narrow, columns leave by their priority.

    Attributes:
        all_columns: none leaves, the table is scrolled instead.
    """

    def __init__(
        self,
        name: str,
        model: SubModel,
        look: Look,
        shelf: PictureShelf,
        *,
        whole: bool = False,
    ) -> None:
        self._titles = FlatHeader(look)
        super().__init__(name, model, look, whole=whole, header=self._titles)
        self._rows = model
        self.all_columns = False
        self.setItemDelegate(SubDelegate(model, look, shelf, self))
        shelf.arrived.connect(self._arrived)
        model.modelReset.connect(self.fit_columns)

    def _arrived(self) -> None:
        self.viewport().update()

    def fit_columns(self) -> None:  # noqa: D102
        model = self._rows if hasattr(self, "_rows") else None
        if model is None or not model.fields:
            return
        firm = NUMERIC | {Kind.PICTURE}
        gives = [held.kind not in firm for held in model.fields]
        room, least = self.viewport().width(), self._look.px(LEAST)
        wanted = self._wanted(units=True)
        stays = [True] * len(wanted) if self.all_columns else self._staying(wanted, gives, room)
        if not all(stays):
            wanted = self._wanted(units=False)
            stays = self._staying(wanted, gives, room)
        shown = [at for at, kept in enumerate(stays) if kept]
        widths = fit_widths([wanted[at] for at in shown], [gives[at] for at in shown], least, room)
        for at, kept in enumerate(stays):
            self.setColumnHidden(at, not kept)
        for at, width in zip(shown, widths, strict=True):
            self.setColumnWidth(at, width)

    def _wanted(self, *, units: bool) -> list[int]:
        """What each column would have; titles with or without their units."""
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        rows = range(min(self._rows.rowCount(), LOOKED_AT))
        wanted: list[int] = []
        for at, held in enumerate(self._rows.fields):
            cells = [delegate.sizeHint(option, self._rows.index(row, at)).width() for row in rows]
            picture = held.kind is Kind.PICTURE
            title = 0 if picture else self._titles.title_width(at, unit=units)
            wanted.append(min(max([*cells, title]), self._look.px(held.width * 2)))
        return wanted

    def _staying(self, wanted: list[int], gives: list[bool], room: int) -> list[bool]:
        """Which columns stay: picture and name always, the others by their priority."""
        fields, px = self._rows.fields, self._look.px
        least = [px(LEAST) if give else wide for wide, give in zip(wanted, gives, strict=True)]
        name = 1 if fields[0].kind is Kind.PICTURE and len(fields) > 1 else 0
        least[name] = max(least[name], px(NAME_LEAST))
        ranks = [0 if at <= name else held.priority for at, held in enumerate(fields)]
        return staying(wanted, least, ranks, room)


class SubPage(QWidget):
    """One inner table.

    Attributes:
        load_wanted: what it shows is to be asked of the service; told again by "Retry".
    """

    load_wanted = Signal()

    def __init__(
        self, subtable: SubTable, look: Look, shelf: PictureShelf, formats: Formats
    ) -> None:
        super().__init__()
        self.subtable = subtable
        self._look = look
        self._formats = formats
        title = tr(subtable.title)
        self.model = SubModel(subtable, formats, self)
        self.view = SubTableView(title, self.model, look, shelf)
        self.view.menu_wanted.connect(self._menu)
        self.search = LineEdit(
            tr("Search in {title}", title=title), look, placeholder=tr("Search"), search=True
        )
        self.count = label("", look, Role.NOTE, "text2")
        self.copy_button = IconButton("copy", tr("Copy the table"), look)
        self.copy_button.clicked.connect(self._copy_all)
        self.steps = PriceSteps(look, table=False) if subtable.chart == "steps" else None
        self.times = TimeChart(look, title) if subtable.chart == "times" else None
        self.tree = (
            RowTree(title, TreeModel(self.model, subtable.level), look, shelf)
            if subtable.chart == "tree"
            else None
        )
        self.course = CourseView(look, title) if subtable.chart == "course" else None
        self.ring = Ring(tr("Loading"), look, 20)
        self.stack = QStackedWidget()
        self._strip: Strip | None = None
        self._rest = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._rest.timeout.connect(self._narrow)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self._lay_out(title)

    def _lay_out(self, title: str) -> None:
        look = self._look
        tools = QWidget()
        row = QHBoxLayout(tools)
        keep_spacing(row, look, 8, (16, 8, 12, 8))
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        if self.tree is not None:
            self.unfold_button = IconButton("list-tree", tr("Unfold or fold all"), look)
            self.unfold_button.clicked.connect(self.tree.turn_all)
            row.addWidget(self.unfold_button)
        row.addWidget(self.copy_button)
        waiting = QWidget()
        middle = QVBoxLayout(waiting)
        middle.addStretch(1)
        middle.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        asking = label(tr("Asking the service…"), look, Role.NOTE, "text2")
        middle.addWidget(asking, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self._waiting = waiting
        self._empty = EmptyState(
            "inbox",
            tr("Nothing here"),
            tr("The record holds no entry of “{title}”.", title=title),
            look,
        )
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.steps is not None:
            column.addWidget(self.steps)
        if self.times is not None:
            column.addWidget(self.times)
        if self.course is not None:
            column.addWidget(self.course)
        column.addWidget(tools)
        column.addWidget(self.tree or self.view, 1)
        if self.tree is not None:
            self.tree.menu_wanted.connect(self._menu)
            self.view.setParent(self)
            self.view.hide()
        self._rows = rows
        for page in (rows, waiting, self._empty):
            self.stack.addWidget(page)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._place.addWidget(self.stack, 1)

    # ---- showing ---------------------------------------------------------------------------

    def show_rows(
        self,
        held: SubRows,
        curves: Sequence[Curve],
        formats: Formats,
        in_effect: frozenset[int] = frozenset(),
    ) -> None:
        """Show rows, those `in_effect` marked; the search stays in force."""
        self._drop_strip()
        self._formats = formats
        self.model.set_rows(held, formats, in_effect)
        self._narrow()
        self.show_curves(curves, held.table.quantity)
        empty = not len(held.table)
        self.stack.setCurrentWidget(self._empty if empty else self._rows)

    def show_curves(self, curves: Sequence[Curve], quantity: int) -> None:
        """Show price lines above the rows."""
        if self.steps is not None:
            self.steps.set_data(curves, quantity, self._formats)
            self.steps.setVisible(bool(self.steps.chart.curves))

    def show_times(self, panels: Sequence[Panel]) -> None:
        """Show values over time above the rows."""
        if self.times is not None:
            self.times.set_data(panels, self._formats)
            self.times.setVisible(bool(self.times.panels))

    def show_course(self, stops: Sequence[Stop]) -> None:
        """Show above the rows what happened one after the other."""
        if self.course is not None:
            self.course.set_stops(stops)
            self.course.setVisible(bool(stops))

    def show_waiting(self) -> None:
        """Say that the service is being asked."""
        self._drop_strip()
        self.stack.setCurrentWidget(self._waiting)

    def show_failure(self, error: WbError) -> None:
        """Say why there are no rows, with a way to ask again."""
        self._drop_strip()
        self.model.set_rows(None, self._formats)
        strip = Strip(
            Mark.REFUSED, error.sentence, error.hint, self._look, [("again", tr("Retry"))]
        )
        strip.acted.connect(lambda _key: self.load_wanted.emit())
        strip.dismissed.connect(self._drop_strip)
        self._strip = strip
        self._place.insertWidget(0, strip)
        self.stack.setCurrentWidget(self._empty)

    def clear(self) -> None:
        """Show nothing: there is no record."""
        self._drop_strip()
        self.model.set_rows(None, self._formats)
        self.stack.setCurrentWidget(self._empty)

    @property
    def failed(self) -> bool:
        """Whether a failure is shown."""
        return self._strip is not None

    def _drop_strip(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    def _narrow(self) -> None:
        self._rest.stop()
        self.model.narrow(self.search.text().strip())
        held = self.model.held
        if held is None:
            return
        shown, whole = len(held.rows), len(held.table)
        if shown == whole:
            self.count.say(trn("{count} row", "{count} rows", whole))
        else:
            self.count.say(tr("{shown} of {count}", shown=shown, count=whole))

    # ---- acting ----------------------------------------------------------------------------

    def _copy_all(self) -> None:
        if self.tree is not None:
            self.tree.copy()
            return
        self.view.clearSelection()
        self.view.copy()

    def _switch_columns(self) -> None:
        self.view.all_columns = not self.view.all_columns
        self.view.fit_columns()

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy value"), lambda: _copy(str(index.data(FlatRole.PLAIN) or "")))
        menu.addAction(tr("Copy the table"), self._copy_all)
        if self.tree is None:
            menu.addAction(tr("Copy rows"), self.view.copy)
            every = menu.addAction(tr("All columns"), self._switch_columns)
            every.setCheckable(True)
            every.setChecked(self.view.all_columns)
        held = self.model.fields[index.column()]
        if held.path:
            menu.addAction(tr("Copy path"), lambda: _copy(held.path))
        menu.popup(place)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
