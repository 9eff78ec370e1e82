"""Rows of the table that no other test injects: odd replies, a missing date, a draft gone stale."""

from __future__ import annotations

import pytest

from tests.edits.kit import desk, outcomes
from tests.rigs.fuzz import mutants
from tests.rigs.harness import Scale
from tests.sources import kit
from workbench.core.queries import Query
from workbench.edits.results import Outcome
from workbench.sources.lagerkoll import SOURCE


@pytest.mark.fault(26)
@pytest.mark.fault(27)
@pytest.mark.fault(28)
@pytest.mark.fault(30)
async def test_odd_replies_cost_no_row_and_every_failure_has_a_name(tmp_path):
    tally = await mutants(Scale(quick=True, folder=tmp_path, seed=11), 160)
    assert tally.wrong == []
    assert {26, 27, 30} <= set(tally.rows)
    assert int(tally.facts["rows_shown"]) > 1_000


@pytest.mark.fault(40)
async def test_a_list_that_is_empty_without_a_date_is_always_asked_with_one():
    dated = {
        operation.name
        for operation in SOURCE.operations()
        if any(parameter.name == "since" for parameter in operation.parameters)
    }
    asked: set[str] = set()
    for resource in SOURCE.resources:
        _service, sender = kit.lagerkoll()
        page = await resource.search(SOURCE.connect(sender), Query(), "")
        assert page.rows or page.warnings, resource.id
        for request in sender.seen:
            if request.operation in dated:
                asked.add(request.operation)
                assert dict(request.query).get("since"), request.operation
    assert "articles" in asked


@pytest.mark.fault(52)
async def test_a_draft_over_a_value_that_moved_on_is_a_conflict_and_never_sent(tmp_path):
    with desk(tmp_path) as sales:
        sales.type("0001", name="Typed long ago")
        sales.open()
        sales.service.articles["0001"]["name"] = "Newer"
        report = await sales.send_all()
        assert outcomes(report) == {"0001": Outcome.CONFLICT}
        assert sales.service.articles["0001"]["name"] == "Newer"
        assert sales.service.applied == []
        (conflict,) = sales.book.record("articles", "0001").trouble.conflicts
        assert (conflict.base, conflict.theirs) == ("Mug 1", "Newer")
        assert conflict.mine == "Typed long ago"
