"""The fields of a form under their headings, narrowed to those that are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.form.field import FormField, ReadField
from workbench.ui.form.shape import Part, Spot, Which, in_lines
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Line = FormField | ReadField
"""A field of the form."""


class FormSection(QWidget):
    """A heading and its fields, two short ones side by side."""

    def __init__(self, part: Part, make: Callable[[Spot], Line], look: Look) -> None:
        super().__init__()
        self.fields: dict[str, Line] = {spot.field.id: make(spot) for spot in part.spots}
        self._spots = part.spots
        self._shown: tuple[str, ...] = ()
        head = label(tr(part.title), look, Role.TOTAL)
        self._grid = QGridLayout()
        keep_spacing(self._grid, look, 8)
        look.changed.connect(self._widen)
        self._look = look
        for at in (0, 1):
            self._grid.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6, (16, 8, 4, 4))
        if part.title:
            column.addWidget(head)
        column.addLayout(self._grid)
        self.show_fields(tuple(self.fields))

    def _widen(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(12))

    def show_fields(self, wanted: tuple[str, ...]) -> None:
        """Show these fields only; without any the heading goes too."""
        if wanted == self._shown:
            return
        self._shown = wanted
        for held in self.fields.values():
            self._grid.removeWidget(held)
            _let_see(held, visible=held.spot.field.id in wanted)
        lines = in_lines([spot for spot in self._spots if spot.field.id in wanted])
        top = Qt.AlignmentFlag.AlignTop
        for down, line in enumerate(lines):
            for across, spot in enumerate(line):
                span = 2 // len(line)
                # A lone short field is as wide as one of a pair.
                span = 1 if spot.short else span
                self._grid.addWidget(self.fields[spot.field.id], down, across, 1, span, top)
        self._widen()
        _let_see(self, visible=bool(wanted))


def _let_see(widget: QWidget, *, visible: bool) -> None:
    """Show or hide a part; one that stands nowhere yet comes in sight with what it is put into.

    Shown by itself it would be a window of its own for a moment.
    """
    if widget.parentWidget() is not None or not visible:
        widget.setVisible(visible)


class Sections(QWidget):
    """All sections of a form."""

    def __init__(self, parts: list[Part], make: Callable[[Spot], Line], look: Look) -> None:
        super().__init__()
        self.sections = [FormSection(part, make, look) for part in parts]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.px(12))
        column.setSpacing(0)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)

    def fields(self) -> Iterator[Line]:
        """Return every field, in order."""
        for section in self.sections:
            yield from section.fields.values()

    def narrow(self, text: str, which: Which, keep: str = "") -> int:
        """Show the fields that are looked for, and `keep`; return how many there are."""
        words = text.casefold().split()
        count = 0
        for section in self.sections:
            wanted = tuple(
                name
                for name, held in section.fields.items()
                if name == keep or _wanted(held, words, which)
            )
            section.show_fields(wanted)
            count += len(wanted)
        return count


def _wanted(held: Line, words: list[str], which: Which) -> bool:
    match which:
        case Which.FILLED if held.missing:
            return False
        case Which.MISSING if not held.missing:
            return False
        case Which.CHANGED if not (isinstance(held, FormField) and held.changed):
            return False
    return held.spot.holds(words, held.shown)
