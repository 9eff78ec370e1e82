"""Values that are looked up when their rows are in sight, once scrolling has come to rest.

While rows move past nothing is read; what is painted meanwhile is an empty cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.ui.grid.view import GridView
    from workbench.workspace.courses import Courses
    from workbench.workspace.session import Session

REST_MS: Final = 120
"""Rows have stood this long before anything is read for them."""


class LateCells(QObject):
    """Asks for the late cells of a table that are in sight; does nothing where none is shown."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._session: Session | None = None
        self._courses: Courses | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.look)
        model = view.grid_model
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        for signal in (model.arrived, model.reworked, model.rowsInserted, view.resized):
            signal.connect(self.soon)

    @property
    def waiting(self) -> bool:
        """Whether it is going to look in a moment."""
        return self._rest.isActive()

    @property
    def _shown(self) -> bool:
        """Whether a late column is shown and finds room."""
        fields = self._view.grid_model.fields
        return any(
            field.late and not self._view.isColumnHidden(at) for at, field in enumerate(fields)
        )

    @never_raises(None)
    def _scrolled(self, _value: int) -> None:
        if self._shown:
            self._rest.start()

    @never_raises(None)
    def soon(self, *_: object) -> None:
        """Look in a moment, unless that is so anyway."""
        if not self._rest.isActive() and self._shown:
            self._rest.start()

    @never_raises(None)
    def look(self) -> None:
        """Ask for the rows in sight."""
        view = self._view
        session = view.desk.session
        if session is None or not view.isVisible() or not self._shown:
            return
        if session is not self._session or self._courses is None:
            self._session, self._courses = session, self._made(session)
        seen = view.places_within(0, view.viewport().height())
        self._courses.want([view.grid_model.key_at(place) for place in seen])

    def _made(self, session: Session) -> Courses:
        from workbench.workspace.courses import Courses  # noqa: PLC0415 - where a column is shown

        workspace = self._view.desk.workspace
        courses = Courses(session, lambda: workspace.keeping.history, workspace.jobs)
        courses.moved.connect(weak_slot(self, self.soon))
        return courses
