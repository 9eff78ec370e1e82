"""What people do with saved views, the same from the tool bar's menu and from the rail."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.core.views import SavedView
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.naming import ask_name
from workbench.ui.parts.toast import Toast
from workbench.ui.theme.look import Look


class ViewKeeper(QObject):
    """Saves, renames, deletes and orders the views of a desk's resource."""

    def __init__(self, desk: Desk, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._look = look
        self._host = host

    def save_as(self, anchor: QWidget) -> None:
        """Ask for a name under `anchor` and keep the view in force under it."""
        saved = self._desk.saved
        name = saved.name if saved else ""
        ask_name(anchor, self._look, tr("Name of the view"), tr("Save"), name, self._save)

    def update(self, saved: SavedView) -> None:
        """Keep the view in force under the name of a saved one; a toast offers the old one back."""
        desk = self._desk
        try:
            desk.save_view(saved.name)
        except WbError as error:
            desk.trouble.emit(error)
            return
        self._offer_back(tr("“{name}” was updated.", name=saved.name), saved)

    def rename(self, saved: SavedView, anchor: QWidget) -> None:
        """Ask for another name under `anchor`."""
        ask_name(
            anchor,
            self._look,
            tr("Name of the view"),
            tr("Rename"),
            saved.name,
            lambda name: self._rename(saved, name),
        )

    def remove(self, saved: SavedView) -> None:
        """Forget a view; a toast offers it back."""
        try:
            self._desk.workspace.views.remove(saved)
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        self._offer_back(tr("“{name}” was deleted.", name=saved.name), saved)

    def move(self, name: str, step: int) -> None:
        """Move a view up (-1) or down (1) among the others."""
        names = [held.name for held in self._list()]
        if name in names:
            self.place(name, names.index(name) + step)

    def place(self, name: str, position: int) -> None:
        """Put a view at a position among the others."""
        names = [held.name for held in self._list()]
        if name not in names:
            return
        names.remove(name)
        names.insert(min(max(position, 0), len(names)), name)
        desk = self._desk
        try:
            desk.workspace.views.reorder(desk.source.id, desk.resource.id, tuple(names))
        except WbError as error:
            desk.trouble.emit(error)

    def _list(self) -> tuple[SavedView, ...]:
        return self._desk.workspace.views.list(self._desk.source.id, self._desk.resource.id)

    def _save(self, name: str) -> None:
        self._desk.save_view(name)

    def _rename(self, saved: SavedView, name: str) -> None:
        desk = self._desk
        in_use = desk.saved is not None and desk.saved.name == saved.name
        renamed = desk.workspace.views.rename(saved, name)
        if in_use:
            desk.name_view(renamed.name)

    def _offer_back(self, text: str, saved: SavedView) -> None:
        """Say what was done; undoing it brings the view back, and its place."""
        names = tuple(held.name for held in self._list())
        toast = Toast(text, self._look, self._host.window())

        def undo() -> None:
            desk = self._desk
            try:
                views = desk.workspace.views
                views.save(saved.source, saved.resource, saved.name, saved.view)
                if saved.name not in names:
                    order = [*names[: saved.position], saved.name, *names[saved.position :]]
                    views.reorder(saved.source, saved.resource, tuple(order))
            except WbError as error:
                desk.trouble.emit(error)

        toast.undo_wanted.connect(undo)
        toast.closed.connect(toast.deleteLater)
        toast.pop_up()
