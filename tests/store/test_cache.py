"""The cache gives back exactly what was put, whole pages only, and makes room sensibly."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from tests.store.making import MOMENT, SCOPE, document, page
from workbench.core.pages import FacetValue
from workbench.store.cache import Cache
from workbench.store.cache_schema import Scope

OTHER = Scope("europeansourcing/Other", "api.example.test", "product", "fr")


@pytest.fixture
def cache(tmp_path):
    cache = Cache(tmp_path / "cache" / "cache.db")
    yield cache
    cache.close()


def test_pages_come_back_in_order_with_their_documents(cache):
    for index in range(3):
        cache.put_page(SCOPE, "q", index, page(index, last=index == 2), "products")
    found = cache.documents(SCOPE, "q", "products", 1, 5)
    assert [[key for key, _ in each] for each in found] == [
        ["5", "6", "7", "8", "9"],
        ["10", "11", "12", "13", "14"],
    ]
    assert found[0][2] == ("7", document(7))
    (first,) = cache.pages(SCOPE, "q", "products", 0, 1)
    assert list(first.keys) == list(page(0).keys)
    assert list(first.document_of) == list(page(0).document_of)
    assert first.fetched_at == MOMENT


def test_a_result_tells_its_extent(cache):
    facets = {"brand": (FacetValue("7", "Ärla", 12, parent="1", colour="#112233"),)}
    cache.put_page(SCOPE, "q", 0, page(0, facets=facets), "products")
    cache.put_page(
        SCOPE, "q", 1, page(1, moment=MOMENT + timedelta(hours=1), total=None), "products"
    )
    found = cache.result(SCOPE, "q", "products")
    assert found is not None
    assert (found.pages, found.rows, found.total, found.complete) == (2, 20, 100, False)
    assert (found.cursor, found.facets) == ("after-1", facets)
    assert (found.oldest, found.newest) == (MOMENT, MOMENT + timedelta(hours=1))
    cache.put_page(SCOPE, "q", 2, page(2, last=True), "products")
    found = cache.result(SCOPE, "q", "products")
    assert found is not None
    assert found.complete


def test_a_gap_ends_the_result(cache):
    for index in (0, 1, 3):
        cache.put_page(SCOPE, "q", index, page(index, last=index == 3), "products")
    found = cache.result(SCOPE, "q", "products")
    assert found is not None
    assert (found.pages, found.complete, found.cursor) == (2, False, "after-1")
    assert len(cache.documents(SCOPE, "q", "products", 0, 9)) == 2


def test_the_first_page_begins_a_result_afresh(cache):
    for index in range(3):
        cache.put_page(SCOPE, "q", index, page(index, last=index == 2), "products")
    cache.put_page(SCOPE, "q", 0, page(0, total=7, stamp="new"), "products")
    found = cache.result(SCOPE, "q", "products")
    assert found is not None
    assert (found.pages, found.total, found.complete) == (1, 7, False)
    assert cache.document(SCOPE, "11") == (document(11), MOMENT)


def test_documents_are_kept_once_for_all_results(cache):
    cache.put_page(SCOPE, "a", 0, page(0), "products")
    before = cache.sizes()[SCOPE.account]
    cache.put_page(SCOPE, "b", 0, page(0), "variants")
    assert cache.sizes()[SCOPE.account] == before
    cache.put_documents(SCOPE, [("3", document(3, "newer"))], MOMENT + timedelta(days=1))
    assert cache.documents(SCOPE, "b", "variants", 0, 1)[0][3] == ("3", document(3, "newer"))


def test_scopes_share_nothing(cache):
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    assert cache.result(OTHER, "q", "products") is None
    assert cache.document(OTHER, "1") is None
    assert list(cache.all_documents(OTHER)) == []
    assert cache.result(SCOPE, "q", "variants") is None


def test_a_page_that_contradicts_itself_is_not_kept(cache):
    broken = page(0)
    broken.document_of = [9] * len(broken.keys)
    with pytest.raises(ValueError, match="does not have"):
        cache.put_page(SCOPE, "q", 0, broken, "products")
    assert cache.result(SCOPE, "q", "products") is None


def test_all_documents_are_walked_through(cache):
    pairs = [(str(number), document(number)) for number in range(1001)]
    cache.put_documents(SCOPE, pairs, MOMENT)
    assert [(key, body) for key, body, _ in cache.all_documents(SCOPE)] == pairs


def test_documents_are_found_by_many_keys_at_once(cache):
    for index in range(3):
        cache.put_page(SCOPE, "q", index, page(index, last=index == 2), "products")
    wanted = [str(number) for number in range(14, -1, -2)]
    found = cache.documents_of(SCOPE, [*wanted, "nobody"])
    assert found == {key: document(int(key)) for key in wanted}
    assert cache.documents_of(OTHER, wanted) == {}
    assert cache.documents_of(SCOPE, []) == {}
    keys = [f"K{number}" for number in range(1200)]
    cache.put_documents(SCOPE, [(key, document(1)) for key in keys], MOMENT)
    assert set(cache.documents_of(SCOPE, keys)) == set(keys), "more than one statement takes"


def test_forgotten_documents_leave_every_result(cache):
    cache.put_page(SCOPE, "q", 0, page(0, last=True, total=10), "products")
    cache.forget(SCOPE, ["1", "3", "not there"])
    (left,) = cache.pages(SCOPE, "q", "products", 0, 1)
    assert list(left.keys) == ["0:0", "0:1", "2:0", "2:1", "4:0", "4:1"]
    assert [left.documents[place][0] for place in left.document_of] == [
        "0",
        "0",
        "2",
        "2",
        "4",
        "4",
    ]
    found = cache.result(SCOPE, "q", "products")
    assert found is not None
    assert (found.rows, found.total, found.complete) == (6, 6, True)


def last_used(path) -> str:
    """The query of the result that was used last."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT query FROM result ORDER BY used DESC").fetchone()[0]


def test_reading_never_waits_for_a_writer(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    path = tmp_path / "cache.db"
    first = Cache(path)
    for query in ("a", "b"):
        first.put_page(SCOPE, query, 0, page(0), "products")
    first.close()
    cache = Cache(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    for query in ("b", "a"):
        assert len(cache.documents(SCOPE, query, "products", 0, 9)) == 1
    assert cache.document(SCOPE, "1") is not None
    assert "was not noted" not in caplog.text
    writer.execute("ROLLBACK")
    writer.close()
    cache.close()
    again = Cache(path)
    again.close()
    assert last_used(path) == "a"


def test_pages_used_after_an_hour_outlive_newer_ones(cache, tmp_path):
    cache.put_page(SCOPE, "old", 0, page(0), "products")
    cache.put_documents(OTHER, [("x", os.urandom(20_000))], MOMENT)
    connection = sqlite3.connect(tmp_path / "cache" / "cache.db")
    connection.execute("UPDATE document SET used = used - 7200000000")
    connection.commit()
    connection.close()
    cache.documents(SCOPE, "old", "products", 0, 1)
    cache.trim(10_000)
    assert cache.document(OTHER, "x") is None
    assert cache.result(SCOPE, "old", "products") is not None


def test_clearing_an_account_leaves_the_others(cache):
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    cache.put_page(OTHER, "q", 0, page(0), "products")
    cache.put_picture("https://p.example.test/1.png", b"png", "image/png")
    cache.clear(SCOPE.account)
    sizes = cache.sizes()
    assert SCOPE.account not in sizes
    assert sizes[OTHER.account] > 0
    assert sizes["pictures"] == 3
    cache.clear(pictures=True)
    assert cache.sizes() == {"pictures": 0}


def test_trimming_takes_what_was_not_used_for_longest(tmp_path):
    path = tmp_path / "cache.db"
    cache = Cache(path)
    incompressible = [(str(number), os.urandom(50_000)) for number in range(40)]
    cache.put_documents(OTHER, incompressible, MOMENT)
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    cache.put_picture("https://p.example.test/1.png", b"p" * 10_000, "image/png")
    freed = cache.trim(1_000_000)
    assert freed >= 1_000_000
    assert sum(cache.sizes().values()) <= 1_000_000
    assert cache.result(SCOPE, "q", "products") is not None
    assert cache.picture("https://p.example.test/1.png") is not None
    assert cache.document(OTHER, "0") is None
    assert cache.document(OTHER, "39") is not None
    cache.close()
    assert path.stat().st_size < 1_500_000


def test_a_result_that_lost_a_document_to_trimming_is_gone(cache):
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    assert cache.trim(cache.sizes()[SCOPE.account] - 1) > 0
    assert cache.result(SCOPE, "q", "products") is None


def test_pictures(cache, tmp_path):
    url = "https://p.example.test/a?token=abc"
    assert cache.picture(url) is None
    cache.put_picture(url, b"data", "image/png")
    assert cache.picture(url) == b"data"
    cache.miss_picture("https://p.example.test/gone", "404 at supplier")
    assert cache.picture_miss("https://p.example.test/gone") == "404 at supplier"
    assert cache.picture_miss(url) is None
    (kept,) = (path for path in (tmp_path / "cache" / "pictures").rglob("*") if path.is_file())
    kept.write_bytes(b"da")
    assert cache.picture(url) is None
    assert not kept.exists()


def test_threads_read_while_one_writes(cache):
    wrong: list[object] = []

    def look() -> None:
        for _ in range(60):
            for each in cache.pages(SCOPE, "q", "products", 0, 9):
                stamps = {body.split(b'"stamp": "')[1][:3] for _, body in each.documents}
                if len(stamps) != 1 or len(each.keys) != 10:
                    wrong.append(stamps)

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for run in range(30):
        for index in range(3):
            cache.put_page(SCOPE, "q", index, page(index, stamp=f"{run:03}"), "products")
    for reader in readers:
        reader.join()
    assert not wrong


@pytest.mark.fault(77)
def test_files_are_for_this_user_alone(cache, tmp_path):
    cache.put_page(SCOPE, "q", 0, page(0), "products")
    cache.put_picture("https://p.example.test/1.png", b"png", "image/png")
    for path in tmp_path.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
