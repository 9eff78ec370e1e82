"""Saved views of a source: kept under names, reordered, and compared with what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import bad_input
from workbench.core.signals import Signal
from workbench.core.texts import tr
from workbench.core.views import SavedView, View

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore


class Views:
    """The saved views of a workspace.

    Attributes:
        changed: the views of a (source, resource) changed.
    """

    def __init__(self, store: WorkspaceStore) -> None:
        self.changed: Signal[str, str] = Signal()
        self._store = store

    def list(self, source: str, resource: str) -> tuple[SavedView, ...]:
        """Return a resource's saved views in the user's order."""
        return tuple(self._store.views(source, resource))

    def find(self, source: str, resource: str, name: str) -> SavedView | None:
        """Return the view of that name, or None."""
        return next((held for held in self.list(source, resource) if held.name == name), None)

    def save(self, source: str, resource: str, name: str, view: View) -> SavedView:
        """Keep a view under a name, in place of an older one of that name.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        clean = name.strip()
        if not clean:
            raise bad_input(tr("The view needs a name."), tr("Type a short name."), "name")
        held = self.find(source, resource, clean)
        position = held.position if held else len(self.list(source, resource))
        saved = SavedView(source, resource, clean, view, position)
        self._store.save_view(saved)
        self.changed.emit(source, resource)
        return saved

    def rename(self, saved: SavedView, name: str) -> SavedView:
        """Give a view another name.

        Raises:
            WbError: INPUT, where the name is empty or taken.
        """
        clean = name.strip()
        if not clean:
            raise bad_input(tr("The view needs a name."), tr("Type a short name."), "name")
        if clean != saved.name and self.find(saved.source, saved.resource, clean):
            raise bad_input(
                tr("There is a view “{name}” already.", name=clean),
                tr("Choose another name."),
                "name",
            )
        self._store.rename_view(saved.source, saved.resource, saved.name, clean)
        self.changed.emit(saved.source, saved.resource)
        return msgspec.structs.replace(saved, name=clean)

    def remove(self, saved: SavedView) -> None:
        """Forget a view."""
        self._store.remove_view(saved.source, saved.resource, saved.name)
        self.changed.emit(saved.source, saved.resource)

    def reorder(self, source: str, resource: str, names: tuple[str, ...]) -> None:
        """Put the views in the order of `names`."""
        self._store.reorder_views(source, resource, names)
        self.changed.emit(source, resource)


def differs(saved: View, shown: View) -> bool:
    """Return whether what is shown is no longer what was saved; columns that follow aside."""
    return msgspec.json.encode(_by_hand(saved)) != msgspec.json.encode(_by_hand(shown))


def _by_hand(view: View) -> View:
    columns = tuple(each for each in view.columns if each.field not in view.led)
    return msgspec.structs.replace(view, columns=columns, led=())
