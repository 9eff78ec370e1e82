"""Menus of the rail's lines: what else can be done with a view, a facet, or a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.choosing import Tick
from workbench.ui.filters.keeping import ViewKeeper
from workbench.ui.rail.facets import Facet
from workbench.ui.rail.lines import RailLine

if TYPE_CHECKING:
    from workbench.ui.rail.rail import Rail


def view_menu(
    rail: Rail, desk: Desk, keeper: ViewKeeper, name: str, anchor: QWidget
) -> QMenu | None:
    """Return the menu of a saved view."""
    views = desk.workspace.views.list(desk.source.id, desk.resource.id)
    saved = next((held for held in views if held.name == name), None)
    if saved is None:
        return None
    menu = QMenu(rail)
    menu.addAction(tr("Use"), lambda: desk.use_view(saved.view, saved.name))
    menu.addAction(tr("Update with what is shown"), lambda: keeper.update(saved))
    menu.addAction(tr("Rename…"), lambda: keeper.rename(saved, anchor))
    menu.addSeparator()
    place = views.index(saved)
    up = menu.addAction(tr("Move up"), lambda: keeper.move(name, -1))
    up.setEnabled(place > 0)
    down = menu.addAction(tr("Move down"), lambda: keeper.move(name, 1))
    down.setEnabled(place < len(views) - 1)
    menu.addSeparator()
    menu.addAction(tr("Delete"), lambda: keeper.remove(saved))
    return menu


def facet_menu(rail: Rail, facet: Facet, line: RailLine) -> QMenu:
    """Return the menu of a facet's head."""
    menu = QMenu(rail)
    fold = tr("Fold") if line.fold else tr("Open")
    menu.addAction(fold, lambda: rail.fold(line, is_open=not line.fold))
    if not facet.is_range:
        everything = menu.addAction(tr("Show all values…"), lambda: rail.show_all(facet.key))
        everything.setEnabled(bool(facet.values))
    clear = menu.addAction(tr("Clear"), lambda: rail.clear(facet.key))
    clear.setEnabled(bool(facet.number))
    menu.addSeparator()
    whose = tr("Counted by the service") if facet.by_service else tr("Counted over loaded rows")
    menu.addAction(whose).setEnabled(False)
    return menu


def value_menu(rail: Rail, facet: Facet, line: RailLine) -> QMenu:
    """Return the menu of a value."""
    tick = line.row.tick if line.row else Tick.OFF
    menu = QMenu(rail)
    ticked = tick is Tick.ON
    menu.addAction(tr("Untick") if ticked else tr("Tick"), lambda: rail.tick(line))
    out = tr("No longer exclude") if tick is Tick.OUT else tr("Exclude")
    action = menu.addAction(out, lambda: rail.tick(line, out=True))
    action.setEnabled(facet.excludes)
    menu.addAction(tr("Clear"), lambda: rail.clear(facet.key)).setEnabled(bool(facet.number))
    return menu
