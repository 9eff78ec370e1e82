"""The history of requests: written in batches beside the work, within its bounds, never failing."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.harness.waiting import until
from workbench.core.calls import BodyText, CallBodies, CallRecord
from workbench.core.errors import ErrorCode, WbError
from workbench.store.calls import BODIES_KEPT, KEPT, CallStore

BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def call(number: int, source: str = "shop", **more) -> CallRecord:
    return CallRecord(
        BEGIN + timedelta(seconds=number), source, "list", "GET", "a.test", "/v1/{id}", 200,
        number, 3, 1, id=f"{source}-{number:06}", **more,
    )  # fmt: skip


def bodies(text: str) -> CallBodies:
    return CallBodies(answer=BodyText(text, len(text)))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "calls.db"


def test_calls_come_back_after_a_restart(path):
    first = CallStore(path)
    held = [call(1, query=(("q", "lamp"),)), call(2, "other", code="WB-CUT")]
    for each in held:
        first.put(each)
    first.close()
    second = CallStore(path)
    assert list(second.read()) == held
    second.close()


def test_what_was_not_written_yet_is_read_too(path):
    store = CallStore(path, pause=3600)
    store.put(call(1))
    assert [each.id for each in store.read()] == ["shop-000001"]
    store.close()


async def test_calls_gather_and_are_written_in_one_transaction(path):
    store = CallStore(path, pause=0.05)
    for number in range(50):
        store.put(call(number))
    await until(lambda: store.batches > 0)
    assert store.batches == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM call").fetchone() == (50,)
    store.close()


async def test_the_thread_ends_when_nothing_waits_and_comes_back(path):
    store = CallStore(path, pause=0.01)
    for number in range(2):
        store.put(call(number))
        await until(lambda: not any(each.name == "calls" for each in threading.enumerate()))
    assert store.batches == 2
    store.close()


async def test_many_at_once_do_not_wait_for_the_pause(path):
    store = CallStore(path, pause=3600)
    for number in range(250):
        store.put(call(number))
    await until(lambda: store.batches > 0)
    store.close()
    assert len(CallStore(path).read()) == 250


def test_the_last_thousand_of_each_source_are_kept(path):
    store = CallStore(path, pause=3600)
    store.put(call(0, "quiet"))
    for number in range(KEPT + 30):
        store.put(call(number))
    kept = store.read()
    store.close()
    assert [each.ms for each in kept if each.source == "shop"] == list(range(30, KEPT + 30))
    assert [each.source for each in kept if each.source != "shop"] == ["quiet"]


def test_bodies_are_made_in_the_thread_and_the_last_hundred_are_kept(path):
    store = CallStore(path, pause=0.001)
    threads = set()

    def make(number: int) -> CallBodies:
        threads.add(threading.current_thread())
        return bodies(f"answer {number}")

    for number in range(BODIES_KEPT + 5):
        store.put(call(number, kept=True), lambda number=number: make(number))
    store.close()
    again = CallStore(path)
    assert again.bodies("shop-000004") is None
    assert again.bodies("shop-000005") == bodies("answer 5")
    assert again.bodies("nobody") is None
    assert threads
    again.close()


def test_calls_follow_the_name_of_their_account(path):
    store = CallStore(path, pause=3600)
    held = [call(1, account="a"), call(2, account="b"), call(3, "other", account="a")]
    for each in held:
        store.put(each)
    store.rename_account("shop", "a", "c")
    assert [each.account for each in store.read()] == ["c", "b", "a"]
    store.close()


def test_cleared_is_gone_from_the_file(path):
    store = CallStore(path)
    store.put(call(1, kept=True), lambda: bodies("a word that must go"))
    store.read()
    store.clear()
    assert store.read() == ()
    store.close()
    assert b"shop-000001" not in path.read_bytes()


async def test_a_disk_that_refuses_costs_the_history_and_nothing_else(tmp_path):
    (tmp_path / "calls.db").mkdir()
    store = CallStore(tmp_path / "calls.db", pause=0.01)
    store.put(call(1))
    await until(lambda: store.trouble is not None)
    with pytest.raises(WbError) as caught:
        store.read()
    assert caught.value.code in {ErrorCode.DISK, ErrorCode.STORE}
    store.close()


def test_what_another_version_wrote_is_left_out(path):
    store = CallStore(path)
    store.put(call(1))
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO call (id, source, body) VALUES ('x', 'shop', x'7b7d')")
        connection.commit()
    again = CallStore(path)
    assert [each.id for each in again.read()] == ["shop-000001"]
    again.close()


def test_nothing_is_taken_after_the_end(path):
    store = CallStore(path)
    store.close()
    store.put(call(1))
    assert not path.exists()
