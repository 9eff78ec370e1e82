"""A file appears whole or not at all, whatever the system refuses; names hide nothing."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.errors import ErrorCode, WbError
from workbench.store.files import (
    LONGEST_NAME,
    System,
    atomic_path,
    atomic_write,
    free_path,
    safe_name,
    sweep_parts,
)

ROOT = Path(__file__).parent.parent.parent
CALLS = ("make", "flush", "replace", "flush_folder")


class Refusing:
    """A system whose n-th call, or every call from then on, fails."""

    def __init__(self, code: int, at: int, *, ever: bool) -> None:
        self.tries, self.pause = 1, 0.0
        self.made = 0
        self._real = System()
        self._code, self._at, self._ever = code, at, ever

    def _count(self) -> None:
        self.made += 1
        if self.made == self._at or (self._ever and self.made > self._at):
            raise OSError(self._code, os.strerror(self._code))

    def make(self, folder, name):
        self._count()
        return self._real.make(folder, name)

    def flush(self, descriptor):
        self._count()
        self._real.flush(descriptor)

    def replace(self, part, target):
        self._count()
        self._real.replace(part, target)

    def flush_folder(self, folder):
        self._count()
        self._real.flush_folder(folder)

    def remove(self, part):
        self._real.remove(part)


def test_a_file_is_written_for_this_user_alone(tmp_path):
    path = tmp_path / "a.txt"
    atomic_write(path, b"one")
    atomic_write(path, lambda file: file.write(b"two"))
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.fault(53)
@pytest.mark.fault(56)
@pytest.mark.parametrize("ever", [False, True])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("at", range(1, len(CALLS) + 1))
def test_each_refused_call_is_named_and_leaves_no_part(tmp_path, at, code, ever):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(WbError) as caught:
        atomic_write(path, b"new", system=Refusing(code, at, ever=ever))
    full = code == errno.ENOSPC
    assert caught.value.code is (ErrorCode.DISK_FULL if full else ErrorCode.DISK)
    assert str(path) in caught.value.sentence
    assert path.read_bytes() == (b"new" if at == 4 else b"old")
    assert list(tmp_path.iterdir()) == [path]


def test_every_call_is_covered(tmp_path):
    counting = Refusing(errno.EIO, 0, ever=False)
    atomic_write(tmp_path / "a.txt", b"new", system=counting)
    assert counting.made == len(CALLS)


def test_a_writer_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def write(file):
        file.write(b"half")
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        atomic_write(path, write)
    with pytest.raises(ValueError, match="not good"), atomic_path(path, verify=_refuse) as part:
        part.write_bytes(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _refuse(path):
    raise ValueError("not good")


FULL = """
import resource, sys
from pathlib import Path
from workbench.core.errors import WbError
from workbench.store.files import atomic_write
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    atomic_write(Path(sys.argv[1]), b"x" * 5000)
except WbError as error:
    print(error.code.value)
"""


@pytest.mark.fault(53)
def test_a_write_that_the_system_stops_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    child = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() in {"WB-DISK", "WB-DISK-FULL"}
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.fault(55)
def test_a_file_held_by_another_program_is_tried_again(tmp_path):
    class Held(System):
        def replace(self, part, target):
            self.tries_made = getattr(self, "tries_made", 0) + 1
            if self.tries_made < 3:
                raise PermissionError(errno.EACCES, "held")
            super().replace(part, target)

    system = Held(tries=5, pause=0.001)
    atomic_write(tmp_path / "a.txt", b"new", system=system)
    assert system.tries_made == 3
    with pytest.raises(WbError, match="held"):
        atomic_write(tmp_path / "b.txt", b"new", system=Held(tries=2, pause=0.001))


KILLED = """
import itertools, sys
from pathlib import Path
from workbench.store.files import atomic_write
for number in itertools.count():
    atomic_write(Path(sys.argv[1]), b"%06d\\n" % number * 20_000)
    print(number, flush=True)
"""


@pytest.mark.fault(56)
def test_a_kill_never_leaves_half_a_file(tmp_path):
    path = tmp_path / "a.txt"
    for kill in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.004 * kill)
        child.kill()
        rest = child.communicate()[0]
        lines = path.read_bytes().split()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        assert int(lines[0]) >= len(rest.split(b"\n")) - 1
    assert sweep_parts(tmp_path) == 0
    sweep_parts(tmp_path, days=0)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.fault(56)
def test_only_old_parts_are_swept(tmp_path):
    young, old, other = (tmp_path / name for name in (".a.x.part", ".b.x.part", "b.part.txt"))
    for each in (young, old, other):
        each.write_bytes(b"")
    past = time.time() - 8 * 86_400
    os.utime(old, (past, past))
    assert sweep_parts(tmp_path) == 1
    assert set(tmp_path.iterdir()) == {young, other}


@pytest.mark.fault(54)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Products", "Products.xlsx"),
        ("CON", "_CON.xlsx"),
        ("aux.old", "_aux.old.xlsx"),
        ("com¹", "_com¹.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd.xlsx"),
        ("C:\\Users\\x", "C_Users_x.xlsx"),
        ("ends with dots. . .", "ends with dots.xlsx"),
        ("  ", "file.xlsx"),
        (".hidden", "hidden.xlsx"),
        ("inv\u202egpj.exe", "invgpj.exe.xlsx"),
        ("a\0b\nc\td", "a_b_c_d.xlsx"),
        ("Zoë's 50% <b>", "Zoë's 50% _b_.xlsx"),
    ],
)
def test_names(text, name):
    assert safe_name(text, ".xlsx") == name


@pytest.mark.fault(54)
@given(st.text(max_size=400), st.sampled_from(["", "csv", ".xlsx"]))
def test_every_name_is_one_that_every_system_takes(text, extension):
    name = safe_name(text, extension)
    assert name
    assert len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 240
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(sign)[0] == "C" for sign in name)
    assert name[-1] not in " ."
    assert name[0] not in " ."
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert name.endswith(extension)


def test_a_taken_name_gets_a_number(tmp_path):
    path = tmp_path / "a.xlsx"
    assert free_path(path) == path
    path.write_bytes(b"")
    (tmp_path / "a (2).xlsx").write_bytes(b"")
    assert free_path(path).name == "a (3).xlsx"


@pytest.mark.fault(54)
def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WbError) as caught:
        atomic_write(tmp_path / "none" / "a.txt", b"")
    assert caught.value.code is ErrorCode.DISK
