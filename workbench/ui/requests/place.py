"""Where a tab keeps the form of its request: nothing where its table is asked by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.ui.requests.question import Question, asked_by
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.ui.requests.made import MadeBar
    from workbench.ui.requests.panel import RequestPanel
    from workbench.ui.requests.pending import PendingList
    from workbench.ui.theme.look import Look


class RequestPlace(QWidget):
    """Follows the table on the desk.

    Attributes:
        shown: another form is here, or none.
        saved: a file of what was asked for was saved: its path.
        question, panel, pending: the form and its parts, None where there is none.
        made: what can be done with a row, None where rows are no requests.
    """

    shown = Signal()
    saved = Signal(str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._for: tuple[Resource, Resource, object] | None = None
        self.question: Question | None = None
        self.panel: RequestPanel | None = None
        self.pending: PendingList | None = None
        self.made: MadeBar | None = None
        self._box: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        desk.session_changed.connect(self._follow)
        self.hide()
        self._follow()

    def focus_form(self) -> bool:
        """Put the focus into the form, opened; False where there is none."""
        if self.panel is None:
            return False
        self.panel.show_open(is_open=True)
        self.panel.pages.setFocus()
        return True

    def settle(self) -> None:
        """Keep what is being typed, as before the tab closes."""
        if self.panel is not None:
            self.panel.commit()

    @never_raises(None)
    def _follow(self) -> None:
        desk, resource = self._desk, asked_by(self._desk)
        wanted = None
        if resource is not None and desk.session is not None:
            wanted = (desk.resource, resource, desk.account)
        if wanted == self._for:
            return
        self._for = wanted
        self._clear()
        if resource is not None and wanted is not None:
            self._build(resource)
        self.shown.emit()

    def _clear(self) -> None:
        if self._box is not None:
            self._column.removeWidget(self._box)
            self._box.hide()
            self._box.deleteLater()
        if self.question is not None:
            self.question.deleteLater()
        self._box = self.question = self.panel = self.pending = self.made = None
        self.hide()

    def _build(self, resource: Resource) -> None:
        # Imported on use: most tables are asked by themselves.
        from workbench.ui.requests.made import MadeBar  # noqa: PLC0415
        from workbench.ui.requests.panel import RequestBox, RequestPanel  # noqa: PLC0415
        from workbench.ui.requests.pending import PendingList  # noqa: PLC0415

        desk, look = self._desk, self._look
        question = self.question = Question(desk, resource)
        # Above rows of its own it stands back once there are some.
        rows = desk.session is not None and len(desk.session.table) > 0
        away = question.here and (rows or not desk.requests.title)
        self.panel = RequestPanel(desk, question, look, is_open=not away)
        self.pending = PendingList(desk, question, look)
        self.pending.moved.connect(self._read_list)
        self.made = None if question.here else MadeBar(desk, question, look)
        if self.made is not None:
            self.made.saved.connect(self.saved)
        self._box = RequestBox((self.panel, self.pending, self.made), look)
        self._column.addWidget(self._box)
        self.show()

    def _read_list(self) -> None:
        """Read the service's own list again, where that is what the table shows."""
        desk, question = self._desk, self.question
        if question is not None and not question.here and desk.session is not None:
            desk.session.search(desk.view.query, again=True)
