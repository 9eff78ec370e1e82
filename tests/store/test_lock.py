"""One window per home; a killed one does not keep the next out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.store.lock import HomeLock

ROOT = Path(__file__).parent.parent.parent
HOLDER = """
import sys, time
from pathlib import Path
from workbench.store.lock import HomeLock
lock = HomeLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def _start(path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    return child, child.stdout.readline().strip() == "True"


def _end(child):
    child.kill()
    child.communicate()


@pytest.mark.fault(60)
def test_a_second_process_is_told_who_has_the_lock(tmp_path):
    path = tmp_path / "home" / "lock"
    child, has_it = _start(path)
    lock = HomeLock(path)
    assert has_it
    assert not lock.take()
    assert lock.holder() == child.pid
    _end(child)
    assert lock.holder() is None
    assert lock.take()
    lock.release()


@pytest.mark.fault(60)
def test_of_many_at_once_one_has_it(tmp_path):
    children = [_start(tmp_path / "lock") for _ in range(4)]
    assert sum(has_it for _, has_it in children) == 1
    for child, _ in children:
        _end(child)


def test_within_a_process(tmp_path):
    first, second = HomeLock(tmp_path / "lock"), HomeLock(tmp_path / "lock")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.release()
    assert not first.held
    assert second.take()
    second.release()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
