"""A file is there whole or not at all, and failures have names."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.export.rows import Listed, about, column, export, plan
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.export.plan import ExportPlan, Format
from workbench.export.write import write
from workbench.store.files import System

ROWS = [(f"name {number}", number) for number in range(9000)]
COLUMNS = (column("name", Kind.TEXT), column("number", Kind.INTEGER))
MADE = plan(COLUMNS, ROWS)
EVERY = list(Format)

_CHILD = """
import os, sys
from pathlib import Path
from tests.export.rows import export
from tests.export.test_write import MADE
from workbench.core.errors import WbError
from workbench.export.plan import Format
if sys.argv[1] == "user" and os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
if sys.argv[1] == "size":
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
for form in Format:
    try:
        export(MADE, Path(sys.argv[2]) / "rows", form)
    except WbError as error:
        print(error.code, bool(error.hint), len(os.listdir(sys.argv[2])))
"""


class Failing(System):
    """Refuses one of the system's calls."""

    def __init__(self, call: str, number: int) -> None:
        super().__init__()
        self._refused = call
        self._number = number

    def _refuse(self, call: str) -> None:
        if call == self._refused:
            raise OSError(self._number, os.strerror(self._number))

    def make(self, folder: Path, name: str) -> tuple[int, Path]:
        self._refuse("make")
        return super().make(folder, name)

    def flush(self, descriptor: int) -> None:
        self._refuse("flush")
        super().flush(descriptor)

    def replace(self, part: Path, target: Path) -> None:
        self._refuse("replace")
        super().replace(part, target)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def in_child(how: str, folder: Path) -> list[str]:
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD, how, str(folder)],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("form", EVERY)
def test_progress_rises_to_all_rows(tmp_path, form):
    seen = []
    path = tmp_path / "rows"
    written = write(MADE, path, form, lambda done, total: seen.append((done, total)), lambda: False)
    assert seen[0] == (0, 9000)
    assert seen[-1] == (9000, 9000)
    assert seen == sorted(seen)
    assert (written.path, written.rows) == (path, 9000)
    assert names_in(tmp_path) == ["rows"]


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("calls", [0, 1, 3, 6])
def test_a_stopped_export_leaves_nothing(tmp_path, form, calls):
    (tmp_path / "rows").write_text("before")
    asked = iter(range(100))
    with pytest.raises(WbError) as raised:
        write(MADE, tmp_path / "rows", form, lambda done, total: None, lambda: next(asked) >= calls)
    assert raised.value.code is ErrorCode.CANCELLED
    assert names_in(tmp_path) == ["rows"]
    assert (tmp_path / "rows").read_text() == "before"


@pytest.mark.parametrize("form", EVERY)
def test_rows_that_fail_leave_the_old_file(tmp_path, form):
    class Broken(Listed):
        def batches(self, size):
            yield from [ROWS[:4000]]
            raise LookupError("gone")

    (tmp_path / "rows").write_text("before")
    made = ExportPlan(COLUMNS, Broken(ROWS), about(), "Products")
    with pytest.raises(LookupError):
        export(made, tmp_path / "rows", form)
    assert names_in(tmp_path) == ["rows"]
    assert (tmp_path / "rows").read_text() == "before"


@pytest.mark.fault(53)
@pytest.mark.fault(55)
@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("call", ["make", "flush", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_each_refused_call_is_named(tmp_path, form, call, number):
    (tmp_path / "rows").write_text("before")
    with pytest.raises(WbError) as raised:
        write(MADE, tmp_path / "rows", form, lambda done, total: None, lambda: False,
              system=Failing(call, number))  # fmt: skip
    full = number == errno.ENOSPC
    assert raised.value.code is (ErrorCode.DISK_FULL if full else ErrorCode.DISK)
    assert raised.value.hint
    assert names_in(tmp_path) == ["rows"]
    assert (tmp_path / "rows").read_text() == "before"


@pytest.mark.fault(53)
def test_a_file_that_may_not_grow_is_named_and_gone(tmp_path):
    assert in_child("size", tmp_path) == ["WB-DISK True 0"] * len(EVERY)


@pytest.mark.fault(54)
def test_a_folder_that_may_not_be_written():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        assert in_child("user", folder) == ["WB-DISK True 0"] * len(EVERY)
        folder.chmod(0o755)


@pytest.mark.fault(54)
@pytest.mark.parametrize("place", ["missing/a.csv", "file/a.csv", "x" * 300 + ".csv"])
def test_a_place_that_cannot_be(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(WbError) as raised:
        export(MADE, tmp_path / place, Format.CSV)
    assert raised.value.code is ErrorCode.DISK
    assert names_in(tmp_path) == ["file"]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(WbError) as raised:
        export(MADE, tmp_path, Format.CSV)
    assert (raised.value.code, raised.value.field) == (ErrorCode.INPUT, "out")


def test_no_columns(tmp_path):
    with pytest.raises(WbError) as raised:
        export(plan([], []), tmp_path / "a.xlsx")
    assert (raised.value.code, raised.value.field) == (ErrorCode.INPUT, "columns")
    assert not names_in(tmp_path)


def test_a_link_keeps_its_place(tmp_path):
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export(MADE, tmp_path / "link.csv", Format.CSV)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("name,number")
