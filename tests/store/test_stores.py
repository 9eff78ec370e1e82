"""All stores of a home open together, close together, and are for their user alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.making import SCOPE, draft, page
from workbench.core.folders import folders_in
from workbench.core.settings import Settings
from workbench.store.lock import HomeLock
from workbench.store.stores import Stores

ROOT = Path(__file__).parent.parent.parent


def _use(stores):
    stores.cache.put_page(SCOPE, "q", 0, page(0), "products")
    stores.cache.put_picture("https://p.example.test/1.png", b"png", "image/png")
    stores.workspace.set_mark("a", "b")
    stores.journal.put(draft("typed")).result(5)
    stores.ledger.reserve("k", 1, 60.0, time.time(), True, 0)
    stores.save_settings(Settings(zoom=110))


@pytest.mark.fault(77)
def test_everything_is_for_this_user_alone(tmp_path):
    stores = Stores(folders_in(tmp_path / "home"))
    lock = HomeLock(stores.folders.data / "lock")
    assert lock.take()
    _use(stores)
    for _ in range(2):
        for path in (tmp_path / "home", *(tmp_path / "home").rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
        assert stores.close() == 0
    lock.release()


def test_nothing_is_left_open(tmp_path):
    stores = Stores(folders_in(tmp_path / "home"))
    _use(stores)
    stores.close()
    assert not list((tmp_path / "home").rglob("*-wal"))
    again = Stores(folders_in(tmp_path / "home"))
    assert again.settings.zoom == 110
    assert again.workspace.mark("a") == "b"
    assert again.cache.result(SCOPE, "q", "products") is not None
    assert again.notes == ()
    again.close()


@pytest.mark.fault(58)
@pytest.mark.fault(59)
def test_damage_is_told(tmp_path):
    folders = folders_in(tmp_path / "home").make()
    for path in (folders.cache_file, folders.workspace, folders.journal, folders.settings):
        path.write_bytes(b"damaged" * 1000)
    stores = Stores(folders)
    _use(stores)
    told = " ".join(stores.notes)
    stores.close()
    for title in ("The cache", "The workspace", "The journal"):
        assert title in told


def test_a_command_beside_the_window_ends_nothing(tmp_path):
    window = Stores(folders_in(tmp_path / "home"))
    _use(window)
    beside = Stores(folders_in(tmp_path / "home"), alone=False)
    assert beside.journal.drafts() == (draft("typed"),)
    assert beside.workspace.mark("a") == "b"
    beside.cache.put_page(SCOPE, "q", 1, page(1), "products")
    beside.close()
    found = window.cache.result(SCOPE, "q", "products")
    assert found is not None
    assert found.pages == 2
    window.close()


OPEN = """
import sys
from pathlib import Path
from workbench.core.folders import folders_in
from workbench.store.stores import Stores
sys.stdin.readline()
stores = Stores(folders_in(Path(sys.argv[1])), alone=False)
stores.workspace.set_mark(sys.argv[2], "there")
stores.journal, stores.cache, stores.ledger
print(list(stores.notes), stores.close())
"""


def test_many_may_open_a_fresh_home_at_once(tmp_path):
    children = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path / "home"), str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(5)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate()[0] for child in children] == ["[] 0\n"] * 5
    stores = Stores(folders_in(tmp_path / "home"))
    assert [stores.workspace.mark(str(number)) for number in range(5)] == ["there"] * 5
    stores.close()


def test_old_parts_are_swept(tmp_path):
    stores = Stores(folders_in(tmp_path / "home"))
    part = stores.folders.data / ".settings.json.x.part"
    part.write_bytes(b"")
    os.utime(part, (0, 0))
    stores.sweep()
    assert not part.exists()
    stores.close()
