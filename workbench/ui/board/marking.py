"""How the pieces are to be marked: asked once, of every supplier alike."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSpinBox, QWidget

from workbench.core.offers import Printing, Technique
from workbench.core.texts import tr
from workbench.ui.board.working import begin
from workbench.ui.parts.combo import ElidedCombo
from workbench.ui.parts.stepper import Stepper
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label, no_mnemonic
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison

MOST = 99
"""Colours or positions."""
LOOK = "?"
"""In place of a technique's code: those of the rows in sight are to be looked for."""
LARGEST = 2_000
"""Of a side, mm."""


class MarkingForm(QWidget):
    """Technique, colours, positions and size.

    Attributes:
        load_wanted: services are to be asked how the items in sight can be marked.
        technique, colours, positions, long, wide: its inputs.
    """

    load_wanted = Signal()

    def __init__(self, desk: Desk, comparison: Comparison, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._comparison = comparison
        self._look = look
        self._offered: tuple[Technique, ...] = ()
        self.technique = ElidedCombo()
        self.technique.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.technique.setMinimumContentsLength(8)
        self.colours = _number(1, MOST, tr("Colours"))
        self.positions = _number(1, MOST, tr("Positions"))
        self.long = Stepper(tr("Length of the marking, mm"), look, 0, least=0, most=LARGEST)
        self.wide = Stepper(tr("Width of the marking, mm"), look, 0, least=0, most=LARGEST)
        self._grid = QGridLayout(self)
        size = QHBoxLayout()
        size.setSpacing(look.px(4))
        size.addWidget(self.long)
        size.addWidget(label("×", look, Role.CELL, "text2"))
        size.addWidget(self.wide)
        for row, (title, part) in enumerate((
            (tr("Technique"), self.technique),
            (tr("Colours"), self.colours),
            (tr("Positions"), self.positions),
        )):  # fmt: skip
            self._grid.addWidget(label(title, look, Role.CELL, "text2"), row, 0)
            self._grid.addWidget(part, row, 1)
            part.setAccessibleName(title)
        self._grid.addWidget(label(tr("Size, mm"), look, Role.CELL, "text2"), 3, 0)
        self._grid.addLayout(size, 3, 1)
        self._grid.setColumnStretch(1, 1)
        self.technique.activated.connect(self._take)
        for box in (self.colours, self.positions):
            box.editingFinished.connect(self._take)
        for side in (self.long, self.wide):
            side.value_changed.connect(self._take)
        comparison.changed.connect(weak_slot(self, self._read))
        comparison.repriced.connect(weak_slot(self, self._read))
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_now()
        self._read()

    def _read(self) -> None:
        """Have the techniques of the rows shown read."""
        begin(self, self._desk, "techniques", self._comparison.techniques, self._offer)

    def _offer(self, techniques: tuple[Technique, ...]) -> None:
        if techniques != self._offered:
            self._offered = techniques
            self.show_now()

    @never_raises(None)
    def show_now(self) -> None:
        """Show what is asked."""
        printing = self._comparison.asked.printing or Printing()
        with QSignalBlocker(self.technique):
            self.technique.clear()
            self.technique.add(tr("Unmarked"), "")
            known = {each.code: each.name for each in self._offered}
            if printing.technique:
                known.setdefault(printing.technique, printing.technique)
            for code, name in known.items():
                self.technique.add(no_mnemonic(name), code)
            self.technique.setCurrentIndex(max(self.technique.findData(printing.technique), 0))
            # Always: rows of another search may be marked by what nobody asked for yet.
            self.technique.insertSeparator(self.technique.count())
            self.technique.add(tr("Look for techniques…"), LOOK)
        self.technique.say()
        for box, value in ((self.colours, printing.colours), (self.positions, printing.positions)):
            with QSignalBlocker(box):
                box.setValue(value)
        for side, size in ((self.long, printing.length), (self.wide, printing.width)):
            if not side.hasFocus():
                with QSignalBlocker(side):
                    side.set_value(int(size or 0))
        for part in (self.colours, self.positions, self.long, self.wide):
            part.setEnabled(bool(printing.technique))

    def _take(self, *_: object) -> None:
        technique = str(self.technique.currentData() or "")
        if technique == LOOK:
            self.show_now()
            self.load_wanted.emit()
            return
        printing = Printing(
            technique,
            self.colours.value(),
            positions=self.positions.value(),
            length=Decimal(self.long.value()) or None,
            width=Decimal(self.wide.value()) or None,
        )
        held = self._comparison.asked.printing
        self._comparison.ask(printing=printing if technique else None)
        if (held is None) is (technique == ""):
            return
        self.show_now()

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self._grid.setContentsMargins(px(16), px(2), px(12), px(6))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))


def _number(least: int, most: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setKeyboardTracking(False)
    box.setAccessibleName(name)
    return box
