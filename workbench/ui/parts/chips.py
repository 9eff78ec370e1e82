"""Filter chips in one row that never wraps: what does not fit becomes "+3"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look

WIDEST = 320
"""A chip's text is cut beyond this many pixels, so that one filter cannot fill the row."""


class ChipText(msgspec.Struct, frozen=True):
    """One filter as the chip says it; `bad` is why it cannot be used, empty if it can."""

    key: str
    field: str
    operator: str
    value: str
    bad: str = ""


class Chip(QAbstractButton):
    """Click or Enter opens the filter; the cross, Delete or Backspace removes it."""

    removed = Signal()

    def __init__(self, text: ChipText, look: Look) -> None:
        super().__init__()
        self._look = look
        self.shown = text
        lead = f"{visible(text.field)} {visible(text.operator)}".strip()
        self._lead, self._value = lead, visible(text.value)
        self.setAccessibleName(f"{lead} {self._value}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_tip(self, text.bad or self.accessibleName())
        look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: D102
        look = self._look
        text = self._lead_width() + look.metrics(Role.NOTE_STRONG).horizontalAdvance(self._value)
        width = min(text, look.px(WIDEST)) + look.px(8 + 4 + 6 + 24) + self._mark_room()
        return QSize(width, look.size("control_small"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, bad = self._look, bool(self.shown.bad)
        refused = look.colours_of(Mark.REFUSED)
        ground = refused.tint if bad else look.selected()
        edge = refused.mark if bad else mix(look.colours.surface, look.accent.ink, 0.4)
        if self.hasFocus():
            edge = look.accent.ink
        frame(painter, self.rect(), look.radius(), ground, edge, 2.0 if self.hasFocus() else 1.0)
        left = look.px(8)
        if bad:
            spot = QRect(left, 0, look.size("mark"), self.height())
            look.marks.paint(painter, spot, Mark.INVALID)
            left += self._mark_room()
        self._paint_text(painter, left)
        look.paint_icon(painter, self._icon_spot(), "x", look.colours.text2)

    def _paint_text(self, painter: QPainter, left: int) -> None:
        look = self._look
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        painter.drawText(QRect(left, 0, self.width(), self.height()), ONE_LINE, self._lead)
        left += self._lead_width() + look.px(4)
        room = max(0, self._cross().left() - left)
        metrics = look.metrics(Role.NOTE_STRONG)
        value = metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, room)
        painter.setFont(look.font(Role.NOTE_STRONG))
        painter.setPen(look.colours_of(Mark.REFUSED).ink if self.shown.bad else look.colours.text)
        painter.drawText(QRect(left, 0, room + 1, self.height()), ONE_LINE, value)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self.isDown() and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _lead_width(self) -> int:
        return self._look.metrics(Role.NOTE).horizontalAdvance(self._lead)

    def _mark_room(self) -> int:
        return self._look.px(18) if self.shown.bad else 0

    def _cross(self) -> QRect:
        side = self._look.size("control_small")
        return QRect(self.width() - side, 0, side, self.height())

    def _icon_spot(self) -> QRect:
        side = self._look.size("icon_dense")
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self._cross().center())
        return spot

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class DashedButton(QAbstractButton):
    """The add chip "+ Filter" (dashed), and the last chip of a full row "+3" (`plain`)."""

    def __init__(self, text: str, look: Look, *, icon: str = "", plain: bool = False) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._plain = plain
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, text)
        look.changed.connect(self._restyle)

    def say(self, text: str, name: str) -> None:
        """Shows `text`; screen readers hear `name`."""
        self._shown = visible(text)
        self.setAccessibleName(name)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        text = self._look.metrics(Role.LABEL).horizontalAdvance(self._shown)
        icon = self._look.px(18) if self._icon else 0
        return QSize(text + icon + 2 * self._look.px(8), self._look.size("control_small"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, colours = self._look, self._look.colours
        ground = colours.hover if self.underMouse() else None
        focused = self.hasFocus()
        edge = look.accent.ink if focused else colours.line2
        dashed = not self._plain and not focused
        frame(
            painter, self.rect(), look.radius(), ground, edge, 2.0 if focused else 1.0,
            dashed=dashed,
        )  # fmt: skip
        rest = self.rect()
        if self._icon:
            spot = QRect(look.px(8), 0, look.size("icon_dense"), self.height())
            look.paint_icon(painter, spot, self._icon)
            rest.setLeft(look.px(18))
        painter.setFont(look.font(Role.LABEL))
        painter.setPen(colours.text)
        painter.drawText(rest, CENTRED, self._shown)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ChipRow(QWidget):
    """The row under the tool bar, 38 high: chips, "+3", add chip, "Clear all".

    `opened` and `removed` carry the chip's key; `rest_wanted` asks for the list of hidden chips.
    """

    opened = Signal(str)
    removed = Signal(str)
    add_wanted = Signal()
    clear_wanted = Signal()
    rest_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chips: list[Chip] = []
        self.setAccessibleName(tr("Filters"))
        self._rest = DashedButton("+0", look, plain=True)
        self._add = DashedButton(tr("Filter"), look, icon="plus")
        self._add.setAccessibleName(tr("Add filter"))
        self._clear = Button(tr("Clear all"), look, Kind.QUIET, small=True)
        self._rest.clicked.connect(self.rest_wanted)
        self._add.clicked.connect(self.add_wanted)
        self._clear.clicked.connect(self.clear_wanted)
        row = QHBoxLayout(self)
        for part in (self._rest, self._add, self._clear):
            row.addWidget(part)
        row.addStretch(1)
        self._row = row
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def add_button(self) -> QAbstractButton:
        """Where the pop-over that adds a filter belongs."""
        return self._add

    @property
    def rest_button(self) -> QAbstractButton:
        """Where the list of hidden chips belongs."""
        return self._rest

    def chip(self, key: str) -> Chip | None:
        """The chip with this key, if shown or hidden."""
        return next((chip for chip in self._chips if chip.shown.key == key), None)

    def hidden_chips(self) -> list[ChipText]:
        """Those that did not fit, in order."""
        return [chip.shown for chip in self._chips if chip.isHidden()]

    def set_chips(self, texts: Sequence[ChipText]) -> None:
        """Shows these filters instead of the ones before."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, text in enumerate(texts):
            chip = Chip(text, self._look)
            chip.clicked.connect(lambda _on=False, key=text.key: self.opened.emit(key))
            chip.removed.connect(lambda key=text.key: self.removed.emit(key))
            self._row.insertWidget(place, chip)
            self._chips.append(chip)
        self._clear.setVisible(bool(texts))
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(120), self._look.size("chip_row"))

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = self._look.size("gap_tight")
        fixed = self._add.sizeHint().width() + self._clear.sizeHint().width() + 3 * gap
        room = self.width() - 2 * self._look.size("gap_group") - fixed
        widths = [chip.sizeHint().width() + gap for chip in self._chips]
        fitting = len(widths)
        if sum(widths) > room:
            room -= self._look.px(40)
            fitting = next((n for n in range(len(widths)) if sum(widths[: n + 1]) > room), 0)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < fitting)
        more = len(widths) - fitting
        self._rest.setVisible(more > 0)
        self._rest.say(f"+{more}", tr("{count} more filters", count=more))

    @never_raises(None)
    def _restyle(self) -> None:
        side = self._look.size("gap_group")
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(self._look.size("gap_tight"))
        self.setFixedHeight(self._look.size("chip_row"))
        self._fit()
