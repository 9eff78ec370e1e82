"""Inputs for the parts of a filter: a text, a number, a day, yes or no, one of a few words."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.conditions import parse_value
from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.queries import Condition, Filter, Part, PartKind
from workbench.core.texts import tr
from workbench.core.times import read_date
from workbench.core.values import Coded
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.meaning import Meaning
from workbench.ui.entry.offered import Offered
from workbench.ui.entry.suggest import offer
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.theme.look import Look
from workbench.workspace.lookups import Choices

ANY = "any"
NUMBERS = {PartKind.INTEGER, PartKind.DECIMAL}
TAKEN, LEFT_OUT = frozenset({"include", "with"}), frozenset({"exclude", "without"})
"""What services call the values that a filter takes, and those that it leaves out."""


class PartInput(QWidget):
    """One part of a filter under its title; what is wrong with it stands below it.

    Attributes:
        changed: something was typed or chosen.
        entered: Enter was pressed in it.

    Args:
        owner: the filter.
        part: which of its parts.
        look: the look.
        hint: stands in the input while it is empty.
        found: finds rows by what is typed into a text, None where nothing does.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        owner: Filter,
        part: Part,
        look: Look,
        hint: str = "",
        found: Choices | None = None,
    ) -> None:
        super().__init__()
        self.owner = owner
        self.part = part
        self._look = look
        self._line: LineEdit | None = None
        self._choice: Segmented | None = None
        title = tr(part.title) if part.title else tr(owner.title)
        title = title[:1].upper() + title[1:]
        unit = tr(owner.unit) if part.kind in NUMBERS and part.name != "quantity" else ""
        self._found = found if part.kind is PartKind.TEXT else None
        editor = self._make(title, hint)
        self.box = FieldBox(title, editor, look, unit=unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self._line or editor)

    def text(self) -> str:
        """Return what is typed or chosen; "" for nothing."""
        if self._line is not None:
            return self._line.text().strip()
        value = self._choice.value() if self._choice else ANY
        return "" if value == ANY else value

    def set_text(self, text: str) -> None:
        """Type or choose a value."""
        if self._line is not None:
            self._line.setText(text)
        elif self._choice is not None:
            self._choice.set_value(text or ANY)

    def condition(self) -> Condition | None:
        """Return what is asked, None for nothing.

        Raises:
            WbError: INPUT; its sentence stands under the input then.
        """
        text = self.text()
        if not text:
            self.box.set_error("")
            return None
        try:
            value = parse_value(self.owner, self.part, text)
        except WbError as error:
            self.box.set_error(error.full_text)
            raise
        self.box.set_error("")
        return Condition(self.owner.name, self.part.name, value)

    def check(self) -> bool:
        """Say what is wrong with the value; return whether it can be sent."""
        try:
            self.condition()
        except WbError:
            return False
        return True

    def _make(self, title: str, hint: str) -> QWidget:
        part = self.part
        if part.kind in {PartKind.FLAG, PartKind.CHOICE}:
            self._choice = Segmented(title, _choices(part), self._look)
            self._choice.chosen.connect(lambda _key: self.changed.emit())
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(self._choice)
            line.addStretch(1)
            return row
        self._line = self._make_line(title, hint)
        self._line.textEdited.connect(self._typed)
        self._line.returnPressed.connect(self.entered)
        return self._with_calendar(self._line) if part.kind is PartKind.TIME else self._line

    def _make_line(self, title: str, hint: str) -> LineEdit:
        if self._found is None:
            numeric = self.part.kind in NUMBERS
            return LineEdit(title, self._look, placeholder=hint, numeric=numeric)
        name = self.part.name or self.owner.name
        field = Field(name, self.owner.title, Kind.ID, lambda _record: None)
        entry = Entry(name, free=True, completes=self.owner.completes)
        line = LineEntry(Meaning(field, entry), self._look)
        line.setPlaceholderText(hint)
        line.setAccessibleName(title)
        suggest = offer(line, Offered(entry, self._found), self._look, free=True)
        suggest.chosen.connect(self._choose)
        return line

    def _choose(self, choice: Coded) -> None:
        self.set_text(choice.code)
        self._typed()

    def _typed(self) -> None:
        self.check()
        self.changed.emit()

    def _with_calendar(self, line: LineEdit) -> QWidget:
        line.setPlaceholderText("2026-03-14")
        button = IconButton("calendar", tr("Choose a day"), self._look)
        button.clicked.connect(lambda: self._open_calendar(button))
        row = QWidget()
        across = QHBoxLayout(row)
        keep_spacing(across, self._look, 4)
        across.addWidget(line, 1)
        across.addWidget(button)
        row.setFocusProxy(line)
        return row

    def _open_calendar(self, button: QWidget) -> None:
        calendar = QCalendarWidget()
        calendar.setAccessibleName(tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        day = read_date(self.text())
        if day is not None and hasattr(day, "isoformat"):
            calendar.setSelectedDate(QDate.fromString(str(day), "yyyy-MM-dd"))
        pop = PopOver(tr("Calendar"), calendar, self._look, self)

        def take(chosen: QDate) -> None:
            pop.close()
            self.set_text(chosen.toString("yyyy-MM-dd"))
            self._typed()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        pop.closed.connect(pop.deleteLater)
        pop.open_at(button, right=True)


def _choices(part: Part) -> list[tuple[str, str]]:
    if part.kind is PartKind.FLAG:
        return [(ANY, tr("Any")), ("true", tr("Yes")), ("false", tr("No"))]
    names = part.names or part.choices
    named = ((word, tr(name)) for word, name in zip(part.choices, names, strict=True))
    return [(ANY, tr("Default")), *named]


def typed(value: object) -> str:
    """Return a condition's value as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(str(member) for member in value)
    return str(value)
