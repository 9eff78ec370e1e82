"""Past change sets and their opposites."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.edits.kit import outcomes, steps
from workbench.edits.parcels import Act
from workbench.edits.results import Outcome
from workbench.edits.reversing import change_sets, opposite, reversal_title


async def _reverse(sales, place: int = 0):
    sets = await change_sets(sales.journal, sales.book.place)
    changes = opposite(sales.book, sales.resource, sets[place])
    sales.book.take(reversal_title(sets[place]), changes)
    return sets[place]


@pytest.mark.fault(49)
async def test_edit_send_and_take_back_is_the_original(sales, service):
    def shown():
        return {key: service.present(service.document(key), key) for key in service.articles}

    before = shown()
    sales.type("0001", price=Decimal("9.50"), note="x", steps=steps((1, "6")))
    sales.type("0002", name="Jug")
    sales.remove("0003")
    sales.make(number="A1", name="Pot", price=Decimal(3))
    assert (await sales.send_all()).counts == {Outcome.DONE: 4}
    held = await _reverse(sales)
    assert held.counts == {Act.UPDATE: 2, Act.DELETE: 1, Act.CREATE: 1}
    assert held.title == "2 changed, 1 made, 1 taken away"
    assert sales.book.touched == 4
    assert (await sales.send_all()).counts == {Outcome.DONE: 4}
    assert shown() == before


async def test_taking_back_meets_later_changes_as_conflicts(sales, service):
    sales.type("0001", note="x")
    await sales.send("0001")
    service.articles["0001"]["note"] = "theirs"
    await _reverse(sales)
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.CONFLICT}
    assert service.articles["0001"]["note"] == "theirs"


async def test_the_newest_set_comes_first(sales):
    sales.type("0001", note="x")
    first = await sales.send("0001")
    sales.type("0002", note="y")
    second = await sales.send("0002")
    sets = await change_sets(sales.journal, sales.book.place)
    assert [held.reference for held in sets] == [second.reference, first.reference]
    assert sets[0].resources == ("articles",)
    assert sets[0].at >= sets[1].at


async def test_what_failed_is_counted_and_not_taken_back(sales, service):
    service.bad = {"0002"}
    sales.type("0001", note="x")
    sales.type("0002", note="x")
    await sales.send_all()
    (held,) = await change_sets(sales.journal, sales.book.place)
    assert (len(held.ops), held.open) == (1, 1)
    changes = opposite(sales.book, sales.resource, held)
    assert [change.record for change in changes] == ["0001"]


async def test_a_reversal_is_one_step_that_can_be_undone(sales):
    sales.type("0001", note="x")
    await sales.send("0001")
    sales.type("0001", note="later")
    await _reverse(sales)
    assert sales.book.record("articles", "0001").cells["note"].value is None
    sales.book.steps.undo()
    assert sales.book.record("articles", "0001").cells["note"].value == "later"


async def test_an_agreed_field_is_not_taken_back(sales, service):
    sales.type("0001", note="x", price=Decimal(9))
    service.articles["0001"]["price"] = "9.00"
    await sales.send("0001")
    (held,) = await change_sets(sales.journal, sales.book.place)
    assert [change.field for change in opposite(sales.book, sales.resource, held)] == ["note"]
