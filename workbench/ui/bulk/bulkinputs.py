"""What is typed for a bulk edit, by what is done: a value, a number, a rounding, texts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.edits import Entry
from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.values import Odd
from workbench.edits.values import blank
from workbench.ui.bulk.typed import (
    choice_box,
    chosen_in,
    clear_layout,
    number_in,
    text_box,
    text_in,
)
from workbench.ui.entry.editor import EntryEditor
from workbench.ui.entry.making import editor_for
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.spacing import keep_spacing
from workbench.workspace.bulk import Bulk, How, Rounding

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

HOWS: Final = {
    How.SET: mark("Set to"),
    How.CLEAR: mark("Clear"),
    How.ADD: mark("Add a number"),
    How.PERCENT: mark("Change by percent"),
    How.ROUND: mark("Round"),
    How.APPEND: mark("Append a text"),
    How.PREPEND: mark("Put a text before"),
    How.REPLACE: mark("Replace a text"),
    How.PUT_IN: mark("Add values"),
    How.TAKE_OUT: mark("Take values out"),
}
"""What each change is called."""

ENDINGS: Final = ("0.90", "0.95", "0.99", "0.00")
STEPS: Final = ("0.05", "0.10", "0.50", "5", "10", "100")
WHOLE: Final = frozenset({Kind.INTEGER, Kind.STOCK})
_VALUES: Final = frozenset({How.SET, How.PUT_IN, How.TAKE_OUT})


class BulkInputs(QWidget):
    """The inputs of one change.

    Attributes:
        changed: something else is typed.
    """

    changed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._how = How.SET
        self._field: Field | None = None
        self._editor: EntryEditor | None = None
        self._boxes: list[FieldBox] = []
        self._row = QHBoxLayout(self)
        keep_spacing(self._row, look, 8)

    @property
    def boxes(self) -> tuple[FieldBox, ...]:
        """The inputs that are shown."""
        return tuple(self._boxes)

    @property
    def editor(self) -> EntryEditor | None:
        """The editor of the value, where one is typed."""
        return self._editor

    def show_for(self, field: Field, entry: Entry, how: How) -> None:
        """Show the inputs of a change of a field."""
        clear_layout(self)
        self._field, self._how, self._editor = field, how, None
        self._boxes = self._made(field, entry, how)
        for box in self._boxes:
            self._row.addWidget(box)
        self.setVisible(bool(self._boxes))

    def bulk(self) -> Bulk | None:
        """Return what is to be done, None where it is not typed yet.

        Raises:
            WbError: INPUT, where what is typed has no meaning.
        """
        how = self._how
        if how is How.CLEAR:
            return Bulk(how)
        if how in _VALUES:
            return self._value()
        if how is How.ROUND:
            step, _, ending = chosen_in(self._boxes[0]).partition("+")
            return Bulk(how, rounding=Rounding(Decimal(step), Decimal(ending or 0)))
        if how in {How.ADD, How.PERCENT}:
            number = number_in(self._boxes[0])
            return None if number is None else Bulk(how, number)
        texts = [text_in(box) for box in self._boxes]
        return Bulk(how, text=texts[0], other=texts[-1]) if texts[0] else None

    def _value(self) -> Bulk | None:
        value = self._editor.value() if self._editor is not None else None
        if blank(value):
            return None
        if isinstance(value, Odd):
            title = tr(self._field.title) if self._field else ""
            raise bad_input(
                tr("“{text}” cannot be read as {field}.", text=value.raw[:80], field=title),
                field="value",
            )
        return Bulk(self._how, value)

    def _made(self, field: Field, entry: Entry, how: How) -> list[FieldBox]:
        look, changed, title = self._look, self._tell, tr(HOWS[how])
        if how in _VALUES:
            self._editor = editor_for(field, entry, look, choices=self._desk.choices(entry))
            self._editor.changed.connect(changed)
            return [FieldBox(title, self._editor.widget, look, unit=field.unit)]
        if how is How.ROUND:
            return [choice_box(tr("To"), self._roundings(field), look, changed)]
        if how is How.ADD:
            days = field.kind is Kind.DATE
            shown = tr("Days, −7 goes back") if days else tr("Number, −5 takes away")
            return [text_box(shown, look, changed, numeric=True)]
        if how is How.PERCENT:
            return [text_box(tr("Percent, −10 makes it less"), look, changed, numeric=True)]
        if how is How.REPLACE:
            return [
                text_box(tr("This text"), look, changed),
                text_box(tr("Becomes"), look, changed),
            ]
        return [] if how is How.CLEAR else [text_box(tr("Text"), look, changed)]

    def _roundings(self, field: Field) -> list[tuple[str, str]]:
        sign = self._desk.workspace.formats.decimal
        steps = [step for step in STEPS if field.kind not in WHOLE or "." not in step]
        found = [(step, tr("multiples of {step}", step=step.replace(".", sign))) for step in steps]
        if field.kind in WHOLE:
            return found
        endings = [
            (f"1+{ending}", tr("ending in {ending}", ending=ending[1:].replace(".", sign)))
            for ending in ENDINGS
        ]
        return [*endings, *found]

    def _tell(self) -> None:
        self.changed.emit()
