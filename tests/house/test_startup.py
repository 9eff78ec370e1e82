"""The window and the command line open without the heavy libraries, and the core without numpy."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.house.modules import ROOT
from tests.house.rules_shape import HEAVY

STARTS = {
    "workbench.core.sources": {"numpy", "PySide6", "babel"},
    "workbench.cli.main": {"PySide6", "numpy", "PIL", "starlette", "uvicorn"},
    "workbench.app.main": {"PIL", "starlette", "uvicorn"},
}
"""What must stay out beside the heavy libraries."""


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
