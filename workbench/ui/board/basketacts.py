"""What a person does with baskets, the same from the rail's menu and from the dock."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from workbench.core.texts import tr
from workbench.ui.board.chosen import OFFERS
from workbench.ui.board.working import begin
from workbench.ui.filters.naming import ask_name
from workbench.ui.parts.toast import Toast

if TYPE_CHECKING:
    from workbench.compare.baskets import Basket
    from workbench.ui.board.place import BoardPlace


Work = Callable[[], Coroutine[object, object, object]]


class BasketActs(QObject):
    """Makes, renames, copies, orders and deletes baskets; a deletion can be taken back."""

    def __init__(self, place: BoardPlace, host: QWidget) -> None:
        super().__init__(host)
        self._place = place
        self._host = host
        self._baskets = place.comparison.baskets
        self._said = self._back = ""

    def create(self, anchor: QWidget) -> None:
        """Ask for a name and make a basket of it."""
        place = self._place
        ask_name(anchor, place.look, tr("Name of the basket"), tr("Make"), "", self._create)

    def _create(self, name: str) -> None:
        asked = self._place.comparison.asked
        currency = asked.currency or self._place.desk.workspace.settings.currency
        begin(
            self,
            self._place.desk,
            "new basket",
            lambda: self._baskets.create(name, currency),
            self._made,
        )

    def _made(self, basket: Basket) -> None:
        self._place.dock.show_basket(basket.id)
        self._place.dock_wanted.emit()

    def rename(self, identity: str, anchor: QWidget) -> None:
        """Ask for another name."""
        basket = self._baskets.get(identity)
        if basket is None:
            return

        def take(name: str) -> None:
            desk = self._place.desk
            begin(self, desk, "rename a basket", lambda: self._baskets.rename(identity, name))

        title = tr("Name of the basket")
        ask_name(anchor, self._place.look, title, tr("Rename"), basket.name, take)

    def delete(self, identity: str) -> None:
        """Take a basket away; a toast brings it back."""
        basket = self._baskets.get(identity)
        if basket is None:
            return
        place = self._place
        if place.comparison.asked.basket == identity:
            place.comparison.show_basket("")

        self._said = tr("“{name}” was deleted.", name=basket.name)
        self._back = identity
        begin(
            self,
            place.desk,
            "delete a basket",
            lambda: self._baskets.delete(identity),
            self._gone,
        )

    def _gone(self, _answer: object) -> None:
        identity = self._back
        self.offer_back(self._said, "restore a basket", lambda: self._baskets.restore(identity))

    def offer_back(self, text: str, name: str, work: Work) -> None:
        """Say what was done; its undo does `work`."""
        toast = Toast(text, self._place.look, self._host.window())
        toast.undo_wanted.connect(lambda: begin(self, self._place.desk, name, work))
        toast.closed.connect(toast.deleteLater)
        toast.pop_up()

    def fill_menu(self, menu: QMenu, identity: str, anchor: QWidget) -> None:
        """Put what can be done with a basket into a menu."""
        place, baskets = self._place, self._baskets
        menu.addAction(tr("Compare its items")).triggered.connect(
            lambda: place.show_basket(identity)
        )
        menu.addAction(tr("Show its lines as a table")).triggered.connect(
            lambda: place.open(f"basket-{identity}")
        )
        keys = place.chosen() if place.desk.resource.id == OFFERS else ()
        text = tr("Put in the chosen row") if len(keys) == 1 else tr("Put in the chosen rows")
        put = menu.addAction(text)
        put.setEnabled(bool(keys))
        put.triggered.connect(lambda: place.put_chosen(identity))
        menu.addSeparator()
        menu.addAction(tr("Rename…")).triggered.connect(lambda: self.rename(identity, anchor))
        menu.addAction(tr("Duplicate")).triggered.connect(
            lambda: begin(self, place.desk, "copy a basket", lambda: baskets.duplicate(identity))
        )
        names = [each.id for each in baskets.all()]
        at = names.index(identity) if identity in names else 0
        for text, to in ((tr("Move up"), at - 1), (tr("Move down"), at + 1)):
            action = menu.addAction(text)
            action.setEnabled(0 <= to < len(names))
            action.triggered.connect(lambda _on=False, to=to: self._move(identity, to))
        menu.addSeparator()
        menu.addAction(tr("Delete")).triggered.connect(lambda: self.delete(identity))

    def _move(self, identity: str, to: int) -> None:
        order = [each.id for each in self._baskets.all() if each.id != identity]
        order.insert(to, identity)
        begin(self, self._place.desk, "move a basket", lambda: self._baskets.reorder(order))

    def open_terms(self, supplier: str, anchor: QWidget) -> None:
        """Ask for freight and duty of a supplier."""
        from workbench.ui.board.terms import open_terms  # noqa: PLC0415 - on use

        place = self._place
        open_terms(anchor, supplier, place.desk, place.comparison, place.look)
