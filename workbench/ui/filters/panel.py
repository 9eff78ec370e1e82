"""The editor of one filter with its title, its help and the button that applies it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.queries import Filter
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributechips import drop_attribute
from workbench.ui.filters.attributes import AttributesEditor
from workbench.ui.filters.editors import editor_of
from workbench.ui.filters.grounds import scrolled
from workbench.ui.filters.partseditor import PartsEditor
from workbench.ui.filters.subjects import Subject
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


class FilterPanel(QWidget):
    """Edits one subject; nothing is asked before Apply, or Enter in an input.

    Attributes:
        applied: the filter was applied or removed.
    """

    applied = Signal()

    def __init__(self, desk: Desk, look: Look, subject: Subject) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.subject = subject
        self._attribute = ""
        self._error = label("", look, Role.NOTE, Mark.REFUSED, wrap=True, selectable=True)
        self._error.hide()
        self.expression: ExpressionEditor | None = None
        if subject.owner:
            self.editor = editor_of(desk, look, subject.owner)
            self.editor.load(self._asked(subject.owner))
            inner: QWidget = self.editor
            self.editor.changed.connect(self._error.hide)
            self.editor.entered.connect(self.apply)
        else:
            assert subject.field
            self.editor = None
            self.expression = ExpressionEditor(desk, look, subject.field)
            self.expression.entered.connect(self.apply)
            inner = self.expression
        self.take = Button(tr("Apply"), look, Kind.PRIMARY)
        self.drop = Button(tr("Remove filter"), look, Kind.QUIET)
        self.take.clicked.connect(self.apply)
        self.drop.clicked.connect(self.remove)
        self._lay_out(inner)
        # Shown before it stands in the panel it would be a window, whose end closes the pop-over.
        self.drop.setVisible(self.is_set)
        self.setFocusProxy(inner)

    def show_attribute(self, code: str) -> None:
        """Show what is asked of one attribute, where the filter is about attributes.

        Removing then means that one alone.
        """
        if isinstance(self.editor, AttributesEditor) and code:
            self._attribute = code
            self.editor.show_attribute(code)

    @property
    def tall(self) -> int:
        """Height that suits it alone, with room for what may be wrong; px at 100 %."""
        if self.expression is not None:
            return 190
        return 150 + 84 * self.editor.rows if isinstance(self.editor, PartsEditor) else 420

    @property
    def is_set(self) -> bool:
        """Whether the subject narrows the rows now."""
        view = self._desk.view
        if self.subject.owner:
            return bool(self._asked(self.subject.owner))
        return bool(self.subject.field and self.subject.field.id in view.header)

    def apply(self) -> None:
        """Ask with what is set here, in one question; a wrong value stays with its reason."""
        try:
            if self.editor is not None and self.subject.owner:
                self._ask(self.subject.owner)
            elif self.expression is not None:
                self.expression.apply()
        except WbError as error:
            self._say(error)
            return
        self.applied.emit()

    def remove(self) -> None:
        """Ask without this filter."""
        if self.subject.owner and self._attribute:
            drop_attribute(self._desk, self.subject.owner.name, self._attribute)
        elif self.subject.owner:
            self._desk.drop_condition(self.subject.owner.name)
        elif self.subject.field:
            self._desk.set_header(self.subject.field.id, "")
        self.applied.emit()

    def _ask(self, owner: Filter) -> None:
        assert self.editor is not None
        wanted = self.editor.conditions()
        query = self._desk.view.query
        if wanted == self._asked(owner):
            return
        kept = query.without(owner.name).conditions
        self._desk.ask(msgspec.structs.replace(query, conditions=(*kept, *wanted)))

    def _asked(self, owner: Filter) -> tuple:
        conditions = self._desk.view.query.conditions
        return tuple(held for held in conditions if held.filter == owner.name)

    def _say(self, error: WbError) -> None:
        """Show a failure that no input shows at its own place."""
        own = isinstance(self.editor, PartsEditor | AttributesEditor)
        shown_at_field = own or self.expression is not None
        self._error.setVisible(not shown_at_field)
        self._error.say(error.full_text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, inner: QWidget) -> None:
        look, subject = self._look, self.subject
        head = QHBoxLayout()
        keep_spacing(head, look)
        head.addWidget(label(subject.title, look, Role.RECORD))
        head.addWidget(label(subject.name, look, Role.NOTE, "text3", selectable=True))
        head.addStretch(1)
        foot = QHBoxLayout()
        keep_spacing(foot, look)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10, (8, 8, 8, 8))
        column.addLayout(head)
        if subject.help:
            column.addWidget(label(subject.help, look, Role.NOTE, "text2", wrap=True))
        column.addWidget(scrolled(inner, look) if isinstance(inner, PartsEditor) else inner, 1)
        column.addWidget(self._error)
        column.addLayout(foot)


class ExpressionEditor(QWidget):
    """An expression over one field of the loaded rows, as typed under a table's header."""

    entered = Signal()

    def __init__(self, desk: Desk, look: Look, field: Field) -> None:
        super().__init__()
        self._desk = desk
        self._field = field
        self.edit = LineEdit(tr(field.title), look)
        self.edit.setText(desk.view.header.get(field.id, ""))
        self.edit.setPlaceholderText(tr(">=10, 5..9, =abc, !abc, empty, /abc.*/"))
        self.edit.returnPressed.connect(self.entered)
        self.box = FieldBox(tr("Expression"), self.edit, look, unit=tr(field.unit))
        column = QVBoxLayout(self)
        keep_spacing(column, look)
        column.addWidget(self.box)
        note = tr("Works on the rows that are loaded; nothing is asked of the service.")
        column.addWidget(label(note, look, Role.NOTE, "text2", wrap=True))
        column.addStretch(1)
        self.setFocusProxy(self.edit)

    def apply(self) -> None:
        """Filter the loaded rows.

        Raises:
            WbError: INPUT, for a wrong expression; its sentence stands under the input.
        """
        try:
            self._desk.set_header(self._field.id, self.edit.text())
        except WbError as error:
            self.box.set_error(error.full_text)
            raise
        self.box.set_error("")
