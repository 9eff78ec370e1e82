"""Bringing rows up to date: what changed, what is gone, and chosen rows again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.workspace.kit import PRODUCTS, bench, english
from tests.workspace.test_loading import load
from workbench.core.jobs import Job
from workbench.workspace.changes import Update, refresh_rows


async def test_only_records_changed_since_are_read(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await load(session, english())
        times = sorted(
            value
            for row in range(len(session.table))
            if isinstance(value := session.table.value(row, "indexed"), datetime)
        )
        since = times[-20] + timedelta(hours=2)
        session.mark_read(since)
        changed = await Update(session).run(Job("update", "Update", "changes"))
        assert changed.changed == 20
        assert changed.new == 0
        assert len(session.table) == PRODUCTS


async def test_deleted_records_leave_the_table(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await load(session, english())
        connection = await held.workspace.connections.open(session.source, session.account)
        changes = session.resource.changes
        assert changes is not None
        assert changes.deleted is not None
        gone = await changes.deleted(connection.client, datetime(2026, 1, 1, tzinfo=UTC).date())
        assert gone
        session.mark_read(datetime(2026, 10, 31, tzinfo=UTC))
        assert not set(gone) & {session.table.key(row) for row in range(len(session.table))}
        assert session.remove([session.table.key(0)]) == 1
        assert len(session.table) == PRODUCTS - 1


async def test_chosen_rows_are_read_again_in_few_requests(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        chosen = [session.table.key(row) for row in range(30)]
        told: list[tuple[int, ...]] = []
        session.held.replaced.connect(told.append)
        before = len(held.workspace.log.calls)
        assert await refresh_rows(session, chosen) == 30
        assert len(held.workspace.log.calls) - before == 1
        assert told
        assert sorted(told[0]) == list(range(30))
