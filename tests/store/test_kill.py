"""Killed at any moment, the program has every acknowledged draft and no half page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.fault(44)
@pytest.mark.fault(45)
def test_kills_lose_nothing(tmp_path):
    nursery = subprocess.run(
        [sys.executable, "-m", "tests.store.kill_nursery", str(tmp_path), "8", "44"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert nursery.returncode == 0, nursery.stderr
    found = json.loads(nursery.stdout)
    assert found["wrong"] == []
    assert found["kills"] >= 10
    assert found["acks"] > found["kills"]
