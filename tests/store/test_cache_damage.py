"""A damaged cache is noticed and begun afresh; it never shows what was not read."""

from __future__ import annotations

import random
import sqlite3

import pytest

from tests.store.making import MOMENT, SCOPE, document, page
from workbench.store.cache import Cache


def _filled(path):
    cache = Cache(path)
    for index in range(6):
        cache.put_page(SCOPE, "q", index, page(index, last=index == 5), "products")
    cache.close()
    return path.read_bytes()


def _read_all(cache):
    """Everything that can be asked; what comes must be what was put."""
    result = cache.result(SCOPE, "q", "products")
    for each in cache.documents(SCOPE, "q", "products", 0, 9):
        for key, body in each:
            assert body == document(int(key))
    for key, body, _ in cache.all_documents(SCOPE):
        assert body == document(int(key))
    cache.sizes()
    return result


@pytest.mark.fault(58)
def test_a_flipped_byte_never_stops_the_cache(tmp_path):
    whole = _filled(tmp_path / "whole.db")
    chance = random.Random(58)
    begun_afresh = 0
    offsets = [*range(0, 100, 10), *(chance.randrange(len(whole)) for _ in range(60))]
    for number, offset in enumerate(offsets):
        path = tmp_path / f"{number}" / "cache.db"
        path.parent.mkdir()
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        cache = Cache(path)
        _read_all(cache)
        begun_afresh += bool(cache.notes)
        cache.put_page(SCOPE, "new", 0, page(7, moment=MOMENT), "products")
        found = cache.documents(SCOPE, "new", "products", 0, 1)
        assert found[0][0] == ("35", document(35)), f"byte {offset}"
        cache.close()
    assert begun_afresh > 10


@pytest.mark.fault(58)
@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0"])
def test_something_else_in_its_place_is_set_aside(tmp_path, content):
    path = tmp_path / "cache.db"
    path.write_bytes(content)
    cache = Cache(path)
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    assert _read_all(cache) is not None
    cache.close()
    kept = [each for each in tmp_path.iterdir() if ".damaged-" in each.name]
    assert [each.read_bytes() for each in kept] == ([content] if content else [])


def test_one_damaged_file_is_kept_at_most(tmp_path):
    path = tmp_path / "cache.db"
    for number in range(3):
        path.write_bytes(b"no database %d" % number * 100)
        cache = Cache(path)
        assert cache.notes
        cache.close()
    assert len([each for each in tmp_path.iterdir() if ".damaged-" in each.name]) == 1


def test_a_cache_of_a_newer_version_is_begun_afresh(tmp_path):
    path = tmp_path / "cache.db"
    _filled(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    cache = Cache(path)
    assert cache.result(SCOPE, "q", "products") is None
    assert cache.notes
    cache.close()
