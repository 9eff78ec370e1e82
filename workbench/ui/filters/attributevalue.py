"""One attribute of a filter: its name, what its type asks for, and the way back to the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.attributes import TITLES, Attribute
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributeinputs import AttributeInput, input_for
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class AttributePage(QWidget):
    """Head and input of an attribute.

    Attributes:
        left: the user goes back to the list.
        attribute: which it is.
        input: what asks for its values.
    """

    left = Signal()

    def __init__(self, attribute: Attribute, desk: Desk, look: Look) -> None:
        super().__init__()
        self.attribute = attribute
        self.input: AttributeInput = input_for(attribute, desk, look)
        self.back = IconButton("chevron-left", tr("All attributes"), look, small=True)
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        keep_spacing(head, look, 6)
        head.addWidget(self.back)
        head.addWidget(elided_label(attribute.name, look, Role.TOTAL), 1)
        said = f"{tr(TITLES[attribute.type])} · {attribute.code}"
        head.addWidget(label(said, look, Role.NOTE, "text2", selectable=True))
        column = QVBoxLayout(self)
        keep_spacing(column, look)
        column.addLayout(head)
        if attribute.help and attribute.help != attribute.name:
            column.addWidget(label(attribute.help, look, Role.NOTE, "text2", wrap=True))
        column.addWidget(self.input, int(self.input.wide))
        if not self.input.wide:
            column.addStretch(1)
        self.setFocusProxy(self.input)
