"""Opening: migrations keep the old file, newer files are only read, damage loses little."""

from __future__ import annotations

import os
import sqlite3
import stat
import time

import pytest

from workbench.core.errors import ErrorCode, WbError
from workbench.store.database import Database, Schema

ONE = Schema(
    "The file", (("CREATE TABLE word (text TEXT NOT NULL UNIQUE) STRICT",),), precious=True
)
TWO = Schema(
    "The file",
    (
        *ONE.steps,
        ("ALTER TABLE word ADD COLUMN length INTEGER", "UPDATE word SET length = length(text)"),
    ),
    precious=True,
)


def _words(database):
    with database.read() as connection:
        return [row[0] for row in connection.execute("SELECT text FROM word ORDER BY rowid")]


def _put(database, *words):
    with database.write() as connection:
        connection.executemany("INSERT INTO word (text) VALUES (?)", [(word,) for word in words])


def _filled(path, schema=ONE, count=500):
    database = Database(path, schema)
    _put(database, *(f"word {number} {'x' * 60}" for number in range(count)))
    database.close()


@pytest.mark.fault(51)
def test_a_migration_keeps_the_old_file(tmp_path):
    path = tmp_path / "file.db"
    _filled(path, count=3)
    database = Database(path, TWO)
    assert len(_words(database)) == 3
    with database.read() as connection:
        assert connection.execute("SELECT min(length) FROM word").fetchone()[0] > 60
    database.close()
    (kept,) = [each for each in tmp_path.iterdir() if ".v1-" in each.name]
    old = sqlite3.connect(kept)
    assert old.execute("SELECT count(*) FROM word").fetchone()[0] == 3
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    old.close()
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o077


@pytest.mark.fault(51)
def test_kept_files_go_after_ninety_days(tmp_path):
    path = tmp_path / "file.db"
    _filled(path, count=3)
    Database(path, TWO).close()
    (kept,) = [each for each in tmp_path.iterdir() if ".v1-" in each.name]
    for days, there in ((89, True), (91, False)):
        past = time.time() - days * 86_400
        os.utime(kept, (past, past))
        Database(path, TWO).close()
        assert kept.exists() is there


def test_a_failing_migration_changes_nothing(tmp_path):
    path = tmp_path / "file.db"
    _filled(path, count=3)
    broken = Schema("The file", (*ONE.steps, ("ALTER TABLE word ADD COLUMN a", "NO SQL")), True)
    with pytest.raises(WbError):
        Database(path, broken)
    assert not [each for each in tmp_path.iterdir() if ".damaged-" in each.name]
    database = Database(path, ONE)
    assert len(_words(database)) == 3
    database.close()


@pytest.mark.fault(59)
def test_a_flip_in_the_names_of_the_tables_is_noticed(tmp_path):
    path = tmp_path / "file.db"
    _filled(path)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"CREATE TABLE word (text ", b"CREATE TABLE word (tixt ", 1))
    database = Database(path, ONE)
    assert database.notes
    _put(database, "goes on")
    database.close()


@pytest.mark.fault(51)
def test_a_newer_file_is_read_and_not_written(tmp_path):
    path = tmp_path / "file.db"
    _filled(path, TWO, count=3)
    before = path.read_bytes()
    database = Database(path, ONE)
    assert database.read_only
    assert len(_words(database)) == 3
    assert "newer version" in database.notes[0]
    with pytest.raises(WbError, match="newer version") as caught:
        _put(database, "more")
    assert caught.value.code is ErrorCode.STORE
    database.close()
    assert path.read_bytes() == before


def _spoil(path):
    """Fill the page that holds rows in the middle of the table with nonsense."""
    raw = bytearray(path.read_bytes())
    pages = range(0, len(raw), 4096)
    (place,) = (at for at in pages if raw[at] == 0x0D and b"word 250 " in raw[at : at + 4096])
    raw[place : place + 4096] = os.urandom(4096)
    path.write_bytes(raw)


@pytest.mark.fault(59)
def test_what_can_be_read_of_a_damaged_file_is_kept(tmp_path):
    path = tmp_path / "file.db"
    _filled(path)
    _spoil(path)
    database = Database(path, ONE)
    assert 300 < len(_words(database)) < 500
    assert "entries could be read" in database.notes[0]
    _put(database, "goes on")
    database.close()
    assert [each for each in tmp_path.iterdir() if ".damaged-" in each.name]


@pytest.mark.fault(59)
def test_a_spare_fills_what_the_damage_took(tmp_path):
    path, spare = tmp_path / "file.db", tmp_path / "spare.db"
    _filled(path)
    database = Database(path, ONE)
    database.copy_to(spare)
    _put(database, "typed after the copy")
    database.close()
    _spoil(path)
    database = Database(path, ONE, [spare])
    words = _words(database)
    assert len(words) == 501
    assert "typed after the copy" in words
    database.close()


@pytest.mark.fault(59)
def test_a_file_cut_to_nothing_comes_back_from_its_spare(tmp_path):
    path, spare = tmp_path / "file.db", tmp_path / "spare.db"
    _filled(path)
    Database(path, ONE).copy_to(spare)
    path.write_bytes(b"\0" * 5000)
    database = Database(path, ONE, [spare])
    assert len(_words(database)) == 500
    database.close()


def test_a_failed_write_leaves_nothing(tmp_path):
    database = Database(tmp_path / "file.db", ONE)
    _put(database, "a")
    with pytest.raises(WbError) as caught:
        _put(database, "b", "a")
    assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert _words(database) == ["a"]
    database.close()


def test_another_process_that_writes_is_named(tmp_path):
    path = tmp_path / "file.db"
    database = Database(path, ONE, busy=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WbError, match="in use") as caught:
        _put(database, "a")
    assert caught.value.retryable
    other.execute("ROLLBACK")
    other.close()
    _put(database, "a")
    database.close()


def test_closing_leaves_one_file(tmp_path):
    path = tmp_path / "file.db"
    database = Database(path, ONE)
    _put(database, "a")
    database.close()
    database.close()
    assert [each.name for each in tmp_path.iterdir()] == ["file.db"]
    with pytest.raises(WbError):
        _words(database)


@pytest.mark.fault(54)
def test_a_folder_that_cannot_be_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WbError) as caught:
        Database(tmp_path / "taken" / "file.db", ONE)
    assert caught.value.code is ErrorCode.DISK
