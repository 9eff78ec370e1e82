"""The calendar of an editor for days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget

from workbench.core.texts import tr
from workbench.ui.entry.line import LineEntry
from workbench.ui.parts.popover import PopOver
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class Days(QObject):
    """Lets a line choose its day: Up and Down by a day, Alt+Down by calendar."""

    def __init__(self, line: LineEntry, look: Look) -> None:
        super().__init__(line)
        self._line = line
        self._look = look
        self._over: PopOver | None = None
        line.add_tail("calendar", tr("Show the calendar"), self.open)
        line.is_open = self.is_open
        line.installEventFilter(self)

    def is_open(self) -> bool:
        """Whether the calendar is open."""
        return self._over is not None and self._over.isVisible()

    def open(self) -> None:
        """Show the calendar at the day that stands in the line."""
        body = QCalendarWidget()
        body.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        body.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calm(body)
        day = self._day()
        body.setSelectedDate(QDate(day.year, day.month, day.day))
        body.activated.connect(self._take)
        body.clicked.connect(self._take)
        self._over = PopOver(tr("Calendar"), body, self._look, self._line)
        self._over.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over.destroyed.connect(self._gone)
        self._over.open_at(self._line, right=True)

    def _calm(self, body: QCalendarWidget) -> None:
        """Write the days off in a grey: red says that something is wrong."""
        grey = QTextCharFormat()
        grey.setForeground(self._look.colours.text2)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            body.setWeekdayTextFormat(day, grey)

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar, None while it is not open."""
        body = self._over.body if self._over is not None else None
        return body if isinstance(body, QCalendarWidget) else None

    def _gone(self) -> None:
        self._over = None

    def _take(self, day: QDate) -> None:
        self._line.set_text(date(day.year(), day.month(), day.day()).isoformat())
        if self._over is not None:
            self._over.close()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day(self) -> date:
        value = self._line.value()
        return value if isinstance(value, date) else date.today()  # noqa: DTZ011 - the user's day

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            if step and plain and not self._line.isReadOnly():
                self._line.set_text((self._day() + timedelta(days=step)).isoformat())
                return True
        return super().eventFilter(watched, event)
