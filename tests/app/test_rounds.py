"""One clock brings everyone round who looks after something."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from tests.app.test_room import fill, limit, size
from tests.harness.waiting import until
from tests.workspace.kit import bench
from workbench.app.main import dress_window, keep_up
from workbench.app.rounds import EVERY, Rounds


async def test_it_comes_round_again_and_again(qapp):
    told = []
    rounds = Rounds(every=1)
    rounds.due.connect(lambda: told.append(1))
    await until(lambda: len(told) > 2)
    rounds.deleteLater()


async def test_the_window_has_one_clock_which_stops_with_it(qapp, tmp_path):
    async with bench(tmp_path) as held:
        workspace = held.workspace
        limit(workspace, 2)
        window = dress_window(qapp, workspace)
        keep_up(window, workspace)
        await until(lambda: workspace.jobs.pending == 0)
        (clock,) = [each for each in window.findChildren(QTimer) if each.interval() == EVERY]
        assert clock.isActive()
        fill(workspace)
        assert size(workspace) > 2_900_000
        window.findChild(Rounds).due.emit()
        await until(lambda: workspace.jobs.pending == 0)
        assert size(workspace) <= 2_000_000
        window.end()
        assert clock.signalsBlocked()
        window.deleteLater()
