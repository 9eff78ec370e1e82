"""The window and the command line open without the heavy libraries, and the core without numpy.

The first paint of the window waits for nothing that it does not show.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.modules import ROOT
from tests.house.rules_shape import HEAVY

STARTS = {
    "workbench.core.sources": {"numpy", "PySide6", "babel"},
    "workbench.cli.main": {"PySide6", "numpy", "PIL", "starlette", "uvicorn"},
    "workbench.app.main": {"PIL", "starlette", "uvicorn"},
}
"""What must stay out beside the heavy libraries."""

AFTER_THE_FIRST_PAINT = HEAVY | {
    "numpy",
    "babel",
    "PySide6.QtNetwork",
    "workbench.edits.book",
    "workbench.tables",
    "workbench.export",
    "workbench.net.gateway",
    "workbench.sources.loupe",
    "workbench.sources.lagerkoll",
    "workbench.ui.charts",
    "workbench.ui.compare",
    "workbench.ui.dialogs",
    "workbench.ui.dock",
    "workbench.ui.gallery",
    "workbench.ui.palette",
    "workbench.ui.rail",
    "workbench.workspace.remote",
}
"""Packages and modules that the frame of the window, with one tab in front, does without."""


def _present(name: str) -> bool:
    path = ROOT / (name.replace(".", "/") + ".py")
    return path.exists()


def loaded_by(name: str) -> set[str]:
    """The top-level packages that an import brings in, in a fresh interpreter."""
    names = "sorted({m.split('.')[0] for m in sys.modules})"
    code = f"import {name}, json, sys; print(json.dumps({names}))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(result.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", [name for name in STARTS if _present(name)])
def test_heavy_libraries_wait(name):
    assert loaded_by(name) & (HEAVY | STARTS[name]) == set()


def test_the_probe_sees_what_is_loaded():
    assert "sqlite3" in loaded_by("sqlite3")


def modules_at_first_paint(home: Path) -> set[str]:
    """Every module that is there when the table in front is painted first, packages too."""
    environment = os.environ | {"WORKBENCH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    for words in (["fill"], []):
        result = subprocess.run(
            [sys.executable, "-m", "tests.house.first_paint", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    return set(json.loads(result.stdout))


def test_the_first_paint_waits_for_nothing_unseen(tmp_path):
    loaded = modules_at_first_paint(tmp_path / "home")
    assert {"PySide6.QtWidgets", "workbench.ui.grid.view"} <= loaded
    assert loaded & AFTER_THE_FIRST_PAINT == set()
