"""The worker: what it hands back, what ends it, and that this process stays small and clean."""

from __future__ import annotations

import asyncio
import io
import os
import resource
import subprocess
import sys
import tempfile
from decimal import Decimal

import msgspec
import openpyxl
import psutil
import pytest

from tests.export.reading.making import book, written
from tests.harness.waiting import until
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs
from workbench.export.reading.limits import Limits
from workbench.export.reading.reader import COMMAND, Reading, read, worker_command
from workbench.export.reading.sheet import ReadOptions
from workbench.export.reading.wire import Failed, Request, Sink, answer_in

HOG = b"1,2,3,4,5,6,7,8,9\n" * 100 + (b"x," * 1000 + b"x\n") * 20_000


def read_sheet(path, options=None, limits=None):
    """Read a sheet and wait for it."""
    return Reading(path, options or ReadOptions(), limits or Limits()).run()


def refused(path, limits=None):
    with pytest.raises(WbError) as caught:
        read_sheet(path, None, limits)
    return caught.value


def workers():
    """The workers of this process; other children, as a keyring of an earlier test, are none."""
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if any("export.reading" in word for word in _words(child))
    ]


def _words(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_rows_come_through_the_worker(tmp_path):
    path = written(tmp_path, "a;b\n" + "".join(f"{n};{n},5\n" for n in range(2000)))
    with read_sheet(path, ReadOptions(decimal=",")) as sheet:
        assert sheet.headers == ("a", "b")
        assert len(sheet.rows) == 2000
        assert sheet.rows[-1] == ("1999", "1999,5")
        assert sheet.rows[511:514] == [(str(n), f"{n},5") for n in (511, 512, 513)]
        assert sheet.rows.number(1999) == 2001
        with pytest.raises(IndexError):
            sheet.rows[2000]
    assert not workers()


def test_numbers_of_a_workbook_come_exactly(tmp_path):
    with read_sheet(book(tmp_path, [["a"], [19.99], [12]])) as sheet:
        assert list(sheet.rows) == [(Decimal("19.99"),), (Decimal(12),)]


def test_a_failure_comes_with_its_place(tmp_path):
    error = refused(written(tmp_path, b'a;b\n"x;1\n'))
    assert (error.code, error.field) == (ErrorCode.FILE, "2")
    assert error.hint


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "none.csv").code is ErrorCode.DISK


@pytest.mark.fault(74)
def test_a_sheet_that_unfolds_to_seventeen_billion_cells(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "x", "y"
    made.save(tmp_path / "x.xlsx")
    assert "more memory" in refused(tmp_path / "x.xlsx").sentence
    assert not workers()


@pytest.mark.fault(74)
def test_memory_is_held(tmp_path):
    path = written(tmp_path, b"a;b\n" + b'"' + b"x" * 80_000_000 + b'"\n')
    small = Limits(memory=120_000_000, characters=2_000_000_000)
    assert "more memory" in refused(path, small).sentence


@pytest.mark.fault(74)
def test_computing_time_is_held(tmp_path):
    error = refused(written(tmp_path, HOG), Limits(cpu=1))
    assert "took too long" in error.sentence
    assert not workers()


def test_patience_is_held(tmp_path):
    pipe = tmp_path / "x.csv"
    pipe.write_bytes(HOG)
    assert "took too long" in refused(pipe, Limits(patience=0.5)).sentence
    assert not workers()


@pytest.mark.fault(74)
def test_this_process_stays_small(tmp_path):
    path = written(tmp_path, b"a;b;c;d\n" + b"some text;00012345;1,50;more of it\n" * 300_000)
    before = psutil.Process().memory_info().rss
    with read_sheet(path) as sheet:
        total = sum(len(row) for row in sheet.rows)
        grown = psutil.Process().memory_info().rss - before
    assert total == 1_200_000
    assert grown < 100_000_000


@pytest.mark.fault(74)
def test_a_disk_without_room_is_named(tmp_path):
    path = written(tmp_path, "a;b\n" + "some text;more\n" * 5000)
    request = Request(str(path), ReadOptions(), Limits(), "")
    with tempfile.TemporaryFile() as out:
        subprocess.run(
            worker_command(),
            input=msgspec.msgpack.encode(request),
            stdout=out,
            check=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        )
        answer = answer_in(out)
    assert isinstance(answer, Failed)
    assert answer.code is ErrorCode.DISK


def test_an_answer_that_was_cut_is_none():
    whole = io.BytesIO()
    Sink(whole).end(Failed(ErrorCode.FILE, "a", "b", "", ""))
    for size in range(len(whole.getvalue())):
        assert answer_in(io.BytesIO(whole.getvalue()[:size])) is None
    assert isinstance(answer_in(whole), Failed)


async def test_the_window_goes_on_meanwhile(tmp_path):
    path = written(tmp_path, "a;b\n1;2\n")
    turns = 0

    async def count():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    jobs = Jobs()
    counting = jobs.spawn("count", count())
    sheet = await read(path)
    counting.cancel()
    sheet.close()
    await jobs.close()
    assert turns > 10
    assert list(sheet.headers) == ["a", "b"]


async def test_it_reads_on_the_windows_own_loop(qapp, tmp_path):
    with await read(written(tmp_path, "a;b\n1;2\n")) as sheet:
        assert list(sheet.rows) == [("1", "2")]


async def test_a_cancelled_task_ends_the_worker(tmp_path):
    path = written(tmp_path, HOG)
    jobs = Jobs()
    task = jobs.spawn("read", read(path), awaited=True)
    await until(workers)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not workers())
    await jobs.close()


async def test_a_stopped_job_ends_the_worker(tmp_path):
    path = written(tmp_path, HOG)
    jobs = Jobs()
    job, task = jobs.start("Import", "import", lambda job: read(path, job=job), awaited=True)
    await until(workers)
    job.cancel()
    with pytest.raises(WbError) as caught:
        await task
    assert caught.value.code is ErrorCode.CANCELLED
    assert not workers()
    await jobs.close()


async def test_a_task_cancelled_when_the_worker_is_done_leaves_nothing_open(tmp_path):
    jobs = Jobs()
    task = jobs.spawn("read", read(written(tmp_path, "a;b\n1;2\n")), awaited=True)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not workers())
    await jobs.close()


def test_the_worker_takes_no_module_from_the_folder_one_stands_in(tmp_path, monkeypatch):
    written(tmp_path, "raise SystemExit(3)", "csv.py")
    written(tmp_path, "raise SystemExit(3)", "msgspec.py")
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "a;b\n1;2\n", "x.csv")
    from pathlib import Path

    with read_sheet(Path("x.csv")) as sheet:
        assert list(sheet.rows) == [("1", "2")]


def test_the_bundle_runs_itself(monkeypatch):
    assert worker_command()[1:] == ["-m", "workbench.export.reading.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, COMMAND]


def test_what_is_loaded_is_small():
    loaded = "import workbench.export.reading.worker, sys; print(*sys.modules)"
    names = subprocess.run(
        [sys.executable, "-c", loaded], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": "."},
    ).stdout.split()  # fmt: skip
    assert not {"pandas", "numpy", "PySide6", "httpx", "python_calamine", "babel"} & set(names)
