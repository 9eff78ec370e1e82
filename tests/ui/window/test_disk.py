"""A disk that refuses what is typed is told in the window, and closing asks first."""

from __future__ import annotations

import asyncio
import resource
from contextlib import contextmanager

from tests.harness.waiting import until
from tests.store.making import draft
from tests.workspace.acts import acting_shop
from tests.workspace.shop import ACCOUNT
from workbench.core.views import TabState, WindowState
from workbench.store.journal import Journal
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.window.disk import STRIP, DiskWatch, leave
from workbench.ui.window.main import MainWindow


@contextmanager
def full_disk():
    """No file grows beyond six hundred thousand bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_what_is_not_on_the_disk_is_told_and_not_left_behind_unasked(qapp, look, tmp_path):
    async with acting_shop(tmp_path) as held:
        stores = held.workspace.stores
        assert "journal" not in vars(stores)
        journal = stores.journal = Journal(stores.folders.journal, retry=0.05)
        window = MainWindow(held.workspace, look)
        window.keep(DiskWatch(window))
        window.restore(WindowState(tabs=(TabState("lagerkoll", account=ACCOUNT.name),)))
        window.show()
        tab = window.front
        await until(lambda: tab.grid.view.grid_model.rowCount() == 40)
        ends: list[bool] = []
        try:
            leave(window, lambda: ends.append(True))
            assert ends == [True]
            held.workspace.books.changed.emit()
            with full_disk():
                written = [journal.put(draft("x" * 9000, field=f"f{n}")) for n in range(150)]
                await until(lambda: STRIP in tab.strips.shown)
                assert "not written to the disk" in " ".join(tab.strips.texts())
                leave(window, lambda: ends.append(True))
                assert ends == [True]
                dialog = window.findChild(ConfirmDialog)
                assert not dialog.verb.isDefault()
                dialog.accept()
                assert ends == [True, True]
            await until(lambda: all(future.done() for future in written))
            await until(lambda: STRIP not in tab.strips.shown)
        finally:
            window.end()
            window.deleteLater()
            await asyncio.sleep(0.05)
