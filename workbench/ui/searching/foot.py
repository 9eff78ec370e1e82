"""The foot of the search over all sources: how much was found, who is asked, which keys do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.searching.lines import LineKind, SearchLine
from workbench.ui.text import elided_label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.workspace.searching import Searching


class Foot(QWidget):
    """One line under what was found."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._ring = Ring(tr("Searching"), look)
        self.said = elided_label("", look, Role.NOTE, "text2")
        self.keys = elided_label("", look, Role.NOTE, "text3")
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8, (8, 0, 8, 0))
        row.addWidget(self._ring)
        row.addWidget(self.said, 1)
        row.addWidget(self.keys)

    def say(self, text: str) -> None:
        """Say what came of a deed."""
        self.said.say(text)

    def show_state(self, searching: Searching, formats: Formats, *, counted: bool) -> None:
        """Show where the search stands.

        Args:
            searching: the search.
            formats: of numbers.
            counted: whether what is typed is a text that rows are counted for.
        """
        waiting = searching.found.waiting if counted else ()
        self._ring.setVisible(bool(waiting) or searching.reading)
        parts: list[str] = []
        if searching.error is not None:
            parts.append(searching.error.full_text)
        elif searching.reading:
            count = formats.integer(len(searching.index))
            parts.append(tr("Reading what is kept here: {count} rows", count=count))
        if counted and searching.found.text:
            rows = sum(group.count for group in searching.found.groups)
            shown = formats.integer(rows)
            parts.append(trn("{shown} row found", "{shown} rows found", rows, shown=shown))
        if waiting:
            parts.append(tr("asking {sources}…", sources=", ".join(waiting)))
        elif not searching.live:
            parts.append(tr("only what is kept here"))
        self.said.say(" · ".join(parts))

    def show_keys(self, line: SearchLine | None, *, several: bool, basket: bool) -> None:
        """Show what the keys do with the current line."""
        self.keys.say(" · ".join(_keys(line, several=several, basket=basket)))


def _keys(line: SearchLine | None, *, several: bool, basket: bool) -> list[str]:
    if line is None:
        return [tr("Esc close")]
    if line.kind is LineKind.RECENT:
        return [tr("Enter search"), tr("Shift+Del forget")]
    if line.kind is LineKind.PASTED:
        return [tr("Enter look up")]
    keys = [tr("Enter open")]
    if basket:
        keys.append(tr("Ctrl+Enter basket"))
    if several:
        keys.append(tr("Tab next source"))
    return keys
