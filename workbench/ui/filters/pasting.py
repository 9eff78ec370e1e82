"""The editor for filters whose list is usually pasted: references, EANs, ids."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.core.conditions import parse_value, split_list
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter, PartKind
from workbench.core.texts import tr, trn
from workbench.ui.filters.parts import PartInput
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class PasteEditor(QWidget):
    """A text area, one value a line, and whether they are wanted or left out."""

    changed = Signal()
    entered = Signal()

    def __init__(self, look: Look, owner: Filter) -> None:
        super().__init__()
        self._owner = owner
        self._lists = [part for part in owner.parts if part.kind is PartKind.LIST]
        self._texts = {part.name: "" for part in self._lists}
        self._part = self._lists[0].name
        self.area = ListArea()
        self.box = FieldBox(tr("One value a line"), self.area, look)
        self._count = label("", look, Role.NOTE, "text2")
        names = [(part.name, tr(part.title) or tr(owner.title)) for part in self._lists]
        self.which = Segmented(tr("Wanted or not"), names, look)
        self.which.setVisible(len(names) > 1)
        self.which.chosen.connect(self._switch)
        self.others = [
            PartInput(owner, part, look) for part in owner.parts if part.kind is not PartKind.LIST
        ]
        self.area.textChanged.connect(self._typed)
        self.area.entered.connect(self.entered)
        head = QHBoxLayout()
        keep_spacing(head, look)
        head.addWidget(self.which)
        head.addStretch(1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        column.addLayout(head)
        column.addWidget(self.box, 1)
        column.addWidget(self._count)
        for held in self.others:
            held.changed.connect(self.changed)
            column.addWidget(held)
        self.setFocusProxy(self.area)

    def conditions(self) -> tuple[Condition, ...]:
        """Return what is asked.

        Raises:
            WbError: INPUT, where a value cannot be sent.
        """
        self._texts[self._part] = self.area.toPlainText()
        found: list[Condition] = []
        for part in self._lists:
            if not self._texts[part.name].strip():
                continue
            value = parse_value(self._owner, part, self._texts[part.name])
            found.append(Condition(self._owner.name, part.name, value))
        others = [condition for held in self.others if (condition := held.condition())]
        return (*found, *others) if found else ()

    def load(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked now."""
        values = {condition.part: condition.value for condition in conditions}
        for part in self._lists:
            value = values.get(part.name, ())
            self._texts[part.name] = "\n".join(value) if isinstance(value, tuple) else str(value)
        self.area.setPlainText(self._texts[self._part])
        for held in self.others:
            held.set_text(str(values.get(held.part.name, "")))

    def _switch(self, part: str) -> None:
        self._texts[self._part] = self.area.toPlainText()
        self._part = part
        self.area.setPlainText(self._texts[part])

    def _typed(self) -> None:
        count = len(split_list(self.area.toPlainText()))
        self._count.say(trn("{count} value", "{count} values", count) if count else "")
        try:
            self.conditions()
            self.box.set_error("")
        except WbError as error:
            self.box.set_error(error.full_text)
        self.changed.emit()


class ListArea(QPlainTextEdit):
    """A text area that Tab leaves; Ctrl+Enter is told as `entered`."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)
