"""The offers shown or ticked as a workbook that goes on reckoning: its formulas are live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.errors import bad_input
from workbench.core.texts import tr
from workbench.ui.board.chosen import rows_hidden, rows_shown, rows_ticked
from workbench.ui.board.saving import ask_place, write_workbook
from workbench.ui.window.hidden import say_hidden

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from workbench.ui.board.place import BoardPlace


class BoardSheets(QObject):
    """Asks for a place and writes the comparison there."""

    def __init__(self, place: BoardPlace, host: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self._host = host

    def export(self) -> None:
        """Ask for a place and write the ticked rows, or all that are shown, as a workbook there.

        Ticked rows that are not in sight are said, and go in on a word.
        """
        place = self._place
        ticked, hidden = rows_ticked(place.desk), rows_hidden(place.desk, place.comparison)
        keys = ticked or self._shown()
        self._ask(keys)
        only, shown = tr("Only rows in sight are exported."), tr("All rows shown are exported.")
        instead = (only if ticked else shown) if keys else ""
        more = (*ticked, *hidden)
        say_hidden(place.strips, hidden, instead, lambda: self._ask(more))

    def _ask(self, keys: tuple[str, ...]) -> None:
        if keys:
            title = tr("Export the comparison")
            ask_place(self._host, title, tr("Comparison"), lambda path: self._write(path, keys))

    def _shown(self) -> tuple[str, ...]:
        """Return the rows shown; where there is none that is said."""
        keys = rows_shown(self._place.desk)
        if not keys:
            error = bad_input(tr("There are no rows to export."), tr("Choose other rows."))
            self._place.tell(error)
        return keys

    def _write(self, path: Path, keys: tuple[str, ...]) -> None:
        """Write rows by key as a workbook."""
        books = self._place.comparison.workbooks
        write_workbook(self, self._place, path, lambda to, job: books.write(to, job, keys=keys))
