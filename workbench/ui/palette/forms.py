"""Inputs made from an operation's parameters: a choice, a number, a flag, a list or a text each."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.core.errors import WbError, bad_input
from workbench.core.operations import Operation, Parameter
from workbench.core.texts import tr
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label, set_tip
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

BODY_HEIGHT = 120
"""Px at 100 %."""


class ParameterForm(QWidget):
    """The form of one operation."""

    def __init__(self, operation: Operation, look: Look) -> None:
        super().__init__()
        self._operation = operation
        self._look = look
        self._inputs: dict[str, QLineEdit | QComboBox] = {}
        self._boxes: dict[str, FieldBox] = {}
        self.body: QPlainTextEdit | None = None
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        for parameter in operation.parameters:
            column.addWidget(self._add(parameter))
        if operation.body:
            column.addWidget(self._add_body(operation))
        if not operation.parameters and not operation.body:
            column.addWidget(label(tr("It takes no parameters."), look, Role.CELL, "text2"))
        column.addStretch(1)

    def arguments(self) -> dict[str, object]:
        """Return what is typed, by the documented names; empty inputs are left out.

        Raises:
            WbError: INPUT with `field` naming the parameter.
        """
        return {
            parameter.name: value
            for parameter in self._operation.parameters
            if (value := self._value(parameter)) is not None
        }

    def document(self) -> object:
        """Return the body typed, None where there is none.

        Raises:
            WbError: INPUT with field "body", where it is no JSON or of another type.
        """
        text = self.body.toPlainText().strip() if self.body else ""
        if not text:
            if self._operation.body and self._operation.body_required:
                raise bad_input(tr("A body is required."), tr("Type it as JSON."), "body")
            return None
        try:
            # Numbers keep the digits they were typed with.
            value = msgspec.json.Decoder(float_hook=Decimal).decode(text)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            reason = tr("This is no JSON: {reason}.", reason=error)
            raise bad_input(reason, tr("Mend it and run again."), "body") from error
        wanted = list if self._operation.body_type == "array" else dict
        if not isinstance(value, wanted):
            kind = tr("a list") if wanted is list else tr("an object")
            raise bad_input(tr("The body must be {kind}.", kind=kind), "", "body")
        return value

    def fail(self, error: WbError) -> bool:
        """Say a failure at its input; return whether it has one here."""
        box = self._boxes.get(error.field)
        if box is None:
            return False
        box.set_error(error.full_text)
        box.editor.setFocus()
        return True

    def clear_errors(self) -> None:
        """Take earlier failures off."""
        for box in self._boxes.values():
            box.set_error("")

    def set_value(self, name: str, text: str) -> None:
        """Type a value into an input."""
        editor = self._inputs[name]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        else:
            editor.setText(text)

    def _value(self, parameter: Parameter) -> object:
        editor = self._inputs[parameter.name]
        is_choice = isinstance(editor, QComboBox)
        text = str(editor.currentData() or "") if is_choice else editor.text().strip()
        if not text:
            if parameter.required:
                title = parameter.name
                raise bad_input(
                    tr("{name} is required.", name=title), tr("Type a value."), parameter.name
                )
            return None
        if parameter.type == "integer" and not text.lstrip("+-").isdigit():
            raise bad_input(tr("A whole number is wanted."), tr("Type digits."), parameter.name)
        if parameter.type == "array":
            return [part.strip() for part in text.split(",") if part.strip()]
        return text

    def _add(self, parameter: Parameter) -> FieldBox:
        choices = parameter.choices
        if parameter.type == "boolean":
            choices = ("true", "false")
        editor: QLineEdit | QComboBox
        if choices:
            editor = QComboBox()
            editor.addItem("" if not parameter.required else tr("Choose"), "")
            for choice in choices:
                editor.addItem(choice, choice)
        else:
            editor = LineEdit(parameter.name, self._look)
            editor.setPlaceholderText(_hint(parameter))
        self._inputs[parameter.name] = editor
        box = FieldBox(parameter.name, editor, self._look, required=parameter.required)
        if parameter.help:
            set_tip(editor, parameter.help)
        self._boxes[parameter.name] = box
        return box

    def _add_body(self, operation: Operation) -> FieldBox:
        self.body = QPlainTextEdit()
        self.body.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.body.setTabChangesFocus(True)
        self.body.setPlainText("[]" if operation.body_type == "array" else "{}")
        self.body.setMinimumHeight(self._look.px(BODY_HEIGHT))
        required = operation.body_required
        box = FieldBox(tr("Body, JSON"), self.body, self._look, required=required)
        self._boxes["body"] = box
        return box


def _hint(parameter: Parameter) -> str:
    if parameter.default not in {None, ""}:
        return str(parameter.default)
    if parameter.type == "array":
        return tr("several, with commas between")
    return parameter.help.partition(". ")[0][:80]
