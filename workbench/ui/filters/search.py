"""The search box of a tab: searches as typed, and remembers what was searched for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent

from workbench.core.errors import WbError
from workbench.core.texts import inside, tr
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look

DEBOUNCE_MS = 250
"""What is typed within this time is one question."""

REMEMBERED = 50


class SearchBox(LineEdit):
    """Asks 250 ms after the last key, at once on Enter; Escape clears, Down shows the history."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(tr("Search"), look, placeholder=tr("Search products"), search=True)
        self._desk = desk
        self._pop: PopOver | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        desk.query_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        desk.facets_changed.connect(self._show)
        self._show()

    @never_raises(QSize(160, 28))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(160), self._look.size("control"))

    @never_raises(QSize(96, 28))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(96), self._look.size("control"))

    @property
    def in_force(self) -> str:
        """The text that is searched for now: at the service, or in the loaded rows."""
        if self._desk.resource.text_filter:
            return self._desk.view.query.text
        return self._desk.session.rows.text if self._desk.session else ""

    def search_now(self) -> None:
        """Ask for what is typed without waiting, and remember it."""
        self._ask()
        self._remember()

    def show_history(self) -> None:
        """Open the list of what was searched for before."""
        try:
            texts = self._desk.workspace.stores.workspace.queries(self._desk.source.id, REMEMBERED)
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        from workbench.ui.filters.history import HistoryList  # noqa: PLC0415 - seen when asked for

        found = HistoryList(texts, self._look)
        found.chosen.connect(self._use)
        found.removed.connect(self._forget)
        pop = PopOver(tr("Earlier searches"), found, self._look, self)
        pop.closed.connect(pop.deleteLater)
        found.setFixedWidth(max(self.width() - self._look.px(16), self._look.px(240)))
        self._pop = pop
        pop.open_at(self)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.search_now()
        elif event.key() == Qt.Key.Key_Down:
            self.show_history()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if self._timer.isActive():
            self._ask()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._remember()

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self.in_force:
            self._desk.set_text(text)

    def _remember(self) -> None:
        text = self.text().strip()
        if not text:
            return
        try:
            self._desk.workspace.stores.workspace.add_query(self._desk.source.id, text)
        except WbError as error:
            self._desk.trouble.emit(error)

    def _use(self, text: str) -> None:
        if self._pop:
            self._pop.close()
        self.setText(text)
        self.search_now()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self, text: str) -> None:
        try:
            self._desk.workspace.stores.workspace.remove_query(self._desk.source.id, text)
        except WbError as error:
            self._desk.trouble.emit(error)

    @never_raises(None)
    def _show(self) -> None:
        """Show what is searched for, unless more is being typed."""
        resource = inside(tr(self._desk.resource.title))
        self.setPlaceholderText(tr("Search {resource}", resource=resource))
        if self._timer.isActive() or self.text().strip() == self.in_force:
            return
        self.blockSignals(True)
        self.setText(self.in_force)
        self.blockSignals(False)
        self._show_clear(self.text())
        self.update()
