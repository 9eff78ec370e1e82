"""The whole program on its sample data: works, then is closed with a request under way."""

from __future__ import annotations

import json
import sys
import urllib.request

from PySide6.QtCore import QTimer

from workbench.app.main import run_window
from workbench.ui.window.main import MainWindow


def slow_down(url: str) -> None:
    """Have the sandbox answer slowly from now on."""
    order = {"faults": [{"times": 50, "path": "/search", "delay": 1.5}]}
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}/_faults", json.dumps(order).encode(), headers)
    urllib.request.urlopen(request, timeout=10).close()


def ready(window: MainWindow) -> None:
    """Wait for rows, ask again slowly, and quit at once."""
    timer = QTimer(window)

    def look() -> None:
        tab = window.front
        session = tab.desk.session if tab else None
        if tab is None or session is None or not len(session.rows):
            return
        timer.stop()
        assert tab.desk.account is not None
        slow_down(tab.desk.account.url)
        tab.desk.refresh()
        sys.stdout.write(f"{window.windowTitle()}\n{len(session.rows)}\n")
        QTimer.singleShot(100, window.registry["quit"].trigger)

    timer.timeout.connect(look)
    timer.start(50)


if __name__ == "__main__":
    sys.exit(run_window(sandbox=True, ready=ready))
