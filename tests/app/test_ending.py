"""The window's process ends in order when it is asked to by a signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from workbench.core.errors import EXIT
from workbench.store.lock import HomeLock

PATIENCE = 60.0


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert process.poll() is None, "the window ended by itself"
        assert time.monotonic() < until, "the window did not come up"
        time.sleep(0.05)


def has_read(log: Path) -> bool:
    """Whether the window has shown itself and read its first rows."""
    return log.exists() and "operation=search" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, EXIT.interrupted), (signal.SIGTERM, EXIT.done)]
)
def test_a_signal_closes_window_sandbox_and_home(home: Path, number: int, status: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "--sandbox"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: has_read(home / "sandbox" / "logs" / "workbench.log"), process)
        sandboxes = psutil.Process(process.pid).children()
        assert len(sandboxes) == 1
        process.send_signal(number)
        assert process.wait(PATIENCE) == status
    finally:
        process.kill()
        process.wait()
    assert not psutil.pid_exists(sandboxes[0].pid)
    lock = HomeLock(home / "sandbox" / "lock")
    assert lock.take(), "the home is still held"
    lock.release()
    left = [path.name for path in (home / "sandbox").rglob("*-wal")]
    assert left == [], "a database was not closed"
    assert (home / "sandbox" / "logs" / "crash.log").read_text(encoding="utf-8") == ""
