"""The real window over the sandbox, and a person's hands: keys, clicks, eyes."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QWidget

from tests.acceptance.service import Service
from tests.harness.clicking import click_on
from tests.harness.resting import is_about_to
from tests.harness.waiting import until
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.europeansourcing.service import TOKEN
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault, SecretVault
from workbench.store.stores import Stores
from workbench.ui.parts.strip import Strip
from workbench.ui.window.main import MainWindow
from workbench.ui.window.tab import SourceTab
from workbench.workspace.session import Session
from workbench.workspace.status import Phase
from workbench.workspace.workspace import Workspace

SOURCE = ALL[0]
Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
SIZE = (1440, 900)
PATIENCE = 60.0


def account_on(service: Service, name: str = "test", **more) -> Account:
    """An account whose service is the sandbox of this test."""
    return Account(SOURCE.id, name, url=service.url, bound=name, **more)


def holding(*accounts: Account, token: str = TOKEN) -> MemoryVault:
    """A vault that holds the token for these accounts, in memory."""
    vault = MemoryVault()
    for account in accounts:
        vault.hold(account, {"token": Secret(token)})
    return vault


@dataclass
class Stage:
    """A window, and hands that act as a person would.

    Every act runs outside of the tasks of the loop, as Qt's own events do.
    """

    app: QApplication
    workspace: Workspace
    window: MainWindow
    service: Service

    # ---- what is there ---------------------------------------------------------------------

    @property
    def tab(self) -> SourceTab:
        tab = self.window.front
        assert tab is not None
        return tab

    @property
    def session(self) -> Session:
        session = self.tab.desk.session
        assert session is not None
        return session

    @property
    def view(self):
        return self.tab.grid.view

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def keys(self) -> list[str]:
        """Keys of the rows as the table shows them, from the top."""
        model = self.view.grid_model
        return [model.key_at(at) for at in range(model.rowCount())]

    def shown(self, field: str) -> list[str]:
        """Texts of a column as the table shows them, from the top."""
        model = self.view.grid_model
        column = model.column_of(field)
        assert column is not None, f"no column {field}"
        return [model.index(at, column).data() for at in range(model.rowCount())]

    def values(self, field: str) -> list[object]:
        """Values of a column, from the top."""
        table, rows = self.session.table, self.session.rows
        return [table.value(rows.row(at), field) for at in range(len(rows))]

    def strips(self) -> list[str]:
        """What the strips of the tab say, those that a person sees."""
        found = self.tab.findChildren(Strip)
        return [strip.accessibleName() for strip in found if strip.isVisible()]

    def status(self) -> str:
        """What the status line says."""
        parts = self.window.status.findChildren(QWidget)
        texts = [part.text() for part in parts if part.isVisible() and hasattr(part, "text")]
        return " ".join(text for text in texts if text)

    def chips(self) -> list[str]:
        """What the chips say."""
        return [f"{chip.field} {chip.operator} {chip.value}" for chip in self.tab.filters.texts()]

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """The visible button of that text or name."""
        place = within or self.window
        found = [
            button
            for button in place.findChildren(QAbstractButton)
            if button.isVisible() and name in {button.text(), button.accessibleName()}
        ]
        heard = sorted(
            {button.accessibleName() or button.text() for button in _buttons(place)} - {""}
        )
        assert found, f"no button “{name}” among {heard}"
        return found[0]

    def dialog(self, kind: str) -> QWidget | None:
        """The open window of that class name, if there is one."""
        return next((w for w in self.floating() if type(w).__name__ == kind), None)

    def floating(self) -> list[QWidget]:
        """Dialogs, menus and pop-ups that are open."""
        return [
            widget
            for widget in self.app.topLevelWidgets()
            if widget.isVisible() and widget is not self.window
        ]

    def menu(self) -> QMenu | None:
        """The open menu."""
        return next((w for w in self.floating() if isinstance(w, QMenu)), None)

    # ---- waiting ---------------------------------------------------------------------------

    async def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        await until(lambda: bool(condition()), seconds)

    async def settle(self) -> None:
        """Wait until nothing is being asked and nothing is about to be."""
        calm = 0
        end = asyncio.get_running_loop().time() + PATIENCE
        while calm < 3:
            await asyncio.sleep(0.02)
            session = self.tab.desk.session
            busy = session is not None and session.status.phase is not Phase.IDLE
            waiting = is_about_to(self.window, self.tab.desk)
            calm = 0 if busy or waiting or self.workspace.jobs.pending > 0 else calm + 1
            assert asyncio.get_running_loop().time() < end, "the window does not come to rest"

    async def rows(self) -> None:
        """Wait until rows are there and the window rests."""
        await self.until(lambda: self.tab.desk.session is not None and len(self.session.rows))
        await self.settle()

    # ---- hands -----------------------------------------------------------------------------

    async def act(self, deed: Callable[[], object]) -> object:
        """Do something outside of any task, as Qt's own events do."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[object] = loop.create_future()

        def now() -> None:
            try:
                result = deed()
            except Exception as error:  # noqa: BLE001 - handed on to the test
                done.set_exception(error)
            else:
                done.set_result(result)

        QTimer.singleShot(0, now)
        result = await done
        await asyncio.sleep(0)
        return result

    async def press(self, key: Qt.Key, modifiers=NONE, on: QWidget | None = None) -> None:
        """Press a key where the focus is, or on a widget."""
        await self._come_back()
        target = on or QApplication.focusWidget() or self.window
        await self.act(lambda: QTest.keyClick(target, key, modifiers))

    async def _come_back(self) -> None:
        """Have the window active when nothing floats over it, as window managers do."""
        if not self.floating() and not self.window.isActiveWindow():
            await self.act(self.window.activateWindow)
            await self.until(self.window.isActiveWindow)

    async def type(self, text: str, on: QWidget | None = None) -> None:
        """Type a text where the focus is, or into a widget after selecting what it holds."""
        if on is not None:
            await self.act(on.setFocus)
        target = on or QApplication.focusWidget()
        assert target is not None
        await self.act(lambda: QTest.keyClicks(target, text))

    async def pick(self, text: str, box: QComboBox) -> None:
        """Choose what a box offers by typing its first letters into it.

        Letters that follow others at once go on with those: a person who has chosen waits a moment.
        """
        await asyncio.sleep(QApplication.keyboardInputInterval() / 1000)
        await self.type(text, box)

    async def write(self, text: str, on: QWidget) -> None:
        """Replace what an input holds by typing."""
        await self.act(on.setFocus)
        await self.press(Key.Key_A, CTRL, on)
        if text:
            await self.type(text, on)
        else:
            await self.press(Key.Key_Delete, on=on)

    async def click(self, widget: QWidget, spot: QPoint | None = None, modifiers=NONE) -> None:
        """Click a widget, in its middle or at a place."""
        await self.act(lambda: click_on(widget, spot, modifiers))

    async def click_cell(self, place: int, field: str, modifiers=NONE) -> None:
        """Click a cell of the table."""
        column = self.view.grid_model.column_of(field)
        spot = self.view.cell_rect(place, column).center()
        await self.click(self.view.viewport(), spot, modifiers)

    async def click_title(self, field: str, modifiers=NONE) -> None:
        """Click a column's title."""
        column = self.view.grid_model.column_of(field)
        x = self.view.columns.column_x(column) + self.view.columns.column_width(column) // 2
        spot = QPoint(x, self.view.header.title_height // 2)
        await self.click(self.view.header.viewport(), spot, modifiers)

    async def tick(self, place: int, modifiers=NONE) -> None:
        """Click the tick box of a row."""
        height = self.view.painter.height
        y = place * height - self.view.verticalOffset() + height // 2
        await self.click(self.view.heads.viewport(), QPoint(17, y), modifiers)

    async def choose(self, *path: str) -> None:
        """Choose an action of the menu bar by its texts."""
        action = self.menu_action(*path)
        assert action.isEnabled(), f"{path} cannot be chosen: {action.toolTip()}"
        await self.act(action.trigger)

    async def choose_in_menu(self, text: str) -> None:
        """Choose an entry of the open menu by its text."""
        await self.until(lambda: self.menu() is not None)
        menu = self.menu()
        assert menu is not None
        action = _entry(menu.actions(), text)
        await self.act(action.trigger)
        await self.act(menu.close)

    def menu_action(self, *path: str) -> QAction:
        """The action of the menu bar that these texts lead to."""
        actions = self.window.menuBar().actions()
        for text in path[:-1]:
            menu = _entry(actions, text).menu()
            assert isinstance(menu, QMenu)
            actions = menu.actions()
        return _entry(actions, path[-1])

    async def pull_clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    async def close_floating(self) -> None:
        """Close dialogs, menus and pop-ups."""
        for widget in self.floating():
            await self.act(widget.close)


def _buttons(place: QWidget) -> Iterator[QAbstractButton]:
    return (button for button in place.findChildren(QAbstractButton) if button.isVisible())


def _entry(actions: list[QAction], text: str) -> QAction:
    found = [action for action in actions if action.text().replace("&&", "&") == text]
    assert found, f"no entry “{text}” among {[action.text() for action in actions]}"
    return found[0]


def open_workspace(
    home: Path,
    service: Service | None,
    *,
    demo: tuple[Account, ...] | None = None,
    vault: SecretVault | None = None,
) -> Workspace:
    """A workspace in a home: with one account on the sandbox, or as `demo` and `vault` say."""
    if demo is None:
        assert service is not None
        demo = (account_on(service, session_only=True),)
    folders = folders_in(home).make()
    return Workspace(
        folders,
        Stores(folders),
        ALL,
        Jobs(),
        vault=vault if vault is not None else holding(*demo),
        log=RequestLog(),
        demo=demo,
    )


@asynccontextmanager
async def on_stage(
    home: Path,
    service: Service,
    *,
    demo: tuple[Account, ...] | None = None,
    vault: SecretVault | None = None,
    rows: bool = True,
    killed: bool = False,
) -> AsyncIterator[Stage]:
    """Open the window on a home until the block ends, as the program does.

    Args:
        home: of the workspace.
        service: the sandbox.
        demo: accounts in memory only; one on the sandbox for None.
        vault: credentials; those of `demo` for None.
        rows: wait until the first rows are there.
        killed: end without the state that an orderly end writes.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    workspace = open_workspace(home, service, demo=demo, vault=vault)
    broken: list[str] = []
    note = partial(_note, broken)
    workspace.jobs.failed.connect(note)
    window = dress_window(app, workspace)
    stage = Stage(app, workspace, window, service)
    try:
        await stage.act(lambda: _show(window))
        await stage.until(window.isActiveWindow)
        if rows:
            await stage.rows()
        yield stage
    finally:
        await stage.close_floating()
        if not killed:
            await stage.act(window.save_state)
        await stage.act(window.end)
        await workspace.close()
        await stage.act(lambda: _bury(window))
    assert not broken, "\n".join(broken)


def _note(broken: list[str], name: str, error: BaseException) -> None:
    """Keep where a task of the program failed."""
    broken.append(f"{name}:\n{''.join(traceback.format_exception(error))}")


def _show(window: MainWindow) -> None:
    window.resize(*SIZE)
    window.show()
    window.activateWindow()


def _bury(window: MainWindow) -> None:
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rail_line(stage: Stage, kind: str, title: str):
    """The line of the rail of that kind and text, and where it stands."""
    rail = stage.tab.rail
    lines = rail.model.lines()
    for row, line in enumerate(lines):
        said = line.row.name if line.row is not None and hasattr(line.row, "name") else line.title
        if line.kind == kind and title in {line.title, said}:
            return line, row
    said = [(line.kind.value, line.title or line.spoken) for line in lines]
    raise AssertionError(f"no line “{title}” in the rail: {said}")


async def click_rail(stage: Stage, kind: str, title: str, modifiers=NONE) -> None:
    """Click a line of the rail."""
    view = stage.tab.rail.view
    _line, row = rail_line(stage, kind, title)
    index = stage.tab.rail.model.index(row)
    await stage.act(lambda: view.scrollTo(index))
    rect = view.visualRect(index)
    await stage.click(view.viewport(), QPoint(rect.left() + 60, rect.center().y()), modifiers)
