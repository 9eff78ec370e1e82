"""What stands in place of rows when there are none: why, and the next step."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.empty import EmptyState
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.workspace.exporting import describe_condition
from workbench.workspace.status import Phase


class Reason(msgspec.Struct, frozen=True):
    """Why there are no rows: icon, title, sentence and up to two actions (key, text)."""

    icon: str
    title: str
    sentence: str
    actions: tuple[tuple[str, str], ...] = ()


class Blank(QWidget):
    """The empty state of a tab's rows.

    Attributes:
        connect_wanted: the user wants to connect an account.
        sample_wanted: the user wants to look around in sample data.
        acted: another action was chosen; its key.
    """

    connect_wanted = Signal()
    sample_wanted = Signal()
    acted = Signal(str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._reason: Reason | None = None
        self._state: EmptyState | None = None
        self._column = QVBoxLayout(self)

    def explains(self) -> bool:
        """Return whether there are no rows, after saying why."""
        reason = reason_of(self._desk)
        if reason is not None and reason != self._reason:
            self._show(reason)
        self._reason = reason
        return reason is not None

    def _show(self, reason: Reason) -> None:
        if self._state is not None:
            self._column.removeWidget(self._state)
            self._state.hide()
            self._state.deleteLater()
        self._state = EmptyState(
            reason.icon, reason.title, reason.sentence, self._look, list(reason.actions)
        )
        self._state.acted.connect(self._act)
        self._column.addWidget(self._state, 1, Qt.AlignmentFlag.AlignCenter)

    def _act(self, action: str) -> None:
        desk = self._desk
        if action == "connect":
            self.connect_wanted.emit()
        elif action == "sample":
            self.sample_wanted.emit()
        elif action == "clear":
            desk.clear_filters()
        elif action in {"retry", "request"}:
            desk.refresh()
        elif action.startswith("drop:"):
            desk.drop_condition(action.removeprefix("drop:"))
        else:
            self.acted.emit(action)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)


def reason_of(desk: Desk) -> Reason | None:
    """Return why a desk shows no rows; None where it shows some."""
    session = desk.session
    if desk.local is not None:
        return _of_board(desk)
    if session is None:
        # With an account the rows are read in a moment: the table stays, still empty.
        return _no_account(desk) if desk.account is None else None
    if len(session.rows):
        return None
    if session.status.phase is Phase.ASKING:
        text = tr("Asking {source}…", source=desk.source.title)
        return Reason("loader-circle", text, tr("The first rows come in a moment."))
    if session.status.error is not None and not len(session.table):
        error = session.status.error
        return Reason("triangle-alert", error.sentence, error.hint, (("retry", tr("Retry")),))
    if desk.requests.unasked and not len(session.table):
        return _not_asked(desk)
    if desk.view.query.filter_count or desk.view.header or desk.view.facets or session.rows.text:
        return _no_match(desk)
    return _none_kept(desk) if desk.resource.kept else _nothing(desk)


def _nothing(desk: Desk) -> Reason:
    title = tr("{title}: nothing here", title=tr(desk.resource.title))
    sentence = tr("{source} has no rows for this account.", source=desk.source.title)
    return Reason("search-x", title, sentence, (("retry", tr("Refresh")),))


def _none_kept(desk: Desk) -> Reason:
    """Return why a table whose rows are made on this machine is empty: no service has them."""
    resource = desk.resource
    title = tr("{title}: none yet", title=tr(resource.title))
    sentence = tr("Each one that is made on this machine is kept here.")
    if resource.document == "differences":
        title, sentence = tr("No differences"), tr("What was compared is the same.")
    return Reason(resource.icon, title, sentence)


def _of_board(desk: Desk) -> Reason | None:
    """Return why a table of the comparison has no rows, in its own words."""
    from workbench.ui.board.empty import why_empty  # noqa: PLC0415 - the comparison is made late

    session = desk.session
    if session is None or len(session.rows):
        return None
    searched = bool(session.rows.text) and len(session.table) > 0
    if desk.view.header or desk.view.facets or searched:
        return _no_match(desk)
    found = why_empty(desk)
    return Reason(*found) if found else None


def _no_account(desk: Desk) -> Reason:
    title = tr("Connect {source}", source=desk.source.title)
    sentence = tr("There is no account at {source} yet.", source=desk.source.title)
    actions = (("connect", tr("Connect…")), ("sample", tr("Try with sample data")))
    return Reason(desk.source.icon, title, sentence, actions)


def _not_asked(desk: Desk) -> Reason:
    title = tr("Nothing was asked yet")
    sentence = tr(
        "Set the filters above, then press “{button}”. {leaves}",
        button=desk.requests.title,
        leaves=desk.requests.leaves,
    )
    return Reason("file-down", title, sentence, (("request", desk.requests.title),))


def _no_match(desk: Desk) -> Reason:
    query, view = desk.view.query, desk.view
    session = desk.session
    assert session is not None
    # What is searched for in loaded rows alone is no part of the question.
    count = query.filter_count + len(view.header) + len(view.facets)
    count += bool(session.rows.text) and not query.text
    conditions = {held.filter: held for held in query.conditions}
    local = len(session.table)
    sentence = tr("{source} has no rows for this question.", source=desk.source.title)
    if local:
        sentence = trn(
            "{count} loaded row is hidden by the filters.",
            "{count} loaded rows are hidden by the filters.",
            local,
        )
    clear = ("clear", trn("Clear {count} filter", "Clear {count} filters", count))
    if not local and len(conditions) > 1:
        last = list(conditions.values())[-1]
        sentence = tr("Last added: “{filter}”.", filter=describe_condition(session, last))
        actions = ((f"drop:{last.filter}", tr("Drop that filter")), clear)
    else:
        actions = (clear,)
    title = trn("No rows match {count} filter", "No rows match {count} filters", count)
    return Reason("search-x", title, sentence, actions)
