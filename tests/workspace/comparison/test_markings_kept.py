"""Markings that were asked for stay when the catalogue is read again, and say how old they are."""

from __future__ import annotations

from pathlib import Path

from tests.workspace.comparison.kit import Bench, bench, catalogue, job
from workbench.compare.landed import Landed
from workbench.core.offers import Item, Printing
from workbench.core.queries import Query


async def marked(held: Bench) -> Item:
    """Ask for the markings of one item, and compare it printed."""
    comparison = held.comparison
    await held.load("europeansourcing", "products")
    await comparison.gather()
    items = await comparison.unread_markings()
    item = next(each for each in items if catalogue().product_row(int(each.ref.key)) == 0)
    assert await comparison.load_markings([item], job()) == 1
    await comparison.settled()
    comparison.ask(refs=(item.ref,))
    await comparison.settled()
    technique = (await comparison.techniques())[0]
    comparison.ask(printing=Printing(technique.code, 1))
    await comparison.settled()
    return item


def costs(held: Bench, item: Item) -> list[tuple[object, str]]:
    """Totals of the item's offers, and how their marking comes about."""
    comparison = held.comparison
    key = comparison.key_of(item.ref)
    found = []
    for offer in comparison.offers(key):
        landed = comparison.landed(key, offer.id)
        if isinstance(landed, Landed) and offer.item.ref == item.ref:
            line = next(line for line in landed.lines if line.label == "Marking")
            found.append((offer.total, line.reckoning))
    return found


async def test_a_refresh_keeps_what_was_loaded_and_says_of_when_it_is(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        comparison = held.comparison
        item = await marked(held)
        before = costs(held, item)
        assert before
        assert comparison.note == ""
        assert not any("as read on" in reckoning for _total, reckoning in before)
        session = await held.read("europeansourcing", "products")
        await session.ask(Query(language=session.query.language), again=True)
        await held.load("europeansourcing", "products")
        await comparison.gather()
        after = costs(held, item)
        assert [total for total, _said in after] == [total for total, _said in before]
        assert all("as read on" in reckoning for _total, reckoning in after)
        assert "read before the record itself" in comparison.note
        assert comparison.shown.markings is not None
        items = await comparison.unread_markings([comparison.key_of(item.ref)])
        assert item.ref not in {each.ref for each in items}, "nothing is asked for again"
        comparison.ask(printing=None)
        await comparison.settled()
        assert comparison.note == ""
        assert comparison.shown.markings is None


async def test_they_are_there_in_the_next_run_and_a_second_variant_joins_them(
    tmp_path: Path,
) -> None:
    async with bench(tmp_path) as held:
        item = await marked(held)
        before = costs(held, item)
        held.comparison.ask(refs=())
        await held.comparison.settled()
        items = await held.comparison.unread_markings()
        others = [each for each in items if each.ref.key == item.ref.key]
        assert others
        assert await held.comparison.load_markings(others[:1], job()) == 1
    async with bench(tmp_path) as held:
        comparison = held.comparison
        await comparison.gather()
        assert costs(held, item) == before
        left = {each.ref for each in await comparison.unread_markings()}
        assert others[0].ref not in left
        assert item.ref not in left


async def test_what_the_service_knows_no_marking_of_is_asked_for_once(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        comparison = held.comparison
        await held.load("europeansourcing", "products")
        await comparison.gather()
        asked = await comparison.unread_markings()
        assert await comparison.load_markings(asked, job()) == len(asked)
        await comparison.settled()
        assert await comparison.unread_markings() == ()
        # A newer reading may know more.
        session = await held.read("europeansourcing", "products")
        await session.ask(Query(language=session.query.language), again=True)
        await held.load("europeansourcing", "products")
        await comparison.gather()
        again = {item.ref for item in await comparison.unread_markings()}
        assert again, "the catalogue holds things that nobody marks"
        assert again < {item.ref for item in asked}
