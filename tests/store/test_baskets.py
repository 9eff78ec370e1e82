"""Baskets keep their order and come back; the file of an older version opens with all it held."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from decimal import Decimal

import pytest

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.views import SavedView, View
from workbench.store.baskets import KEPT_DAYS, BasketStore
from workbench.store.database import Database, Schema
from workbench.store.match_decisions import MatchDecisions
from workbench.store.moments import DAY, now_micros
from workbench.store.rates import KeptRate, RateStore
from workbench.store.workspace import WorkspaceStore
from workbench.store.workspace_schema import WORKSPACE_SCHEMA

FIRST = Schema(
    WORKSPACE_SCHEMA.title, WORKSPACE_SCHEMA.steps[:1], precious=WORKSPACE_SCHEMA.precious
)


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "workspace.db", WORKSPACE_SCHEMA)
    yield opened
    opened.close()


@pytest.fixture
def store(database):
    return BasketStore(database)


def _ids(bodies):
    return [identity for identity, _body in bodies]


def test_a_file_of_the_first_version_keeps_what_it_held(tmp_path):
    path = tmp_path / "workspace.db"
    old = Database(path, FIRST)
    account = Account("europeansourcing", "Main")
    with old.write() as connection:
        connection.execute(
            "INSERT INTO account (source, name, position, body) VALUES (?, ?, 0, ?)",
            (account.source, account.name, b'{"source": "europeansourcing", "name": "Main"}'),
        )
        connection.execute("INSERT INTO mark (name, value) VALUES ('seen', 'yes')")
        connection.executemany(
            "INSERT INTO query (source, text, asked) VALUES ('loupe', ?, ?)",
            [(f"word {number}", number) for number in range(500)],
        )
    old.close()
    opened = WorkspaceStore(path)
    assert opened.notes == ()
    assert opened.accounts() == (account,)
    assert opened.mark("seen") == "yes"
    assert len(opened.queries("loupe", 1000)) == 500
    opened.save_view(SavedView("loupe", "samples", "a", View()))
    baskets = BasketStore(opened.database)
    assert baskets.baskets() == []
    baskets.put_basket("one", b"{}")
    opened.close()
    (kept,) = [each for each in tmp_path.iterdir() if ".v1-" in each.name]
    with contextlib.closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT count(*) FROM query").fetchone() == (500,)
        assert before.execute("PRAGMA user_version").fetchone() == (1,)
    again = WorkspaceStore(path)
    assert _ids(BasketStore(again.database).baskets()) == ["one"]
    again.close()


def test_baskets_stand_in_the_order_they_were_put_into(store):
    for name in "abc":
        store.put_basket(name, name.encode())
    store.order_baskets(["c", "a", "b"])
    store.put_basket("a", b"new")
    store.put_basket("d", b"d")
    assert store.baskets() == [("c", b"c"), ("a", b"new"), ("b", b"b"), ("d", b"d")]


def test_a_deleted_basket_comes_back_to_its_place_with_its_lines(store):
    for name in "abc":
        store.add_basket(name, b"{}", [(f"{name}1", b"1"), (f"{name}2", b"2")])
    assert store.delete_basket("b")
    assert not store.delete_basket("b")
    assert _ids(store.baskets()) == ["a", "c"]
    assert _ids(store.deleted()) == ["b"]
    assert store.restore_basket("b")
    assert not store.restore_basket("b")
    assert _ids(store.baskets()) == ["a", "b", "c"]
    assert store.lines("b") == [("b1", b"1"), ("b2", b"2")]


def test_what_was_deleted_long_ago_makes_room(store, database):
    for name in "abc":
        store.add_basket(name, b"{}", [(f"{name}1", b"1")])
    store.delete_basket("a")
    store.delete_lines(["c1"])
    past = now_micros() - (KEPT_DAYS + 1) * DAY
    with database.write() as connection:
        connection.execute("UPDATE basket SET deleted = ? WHERE id = 'a'", (past,))
    store.delete_basket("b")
    assert _ids(store.deleted()) == ["b"]
    assert not store.restore_basket("a")
    store.restore_lines(["a1", "c1"])
    assert store.lines("a") == []
    assert _ids(store.lines("c")) == ["c1"]


def test_lines_are_ordered_changed_moved_and_brought_back(store):
    store.add_basket("a", b"{}", [(str(number), b"old") for number in range(5)])
    store.add_basket("b", b"{}", [("x", b"x")])
    store.order_lines(["4", "3", "2", "1", "0"])
    store.change_lines([("2", b"new")])
    store.delete_lines(["3"])
    store.move_lines(["4", "0"], "b")
    assert store.lines("a") == [("2", b"new"), ("1", b"old")]
    assert _ids(store.lines("b")) == ["x", "4", "0"]
    store.restore_lines(["3"])
    assert _ids(store.lines("a")) == ["3", "2", "1"]
    store.add_lines("a", [("9", b"9")])
    assert _ids(store.lines("a"))[-1] == "9"


def test_lines_are_added_all_or_none(store):
    store.add_basket("a", b"{}", [("1", b"1")])
    with pytest.raises(WbError):
        store.add_lines("a", [("2", b"2"), ("1", b"again")])
    assert _ids(store.lines("a")) == ["1"]


def test_a_decision_counts_for_a_pair_either_way_round(database):
    decisions = MatchDecisions(database)
    decisions.put([("b", "a", b"same"), ("c", "d", b"other")])
    decisions.put([("a", "b", b"not the same")])
    assert decisions.all() == (b"other", b"not the same")
    assert decisions.remove([("b", "a"), ("x", "y")]) == 1
    assert decisions.all() == (b"other",)


def test_rates_are_exact_and_old_days_make_room(database):
    rates = RateStore(database)
    exact = Decimal("1.08370000000000000001")
    first, second = date(2026, 9, 1), date(2026, 9, 2)
    rates.put([KeptRate("USD", exact, first, "ECB"), KeptRate("SEK", Decimal(11), first, "typed")])
    rates.put([KeptRate("USD", Decimal("1.1"), second, "ECB")])
    assert [each.per_euro for each in rates.all()] == [exact, Decimal(11), Decimal("1.1")]
    rates.put([KeptRate("USD", Decimal("1.2"), second, "ECB")], before=second)
    assert rates.all() == (
        KeptRate("SEK", Decimal(11), first, "typed"),
        KeptRate("USD", Decimal("1.2"), second, "ECB"),
    )
    assert rates.remove("typed", "SEK") == 1
    assert rates.remove("ECB") == 1
    assert rates.all() == ()


def test_a_damaged_rate_is_left_out(database):
    rates = RateStore(database)
    rates.put([KeptRate("USD", Decimal("1.1"), date(2026, 9, 1), "ECB")])
    with database.write() as connection:
        connection.execute("INSERT INTO rate VALUES ('ECB', 'SEK', '2026-09-01', '1l.2')")
        connection.execute("INSERT INTO rate VALUES ('ECB', 'DKK', '20?6-09-01', '7.4')")
    assert [each.currency for each in rates.all()] == ["USD"]
