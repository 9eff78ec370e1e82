"""The whole program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.app.compose import sandbox_home
from workbench.core.folders import folders_in
from workbench.sources import TITLES
from workbench.store.stores import Stores

PROGRAM = Path(__file__).with_name("program.py")
ROOT = PROGRAM.parents[2]


@pytest.mark.fault(62)
def test_the_program_starts_works_and_ends_with_a_request_under_way(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", str(PROGRAM)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "was not caught" not in ended.stderr
    title, rows = ended.stdout.splitlines()
    assert title == "workbench · Sandbox"
    assert int(rows) > 0
    stores = Stores(folders_in(sandbox_home()))
    try:
        state = stores.workspace.load_window()
    finally:
        stores.close()
    assert [tab.source for tab in state.tabs] == [*TITLES, "compare"]
    log = (folders_in(sandbox_home()).logs / "workbench.log").read_text()
    assert "ERROR" not in log
