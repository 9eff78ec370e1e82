"""What can be asked of one attribute, by its type: choices, yes or no, a number, a range, texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.attributes import ALL, SEVERAL, Asked, Attribute, AttributeType, checked
from workbench.core.conditions import split_list
from workbench.core.errors import WbError
from workbench.core.pages import FacetValue
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributetexts import SpokenInput
from workbench.ui.filters.choosing import Choosing
from workbench.ui.filters.valuelist import ValueList
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

ANY = "any"


class ChoiceInput(QWidget):
    """Ticks among the attribute's own values, by name."""

    changed = Signal()
    entered = Signal()
    wide = True

    def __init__(self, attribute: Attribute, desk: Desk, look: Look) -> None:
        super().__init__()
        self._attribute = attribute
        several = attribute.type in SEVERAL
        values = [FacetValue(held.code, held.label, 0) for held in attribute.choices]
        self.list = ValueList(
            attribute.name, Choosing(values), look, desk.workspace.formats, excludes=several
        )
        self.list.changed.connect(self._ticked)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        keep_spacing(foot, look)
        self._said = label("", look, Role.NOTE, "text2")
        foot.addWidget(self._said, 1)
        self.which: Segmented | None = None
        if several:
            foot.addWidget(label(tr("Alt+click leaves a value out"), look, Role.NOTE, "text3"))
            choices = [(ANY, tr("At least one")), (ALL, tr("All of them"))]
            self.which = Segmented(tr("Which of them"), choices, look)
            self.which.chosen.connect(lambda _key: self.changed.emit())
        column.addLayout(foot)
        if self.which is not None:
            column.addWidget(self.which)
        self.setFocusProxy(self.list)

    def asked(self) -> Asked | None:
        """Return what is ticked and left out; None for nothing."""
        choosing, held = self.list.choosing, self._attribute
        if not choosing.wanted and not choosing.unwanted:
            return None
        every = self.which is not None and self.which.value() == ALL
        return Asked(held.code, held.type, tuple(choosing.wanted), tuple(choosing.unwanted), every)

    def load(self, asked: Asked | None) -> None:
        """Tick what is asked; values that the attribute does not list keep their codes."""
        choosing = self.list.choosing
        wanted, unwanted = (asked.values, asked.without) if asked is not None else ((), ())
        listed = choosing.values
        more = [code for code in (*wanted, *unwanted) if code not in listed]
        if more:
            new = (FacetValue(code, code, 0) for code in more)
            self.list.set_values((*listed.values(), *new))
        choosing.set_ticks(wanted, unwanted)
        self.list.refresh()
        if self.which is not None:
            self.which.set_value(ALL if asked is not None and asked.all else ANY)
        self._said.say(self.list.summary())

    def _ticked(self) -> None:
        self._said.say(self.list.summary())
        self.changed.emit()


class FlagInput(QWidget):
    """Any, yes or no."""

    changed = Signal()
    entered = Signal()
    wide = False

    def __init__(self, attribute: Attribute, look: Look) -> None:
        super().__init__()
        self._attribute = attribute
        choices = [(ANY, tr("Any")), ("true", tr("Yes")), ("false", tr("No"))]
        self.choice = Segmented(attribute.name, choices, look)
        self.choice.chosen.connect(lambda _key: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.setFocusProxy(self.choice)

    def asked(self) -> Asked | None:
        """Return what is chosen, None for any."""
        value = self.choice.value()
        if value == ANY:
            return None
        return Asked(self._attribute.code, self._attribute.type, (value,))

    def load(self, asked: Asked | None) -> None:
        """Choose what is asked; both at once are the same as any."""
        values = asked.values if asked is not None else ()
        self.choice.set_value(values[0] if len(values) == 1 else ANY)


class LinesInput(QWidget):
    """A line for a text or a number, two for a range; codes that are not listed, by commas."""

    changed = Signal()
    entered = Signal()
    wide = False

    def __init__(self, attribute: Attribute, look: Look) -> None:
        super().__init__()
        self._attribute = attribute
        number = attribute.type in {AttributeType.NUMBER, AttributeType.RANGE}
        self.lines = [LineEdit(title, look, numeric=number) for title in _titles(attribute)]
        row = QHBoxLayout()
        keep_spacing(row, look, 12)
        self.boxes = [
            FieldBox(title, line, look)
            for title, line in zip(_titles(attribute), self.lines, strict=True)
        ]
        for line, box in zip(self.lines, self.boxes, strict=True):
            line.textEdited.connect(lambda _text: self._typed())
            line.returnPressed.connect(self.entered)
            row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        keep_spacing(column, look)
        column.addLayout(row)
        self.setFocusProxy(self.lines[0])

    def asked(self) -> Asked | None:
        """Return what is typed.

        Raises:
            WbError: INPUT; its sentence stands under the first line that is wrong.
        """
        for box in self.boxes:
            box.set_error("")
        texts = tuple(line.text().strip() for line in self.lines)
        if not any(texts):
            return None
        held = self._attribute
        values = split_list(texts[0]) if held.type not in _SINGLE else texts
        for box, text in zip(self.boxes, texts, strict=True):
            if held.type is AttributeType.RANGE and text:
                self._check(Asked(held.code, AttributeType.NUMBER, (text,)), box)
        return self._check(Asked(held.code, held.type, values), self.boxes[-1])

    def load(self, asked: Asked | None) -> None:
        """Type what is asked."""
        values: Sequence[str] = asked.values if asked is not None else ()
        if self._attribute.type not in _SINGLE:
            values = (", ".join(values),)
        for at, line in enumerate(self.lines):
            line.setText(values[at] if at < len(values) else "")

    def _check(self, asked: Asked, box: FieldBox) -> Asked:
        try:
            return checked(asked)
        except WbError as error:
            box.set_error(error.full_text)
            raise

    def _typed(self) -> None:
        for box in self.boxes:
            box.set_error("")
        self.changed.emit()


_SINGLE = frozenset({AttributeType.TEXT, AttributeType.NUMBER, AttributeType.RANGE})


def _titles(attribute: Attribute) -> tuple[str, ...]:
    match attribute.type:
        case AttributeType.RANGE:
            return tr("From"), tr("To")
        case AttributeType.NUMBER:
            return (tr("Number"),)
        case AttributeType.TEXT:
            return (tr("Part of the text"),)
        case _:
            return (tr("Codes, parted by commas"),)


AttributeInput = ChoiceInput | FlagInput | LinesInput | SpokenInput
"""What asks for values of one attribute: `asked` and `load`, `changed` with every key, `entered`
where Enter means what stands there, `wide` where it takes all the height that there is."""


def input_for(attribute: Attribute, desk: Desk, look: Look) -> AttributeInput:
    """Return the input that an attribute's type asks for."""
    if attribute.choices:
        return ChoiceInput(attribute, desk, look)
    match attribute.type:
        case AttributeType.FLAG:
            return FlagInput(attribute, look)
        case AttributeType.SPOKEN:
            return SpokenInput(attribute, desk, look)
        case _:
            return LinesInput(attribute, look)
