"""The pop-over that asks for a name: of a view to save, or its new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.theme.look import Look


class NamePanel(QWidget):
    """An input for a name and the button that takes it; a refused name stays with its reason."""

    def __init__(self, title: str, verb: str, name: str, look: Look) -> None:
        super().__init__()
        self.edit = LineEdit(title, look)
        self.edit.setText(name)
        self.edit.selectAll()
        self.edit.setMinimumWidth(look.px(240))
        self.box = FieldBox(title, self.edit, look)
        self.take = Button(verb, look, Kind.PRIMARY)
        self.cancel = Button(tr("Cancel"), look)
        buttons = QHBoxLayout()
        keep_spacing(buttons, look)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 12, (8, 8, 8, 8))
        column.addWidget(self.box)
        column.addLayout(buttons)


def ask_name(
    anchor: QWidget,
    look: Look,
    title: str,
    verb: str,
    name: str,
    take: Callable[[str], object],
) -> PopOver:
    """Open a pop-over under `anchor` that gives a name to `take`.

    It stays open with the reason beside the input while `take` raises WbError.
    """
    panel = NamePanel(title, verb, name, look)
    pop = PopOver(title, panel, look, anchor)

    def settle() -> None:
        try:
            take(panel.edit.text().strip())
        except WbError as error:
            panel.box.set_error(error.full_text)
            pop.adjustSize()
            return
        pop.close()

    panel.take.clicked.connect(settle)
    panel.edit.returnPressed.connect(settle)
    panel.cancel.clicked.connect(pop.close)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
