"""Pasted lists: every line answered, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.kit import bench, english
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.workspace.picking import Outcome, pasted_lines, pick


async def test_each_line_is_found_missing_or_several_in_the_pasted_order(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        known = [session.table.text(row, "internal_reference") for row in range(40)]
        lines = pasted_lines("\n".join([known[3], "NO-SUCH-REFERENCE", *known[10:12], known[3]]))
        picked = await pick(session, lines, Job("pick", "List", "list"))
        assert [line.text for line in picked.lines] == list(lines)
        outcomes = [line.outcome for line in picked.lines]
        assert outcomes == [
            Outcome.FOUND,
            Outcome.MISSING,
            Outcome.FOUND,
            Outcome.FOUND,
            Outcome.FOUND,
        ]
        session.show(picked.page, session.query)
        assert [session.table.text(row, "internal_reference") for row in range(3)] == [
            known[3],
            *known[10:12],
        ]


async def test_five_hundred_lines_need_few_requests(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        before = len(held.workspace.log.calls)
        lines = tuple(f"X-{number}" for number in range(500))
        picked = await pick(session, lines, Job("pick", "List", "list"))
        assert picked.count(Outcome.MISSING) == 500
        names = len(session.resource.list_filter)
        assert len(held.workspace.log.calls) - before <= 10 * names


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_list_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(WbError) as caught:
        pasted_lines(text)
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.field == "list"
