"""A program that breaks leaves a local report, loses nothing typed, and says so at the start."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT, make_workspace, sample_source
from workbench.app.main import dress_window
from workbench.core.folders import find_folders, folders_in
from workbench.core.views import TabState, WindowState
from workbench.store.stores import Stores
from workbench.ui.window.broken import tell_crash

ROOT = Path(__file__).parents[2]
SECRET = "s3cret-of-the-crash"

BEGIN = """
import os, sys, threading
from workbench.app.compose import start_log
from workbench.app.crash import watch_crashes
from workbench.core.folders import find_folders
folders = find_folders().make()
start_log(folders)
report = watch_crashes(folders)
"""
HOOKS = {
    "python": f"raise ValueError('{SECRET}')",
    "thread": f"""
def work():
    raise ValueError('{SECRET}')
thread = threading.Thread(target=work)
thread.start()
thread.join()
""",
    "slot": f"""
os.environ['QT_QPA_PLATFORM'] = 'offscreen'
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
def slot():
    QTimer.singleShot(0, app.quit)
    raise ValueError('{SECRET}')
QTimer.singleShot(0, slot)
app.exec()
""",
    "never_raises": f"""
from workbench.ui.safe import never_raises
@never_raises(None)
def override():
    raise ValueError('{SECRET}')
override()
""",
}
TYPES = """
from datetime import UTC, datetime
from workbench.store.journal_types import Draft, DraftKey
from workbench.store.stores import Stores
stores = Stores(folders)
key = DraftKey('lagerkoll', 'host', 'main', 'articles', '10-1', 'name')
stores.journal.put(Draft(key, 'null', '"typed"', datetime.now(UTC))).result()
os.abort()
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.fault(61)
@pytest.mark.parametrize("hook", HOOKS)
def test_what_nobody_caught_is_reported_without_its_values(home: Path, hook: str) -> None:
    ended = run(HOOKS[hook])
    log = (find_folders().logs / "workbench.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    if hook != "never_raises":
        assert SECRET not in log
        assert SECRET not in ended.stderr
        assert "see the log folder" in ended.stderr


@pytest.mark.fault(61)
def test_an_abort_leaves_a_report_and_loses_no_draft(home: Path) -> None:
    ended = run(TYPES)
    assert ended.returncode != 0
    folders = find_folders()
    assert "Aborted" in (folders.logs / "crash.log").read_text(encoding="utf-8")
    again = run("print(report)")
    assert again.stdout.strip().endswith("crash-before.log")
    report = folders.logs / "crash-before.log"
    assert "Aborted" in report.read_text(encoding="utf-8")
    assert (folders.logs / "crash.log").read_text(encoding="utf-8") == ""
    if os.name == "posix":
        assert report.stat().st_mode & 0o077 == 0
    stores = Stores(folders)
    try:
        (draft,) = stores.journal.drafts("lagerkoll", "host", "main")
        assert draft.value == '"typed"'
    finally:
        stores.close()


@pytest.mark.fault(61)
async def test_the_next_start_says_that_the_last_one_broke(qapp, tmp_path: Path) -> None:
    folders = folders_in(tmp_path / "home").make()
    report = folders.logs / "crash-before.log"
    workspace = make_workspace(tmp_path, sample_source(10))
    state = WindowState(tabs=(TabState(ACCOUNT.source, account=ACCOUNT.name),))
    workspace.stores.workspace.save_window(state)
    window = dress_window(qapp, workspace)
    tell_crash(window, report)
    window.show()
    try:
        await until(lambda: window.front is not None and "broken" in window.front.strips.shown)
        assert window.front is not None
        said = " ".join(window.front.strips.texts())
        assert "nothing was sent" in said
        assert "What you typed is here" in said
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)
        await workspace.close()


def test_a_run_that_ended_in_order_leaves_nothing_to_say(tmp_path: Path) -> None:
    code = "print(report)"
    assert run(code).stdout.strip() == "None"
    assert run(code).stdout.strip() == "None"
