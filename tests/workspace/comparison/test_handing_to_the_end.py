"""What a basket becomes, to the end: staged once, looked at, sent, and read back."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tests.harness.waiting import until
from tests.workspace.comparison.handing_child import STEPS
from tests.workspace.comparison.kit import Bench, account, catalogue, job
from tests.workspace.comparison.kit import bench as market
from tests.workspace.loupe_kit import DATES, House, bench, house
from tests.workspace.loupe_kit import Bench as Shop
from workbench.core.offers import Item, Ref
from workbench.core.orders import OrderState
from workbench.core.queries import Query
from workbench.core.sources import Source
from workbench.core.times import now
from workbench.core.values import Coded
from workbench.edits.drafts import NEW_KEY, new_key
from workbench.edits.results import Outcome
from workbench.sandbox.etim import catalogue as products
from workbench.sandbox.etim.service import Etim
from workbench.sandbox.etim.service import application as etim_of
from workbench.sandbox.etim.service import build as build_etim
from workbench.sandbox.europeansourcing.service import build as build_catalogue
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll import catalogue as warehouse
from workbench.sandbox.lagerkoll.gatekeeping import STORE
from workbench.sandbox.lagerkoll.service import Lagerkoll
from workbench.sandbox.lagerkoll.service import application as lagerkoll_of
from workbench.sandbox.lagerkoll.service import build as build_articles
from workbench.sandbox.server import build_hosts
from workbench.workspace.comparison.answers import Handed
from workbench.workspace.comparison.handed import ARTICLE, HandedOn
from workbench.workspace.session import Session

ROOT = Path(__file__).parent.parent.parent.parent
FILES_PORT = 4711
"""Of the other host, which answers in this process too."""


# ---- purchase orders -----------------------------------------------------------------------------


@asynccontextmanager
async def jeweller(home: Path, of: House | None = None) -> AsyncIterator[Shop]:
    of = of or house(order_reply=True)
    of.app = build_hosts([of.service], FILES_PORT)
    async with bench(home, of) as held:
        yield held


async def basket_of_samples(held: Shop, count: int) -> str:
    """A basket of samples, four pieces of each, with a note."""
    comparison = held.workspace.comparison
    session = held.session("samples")
    await session.ask(Query(), again=True)
    await comparison.gather()
    basket = await comparison.baskets.create("Window", "EUR")
    keys = [session.table.key(row) for row in range(count)]
    await comparison.add(session, keys, basket.id, 4)
    first = comparison.baskets.lines(basket.id)[0]
    noted = msgspec.structs.replace(first, note="for the window")
    await comparison.baskets.change_lines(basket.id, [noted])
    return basket.id


async def test_lines_of_a_basket_are_ordered_once_and_read_back(tmp_path: Path) -> None:
    async with jeweller(tmp_path) as held:
        comparison = held.workspace.comparison
        basket = await basket_of_samples(held, 3)
        codes = [line.ref.key for line in comparison.baskets.lines(basket)]
        made = await comparison.order_lines(basket)
        assert all(each.done for each in made), made
        again = await comparison.order_lines(basket)
        assert [(each.done, each.key) for each in again] == [(False, each.key) for each in made]
        assert {each.sentence for each in again} == {
            "Its order line is there already and waits to be sent."
        }
        assert len(held.orders.lines) == 3
        assert [line.values["quantity"] for line in held.orders.lines] == [4, 4, 4]
        # One is taken away: its line is free again, the others are not.
        await held.orders.remove([made[1].key])
        third = await comparison.order_lines(basket)
        assert [each.done for each in third] == [False, True, False]
        assert third[1].key != made[1].key
        lines = [line.id for line in held.orders.lines]
        held.orders.change(lines, DATES)
        review = await held.orders.review()
        assert all(each.sendable for each in review.lines)
        report = await held.orders.sent(lines, (), job())
        assert [each.outcome for each in report.results] == [Outcome.DONE] * 3
        bodies = await held.house.placed()
        assert sorted(body["atelierCode"] for body in bodies) == sorted(codes)
        assert {body["quantity"] for body in bodies} == {4}
        kept = {order.id: order for order in await held.orders.kept()}
        assert kept[made[0].key].state is OrderState.PLACED
        assert kept[made[0].key].remark == "for the window"
    async with jeweller(tmp_path, held.house) as held:
        await held.workspace.comparison.gather()
        after = await held.workspace.comparison.order_lines(basket)
        assert [each.done for each in after] == [False] * 3
        assert {each.sentence for each in after} == {"It was ordered already; look at its order."}
        assert held.orders.lines == ()
        assert len(await held.house.placed()) == 3


async def test_two_presses_at_once_make_one_line_each(tmp_path: Path) -> None:
    async with jeweller(tmp_path) as held:
        basket = await basket_of_samples(held, 2)
        comparison = held.workspace.comparison
        both = await asyncio.gather(*(comparison.order_lines(basket) for _press in range(2)))
        assert sum(each.done for answers in both for each in answers) == 2
        assert len(held.orders.lines) == 2


@pytest.mark.parametrize("step", STEPS)
async def test_a_kill_while_a_line_is_made_leaves_neither_none_nor_two(
    tmp_path: Path, step: str
) -> None:
    async with jeweller(tmp_path) as held:
        basket = await basket_of_samples(held, 2)
        codes = {line.ref.key for line in held.workspace.comparison.baskets.lines(basket)}
    words = ("-m", "tests.workspace.comparison.handing_child", str(tmp_path), basket, step)
    child = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _said, trouble = await child.communicate()
    assert child.returncode == -signal.SIGKILL, trouble.decode()
    async with jeweller(tmp_path, held.house) as held:
        comparison = held.workspace.comparison
        await comparison.gather()
        left = 1 if step == "after the line" else 0
        await held.orders.ready()
        assert len(held.orders.lines) == left
        again = await comparison.order_lines(basket)
        assert sum(each.done for each in again) == 2 - left
        lines = held.orders.lines
        assert sorted(str(line.values["code"]) for line in lines) == sorted(codes)
        assert {line.values["quantity"] for line in lines} == {4}
        assert {line.values.get("remark") for line in lines} == {"for the window", None}


# ---- new articles --------------------------------------------------------------------------------


@asynccontextmanager
async def buyer(home: Path, of: Lagerkoll) -> AsyncIterator[Bench]:
    services = (build_catalogue(catalogue(), Faults()), build_articles(of))
    async with market(home, services) as held:
        await held.load("europeansourcing", "products")
        await held.read("lagerkoll")
        await held.comparison.gather()
        yield held


def source_of(held: Bench, name: str) -> Source:
    found = held.workspace.source(name)
    assert found is not None
    return found


async def send(held: Bench, name: str, session: Session) -> list[Outcome]:
    """Look at what is staged at a source and send it."""
    delivery = held.workspace.deliveries.of(source_of(held, name), account(name))
    review = delivery.review()
    shipment = delivery.send(review.parcels(), review.name_of)
    await until(lambda: not shipment.open)
    assert session.editing is not None
    assert shipment.report is not None
    return [result.outcome for result in shipment.report.results]


async def test_a_new_article_is_staged_once_sent_and_read_back(tmp_path: Path) -> None:
    of = lagerkoll_of(warehouse.build(80), per_minute=None)
    async with buyer(tmp_path, of) as held:
        comparison = held.comparison
        await comparison.rates.set_typed("SEK", Decimal("11.25"))
        basket = await comparison.baskets.create("New", "EUR")
        table = await held.read("europeansourcing", "products")
        # Neither has a number that the article could be found by later.
        await comparison.add(table, [table.table.key(at) for at in (3, 5)], basket.id, 100)
        first = await comparison.new_articles(basket.id)
        assert [each.done for each in first] == [True, True]
        again = await comparison.new_articles(basket.id)
        assert [(each.done, each.key, each.sentence) for each in again] == [
            (False, each.key, "Its new article is staged already.") for each in first
        ]
        session = held.session("lagerkoll")
        editing = session.editing
        assert editing is not None
        assert len(editing.book.records("articles")) == 2
        # What is taken back is free, and only that is staged anew.
        editing.delete([first[0].key])
        third = await comparison.new_articles(basket.id)
        assert [each.done for each in third] == [True, False]
        keys = [each.key for each in third]
        assert all(key.startswith(NEW_KEY) for key in keys)
        fill_in(session, keys)
        assert await send(held, "lagerkoll", session) == [Outcome.DONE, Outcome.DONE]
        articles = of.world.shelves[int(STORE)].articles
        names = {line.name for line in comparison.baskets.lines(basket.id)}
        made = [each for each in articles.values() if each.name in names]
        assert len(made) == 2
        quoted = comparison.baskets.lines(basket.id)[0].quoted
        assert quoted is not None
        assert quoted.unit is not None
        cost = (quoted.unit.amount * Decimal("11.25")).quantize(Decimal("0.0001"))
        assert cost in {each.buy_price for each in made}
        last = await comparison.new_articles(basket.id)
        assert [each.done for each in last] == [False, False]
        assert all("already" in each.sentence for each in last), last
        assert not editing.book.records("articles")


async def test_a_note_of_an_article_that_was_never_staged_leaves_its_line_free(
    tmp_path: Path,
) -> None:
    async with buyer(tmp_path, lagerkoll_of(warehouse.build(80), per_minute=None)) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("New", "EUR")
        table = await held.read("europeansourcing", "products")
        await comparison.add(table, [table.table.key(3)], basket.id, 100)
        (line,) = comparison.baskets.lines(basket.id)
        place = Ref("lagerkoll", "test", "articles", new_key())
        await HandedOn(held.workspace.stores).keep(ARTICLE, line.id, place)
        (made,) = await comparison.new_articles(basket.id)
        assert made.done, made.sentence
        assert made.key != place.key
        (again,) = await comparison.new_articles(basket.id)
        assert (again.done, again.key) == (False, made.key)


def fill_in(session: Session, keys: list[str]) -> None:
    """Type what an article must have and no offer tells."""
    editing = session.editing
    assert editing is not None
    cells: list[tuple[str, str, object]] = []
    for key in keys:
        cells += [(key, "number", f"N-{key[-6:]}"), (key, "vat", Coded("3001", "25 %"))]
        cells += [(key, "type", Coded("Stock", "Stock"))]
    known = {field.id for field in session.resource.fields}
    editing.set("Fill in", [cell for cell in cells if cell[1] in known])


# ---- products ------------------------------------------------------------------------------------


@asynccontextmanager
async def merchandiser(home: Path, of: Etim) -> AsyncIterator[Bench]:
    services = (build_catalogue(catalogue(), Faults()), build_etim(of))
    async with market(home, services) as held:
        await held.read("europeansourcing", "products")
        await held.read("etim", "products")
        await held.comparison.gather()
        yield held


def a_product(held: Bench) -> Item:
    """A product that has prices and another number."""
    items = held.comparison._engine.pool.items().values()
    return next(
        each for each in items
        if each.ref.source == "etim" and each.offers and each.gtins and each.pack == 1
    )  # fmt: skip


async def test_price_and_gtin_fill_a_product_are_sent_and_read_back(tmp_path: Path) -> None:
    of = etim_of(products.build(240), None)
    async with merchandiser(tmp_path, of) as held:
        comparison = held.comparison
        product = a_product(held)
        before = dict(of.world.products[product.ref.key].document)
        basket = await comparison.baskets.create("Fill", "EUR")
        table = await held.read("europeansourcing", "products")
        await comparison.add(table, [table.table.key(2)], basket.id, 500)
        (line,) = comparison.baskets.lines(basket.id)
        item = comparison._engine.pool.get(line.ref)
        assert item is not None
        assert line.gtin
        await comparison.decide(item, product, same=True)
        await held.still()
        assert line.quoted is not None
        assert line.quoted.unit is not None
        (handed,) = await comparison.fill_etim(basket.id)
        assert handed.done, handed.sentence
        assert Ref(*_place(handed)) == (*product.ref[:4], "")
        (again,) = await comparison.fill_etim(basket.id)
        assert not again.done
        assert again.sentence.startswith("It is staged already in ")
        session = held.session("etim", "products")
        assert await send(held, "etim", session) == [Outcome.DONE]
        after = of.world.products[product.ref.key].document
        assert f"'gtin': '{line.gtin}'" in str(after["overallInformation"])
        assert "customerSpecificPrice" in str(after["priceInformation"])
        for part in ("orderInformation", "packingInformation", "attachments"):
            assert after.get(part) == before.get(part), part
        # What the service holds now is read, and costs the same.
        await session.ask(Query(language=session.query.language), again=True)
        await held.still()
        await comparison.settled()
        read = comparison._engine.pool.get(product.ref)
        assert read is not None
        assert read.gtins == (line.gtin,)
        assert read.read <= now()
        paid = [each for each in read.offers if each.kind.value == "customer"]
        assert line.quoted.unit.amount in {each.ladder.steps[0].amount for each in paid}
        (last,) = await comparison.fill_etim(basket.id)
        assert (last.done, last.sentence) == (
            False,
            "Nothing would change, or its price cannot be told here.",
        )


def _place(handed: Handed) -> tuple[str, str, str, str]:
    return handed.source, handed.account, handed.resource, handed.key
