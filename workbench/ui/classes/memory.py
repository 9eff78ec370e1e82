"""The class page of a tab over restarts: which class and feature, which parts, how far scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

from workbench.core.views import ClassState
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.classes.page import ClassPage
    from workbench.ui.theme.look import Look


class ClassMemory(QObject):
    """Keeps on the desk what the class page of its tab comes back with.

    Attributes:
        noted: it is another class, feature, part or place than before.
    """

    noted = Signal()

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__(held)
        self._held = held
        self._look = look
        self._page: ClassPage | None = None
        self._waiting: ClassState | None = held.desk.class_page
        held.opened.connect(self._note)
        held.chosen.connect(self._note)
        if self._waiting.code:
            held.desk.session_changed.connect(self._begin)
        else:
            self._waiting = None

    def watch(self, page: ClassPage) -> None:
        """Follow a page that was just made, and show it as it was left."""
        self._page = page
        if self._waiting is not None and self._waiting.part:
            page.bar.parts.set_value(self._waiting.part)
            page.bar.shown.emit(self._waiting.part)
        page.bar.shown.connect(self._note)
        page.refreshed.connect(self._scroll)
        for view in _views(page):
            view.verticalScrollBar().valueChanged.connect(self._note)

    @never_raises(None)
    def _begin(self) -> None:
        """Open the class again once there is a session on its rows; the window goes on first."""
        if self._waiting is not None and self._held.session is not None:
            self._held.desk.session_changed.disconnect(self._begin)
            QTimer.singleShot(0, self, weak_slot(self, self._open))

    @never_raises(None)
    def _open(self) -> None:
        waiting = self._waiting
        if waiting is None or self._held.session is None or self._held.code:
            # The user was quicker, or went elsewhere.
            self._waiting = None
            self._note()
            return
        self._held.open(waiting.code, waiting.feature)

    @never_raises(None)
    def _scroll(self) -> None:
        """Go where the page was left, once everything that was shown is shown again."""
        waiting, page = self._waiting, self._page
        if waiting is None or page is None or self._held.code != waiting.code:
            return
        zoom = self._look.zoom / 100
        for view, top in zip(_views(page), waiting.tops, strict=False):
            bar = view.verticalScrollBar()
            if isinstance(view, QAbstractItemView):
                view.doItemsLayout()
            bar.setValue(round(top * zoom))
        if self._held.overview is not None:
            self._waiting = None
            self._note()

    @never_raises(None)
    def _note(self, *_: object) -> None:
        """Keep the page as it is, unless it is still to become what it was."""
        held, page, waiting = self._held, self._page, self._waiting
        if waiting is not None and held.code in {"", waiting.code}:
            return
        self._waiting = None
        found = ClassState()
        if held.code:
            zoom = self._look.zoom / 100
            tops = tuple(round(view.verticalScrollBar().value() / zoom) for view in _views(page))
            part = page.bar.parts.value() if page is not None else ""
            found = ClassState(held.code, held.feature, part, tops)
        if found != held.desk.class_page:
            held.desk.class_page = found
            self.noted.emit()


def _views(page: ClassPage | None) -> tuple[QAbstractScrollArea, ...]:
    return (page.features, page.heat, page.work) if page is not None else ()
