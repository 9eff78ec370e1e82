"""The pages of a record that has a class: its features, and its texts in their languages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.core.texts import tr
from workbench.ui.classes.recordclass import RecordClass
from workbench.ui.classes.recordlanguages import RecordLanguages

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing

CLASS, LANGUAGES = "class", "languages"


class RecordPages(QObject):
    """Makes the pages in the stack of the dock.

    Attributes:
        counted: what a page lacks: (id of the page, number).
        titles: id and title of each page, in order.
        pages: by id.
    """

    counted = Signal(str, int)

    def __init__(self, desk: Desk, look: Look, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._class = RecordClass(desk, look)
        self._languages = RecordLanguages(desk, look)
        self.titles = ((CLASS, tr("Class")), (LANGUAGES, tr("Languages")))
        self.pages: dict[str, QWidget] = {CLASS: self._class, LANGUAGES: self._languages}
        for identity, page in ((CLASS, self._class), (LANGUAGES, self._languages)):
            page.counted.connect(partial(self.counted.emit, identity))
            stack.addWidget(page)

    def show_record(self, editing: Editing, key: str) -> None:
        """Show a record."""
        self._class.show_record(editing, key)
        self._languages.show_record(editing, key)

    def reread(self) -> None:
        """Show the record anew: its document has come."""
        self._class.refresh()
        self._languages.refresh()

    def clear(self) -> None:
        """Show no record."""
        self._class.clear()
        self._languages.clear()

    def commit(self) -> None:
        """Stage what is being typed."""
        self._class.commit()
        self._languages.commit()
