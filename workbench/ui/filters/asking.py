"""Small controls of the tool bar that change the question: language, order, quantity."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.languages import language_name
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.stepper import Stepper
from workbench.ui.safe import never_raises
from workbench.ui.text import label, no_mnemonic, set_tip
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

NAMED_MS = 300
"""The language's full name is read this long after the button shows its code."""


class LanguageButton(Button):
    """The language of the texts: its code on the button, all names in its menu."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("", look, Kind.QUIET, caret=True)
        self._desk = desk
        self._later = QTimer(self, interval=NAMED_MS, singleShot=True)
        self._later.timeout.connect(self._name)
        self.clicked.connect(self.choose)
        desk.query_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        self._show()

    @never_raises(None)
    def _show(self) -> None:
        code = self._desk.view.query.language
        self.say(code.upper() or tr("Language"))
        self.setAccessibleName(tr("Language of the texts: {name}", name=code.upper()))
        self._later.start()

    @never_raises(None)
    def _name(self) -> None:
        """Name the language in full: locale data are read for that, so not before the rows."""
        code = self._desk.view.query.language
        name = language_name(code, self._desk.workspace.settings.language)
        self.setAccessibleName(tr("Language of the texts: {name}", name=name))
        set_tip(self, self.accessibleName())

    def choose(self) -> None:
        """Offer the languages of the source."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu of languages as it is now."""
        ui = self._desk.workspace.settings.language
        menu = QMenu(self)
        for code in self._desk.source.languages:
            action = menu.addAction(no_mnemonic(language_name(code, ui)))
            action.setCheckable(True)
            action.setChecked(code == self._desk.view.query.language)
            action.triggered.connect(lambda _on=False, code=code: self._desk.set_language(code))
        return menu


class SortButton(IconButton):
    """The order that the service gives the rows in, and its direction."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("arrow-down", tr("Order"), look)
        self._desk = desk
        self.clicked.connect(self.choose)
        desk.query_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        self._show()

    @never_raises(None)
    def _show(self) -> None:
        query = self._desk.view.query
        title = next(
            (tr(held.title) for held in self._desk.resource.sorts if held.id == query.sort),
            tr("as the service gives it"),
        )
        falling = query.descending if query.sort else True
        self.set_icon("arrow-down" if falling else "arrow-up")
        self.set_name(tr("Order: {title}", title=title))

    def choose(self) -> None:
        """Offer the orders of the service and the two directions."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu of orders as it is now."""
        query = self._desk.view.query
        menu = QMenu(self)
        self._offer(menu, tr("As the service gives it"), on=not query.sort)
        for held in self._desk.resource.sorts:
            falling = query.descending if held.id == query.sort else held.descending_first
            self._offer(menu, tr(held.title), held.id, falling=falling, on=held.id == query.sort)
        menu.addSeparator()
        for falling, text in ((False, tr("Rising")), (True, tr("Falling"))):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setEnabled(bool(query.sort))
            action.setChecked(bool(query.sort) and falling == query.descending)
            action.triggered.connect(
                lambda _on=False, falling=falling: self._ask(query.sort, falling=falling)
            )
        return menu

    def _offer(
        self, menu: QMenu, text: str, sort: str = "", *, falling: bool = False, on: bool
    ) -> None:
        action = menu.addAction(no_mnemonic(text))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on=False: self._ask(sort, falling=falling))

    def _ask(self, sort: str, *, falling: bool) -> None:
        self._desk.set_service_sort(sort, descending=falling)


class QuantityBox(QWidget):
    """The pieces wanted: prices are shown at this quantity; nothing is asked for it."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.stepper = Stepper(tr("Quantity"), look, desk.view.query.quantity)
        self.stepper.value_changed.connect(self._take)
        self.setFocusProxy(self.stepper)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._name = label(tr("Quantity"), look, Role.CELL, "text2")
        self._name.setBuddy(self.stepper)
        set_tip(self.stepper, tr("Quantity that prices are shown at"))
        row = QHBoxLayout(self)
        keep_spacing(row, look)
        row.addWidget(self._name)
        row.addWidget(self.stepper)
        desk.view_changed.connect(self._show)
        desk.session_changed.connect(self._show)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def _show(self) -> None:
        quantity = self._desk.view.query.quantity
        if self.stepper.value() != quantity:
            self.stepper.set_value(quantity)

    def _take(self, quantity: int) -> None:
        if quantity != self._desk.view.query.quantity:
            self._desk.set_quantity(quantity)

    @property
    def word(self) -> QWidget:
        """The word beside the input; left out where view and search need the room more."""
        return self._name

    @never_raises(None)
    def _restyle(self) -> None:
        self.stepper.setFixedWidth(self._look.px(68))
