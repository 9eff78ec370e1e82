"""Baskets: everything is on the disk at once, every view is told, what was deleted comes back."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from tests.compare.kit import item, offer
from workbench.compare.quoting import quote
from workbench.core.errors import ErrorCode, WbError
from workbench.core.values import Money
from workbench.store.baskets import BasketStore
from workbench.store.database import Database
from workbench.store.workspace_schema import WORKSPACE_SCHEMA
from workbench.workspace.comparison.baskets import MOST_LINES, Baskets, Wanted

NOW = datetime(2026, 9, 4, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "workspace.db", WORKSPACE_SCHEMA)
    yield opened
    opened.close()


def _opened(database):
    return Baskets(BasketStore(database))


def _wanted(*keys, quantity=10):
    return [
        Wanted(item(key, offer((1, "2.00")), gtins=("4006381333931",)), "list", quantity)
        for key in keys
    ]


def test_a_basket_with_its_lines_comes_back_after_a_restart(database):
    async def first():
        baskets = _opened(database)
        made = await baskets.create(" Fair ", "eur", needed=date(2026, 10, 1), note="n")
        lines = await baskets.add(made.id, _wanted("a", "b"))
        quoted = quote(item("a", offer((1, "2.00"))), "list", 10, at=NOW)
        changed = msgspec.structs.replace(
            lines[0].accept(quoted), target=Money(Decimal("1.95"), "EUR"), note="red"
        )
        await baskets.change_lines(made.id, [changed])
        return made, (changed, lines[1])

    made, lines = asyncio.run(first())

    async def second():
        baskets = _opened(database)
        await baskets.ready()
        assert baskets.all() == (made,)
        assert (made.name, made.currency) == ("Fair", "EUR")
        assert baskets.lines(made.id) == lines
        assert baskets.lines(made.id)[0].standing.total == Money(Decimal("20.00"), "EUR")
        assert baskets.lines(made.id)[1].gtin == "4006381333931"

    asyncio.run(second())


def test_views_are_told_of_each_change_once_it_is_kept(database):
    async def work():
        baskets, told = _opened(database), []
        listed, changed = (lambda: told.append("list")), told.append
        baskets.listed.connect(listed)
        baskets.changed.connect(changed)
        one = await baskets.create("One", "EUR")
        two = await baskets.create("Two", "EUR")
        lines = await baskets.add(one.id, _wanted("a", "b", "c"))
        ids = [each.id for each in lines]
        await baskets.order_lines(one.id, [ids[2]])
        assert [each.ref.key for each in baskets.lines(one.id)] == ["c", "a", "b"]
        await baskets.move_lines(one.id, [ids[0]], two.id)
        await baskets.remove_lines(one.id, [ids[2]])
        assert [each.ref.key for each in baskets.lines(one.id)] == ["b"]
        await baskets.restore_lines(one.id, [ids[2]])
        assert [each.ref.key for each in baskets.lines(one.id)] == ["c", "b"]
        assert [each.ref.key for each in baskets.lines(two.id)] == ["a"]
        assert told == ["list", "list", one.id, one.id, one.id, two.id, one.id, one.id]

    asyncio.run(work())


def test_names_are_told_apart_and_a_deleted_basket_comes_back_under_a_free_one(database):
    async def work():
        baskets = _opened(database)
        one = await baskets.create("Fair", "EUR")
        await baskets.add(one.id, _wanted("a"))
        with pytest.raises(WbError, match="already a basket") as caught:
            await baskets.create("FAIR", "EUR")
        assert caught.value.code is ErrorCode.INPUT
        copy = await baskets.duplicate(one.id)
        assert copy.name == "Fair (2)"
        assert [each.ref.key for each in baskets.lines(copy.id)] == ["a"]
        assert baskets.lines(copy.id)[0].id != baskets.lines(one.id)[0].id
        await baskets.delete(one.id)
        assert baskets.all() == (copy,)
        assert [each.id for each in await baskets.deleted()] == [one.id]
        await baskets.rename(copy.id, "Fair")
        back = await baskets.restore(one.id)
        assert back.name == "Fair (2)"
        assert [each.name for each in baskets.all()] == ["Fair (2)", "Fair"]
        assert baskets.count(one.id) == 1
        await baskets.reorder([copy.id])
        assert [each.id for each in baskets.all()] == [copy.id, one.id]

    asyncio.run(work())


@pytest.mark.parametrize(
    ("name", "currency", "field"),
    [
        ("", "EUR", "name"),
        ("x" * 201, "EUR", "name"),
        ("a", "EURO", "currency"),
        ("a", "E1R", "currency"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(database, name, currency, field):
    async def work():
        with pytest.raises(WbError) as caught:
            await _opened(database).create(name, currency)
        assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, field)

    asyncio.run(work())


def test_a_full_basket_and_a_quantity_of_nothing_are_refused(database):
    async def work():
        baskets = _opened(database)
        made = await baskets.create("Fair", "EUR")
        with pytest.raises(WbError) as caught:
            await baskets.add(made.id, _wanted("a", quantity=0))
        assert caught.value.field == "quantity"
        await baskets.add(made.id, _wanted(*map(str, range(MOST_LINES))))
        with pytest.raises(WbError, match="at most 5,000"):
            await baskets.add(made.id, _wanted("one more"))
        with pytest.raises(WbError, match="gone"):
            await baskets.add("nowhere", _wanted("a"))
        assert baskets.count(made.id) == MOST_LINES

    asyncio.run(work())


def test_what_a_newer_version_wrote_is_left_alone(database):
    store = BasketStore(database)
    store.put_basket("new", b'{"id": 7}')

    async def work():
        baskets = _opened(database)
        await baskets.ready()
        assert baskets.all() == ()
        await baskets.create("Fair", "EUR")

    asyncio.run(work())
    assert store.baskets()[0] == ("new", b'{"id": 7}')
