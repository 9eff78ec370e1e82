"""Random runs of typing, sending and failing: nothing twice, nothing lost, nothing untrue."""

from __future__ import annotations

import asyncio
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.kit import Fault, Service, a_job, delete_many, desk, saving, update_many
from workbench.edits.parcels import Act
from workbench.edits.results import Outcome, Report

_FAULTS = st.lists(st.sampled_from([None, None, None, *Fault]), max_size=10)
_READS = st.lists(st.sampled_from([None, None, None, Fault.CUT_BEFORE, Fault.MISSING]), max_size=6)
_ROUND = st.tuples(
    st.dictionaries(st.sampled_from(["0001", "0002", "0003", "0004"]), st.integers(100, 120)),
    st.booleans(),
    st.sets(st.sampled_from(["0003", "0004"]), max_size=1),
    _FAULTS,
    _READS,
)


def _stage(sales, service: Service, prices, *, new: bool, away) -> None:
    for key, price in prices.items():
        if key in service.articles:
            sales.type(key, price=Decimal(price))
    if new:
        sales.make(number=f"A{len(service.applied)}-{len(sales.ops())}", name="Jug")
    for key in away & {*service.articles}:
        sales.remove(key)


def _is_true(report: Report, service: Service, wanted) -> None:
    """What is said to be done is so, as far as this service shows it."""
    for result in report.results:
        if result.outcome is not Outcome.DONE:
            continue
        if result.act is Act.UPDATE and result.key in wanted and result.key in service.articles:
            assert Decimal(service.articles[result.key]["price"]) == wanted[result.key]
        if result.act is Act.DELETE:
            assert result.key not in service.articles
        if result.act is Act.CREATE:
            assert result.made in service.articles


def _made_once(service: Service) -> None:
    made = [key for operation, key in service.applied if operation.startswith("create")]
    assert len(made) == len({*made})


@pytest.mark.fault(18)
@pytest.mark.fault(46)
@settings(max_examples=80)
@given(st.lists(_ROUND, min_size=1, max_size=3), st.booleans())
def test_nothing_twice_nothing_lost_nothing_untrue(rounds, together):
    many = {"update_many": update_many(), "delete_many": delete_many(), "many_from": 2}
    made = saving(**(many if together else {}))

    async def run(folder: Path) -> None:
        service = Service.of(4)
        with desk(folder, service, made) as sales:
            for prices, new, away, faults, reads in rounds:
                _stage(sales, service, prices, new=new, away=away)
                staged = {*sales.book.records("articles")}
                wanted = {
                    key: record.cells["price"].value
                    for key, record in sales.book.records("articles").items()
                    if "price" in record.cells and not record.deleted
                }
                service.faults, service.read_faults = list(faults), list(reads)
                report = await sales.send_all()
                assert {result.key for result in report.results} == staged
                _is_true(report, service, wanted)
                left = {result.key for result in report.failed}
                assert {*sales.book.records("articles")} == left
                _made_once(service)
                sales.kept()
                sales.open()
                await sales.settler.restore()
            service.faults, service.read_faults = [], []
            await sales.settler.settle(a_job())
            report = await sales.send_all()
            _made_once(service)
            left = {result.outcome for result in report.failed}
            assert left <= {Outcome.UNKNOWN, Outcome.REFUSED, Outcome.GONE}

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))
