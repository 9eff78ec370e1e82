"""Runs stay with every answer about them, by account and host; old ended ones make room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.runs import Run, RunAnswer, RunState
from workbench.store.database import Database, Schema
from workbench.store.runs import KEPT, RunStore
from workbench.store.workspace import WorkspaceStore
from workbench.store.workspace_schema import WORKSPACE_SCHEMA

BEGUN = datetime(2026, 3, 1, 10, 42, tzinfo=UTC)
PLACE = ("etim", "https://host", "Main")
BEFORE = Schema(
    WORKSPACE_SCHEMA.title, WORKSPACE_SCHEMA.steps[:2], precious=WORKSPACE_SCHEMA.precious
)


def run(number: int = 1, state: RunState = RunState.GOING, place=PLACE) -> Run:
    source, host, account = place
    return Run(
        f"{number:04}", "tr2", state, f"p{number}", source, host, account, "synchronizations",
        "anna", BEGUN + timedelta(minutes=number),
    )  # fmt: skip


def said(number: int, info: str) -> RunAnswer:
    return RunAnswer(BEGUN + timedelta(seconds=number), {"status": "in progress", "info": info})


@pytest.fixture
def store(tmp_path):
    opened = Database(tmp_path / "workspace.db", WORKSPACE_SCHEMA)
    yield RunStore(opened)
    opened.close()


def test_a_run_comes_back_with_its_answers_newest_first(store):
    store.put(run())
    store.put(run(), said(1, "5%"))
    store.put(replace(run(), state=RunState.DONE), said(2, "ready"))
    (kept,) = store.of(*PLACE)
    assert kept.state is RunState.DONE
    assert [each.answer["info"] for each in kept.answers] == ["ready", "5%"]
    assert kept.last == {"status": "in progress", "info": "ready"}
    assert kept.by == "anna"


def test_runs_are_those_of_one_account_at_one_host_newest_first(store):
    for each in (run(1), run(2), run(3, place=("etim", "https://other", "Main"))):
        store.put(each, said(1, "5%"))
    assert [each.id for each in store.of(*PLACE)] == ["0002", "0001"]


def test_old_ended_ones_make_room_and_what_goes_on_stays(store):
    store.put(run(0), said(1, "5%"))
    for number in range(1, KEPT + 3):
        store.put(run(number, RunState.DONE))
    kept = store.of(*PLACE)
    assert len(kept) == KEPT + 1
    assert kept[-1].id == "0000"
    assert len(kept[-1].answers) == 1
    assert kept[-2].id == "0003"


def test_what_is_removed_takes_its_answers_along(store):
    store.put(run(), said(1, "5%"))
    store.remove(["0001"])
    assert store.of(*PLACE) == ()
    store.put(run())
    assert store.of(*PLACE)[0].answers == ()


def test_a_file_of_the_version_before_keeps_what_it_held(tmp_path):
    path = tmp_path / "workspace.db"
    old = Database(path, BEFORE)
    with old.write() as connection:
        connection.execute(
            "INSERT INTO account (source, name, position, body) VALUES ('etim', 'Main', 0, ?)",
            (b'{"source": "etim", "name": "Main"}',),
        )
    old.close()
    opened = WorkspaceStore(path)
    assert opened.accounts() == (Account("etim", "Main"),)
    runs = RunStore(opened.database)
    runs.put(run())
    assert len(runs.of(*PLACE)) == 1
    opened.close()
