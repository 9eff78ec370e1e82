"""How long the program takes from its start to its window and to its rows, beside a bare Qt window.

Each start is a fresh process over a home whose last view was read before; its service is away. The
window is there once its menus, tabs, tool bar and the empty table under its header are painted and
its search box takes keys; the rows come right after.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.harness import Result, Scale, within

RUNS = 7
WINDOW_TARGET = 2.0
ROWS_TARGET = 3.0
"""Holds what is reached: rows no later after the window than a bare window takes as a whole."""
ROWS = 52


def start(_scale: Scale) -> Iterator[Result]:
    """Start both by turns; the first start of each writes compiled modules and does not count."""
    with tempfile.TemporaryDirectory(prefix="bench-start-") as name:
        home = Path(name) / "home"
        asyncio.run(fill(home))
        environment = os.environ | {
            "WORKBENCH_HOME": str(home),
            "PYTHONPYCACHEPREFIX": str(Path(name) / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        window: list[float] = []
        rows: list[float] = []
        bare: list[float] = []
        for _ in range(RUNS + 1):
            painted, filled = _seconds("program", environment)
            window.append(painted)
            rows.append(filled)
            bare += _seconds("bare", environment)
    beside = "bare window of Qt", median(bare[1:])
    yield within(
        "start to window", "menus to table", median(window[1:]), *beside, at_most=WINDOW_TARGET
    )
    size = f"{ROWS} rows from the disk"
    yield within("start to first rows", size, median(rows[1:]), *beside, at_most=ROWS_TARGET)


async def fill(home: Path) -> None:
    """Leave an account, its first rows and a window behind, as a run before did."""
    import msgspec

    from workbench.app.compose import open_workspace
    from workbench.app.demo import start_demo
    from workbench.core.folders import folders_in
    from workbench.core.queries import Query
    from workbench.core.views import TabState, WindowState

    demo = start_demo()
    workspace = open_workspace(folders_in(home))
    try:
        source = workspace.sources[0]
        held = next(held for held in demo.accounts if held.source == source.id)
        account = msgspec.structs.replace(held, session_only=False)
        names = [credential.name for credential in source.credentials]
        await workspace.vault.put(account, await demo.vault.get(held, names), session_only=True)
        workspace.stores.workspace.add_account(account)
        resource = source.resources[0]
        session = workspace.session(source, resource, account)
        await session.ask(Query(quantity=250, language="en"))
        tab = TabState(source.id, account=account.name, resource=resource.id)
        workspace.stores.workspace.save_window(WindowState(tabs=(tab,)))
    finally:
        await workspace.close()
        demo.stop()


def _seconds(what: str, environment: dict[str, str]) -> list[float]:
    """Return the seconds from just before the process to each moment that it tells."""
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_start", what],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=60,
    )
    return [float(moment) - begin for moment in done.stdout.split()]


def program() -> int:
    """Run the program and say when its window and when its rows were painted."""
    from workbench.app.start import open_window

    return open_window(sandbox=False, ready=_tell)


def _tell(window: object) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from workbench.ui.window.main import MainWindow

    assert isinstance(window, MainWindow)
    tab = window.front
    assert tab is not None
    grid = tab.grid.view.grid_model

    class Watch(QObject):
        """Waits for the first paint of the table, and for the first with rows."""

        told = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint and self.told == bool(grid.rowCount()):
                self.told += 1
                # Handled once all of this moment is painted, before any timer.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
            return False

        def event(self, event: QEvent) -> bool:
            if event.type() is QEvent.Type.User:
                self.say()
            return super().event(event)

        def say(self) -> None:
            """Say the moment; end with the second."""
            sys.stdout.write(f"{time.monotonic()}\n")
            if QApplication.focusWidget() is not tab.tools.search:
                raise RuntimeError("the search box takes no keys")
            if self.told == 2:
                if grid.rowCount() != ROWS:
                    raise RuntimeError("rows are missing")
                sys.stdout.flush()
                os._exit(0)

    watch = Watch(window)
    tab.grid.view.viewport().installEventFilter(watch)


def bare() -> int:
    """Show a main window with a table and an input, and say when it was painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import (
        QApplication,
        QLineEdit,
        QMainWindow,
        QTableView,
        QVBoxLayout,
        QWidget,
    )

    class Table(QTableView):
        """Says when it was painted."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            QTimer.singleShot(0, say)

    def say() -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        os._exit(0)

    app = QApplication([])
    model = QStandardItemModel(ROWS, 12)
    for row in range(ROWS):
        for column in range(12):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    window, whole, search, table = QMainWindow(), QWidget(), QLineEdit(), Table()
    column_of = QVBoxLayout(whole)
    column_of.addWidget(search)
    column_of.addWidget(table)
    table.setModel(model)
    window.setCentralWidget(whole)
    window.resize(1440, 900)
    window.show()
    search.setFocus()
    return app.exec()


if __name__ == "__main__":
    sys.exit(program() if sys.argv[1] == "program" else bare())
