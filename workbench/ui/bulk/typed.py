"""Inputs that these dialogs share: a number, a text, a choice, each in its labelled box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.edits import Entry
from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.workspace.typing import typed_text

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


def text_box(
    title: str, look: Look, changed: Callable[[], object], *, numeric: bool = False
) -> FieldBox:
    """Return an input for a text in its box."""
    edit = LineEdit(title, look, numeric=numeric)
    edit.textChanged.connect(lambda _text: changed())
    return FieldBox(title, edit, look)


def text_in(box: FieldBox) -> str:
    """Return what is typed, blanks included."""
    assert isinstance(box.editor, LineEdit)
    return box.editor.text()


def number_in(box: FieldBox) -> Decimal | None:
    """Return the number typed, None where nothing is.

    Raises:
        WbError: INPUT, where it is none.
    """
    text = text_in(box)
    field = Field("number", "", Kind.DECIMAL, _nothing)
    value = typed_text(field, Entry("number"), text)
    if value is None or isinstance(value, Decimal):
        return value
    raise bad_input(tr("“{text}” is no number.", text=text), tr("Type it like 12.50."), "number")


def _nothing(_record: object) -> None:
    return None


def choice_box(
    title: str,
    choices: Sequence[tuple[str, str]],
    look: Look,
    changed: Callable[[], object],
) -> FieldBox:
    """Return a list to choose from, of (key, text), in its box."""
    combo = QComboBox()
    for key, text in choices:
        combo.addItem(text, key)
    combo.currentIndexChanged.connect(lambda _at: changed())
    return FieldBox(title, combo, look)


def chosen_in(box: FieldBox) -> str:
    """Return the key of what is chosen, "" where there is nothing to choose."""
    assert isinstance(box.editor, QComboBox)
    return str(box.editor.currentData() or "")


def choose(box: FieldBox, key: str) -> None:
    """Choose a key where it is offered."""
    assert isinstance(box.editor, QComboBox)
    at = box.editor.findData(key)
    if at >= 0:
        box.editor.setCurrentIndex(at)


def offer(box: FieldBox, choices: Sequence[tuple[str, str]]) -> None:
    """Offer other choices, silently; what was chosen stays where it is still offered."""
    assert isinstance(box.editor, QComboBox)
    before = chosen_in(box)
    with QSignalBlocker(box.editor):
        box.editor.clear()
        for key, text in choices:
            box.editor.addItem(text, key)
        choose(box, before)


def clear_layout(host: QWidget) -> None:
    """Take every widget out of a host's layout and delete it."""
    layout = host.layout()
    while layout is not None and layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
