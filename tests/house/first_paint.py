"""Opens the window on a home with an account and says which modules its first paint needed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Run the program; ends at the first paint of the table in front."""
    home = Path(os.environ["WORKBENCH_HOME"])
    if sys.argv[1:] == ["fill"]:
        return fill(home)
    from workbench.app.start import open_window

    return open_window(sandbox=False, ready=_tell)


def fill(home: Path) -> int:
    """Leave an account behind, as a run before did."""
    from workbench.core.accounts import Account
    from workbench.core.folders import folders_in
    from workbench.store.stores import Stores

    stores = Stores(folders_in(home).make())
    stores.workspace.add_account(Account("europeansourcing", "main"))
    stores.workspace.close()
    return 0


def _tell(window: object) -> None:
    from PySide6.QtCore import QEvent, QObject

    from workbench.ui.window.main import MainWindow

    assert isinstance(window, MainWindow)
    front = window.front
    assert front is not None

    class Watch(QObject):
        """Waits for the first paint."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint:
                sys.stdout.write(json.dumps(sorted(sys.modules)))
                sys.stdout.flush()
                os._exit(0)
            return False

    watch = Watch(window)
    front.grid.view.viewport().installEventFilter(watch)


if __name__ == "__main__":
    sys.exit(main())
