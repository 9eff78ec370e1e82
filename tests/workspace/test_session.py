"""A session shows what the service has, keeps old rows, and ignores late answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.workspace.kit import PRODUCTS, bench, english
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition, Sort
from workbench.sandbox.europeansourcing.service import TOKEN
from workbench.workspace.status import Phase


async def test_a_question_shows_its_first_page_and_the_services_total(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        assert len(session.table) == 52
        assert session.status.total == PRODUCTS
        assert not session.status.complete
        assert session.facets["supplier_id"]


async def test_the_next_page_follows_the_first_without_repeats(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        added: list[tuple[int, int]] = []
        session.held.extended.connect(lambda first, last: added.append((first, last)))
        await session.ask(english())
        session.more()
        await until(lambda: session.status.phase is Phase.IDLE)
        assert added == [(52, 103)]
        assert len({session.table.key(row) for row in range(len(session.table))}) == 104


async def test_a_late_answer_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        session.search(english("mug"))
        await session.ask(english("pen"))
        names = {session.table.text(row, "name").lower() for row in range(len(session.table))}
        assert any("pen" in name for name in names)
        assert session.query.text == "pen"
        shown = len(session.table)
        await until(lambda: held.workspace.jobs.pending == 0)
        assert len(session.table) == shown


@pytest.mark.fault(16)
async def test_a_failure_keeps_the_old_rows_and_says_they_are_of_before(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english("mug"))
        before = len(session.table)
        held.fail(times=20, status=400)
        with pytest.raises(WbError) as caught:
            await session.ask(english("pen"))
        assert caught.value.code is ErrorCode.REFUSED
        assert len(session.table) == before
        assert session.status.stale


async def test_a_wrong_token_is_said_once_and_asks_for_nothing_more(tmp_path: Path) -> None:
    async with bench(tmp_path, token=TOKEN[::-1]) as held:
        session = held.session()
        with pytest.raises(WbError) as caught:
            await session.ask(english())
        assert caught.value.code is ErrorCode.AUTH
        with pytest.raises(WbError):
            await session.ask(english("mug"))
        assert sum(call.attempts for call in held.workspace.log.calls) == 1


@pytest.mark.fault(1)
async def test_what_was_read_is_shown_from_the_disk_when_the_service_is_away(
    tmp_path: Path,
) -> None:
    async with bench(tmp_path) as held:
        first = held.session()
        await first.ask(english("mug"))
        names = [first.table.text(row, "name") for row in range(len(first.table))]
        await until(lambda: held.workspace.jobs.pending == 0)
        held.fail(times=20, status=400)
        second = held.session()
        assert second.restore(english("mug"))
        assert [second.table.text(row, "name") for row in range(len(second.table))] == names
        assert second.status.from_cache
        with pytest.raises(WbError):
            await second.ask(english("mug"), again=True)
        assert len(second.table) == len(names)
        assert not second.status.stale


async def test_local_order_and_filters_survive_a_new_question(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        session.arrange(sort=(Sort("name"),), header={"stock": ">=0"})
        await session.ask(english("mug"))
        shown = [
            session.table.text(session.rows.row(at), "name") for at in range(len(session.rows))
        ]
        assert shown == sorted(shown, key=str.casefold)
        assert session.rows.header == {"stock": ">=0"}


async def test_a_wrong_expression_changes_nothing(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        before = len(session.rows)
        with pytest.raises(WbError) as caught:
            session.arrange(header={"stock": ">=many"})
        assert caught.value.field == "stock"
        assert len(session.rows) == before


async def test_another_quantity_shows_other_prices_without_a_request(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english(quantity=1))
        one = [session.table.price(row, "price") for row in range(len(session.table))]
        asked = len(held.workspace.log.calls)
        session.set_quantity(5000)
        many = [session.table.price(row, "price") for row in range(len(session.table))]
        assert len(held.workspace.log.calls) == asked
        pairs = [(a, b) for a, b in zip(one, many, strict=True) if a and b]
        assert all(b.amount <= a.amount for a, b in pairs)
        assert any(b.amount < a.amount for a, b in pairs)


async def test_ticking_a_facet_keeps_its_other_values_as_choices(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        values = session.facets["supplier_id"]
        chosen = Condition("supplier_id", "include", (values[0].code,))
        await session.ask(english(conditions=(chosen,)))
        assert session.status.total == values[0].count
        assert session.facets["supplier_id"] == values
