"""Transforms under a name: kept, used again, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.core.texts import tr
from workbench.ui.filters.naming import ask_name
from workbench.ui.text import no_mnemonic
from workbench.workspace.transforming import Recipe, Recipes

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class SavedRecipes(QObject):
    """The kept transforms of one table.

    Attributes:
        chosen: a kept transform is to be used: the recipe.
        used: name of the one in use, "" for none.
    """

    chosen = Signal(object)

    def __init__(
        self, recipes: Recipes, look: Look, host: QWidget, make: Callable[[], Recipe]
    ) -> None:
        super().__init__(host)
        self.used = ""
        self._recipes = recipes
        self._look = look
        self._host = host
        self._make = make

    def menu(self, anchor: QWidget) -> QMenu:
        """Show what can be done, under the button that was pressed."""
        menu = QMenu(self._host)
        for name, recipe in self._recipes.all().items():
            action = menu.addAction(no_mnemonic(name))
            action.setCheckable(True)
            action.setChecked(name == self.used)
            action.triggered.connect(lambda _on=False, n=name, r=recipe: self.use(n, r))
        menu.addSeparator()
        menu.addAction(tr("Save as…")).triggered.connect(lambda: self.save_as(anchor))
        forget = menu.addAction(tr("Forget this transform"))
        forget.setEnabled(bool(self.used))
        forget.triggered.connect(self.forget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
        return menu

    def use(self, name: str, recipe: Recipe) -> None:
        """Put a kept transform to use."""
        self.used = name
        self.chosen.emit(recipe)

    def save_as(self, anchor: QWidget) -> None:
        """Ask for a name and keep the transform that is typed."""
        ask_name(anchor, self._look, tr("Name of the transform"), tr("Save"), self.used, self.save)

    def save(self, name: str) -> None:
        """Keep the transform that is typed under a name.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        self._recipes.keep(name, self._make())
        self.used = name

    def forget(self) -> None:
        """Forget the transform in use; what is typed stays."""
        self._recipes.forget(self.used)
        self.used = ""
