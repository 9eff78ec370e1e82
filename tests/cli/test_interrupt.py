"""A command that is interrupted says so, ends with 130 and leaves nothing behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from workbench.sandbox.faults import Fault


@pytest.mark.fault(56)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_export_ends_with_130_and_leaves_nothing(
    line: Line, home: Path, tmp_path: Path, number: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    line.faults.add(Fault(times=20, path="scroll", delay=0.5))
    words = ("export", "europeansourcing", "--out", str(folder / "rows.xlsx"), "--json")
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", *words, *line.reach()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert json.loads(process.stderr.readline())["event"] == "read"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    told = json.loads(err.splitlines()[-1])
    assert told["error"] == "WB-CANCELLED"
    assert list(folder.iterdir()) == []
    assert not list(home.rglob("*-wal")), "a database was not closed"


def test_a_sandbox_tells_where_it_listens_and_ends_by_a_signal(tmp_path: Path) -> None:
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 0)):
        file = tmp_path / f"ready-{number}.json"
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "sandbox", "--ready-file", str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert told == json.loads(file.read_text(encoding="utf-8"))
        assert set(told["europeansourcing"]) == {"url", "credentials"}
        process.send_signal(number)
        _out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (status, "")


def test_a_ready_file_that_cannot_be_written_is_named(line: Line, tmp_path: Path) -> None:
    ended = line.run("sandbox", "--ready-file", str(tmp_path / "none" / "ready.json"))
    assert ended.status == 2
    assert "folder" in ended.err
