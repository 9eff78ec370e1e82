"""The form of an action: an input for each field, and below it what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.core.edits import Entry, Finding, Values, Weight
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.ui.acts.fileinput import FileInput
from workbench.ui.entry.editor import EntryEditor
from workbench.ui.entry.making import editor_for
from workbench.ui.entry.meaning import typing_text
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import tip_text
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

COLUMNS = 2


class ActionForm(QWidget):
    """The inputs of an action.

    Attributes:
        changed: something else is typed or chosen.
    """

    changed = Signal()

    def __init__(
        self,
        inputs: Sequence[tuple[Field, Entry]],
        desk: Desk,
        look: Look,
        defaults: Values | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._desk = desk
        self._editors: dict[str, EntryEditor] = {}
        self._files: dict[str, FileInput] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._touched: set[str] = set()
        self._fixes: dict[str, object] = {}
        grid = QGridLayout(self)
        keep_spacing(grid, look, 12)
        for at, (field, entry) in enumerate(inputs):
            box = self._made(field, entry)
            box.setToolTip(tip_text(tr(field.help)))
            self._boxes[field.id] = box
            place = Qt.AlignmentFlag.AlignTop
            grid.addWidget(box, at // COLUMNS, at % COLUMNS, place)
        for name, value in (defaults or {}).items():
            self._editors[name].set_value(value)
        for column in range(min(COLUMNS, len(inputs))):
            grid.setColumnStretch(column, 1)

    def values(self) -> dict[str, object]:
        """Return what is typed, by field; of a file its name."""
        found = {name: editor.value() for name, editor in self._editors.items()}
        return found | {name: held.name or None for name, held in self._files.items()}

    def files(self) -> dict[str, bytes]:
        """Return the contents of the files that were chosen, by field."""
        held = self._files.items()
        return {name: file.content for name, file in held if file.content is not None}

    def set_value(self, name: str, value: object) -> None:
        """Show a value as if it had been typed."""
        self._editors[name].set_value(value)
        self._typed(name)

    def box(self, name: str) -> FieldBox:
        """Return the box of a field; KeyError where the form has none."""
        return self._boxes[name]

    def editor(self, name: str) -> EntryEditor:
        """Return the editor of a field; KeyError where the form has none."""
        return self._editors[name]

    def file(self, name: str) -> FileInput:
        """Return the input of a file; KeyError where the form has none."""
        return self._files[name]

    def show_findings(self, findings: Sequence[Finding], *, all_inputs: bool) -> list[str]:
        """Say what is wrong at the inputs that were typed in, with `all_inputs` at every one.

        Returns:
            the sentences that belong to no input.
        """
        first = {finding.field: finding for finding in reversed(findings)}
        self._fixes.clear()
        for name, box in self._boxes.items():
            finding = first.get(name)
            if finding is None or not (all_inputs or name in self._touched):
                box.set_error("")
                continue
            kind = Mark.INVALID if finding.weight is Weight.REFUSED else Mark.CHANGED
            fix = ""
            if finding.fix is not None:
                self._fixes[name] = finding.fix
                fix = tr("Use {value}", value=typing_text(finding.fix))
            box.set_error(finding.sentence, fix, kind)
        return [held.sentence for held in findings if held.field not in self._boxes]

    def go_to(self, name: str) -> None:
        """Put the focus into an input."""
        if name in self._boxes:
            self._boxes[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, field: Field, entry: Entry) -> FieldBox:
        title, look = tr(field.title), self._look
        if entry.file:
            file = FileInput(title, entry.file, look, self._desk.workspace.jobs)
            file.changed.connect(lambda: self._typed(field.id))
            file.failed.connect(lambda error: self._fail(field.id, error))
            self._files[field.id] = file
            return FieldBox(title, file, look, required=entry.required)
        choices = self._desk.choices(entry)
        editor = editor_for(field, entry, look, choices=choices)
        editor.changed.connect(lambda: self._typed(field.id))
        if choices is not None:
            choices.load()
        self._editors[field.id] = editor
        box = FieldBox(title, editor.widget, look, unit=field.unit, required=entry.required)
        box.fix_wanted.connect(lambda: self._fix(field.id))
        return box

    def _typed(self, name: str) -> None:
        self._touched.add(name)
        self.changed.emit()

    def _fail(self, name: str, error: WbError) -> None:
        self._typed(name)
        self._boxes[name].set_error(error.full_text)

    def _fix(self, name: str) -> None:
        if name in self._fixes:
            self.set_value(name, self._fixes[name])
