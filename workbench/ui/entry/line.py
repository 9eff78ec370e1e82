"""The editor of one line: texts, codes, numbers, amounts, days and moments, links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter

from workbench.core.edits import Finding
from workbench.core.fields import NUMERIC, Kind
from workbench.core.texts import tr
from workbench.core.values import Coded, Money, Odd
from workbench.ui.entry.meaning import Meaning
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look

LONG_LINE = 100_000
"""Characters that fit a line: what is too long is said, never cut in silence."""


def nothing_open() -> bool:
    """Say that no list is open: editors without one."""
    return False


def nothing_offered() -> Sequence[Coded]:
    """Offer nothing: editors without a list."""
    return ()


class LineEntry(LineEdit):
    """A line whose text means a value of one field.

    A value that was set comes back as it was until its text is changed.

    Attributes:
        changed: the user typed; see `EntryEditor`.
        offered: what a list offers, for reading codes and names; set by who owns the list.
        is_open: whether a list of its own is open; set by who owns the list.
        is_waiting: whether what it offers is not known yet; set by who owns the list.
    """

    changed = Signal()

    def __init__(self, meaning: Meaning, look: Look) -> None:
        numeric = meaning.field.kind in NUMERIC
        super().__init__(tr(meaning.field.title), look, numeric=numeric)
        self.setMaxLength(LONG_LINE)
        self.offered: Callable[[], Sequence[Coded]] = nothing_offered
        self.is_open: Callable[[], bool] = nothing_open
        self.is_waiting: Callable[[], bool] = nothing_open
        self._meaning = meaning
        self._look = look
        self._value: object = None
        self._shown = ""
        self._unit = ""
        self._tail: IconButton | None = None
        self.textEdited.connect(self._typed)
        look.changed.connect(self._fit)
        self._fit()

    def add_tail(self, icon: str, name: str, act: Callable[[], object]) -> IconButton:
        """Put a small button into the right end; Alt+Down presses it."""
        tail = IconButton(icon, name, self._look, small=True, parent=self)
        tail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tail.setCursor(Qt.CursorShape.ArrowCursor)
        tail.clicked.connect(lambda _on=False: act())
        self._tail = tail
        self._fit()
        return tail

    @property
    def widget(self) -> QWidget:
        """The line."""
        return self

    @property
    def input(self) -> QWidget:
        """The line."""
        return self

    @property
    def holds_keys(self) -> bool:
        """Whether a list or calendar of its own is open."""
        return self.is_open()

    def set_value(self, value: object) -> None:
        """Show a typed value."""
        self._value = value
        self._shown = self._meaning.text_of(value)
        if self.text() != self._shown:
            self.setText(self._shown)
            self.setCursorPosition(0)
        self._show_unit()

    def value(self) -> object:
        """Return the typed value; the one that was set where its text still stands there."""
        if self.text() == self._shown:
            return self._value
        if self.text().strip() and self.is_waiting():
            return Odd(self.text())
        return self._meaning.read(self.text(), self._value, self.offered())

    def choose(self, choice: Coded) -> None:
        """Take a value of a list as if it had been typed."""
        self.set_value(self._meaning.of_choice(choice))
        self.changed.emit()

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed."""
        self.setText(text)
        self._typed()

    def select_all(self) -> None:
        """Select all of the text."""
        self.selectAll()

    def set_finding(self, finding: Finding | None) -> None:
        """Frame the input as wrong, or no longer."""
        self.set_bad(finding.sentence if finding else "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be typed; the frame goes, the place stays."""
        self.setReadOnly(read_only)
        if self._tail is not None:
            self._tail.setVisible(not read_only or self._meaning.field.kind is Kind.LINK)
        self.update()

    @never_raises(None)
    def _typed(self, _text: str = "") -> None:
        self.changed.emit()

    def _show_unit(self) -> None:
        held = self._value.currency if isinstance(self._value, Money) else self._meaning.currency
        amount = self._meaning.field.kind is Kind.MONEY
        self._unit = held if amount and held != self._meaning.field.unit else ""
        self._fit()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._tail is not None and alt and event.key() == Qt.Key.Key_Down:
            if not self.isReadOnly():
                self._tail.click()
            return
        super().keyPressEvent(event)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if self._unit:
            painter = QPainter(self)
            painter.setFont(self._look.font(Role.AXIS))
            painter.setPen(self._look.colours.text2)
            room = self.rect().adjusted(0, 0, -self._look.px(8), 0)
            painter.drawText(room, ONE_LINE | int(Qt.AlignmentFlag.AlignRight), self._unit)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._tail is not None:
            side = min(self._tail.sizeHint().width(), self.height())
            gap = (self.height() - side) // 2
            self._tail.setGeometry(QRect(self.width() - side - gap, gap, side, side))

    @never_raises(None)
    def _fit(self) -> None:
        look = self._look
        is_id = self._meaning.field.kind is Kind.ID
        self.setFont(look.font(Role.ID if is_id else Role.CELL))
        right = look.px(4)
        if self._tail is not None:
            right = self._tail.sizeHint().width() + look.px(2)
        elif self._unit:
            right = look.metrics(Role.AXIS).horizontalAdvance(self._unit) + look.px(10)
        self.setTextMargins(look.px(6), 0, right, 0)
