"""The row of inputs under the titles: an expression per column over the loaded rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.ui.grid.reason import Reason
from workbench.ui.grid.words import title_of
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look

WAIT = 150
"""Milliseconds after the last key before the rows are filtered."""
HEIGHT = 36
"""Height of the row, pixels at 100 %."""


class FilterRow(QWidget):
    """Inputs that stand under their columns, frozen ones over the scrolled ones.

    Attributes:
        reason: says what is wrong with an expression.

    Signals:
        left: the user is done typing; the table takes the keys again.
    """

    left = Signal()

    def __init__(self, desk: Desk, look: Look, view: GridView) -> None:
        super().__init__(view.header)
        self._desk = desk
        self._look = look
        self._view = view
        self._boxes: dict[str, LineEdit] = {}
        self._scrolled = QWidget(self)
        self._frozen = QWidget(self)
        self.reason = Reason(look, view)
        self._changed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.apply)
        self.setAccessibleName(tr("Header filters"))
        self.hide()
        view.scrolled.connect(self.place)
        look.changed.connect(self.place)

    def open(self, open_: bool) -> None:
        """Show the row, or put it away; what is typed in it stays in force."""
        self.setVisible(open_)
        self._view.header.set_below(self._look.px(HEIGHT) if open_ else 0)
        self._view.updateGeometries()
        self.sync()
        if not open_:
            self.reason.hide()

    def box(self, field_id: str) -> LineEdit | None:
        """The input of a field, None where its column is not shown."""
        return self._boxes.get(field_id)

    def focus(self, column: int) -> None:
        """Put the cursor into the input of a column."""
        field = self._view.columns.field_of(column)
        self._view.columns.show(column)
        box = self._boxes.get(field.id)
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    @never_raises(None)
    def sync(self) -> None:
        """Take over the desk's columns and expressions; what is being typed stays."""
        if not self.isVisibleTo(self._view):
            return
        shown = {}
        for column in self._view.columns.shown_columns():
            field = self._view.columns.field_of(column)
            if field.kind is not Kind.PICTURE and not field.late:
                shown[field.id] = field
        for name in self._boxes.keys() - shown.keys():
            self._boxes.pop(name).deleteLater()
        for name, field in shown.items():
            box = self._boxes.get(name) or self._make(field)
            said = self._desk.view.header.get(name, "")
            if not box.hasFocus() and box.text() != said and not box.property("bad"):
                box.blockSignals(True)
                box.setText(said)
                box.blockSignals(False)
        self.place()

    def _make(self, field: Field) -> LineEdit:
        name = tr("Filter {name}", name=title_of(field))
        box = LineEdit(name, self._look, placeholder="", parent=self._scrolled)
        box.textEdited.connect(lambda _text, field_id=field.id: self._typed(field_id))
        box.installEventFilter(self)
        self._boxes[field.id] = box
        return box

    @never_raises(None)
    def place(self) -> None:
        """Put each input under its column."""
        if not self.isVisibleTo(self._view):
            return
        header, look = self._view.header, self._look
        high = look.px(HEIGHT)
        self.setGeometry(0, header.title_height, header.width(), high)
        edge = self._view.columns.frozen_edge()
        self._scrolled.setGeometry(edge, 0, max(header.width() - edge, 0), high)
        self._frozen.setGeometry(0, 0, edge, high)
        frozen = self._view.columns.frozen_columns()
        gap = look.px(3)
        for column in self._view.columns.shown_columns():
            box = self._boxes.get(self._view.columns.field_of(column).id)
            if box is None:
                continue
            home = self._frozen if column in frozen else self._scrolled
            if box.parentWidget() is not home:
                box.setParent(home)
            x = self._view.columns.column_x(column) - (0 if column in frozen else edge)
            wide = self._view.columns.column_width(column) - 2 * gap
            box.setGeometry(x + gap, (high - box.height()) // 2, wide, box.height())
            box.show()

    # ---- typing ----------------------------------------------------------------------------

    def _typed(self, field_id: str) -> None:
        if self._changed and self._changed != field_id:
            self.apply()
        self._changed = field_id
        self._timer.start()

    @never_raises(None)
    def apply(self) -> None:
        """Filter by what was typed last; a wrong expression is marked and the rows stay."""
        self._timer.stop()
        name, self._changed = self._changed, ""
        box = self._boxes.get(name)
        if box is None:
            return
        try:
            self._desk.set_header(name, box.text())
        except WbError as error:
            box.set_bad(str(error))
            self.reason.say(str(error), self._spot(box))
            return
        box.set_bad()
        self.reason.hide()

    def _spot(self, box: LineEdit) -> QRect:
        corner = box.mapTo(self._view, box.rect().topLeft())
        return QRect(corner, box.size())

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and isinstance(watched, LineEdit):
                self._escape(watched)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
                self.apply()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _escape(self, box: LineEdit) -> None:
        """First empties the input, then leaves it."""
        if not box.text():
            self.left.emit()
            return
        box.clear()
        self._changed = next((name for name, held in self._boxes.items() if held is box), "")
        self.apply()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line2)
