"""What people arranged comes back as it was, in their order, after any restart."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime

import msgspec
import pytest

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, JobState
from workbench.core.queries import Condition, Query, Sort
from workbench.core.views import ColumnState, Layout, SavedView, TabState, View, WindowState
from workbench.store.workspace import KEPT_JOBS, KEPT_QUERIES, WorkspaceStore

MAIN = Account("europeansourcing", "Main", colour="#1F5FC4", language="fr")
VIEW = View(
    query=Query((Condition("price", "min", "12.50"), Condition("brand", "id", ("7", "8"))), "mug"),
    columns=(ColumnState("name", 300), ColumnState("price")),
    sort=(Sort("price", descending=True),),
    header={"price": ">=10"},
    facets={"brand": ("7",)},
    layout=Layout.GALLERY,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workspace.db"


@pytest.fixture
def store(path):
    store = WorkspaceStore(path)
    yield store
    store.close()


def _saved(name, view=VIEW):
    return SavedView("europeansourcing", "products", name, view)


def test_accounts_come_back(path):
    first = WorkspaceStore(path)
    other = Account("lagerkoll", "Main", url="http://127.0.0.1:8000", read_only=True)
    first.add_account(MAIN)
    first.add_account(other)
    first.close()
    second = WorkspaceStore(path)
    assert second.accounts() == (MAIN, other)
    assert second.accounts("lagerkoll") == (other,)
    assert second.account("europeansourcing", "Main") == MAIN
    assert second.account("europeansourcing", "main") is None
    second.close()


def test_accounts_change_and_go(store):
    store.add_account(MAIN)
    with pytest.raises(WbError, match="already an account") as caught:
        store.add_account(MAIN)
    assert caught.value.code is ErrorCode.INPUT
    renamed = msgspec.structs.replace(MAIN, name="Second", read_only=True)
    store.update_account(renamed, "Main")
    assert store.accounts() == (renamed,)
    with pytest.raises(WbError, match="no account"):
        store.update_account(MAIN)
    with pytest.raises(WbError, match="without slashes"):
        store.add_account(msgspec.structs.replace(MAIN, name="a/b"))
    assert store.remove_account("europeansourcing", "Second")
    assert not store.remove_account("europeansourcing", "Second")
    assert store.accounts() == ()


def test_an_account_cannot_take_another_ones_name(store):
    second = msgspec.structs.replace(MAIN, name="Second")
    store.add_account(MAIN)
    store.add_account(second)
    with pytest.raises(WbError, match="already an account"):
        store.update_account(msgspec.structs.replace(second, name="Main"), "Second")
    assert store.accounts() == (MAIN, second)


def test_views_keep_their_order(store):
    for name in ("a", "b", "c"):
        store.save_view(_saved(name))
    store.reorder_views("europeansourcing", "products", ["c", "a", "b"])
    store.rename_view("europeansourcing", "products", "a", "Å")
    store.save_view(_saved("b", View()))
    store.remove_view("europeansourcing", "products", "c")
    views = store.views("europeansourcing", "products")
    assert [(each.name, each.position) for each in views] == [("Å", 1), ("b", 2)]
    assert [each.view for each in views] == [VIEW, View()]
    assert store.views("europeansourcing", "variants") == ()


def test_a_view_cannot_take_another_ones_name(store):
    store.save_view(_saved("a"))
    store.save_view(_saved("b"))
    with pytest.raises(WbError, match="already a view"):
        store.rename_view("europeansourcing", "products", "a", "b")
    with pytest.raises(WbError, match="name is needed"):
        store.save_view(_saved(" "))


def test_the_window_comes_back(path):
    state = WindowState((TabState("europeansourcing", "Main", views={"products": VIEW}),), 0, 240)
    first = WorkspaceStore(path)
    assert first.load_window() == WindowState()
    first.save_window(state)
    first.close()
    second = WorkspaceStore(path)
    assert second.load_window() == state
    second.set_mark("window", "not a window")
    assert second.load_window() == WindowState()
    second.close()


def test_items_of_a_kind(store):
    store.put_item("template", "b", b"1")
    store.put_item("template", "a", b"2")
    store.put_item("template", "b", b"3")
    store.put_item("preset", "b", b"4")
    assert list(store.items("template").items()) == [("b", b"3"), ("a", b"2")]
    assert store.remove_item("template", "b")
    assert store.items("template") == {"a": b"2"}
    assert store.items("preset") == {"b": b"4"}


def test_marks(store):
    assert store.mark("changes") == ""
    store.set_mark("changes", "2026-01-01")
    store.set_mark("changes", "2026-01-02")
    assert store.mark("changes") == "2026-01-02"
    store.set_mark("changes", "")
    assert store.mark("changes") == ""


async def test_jobs_are_kept_and_open_ones_were_interrupted(path):
    first = WorkspaceStore(path)

    async def work(job):
        job.advance(3, 9, "page 3")
        await asyncio.sleep(0)

    done = Job("1", "Load", "load", "europeansourcing", "Main")
    await done.run(work)
    running = Job("2", "Export", "export", resume='{"page": 4}', started=datetime.now(UTC))
    running.state = JobState.RUNNING
    first.put_job(done)
    first.put_job(running)
    first.close()
    beside = WorkspaceStore(path, alone=False)
    assert [each.state for each in beside.jobs()] == [JobState.RUNNING, JobState.DONE]
    beside.close()
    second = WorkspaceStore(path)
    newest, oldest = second.jobs()
    assert (newest.id, newest.state, newest.resume) == ("2", JobState.INTERRUPTED, '{"page": 4}')
    assert (oldest.done, oldest.total, oldest.note, oldest.started) == (
        3,
        9,
        "page 3",
        done.started,
    )
    assert [each.id for each in second.jobs(1)] == ["2"]
    second.remove_jobs(["2"])
    assert [each.id for each in second.jobs()] == ["1"]
    second.close()


def test_old_jobs_make_room(store):
    for number in range(KEPT_JOBS + 5):
        moment = datetime.fromtimestamp(number, UTC)
        store.put_job(Job(str(number), "t", "load", state=JobState.DONE, started=moment))
    kept = store.jobs(9999)
    assert len(kept) == KEPT_JOBS
    assert kept[-1].id == "5"


def test_queries_newest_first(store):
    for text in ("mug", "pen", "  ", "mug"):
        store.add_query("europeansourcing", text)
    assert store.queries("europeansourcing") == ("mug", "pen")
    store.remove_query("europeansourcing", "mug")
    assert store.queries("europeansourcing") == ("pen",)
    assert store.queries("lagerkoll") == ()
    for number in range(KEPT_QUERIES + 5):
        store.add_query("europeansourcing", str(number))
    assert len(store.queries("europeansourcing", 9999)) == KEPT_QUERIES


def test_what_a_newer_version_wrote_stays_and_is_not_shown(path):
    store = WorkspaceStore(path)
    store.add_account(MAIN)
    store.save_view(_saved("a"))
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE view SET body = x'7B7D'")
    connection.commit()
    connection.close()
    store = WorkspaceStore(path)
    assert store.views("europeansourcing", "products") == ()
    assert store.accounts() == (MAIN,)
    store.close()


@pytest.mark.fault(51)
def test_a_newer_workspace_is_read_only(path):
    store = WorkspaceStore(path)
    store.add_account(MAIN)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    store = WorkspaceStore(path)
    assert store.read_only
    assert store.notes
    assert store.accounts() == (MAIN,)
    with pytest.raises(WbError, match="newer version"):
        store.remove_account("europeansourcing", "Main")
    store.close()
