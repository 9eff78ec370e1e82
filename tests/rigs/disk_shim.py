"""A disk that refuses the n-th call: below Python's files, and below SQLite's.

For a process of its own, because calls of `os` and `io` are replaced in it. SQLite is reached by
its own way of replacing system calls (`xSetSystemCall` of its VFS).
"""

from __future__ import annotations

import _sqlite3
import builtins
import ctypes
import io
import os
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NAMES = (
    *("xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym"),
    *("xDlClose", "xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xCurrentTimeInt64"),
)
_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _NAMES),
        ("xSetSystemCall", _SET),
        ("xGetSystemCall", _GET),
        ("xNextSystemCall", ctypes.c_void_p),
    )


_INT, _TEXT, _SIZE, _AT = ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int64
_SSIZE, _BUFFER = ctypes.c_ssize_t, ctypes.c_void_p
_OF_SQLITE: dict[bytes, tuple[Any, ...]] = {
    b"open": (_INT, _TEXT, _INT, _INT),
    b"pread64": (_SSIZE, _INT, _BUFFER, _SIZE, _AT),
    b"pwrite64": (_SSIZE, _INT, _BUFFER, _SIZE, _AT),
    b"ftruncate": (_INT, _INT, _AT),
    b"unlink": (_INT, _TEXT),
}
_OF_OS = ("open", "fsync", "ftruncate", "replace", "rename", "unlink", "mkdir", "chmod", "write")


class Shim:
    """Counts the calls of one run, and makes one of them fail, or all from it on.

    Attributes:
        home: Python's calls are counted for paths below it.
        calls: how many were made while armed.
        failed: how many were refused.
        sites: the calls by name.
    """

    def __init__(self, home: Path) -> None:
        self.home = str(home)
        self.calls = self.failed = 0
        self.sites: Counter[str] = Counter()
        self._armed = self._for_ever = False
        self._at = self._errno = 0
        self._lock = threading.Lock()
        self._kept: list[object] = []

    def arm(self, at: int, errno: int, *, for_ever: bool) -> None:
        """Count from now on; the call `at` fails with `errno`, 0 for none."""
        with self._lock:
            self.calls = self.failed = 0
            self._at, self._errno, self._for_ever = at, errno, for_ever
            self._armed = True

    def disarm(self) -> None:
        """Let every call through again."""
        with self._lock:
            self._armed = False

    def refuses(self, site: str) -> int:
        """Count a call; return the errno that it fails with, 0 where it does not."""
        with self._lock:
            if not self._armed:
                return 0
            self.calls += 1
            self.sites[site] += 1
            hit = self._at and (
                self.calls == self._at or (self._for_ever and self.calls > self._at)
            )
            self.failed += bool(hit)
            return self._errno if hit else 0

    def check(self, site: str, path: object = None) -> None:
        """Count a call of Python's; raise what it fails with."""
        if path is None or isinstance(path, int) or str(path).startswith(self.home):
            errno = self.refuses(site)
            if errno:
                raise OSError(errno, os.strerror(errno), path if isinstance(path, str) else None)

    # ---- putting it under everything --------------------------------------------------------

    def install(self) -> None:
        """Replace the calls of this process, for good."""
        for name in _OF_OS:
            self._replace_os(name)
        real = io.open
        opened = self._opener(real)
        io.open = opened  # type: ignore[assignment]
        builtins.open = opened  # type: ignore[assignment]
        self._install_sqlite()

    def _replace_os(self, name: str) -> None:
        real: Callable[..., Any] = getattr(os, name)

        def call(*args: Any, **named: Any) -> Any:
            self.check(f"os.{name}", args[0] if args else None)
            return real(*args, **named)

        setattr(os, name, call)

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(
            file: Any, mode: str = "r", buffering: int = -1, *args: Any, **named: Any
        ) -> Any:
            writes = any(letter in mode for letter in "wax+")
            if isinstance(file, int) or not str(file).startswith(self.home):
                return real(file, mode, buffering, *args, **named)
            self.check("open", file)
            if not writes or args or set(named) - {"encoding", "errors", "newline"}:
                return real(file, mode, buffering, *args, **named)
            return self._file(file, mode, named)

        return opened

    def _file(self, file: Any, mode: str, named: dict[str, Any]) -> Any:
        shim = self

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                shim.check("write")
                return super().write(data)

        raw = Raw(file, mode.replace("t", "").replace("b", ""))
        buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffer if "b" in mode else io.TextIOWrapper(buffer, **named)

    def _install_sqlite(self) -> None:
        library = ctypes.CDLL(_sqlite3.__file__)
        find = library.sqlite3_vfs_find
        find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
        place = find(None)
        vfs = ctypes.cast(place, ctypes.POINTER(_Vfs)).contents
        for name, (result, *arguments) in _OF_SQLITE.items():
            kind = ctypes.CFUNCTYPE(result, *arguments, use_errno=True)
            real = ctypes.cast(vfs.xGetSystemCall(place, name), kind)
            made = kind(self._system_call(f"sqlite.{name.decode()}", real))
            self._kept += [made, real]
            vfs.xSetSystemCall(place, name, ctypes.cast(made, ctypes.c_void_p))

    def _system_call(self, site: str, real: Callable[..., int]) -> Callable[..., int]:
        def call(*args: Any) -> int:
            errno = self.refuses(site)
            if errno:
                ctypes.set_errno(errno)
                return -1
            return real(*args)

        return call
