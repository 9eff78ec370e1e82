"""A source's own actions in the window: the Changes menu, context menus and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from workbench.core.edits import Chosen
from workbench.core.texts import tr
from workbench.ui.links import open_folder, open_path
from workbench.ui.theme.marks import Mark
from workbench.ui.window.actions import CHANGES, ActionSpec

if TYPE_CHECKING:
    from workbench.ui.acts.dialog import ActionDialog
    from workbench.ui.acts.offers import Offer
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.acting import Ended

PREFIX = "act:"
"""Begins the id of an action in the palette."""


def first_line(answer: str) -> str:
    """Return an answer that is one line of words, "" for anything longer."""
    return "" if "\n" in answer or answer[:1] in {"{", "["} else answer


class ActionCommands(QObject):
    """Opens the dialog of an action over a window.

    Attributes:
        table_wanted: rows of a saved file are to be shown: id of their resource, and its path.
    """

    table_wanted = Signal(str, str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ActionDialog | None = None
        self._shown: list[QObject] = []
        self.menu = self._changes_menu()
        if self.menu is not None:
            self.menu.aboutToShow.connect(self._fill)

    # ---- where they are found --------------------------------------------------------------

    def extend(self, menu: QMenu) -> None:
        """Add the actions that can be done now to a context menu."""
        from workbench.ui.acts.offers import fill_menu, offers  # noqa: PLC0415 - on use

        tab = self._window.front
        if tab is not None and any(not offer.reason for offer in offers(tab.desk)):
            menu.addSeparator()
            fill_menu(menu, tab.desk, tab.desk_look, self.open, only=True)

    def specs(self) -> tuple[ActionSpec, ...]:
        """Return the actions of the table in front as the palette lists them."""
        from workbench.ui.acts.offers import offers  # noqa: PLC0415 - on use

        tab = self._window.front
        if tab is None:
            return ()
        return tuple(
            ActionSpec(
                f"{PREFIX}{offer.action.id}",
                offer.action.title,
                f"{CHANGES}/{offer.action.group}",
                icon=offer.action.icon,
            )
            for offer in offers(tab.desk)
            if not offer.reason
        )

    def run(self, identity: str) -> bool:
        """Open an action by its id, with or without the palette's prefix; False for none such."""
        from workbench.ui.acts.offers import offers  # noqa: PLC0415 - on use

        tab, name = self._window.front, identity.removeprefix(PREFIX)
        held = offers(tab.desk) if tab is not None else ()
        offer = next((each for each in held if each.action.id == name), None)
        if offer is None or offer.reason:
            return False
        self.open(offer)
        return True

    # ---- the dialog ------------------------------------------------------------------------

    def open(self, offer: Offer) -> None:
        """Show the dialog of an action."""
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if tab is None or session is None or self.dialog is not None:
            return
        action = offer.action
        shown = tab.desk.source.resource(action.table) if action.opens is not None else None
        if action.opens is not None and shown is not None:
            chosen = Chosen(tuple(offer.keys), (b"",) * len(offer.keys), {})
            tab.desk.go_on(shown, action.opens(chosen))
            return
        from workbench.ui.acts.dialog import ActionDialog  # noqa: PLC0415 - on use

        dialog = ActionDialog(
            tab.desk, session, offer.action, offer.keys, tab.desk_look, self._window
        )
        dialog.ended.connect(lambda ended: self._ended(tab, offer, ended))
        dialog.outcome.open_wanted.connect(open_path)
        dialog.outcome.folder_wanted.connect(open_folder)
        dialog.outcome.table_wanted.connect(self.table_wanted)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _ended(self, tab: SourceTab, offer: Offer, ended: Ended) -> None:
        title = tr(offer.action.title).removesuffix("…")
        mark = Mark.UNKNOWN if ended.unknown else Mark.REFUSED if ended.failed else Mark.DONE
        said = first_line(ended.answer) or ended.sentence
        if ended.follows and not ended.failed:
            # How far it was when it began would stand there long after it is done.
            said = tr("It was begun; its row says how far it is.")
        tab.strips.say("acted", mark, title, said)
        if ended.follows:
            tab.runs.follow(offer.action.table, ended.follows)

    # ---- the menu --------------------------------------------------------------------------

    def _changes_menu(self) -> QMenu | None:
        for action in self._window.menuBar().actions():
            menu = action.menu()
            if isinstance(menu, QMenu) and menu.title() == tr(CHANGES):
                return menu
        return None

    def _fill(self) -> None:
        """Show the actions of the table in front below the window's own."""
        menu, tab = self.menu, self._window.front
        if menu is None:
            return
        for held in self._shown:
            held.deleteLater()
        self._shown = []
        if tab is None or not tab.desk.resource.actions:
            return
        from workbench.ui.acts.offers import fill_menu  # noqa: PLC0415 - on use

        before = set(menu.actions())
        menu.addSeparator()
        fill_menu(menu, tab.desk, tab.desk_look, self.open)
        for action in menu.actions():
            if action not in before:
                menu_below = action.menu()
                self._shown.append(menu_below if isinstance(menu_below, QMenu) else action)
