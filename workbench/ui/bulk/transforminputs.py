"""What is typed for a transform, by what it does: separators, signs, a pasted list, a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.texts import mark, tr
from workbench.export.reading.blocks import parse_block
from workbench.ui.bulk.ticks import FieldTicks
from workbench.ui.bulk.typed import choice_box, choose, chosen_in, clear_layout, text_box, text_in
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.stepper import Stepper
from workbench.workspace.transforming import How, Recipe, pairs_of

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

HOWS: Final = {
    How.TRIM: mark("Trim spaces at both ends"),
    How.SPACES: mark("Make one space of several"),
    How.UPPER: mark("UPPER CASE"),
    How.LOWER: mark("lower case"),
    How.TITLE: mark("Title Case"),
    How.SENTENCE: mark("Sentence case"),
    How.NUMBER: mark("Read as number"),
    How.DATE: mark("Read as date"),
    How.SPLIT: mark("Split, take one part"),
    How.JOIN: mark("Join fields"),
    How.MAP: mark("Map a list"),
    How.FORMULA: mark("Formula"),
}
"""What each transform is called."""

LIST_HEIGHT: Final = 96
"""Px at 100 %."""
FARTHEST: Final = 99


class TransformInputs(QWidget):
    """The inputs of one transform.

    Attributes:
        changed: something else is typed.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[Field], look: Look) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._look = look
        self._boxes: dict[str, FieldBox] = {}
        self._row = QHBoxLayout(self)
        keep_spacing(self._row, look, 8)

    def box(self, name: str) -> FieldBox:
        """Return the input of a member of the recipe; KeyError where it is not shown."""
        return self._boxes[name]

    def show_for(self, recipe: Recipe) -> None:
        """Show the inputs of a recipe with what it holds."""
        clear_layout(self)
        self._boxes = {name: make() for name, make in self._makers(recipe).items()}
        for box in self._boxes.values():
            self._row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(self._boxes))

    def filled(self, recipe: Recipe) -> Recipe:
        """Return a recipe with what is typed."""
        given = {name: _READ[name](box) for name, box in self._boxes.items()}
        return replace(recipe, **given)

    def fail(self, error: WbError | None) -> bool:
        """Say a failure at its input, None takes it off; return whether it has one here."""
        at = error.field if error is not None else ""
        for name, box in self._boxes.items():
            box.set_error(error.full_text if error is not None and name == at else "")
        return at in self._boxes

    def _makers(self, recipe: Recipe) -> dict[str, Callable[[], FieldBox]]:
        source = {"source": lambda: self._source(recipe)}
        match recipe.how:
            case How.NUMBER:
                return source | {"decimal": lambda: self._decimal(recipe)}
            case How.DATE:
                return source | {"day_first": lambda: self._day_first(recipe)}
            case How.SPLIT:
                return source | {
                    "separator": lambda: self._text(tr("At, a space if blank"), recipe.separator),
                    "part": lambda: self._part(recipe),
                }
            case How.JOIN:
                return {
                    "fields": lambda: self._joined(recipe),
                    "separator": lambda: self._text(tr("With, between"), recipe.separator),
                }
            case How.MAP:
                return {"pairs": lambda: self._pairs(recipe)}
            case How.FORMULA:
                title = tr("Formula, as round([Cost] * 1.25, 2)")
                return {"formula": lambda: self._text(title, recipe.formula)}
            case _:
                return {}

    def _tell(self) -> None:
        self.changed.emit()

    def _text(self, title: str, text: str) -> FieldBox:
        box = text_box(title, self._look, self._tell)
        assert isinstance(box.editor, LineEdit)
        box.editor.setText(text)
        return box

    def _source(self, recipe: Recipe) -> FieldBox:
        titles = [("", tr("The field itself")), *((f.id, tr(f.title)) for f in self._fields)]
        box = choice_box(tr("Out of"), titles, self._look, self._tell)
        choose(box, recipe.source)
        return box

    def _decimal(self, recipe: Recipe) -> FieldBox:
        signs = [("", tr("As each number tells")), (",", tr("Comma")), (".", tr("Point"))]
        box = choice_box(tr("Decimal sign"), signs, self._look, self._tell)
        choose(box, recipe.decimal)
        return box

    def _day_first(self, recipe: Recipe) -> FieldBox:
        orders = [("1", tr("Day first: 3/4 is 3 April")), ("", tr("Month first: 3/4 is 4 March"))]
        box = choice_box(tr("Order"), orders, self._look, self._tell)
        choose(box, "1" if recipe.day_first else "")
        return box

    def _part(self, recipe: Recipe) -> FieldBox:
        title = tr("Part, −1 is the last")
        stepper = Stepper(title, self._look, recipe.part, least=-FARTHEST, most=FARTHEST)
        stepper.value_changed.connect(lambda _value: self._tell())
        return FieldBox(title, stepper, self._look)

    def _joined(self, recipe: Recipe) -> FieldBox:
        ticks = FieldTicks(tr("Fields"), self._fields, self._look)
        ticks.tick(recipe.fields)
        ticks.changed.connect(self._tell)
        return FieldBox(tr("Fields"), ticks, self._look)

    def _pairs(self, recipe: Recipe) -> FieldBox:
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setPlainText("\n".join(f"{old} -> {new}" for old, new in recipe.pairs))
        edit.setFixedHeight(self._look.px(LIST_HEIGHT))
        edit.textChanged.connect(self._tell)
        return FieldBox(tr("List, one “old -> new” a line, or pasted columns"), edit, self._look)


def _read_part(box: FieldBox) -> int:
    assert isinstance(box.editor, Stepper)
    return box.editor.value()


def _read_fields(box: FieldBox) -> tuple[str, ...]:
    assert isinstance(box.editor, FieldTicks)
    return box.editor.ticked()


def _read_pairs(box: FieldBox) -> tuple[tuple[str, str], ...]:
    assert isinstance(box.editor, QPlainTextEdit)
    return pairs_of(parse_block(box.editor.toPlainText()))


_READ: Final[dict[str, Callable[[FieldBox], object]]] = {
    "source": chosen_in,
    "decimal": chosen_in,
    "day_first": lambda box: bool(chosen_in(box)),
    "separator": text_in,
    "formula": text_in,
    "part": _read_part,
    "fields": _read_fields,
    "pairs": _read_pairs,
}
