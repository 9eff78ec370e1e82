"""The bar over the class page: which class, what is shown of it, review and account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from workbench.core.texts import tr
from workbench.ui.classes.namebutton import NameButton
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.shapes import IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, no_mnemonic
from workbench.ui.theme.tokens import Role
from workbench.ui.window.account import AccountChip
from workbench.ui.window.edittools import EditTools

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look

FEATURES, HEAT, BOTH = "features", "heat", "both"
NAME_LEAST = 150
"""Of the name of the class before its code leaves, px at 100 %."""


class ClassBar(QWidget):
    """Where one is, and how much of it is shown.

    Attributes:
        shown: what is wanted: "features", "heat" or "both".
        menu_wanted: what else can be done with the class; where the menu is to stand.
        edits: undo, redo and review.
    """

    shown = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__()
        self._held = held
        self._look = look
        self.sign = IconSign("list-tree", look)
        self.name = NameButton(look)
        self.code = label("", look, Role.CELL, "text2", selectable=True)
        self.parts = Segmented(
            tr("Shown"),
            [(FEATURES, tr("Features")), (HEAT, tr("Heat map")), (BOTH, tr("Both"))],
            look,
        )
        self.edits = EditTools(held.desk, look)
        self.more = IconButton("ellipsis", tr("More about the class"), look)
        self.account = AccountChip(held.desk, look)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8, (16, 0, 16, 0))
        row.addWidget(self.sign)
        row.addWidget(self.name)
        row.addWidget(self.code)
        row.addStretch(1)
        for part in (self.parts, self.edits, self.more, self.account):
            row.addWidget(part)
        self.name.clicked.connect(self._choose)
        self.parts.chosen.connect(self.shown)
        self.more.clicked.connect(
            lambda: self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.edits.resized.connect(self._fit)
        held.opened.connect(self.show_class)
        held.reckoned.connect(self.show_class)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_class()

    @never_raises(None)
    def show_class(self) -> None:
        """Say which class is open."""
        class_ = self._held.class_
        self.name.say(class_.name or self._held.code or tr("No class"))
        self.code.say(self._held.code)
        self._fit()

    def _choose(self) -> None:
        """Offer the classes in use."""
        menu = QMenu(self)
        for count in self._held.counts:
            if count.code:
                action = menu.addAction(no_mnemonic(f"{count.name or count.code}\t{count.count}"))
                action.setCheckable(True)
                action.setChecked(count.code == self._held.code)
                action.triggered.connect(lambda _on=False, code=count.code: self._held.open(code))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.name.mapToGlobal(self.name.rect().bottomLeft()))

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    @never_raises(None)
    def _fit(self) -> None:
        """Let the code leave, then undo and redo, where the name has too little room."""
        px, steps = self._look.px, (self.edits.undo, self.edits.redo)
        parts = (self.parts, self.edits.review, self.more, self.account)
        taken = sum(part.sizeHint().width() + 8 for part in parts if not part.isHidden())
        room = self.width() - taken - px(32 + 32)
        beside = sum(step.sizeHint().width() + 8 for step in steps)
        roomy = room - beside >= px(NAME_LEAST)
        for step in steps:
            step.setVisible(roomy)
        room -= beside if roomy else 0
        self.code.setVisible(room - self.code.sizeHint().width() >= px(NAME_LEAST))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("tool_bar"))
        self.update()
