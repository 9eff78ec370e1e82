"""The verdicts of tests/conftest.py: what must fail a run does fail it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = """
import asyncio, socket, warnings
import pytest
from tests.harness.canary import CANARIES

def test_fine():
    pass

@pytest.mark.skip(reason="later")
def test_skipped():
    pass

def test_skips_itself():
    pytest.skip("not here")

@pytest.mark.xfail
def test_expected_to_fail():
    assert False

@pytest.mark.xfail
def test_expected_to_fail_and_passes():
    pass

def test_prints_a_secret():
    print("token:", CANARIES["token"])

def test_swallows_the_refusal():
    try:
        socket.create_connection(("192.0.2.1", 80))
    except AssertionError:
        pass

def test_warns():
    warnings.warn("old")

def test_qt_warns(qapp):
    from PySide6.QtCore import qWarning
    qWarning("something is wrong")

async def test_leaves_a_task():
    test_leaves_a_task.kept = asyncio.get_running_loop().create_task(asyncio.sleep(60))
"""
BROKEN_HOME = """
from tests.harness.canary import CANARIES

def test_writes_a_secret(home):
    (home / "log").write_text(CANARIES["password"])
"""


def run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    file = folder / "test_sample.py"
    file.write_text(source)
    options = [
        "-p",
        "tests.conftest",
        "-c",
        "pyproject.toml",
        "-rA",
        "--basetemp",
        str(folder / "t"),
    ]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(file)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    result = run(tmp_path_factory.mktemp("verdicts"), SAMPLE)
    assert result.returncode == 1, result.stdout + result.stderr
    words = [line.split() for line in result.stdout.splitlines()]
    return {
        (line[0], line[1].rpartition("::")[2])
        for line in words
        if len(line) > 1 and line[0] in {"PASSED", "FAILED", "ERROR", "SKIPPED", "XFAIL", "XPASS"}
    }


def test_a_plain_test_passes(verdicts):
    assert ("PASSED", "test_fine") in verdicts


@pytest.mark.parametrize(
    "name",
    [
        "test_skips_itself",
        "test_expected_to_fail",
        "test_expected_to_fail_and_passes",
        "test_warns",
        "test_qt_warns",
        "test_leaves_a_task",
    ],
)
def test_it_fails(verdicts, name):
    assert ("FAILED", name) in verdicts


@pytest.mark.parametrize(
    "name", ["test_skipped", "test_prints_a_secret", "test_swallows_the_refusal"]
)
def test_it_is_an_error(verdicts, name):
    assert ("ERROR", name) in verdicts


def test_a_secret_in_a_home_fails_the_run(tmp_path):
    result = run(tmp_path, BROKEN_HOME)
    assert result.returncode == 1
    assert "secrets were written: password as text" in result.stdout
