"""Changing many rows from the window: its dialogs, what stands in their way, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from workbench.core.texts import tr, trn
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.parts.dialog import DialogFrame
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab

MANY: Final = ("replace", "many.change", "many.transform", "many.merge")
"""The actions that open a dialog over any column."""
MEMBERS: Final = ("label.add", "label.remove", "category.add", "category.remove")
"""The actions that put values into a list of every row, or take them out."""


class ManyCommands(QObject):
    """Opens the dialogs that change many rows of the tab in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: DialogFrame | None = None
        for identity in (*MANY, *MEMBERS):
            window.registry.on(identity, lambda identity=identity: self.open(identity))
        window.front_changed.connect(self._follow)
        self._follow()

    def refresh(self) -> None:
        """Say whether many rows can be changed now, and why not."""
        tab = self._window.front
        reason = why_not(tab.desk) if tab is not None else tr("No tab is open.")
        for identity in MANY:
            self._window.registry.enable(identity, on=not reason, reason=reason)
        for identity in MEMBERS:
            why = reason or (_why_no_member(tab.desk, identity) if tab is not None else "")
            self._window.registry.enable(identity, on=not why, reason=why)

    def open(self, identity: str) -> None:
        """Show a dialog; it begins with the column of the current cell."""
        tab = self._window.front
        if tab is None or why_not(tab.desk):
            return
        if identity in MEMBERS and _why_no_member(tab.desk, identity):
            return
        if self.dialog is not None:
            self.dialog.raise_()
            return
        made = self._member if identity in MEMBERS else self._made
        self.dialog = made(tab, identity)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _made(self, tab: SourceTab, identity: str) -> DialogFrame:
        # Imported on use: a window that only reads never needs them.
        from workbench.ui.bulk.bulk import BulkDialog  # noqa: PLC0415
        from workbench.ui.bulk.cluster import ClusterDialog  # noqa: PLC0415
        from workbench.ui.bulk.replace import ReplaceDialog  # noqa: PLC0415
        from workbench.ui.bulk.transform import TransformDialog  # noqa: PLC0415

        kinds = {
            "replace": ReplaceDialog,
            "many.change": BulkDialog,
            "many.transform": TransformDialog,
            "many.merge": ClusterDialog,
        }
        session, field = tab.desk.session, current_field(tab)
        assert session is not None
        dialog = kinds[identity](tab.desk, session, tab.desk_look, self._window, field=field)
        dialog.staged.connect(lambda title, rows: self._staged(tab, title, rows))
        return dialog

    def _member(self, tab: SourceTab, identity: str) -> DialogFrame:
        from workbench.ui.acts.membership import MEMBERSHIPS, MembershipDialog  # noqa: PLC0415

        session = tab.desk.session
        assert session is not None
        act = MEMBERSHIPS[identity]
        dialog = MembershipDialog(tab.desk, session, tab.desk_look, self._window, act=act)
        dialog.staged.connect(lambda title, rows: self._staged(tab, title, rows))
        return dialog

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _staged(self, tab: SourceTab, title: str, rows: int) -> None:
        meaning = trn(
            "{count} row is staged. Nothing is sent yet.",
            "{count} rows are staged. Nothing is sent yet.",
            rows,
        )
        strip = tab.strips.say("many", Mark.CHANGED, title, meaning, [("undo", tr("Undo"))])
        strip.acted.connect(lambda _key: self._undo(tab, title))

    def _undo(self, tab: SourceTab, title: str) -> None:
        """Take the change back, where it is still the last step."""
        tab.strips.drop("many")
        editing = tab.desk.session.editing if tab.desk.session else None
        steps = editing.book.steps if editing is not None else None
        if steps is not None and steps.done and steps.done[-1].title == title:
            steps.undo()

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None:
            unique = Qt.ConnectionType.UniqueConnection
            for signal in (tab.desk.session_changed, tab.desk.status_changed):
                signal.connect(self.refresh, unique)
        self.refresh()


def why_not(desk: Desk) -> str:
    """Return why no rows of a desk can be changed, "" where some can."""
    session = desk.session
    if session is None:
        return tr("No account is connected.")
    if session.editing is None:
        return tr("These rows cannot be changed.")
    if session.editing.reason:
        return session.editing.reason
    return "" if len(session.table) else tr("There are no rows yet.")


def _why_no_member(desk: Desk, identity: str) -> str:
    """Return why an action of `MEMBERS` cannot be chosen, "" where it can."""
    field = "labels" if identity.startswith("label") else "categories"
    if has_members(desk, field):
        return ""
    if field == "labels":
        return tr("These rows have no labels.")
    return tr("These rows have no categories.")


def has_members(desk: Desk, field: str) -> bool:
    """Return whether the rows of a desk have a list of values that can be chosen by name."""
    resource = desk.resource
    held = resource.field(field)
    entry = resource.saving.entry(field) if resource.saving is not None else None
    return held is not None and entry is not None and bool(entry.lookup and held.filter)


def current_field(tab: SourceTab) -> str:
    """Return the id of the field of the current cell, "" for none."""
    index = tab.grid.view.currentIndex()
    return tab.grid.view.columns.field_of(index.column()).id if index.isValid() else ""
