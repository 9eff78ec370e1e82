"""The actions as Qt has them: made from their declarations, found by id, bound to what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from workbench.core.texts import tr
from workbench.ui.text import tip_text
from workbench.ui.theme.look import Look
from workbench.ui.window.actions import ACTIONS, MENUS, ActionSpec


class Registry(QObject):
    """All actions of a window.

    Attributes:
        fired: an action was chosen; the argument is its id.
    """

    fired = Signal(str)

    def __init__(self, window: QWidget, look: Look, bindings: Mapping[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._reasons: dict[str, str] = {}
        self._dressed = False
        for spec in ACTIONS:
            self._actions[spec.id] = self._make(spec, bindings)
        look.changed.connect(self._restyle)

    def __getitem__(self, identity: str) -> QAction:
        return self._actions[identity]

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The declarations, in menu order."""
        return ACTIONS

    def on(self, identity: str, handler: Callable[[], object]) -> None:
        """Call `handler` when an action is chosen."""
        self._actions[identity].triggered.connect(lambda _checked=False: handler())

    def enable(self, identity: str, *, on: bool, reason: str = "") -> None:
        """Say whether an action can be chosen, and why not."""
        action = self._actions[identity]
        action.setEnabled(on)
        self._reasons[identity] = "" if on else reason
        action.setToolTip(tip_text(reason if not on and reason else action.iconText()))

    def refused(self) -> dict[str, str]:
        """Return the actions that cannot be chosen now, each with the reason."""
        none = tr("Not possible here")
        return {
            identity: self._reasons.get(identity) or none
            for identity, action in self._actions.items()
            if not action.isEnabled()
        }

    def check(self, identity: str, *, on: bool) -> None:
        """Tick an action without firing it."""
        self._actions[identity].setChecked(on)

    def rebind(self, bindings: Mapping[str, str]) -> None:
        """Use other key sequences, as the user set them."""
        for spec in ACTIONS:
            self._actions[spec.id].setShortcuts(sequences(spec, bindings))

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into the menus, in their order, with lines between groups."""
        for name in MENUS:
            menu = bar.addMenu(tr(name))
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self.dress)
            self._fill_menu(menu, [spec for spec in ACTIONS if spec.menu.split("/")[0] == name])

    def menu_of(self, identities: Iterable[str], parent: QWidget) -> QMenu:
        """Return a context menu that repeats actions; "" is a line."""
        self.dress()
        menu = QMenu(parent)
        for identity in identities:
            if identity:
                menu.addAction(self._actions[identity])
            else:
                menu.addSeparator()
        return menu

    def _fill_menu(self, menu: QMenu, specs: list[ActionSpec]) -> None:
        below: dict[str, QMenu] = {}
        groups = {"": specs[0].group if specs else 0}
        for spec in specs:
            _, _, inner = spec.menu.partition("/")
            # Lines part groups where they stand: a sub-menu is one entry of the menu above it.
            outside = "" if inner not in below else inner
            if groups.setdefault(outside, spec.group) != spec.group:
                below.get(outside, menu).addSeparator()
                groups[outside] = spec.group
            if inner and inner not in below:
                below[inner] = menu.addMenu(tr(inner))
                groups[inner] = spec.group
            below.get(inner, menu).addAction(self._actions[spec.id])

    def _make(self, spec: ActionSpec, bindings: Mapping[str, str]) -> QAction:
        action = QAction(tr(spec.text), self._window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts(sequences(spec, bindings))
        context = Qt.ShortcutContext
        local = context.WidgetWithChildrenShortcut
        action.setShortcutContext(local if spec.local else context.WindowShortcut)
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.exclusive:
            group = self._groups.setdefault(spec.exclusive, QActionGroup(self))
            group.addAction(action)
        action.triggered.connect(lambda _checked=False, name=spec.id: self.fired.emit(name))
        if not spec.local:
            self._window.addAction(action)
        return action

    def lend(self, rows: QWidget) -> None:
        """Let the keys of local actions count in a widget that shows rows."""
        for spec in ACTIONS:
            if spec.local:
                rows.addAction(self._actions[spec.id])

    def dress(self) -> None:
        """Give the actions their icons, which nobody sees before a menu opens."""
        if not self._dressed:
            self._dressed = True
            self._restyle()

    def _restyle(self) -> None:
        if not self._dressed:
            return
        for spec in ACTIONS:
            # In menus the tick of what is on stands where an icon would.
            if spec.icon and not spec.checkable:
                self._actions[spec.id].setIcon(self._look.icon(spec.icon))


_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}


def sequences(spec: ActionSpec, bindings: Mapping[str, str]) -> list[QKeySequence]:
    """Return the key sequences of an action: the user's, else its own, else the system's."""
    chosen = bindings.get(spec.id)
    if chosen is not None:
        return [QKeySequence(chosen)] if chosen else []
    if spec.standard is not None:
        return QKeySequence.keyBindings(spec.standard)
    return [QKeySequence(keys) for keys in spec.keys]
