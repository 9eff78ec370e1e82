"""A buyer's day: eight suppliers beside each other, a basket, a workbook, other prices later."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.acceptance.lagerkoll import opened
from tests.acceptance.market import MUG, SHELF, Buyer, Market, buying, open_market
from tests.acceptance.stage import CTRL, Key
from workbench.compare.landed_terms import supplier_key
from workbench.compare.margins import MarginKind, MarginRule
from workbench.compare.requote import Fate
from workbench.core.jobs import Job
from workbench.core.offers import Printing
from workbench.core.values import Money
from workbench.ui.board.matching import MatchPanel
from workbench.ui.board.rates import RatesPanel
from workbench.ui.importing.returned import ReturnedDialog

SHELVED = "Enamel mug Vilnius 500 ml"
"""What the own warehouse calls the mug; it carries no number of it."""
SUPPLIERS = 8
HEAD = 4
"""Row of the headings in a comparison's workbook."""
OFFICES = 3
"""Tries of LibreOffice, of which each has a new profile."""


@pytest.fixture
def market() -> Iterator[Market]:
    with open_market() as found:
        yield found


async def test_from_a_word_to_an_offer_that_is_still_true(
    qapp, home, tmp_path: Path, market: Market
) -> None:
    market.stock("11-0001", SHELVED, "")
    async with buying(home, market) as buyer:
        await buyer.search("europeansourcing", "mug")
        await buyer.search("lagerkoll", "mug")
        await buyer.search("compare", "mug")
        await buyer.quantity(500)
        await buyer.quantity(250)
        await type_rate(buyer, "SEK", "11,25")
        key = await answer_question(buyer)
        await print_two_colours(buyer, key)
        basket = await fill_basket(buyer, key)
        await confirm_basket(buyer)
        path = await export_basket(buyer, tmp_path)
        await edit_in_office(path, tmp_path)
        await bring_back(buyer, path)
        market.move_prices(10)
        await requote(buyer, basket, tmp_path)


async def type_rate(buyer: Buyer, currency: str, rate: str) -> None:
    """Without a rate the own price is said, not compared; a typed one is named where it counts."""
    await buyer.table("Rates")
    panel = buyer.tab.findChild(RatesPanel)
    assert panel is not None
    await buyer.write(currency, panel.currency)
    await buyer.write(rate, panel.rate)
    await buyer.click(panel.keep)
    await buyer.until(lambda: buyer.comparison.rates.typed)
    await buyer.rest()
    assert buyer.board.bar.rates.text() == "1 rate typed"


async def answer_question(buyer: Buyer) -> str:
    """Say that what lies on the own shelf is the mug; its row then shows the stock."""
    await buyer.table("Offers")
    assert shelved(buyer) == [], "it stands in a row of its own"
    assert "to check" in buyer.rail_notes()["Matches"]
    await buyer.table("Matches")
    place = next(at for at, text in enumerate(buyer.shown("b")) if text.startswith(SHELVED))
    await buyer.click_cell(place, "a")
    await buyer.rest()
    panel = buyer.tab.findChild(MatchPanel)
    assert panel is not None
    assert (panel.title.text(), panel.b.name.text()) == ("Same item?", SHELVED)
    said = buyer.comparison.questions()
    await buyer.press(Key.Key_S)
    await buyer.until(lambda: buyer.comparison.decisions.all)
    await buyer.rest()
    assert len(buyer.comparison.questions()) < len(said)
    await buyer.table("Offers")
    (place,) = shelved(buyer)
    key = await buyer.go_to(place)
    offers = buyer.comparison.offers(key)
    own = next(each for each in offers if each.item.own and each.offer.compared)
    assert own.per_piece is not None
    assert own.per_piece.currency == "EUR"
    quote = buyer.comparison.unfold(key, own.id)[0].quote
    assert quote is not None
    assert quote.origin == "typed"
    return key


def shelved(buyer: Buyer) -> list[int]:
    """Where the mug of the suppliers stands with what is on the own shelf."""
    rows = zip(buyer.shown("name"), buyer.values("stock"), strict=True)
    return [at for at, row in enumerate(rows) if row == (MUG, SHELF)]


async def print_two_colours(buyer: Buyer, key: str) -> None:
    """Choose a technique and two colours; eight suppliers have a price with printing."""
    comparison = buyer.comparison
    bare = {each.offer.id: each.total for each in comparison.offers(key)}
    await buyer.choose_technique("pad printing")
    form = buyer.board.rail.marking
    await buyer.write("2", form.colours)
    await buyer.press(Key.Key_Return, on=form.colours)
    await buyer.until(lambda: comparison.asked.printing == Printing("pad-printing", 2))
    await buyer.rest()
    offers = comparison.offers(key)
    priced = [each for each in offers if each.rank is not None]
    assert len({each.offer.supplier for each in priced}) >= SUPPLIERS
    assert {each.total.currency for each in priced if each.total} == {"EUR"}
    for each in priced:
        before = bare[each.offer.id]
        assert before is not None
        assert each.total is not None
        assert each.total.amount > before.amount, "printing costs something"
        lines = comparison.unfold(key, each.id)
        assert sum(line.amount.amount for line in lines) == each.total.amount
    own = next(each for each in offers if each.item.own and each.offer.compared)
    assert own.rank is None
    assert own.reason, "the own supplier does not print: said, and never the cheapest"
    await see_suppliers(buyer, key)


async def see_suppliers(buyer: Buyer, key: str) -> None:
    """Eight suppliers are read in the row, the best first in its cell and named beside it."""
    best, *others = [each for each in buyer.comparison.offers(key) if each.rank is not None]
    row = buyer.session.table.row_of(key)
    assert row is not None
    said = {
        each.offer.supplier: buyer.session.table.text(
            row, f"supplier-{supplier_key(each.offer.supplier)}"
        )
        for each in (best, *others)
    }
    assert len(said) >= SUPPLIERS
    assert all(any(sign.isdigit() for sign in text) for text in said.values()), said
    place = buyer.row_keys().index(key)
    index = buyer.view.grid_model.index(place, buyer.view.grid_model.column_of("offer"))
    cell = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert best.offer.supplier in cell
    assert "EUR" in cell
    assert buyer.session.table.text(row, "stock").startswith(str(SHELF)), "the own stock is read"


async def fill_basket(buyer: Buyer, key: str) -> str:
    """Put three rows into a basket by the key; what is promised stands in its lines."""
    others = [other for other in buyer.row_keys() if other != key and priced(buyer, other)]
    chosen = (key, *others[:2])
    for each in chosen:
        await buyer.tick_row(each)
    await buyer.press(Key.Key_B, CTRL)
    await buyer.until(buyer.comparison.baskets.all)
    basket = buyer.comparison.baskets.all()[0].id
    await buyer.until(lambda: buyer.comparison.baskets.count(basket) == len(chosen))
    await buyer.choose("Data", "Open basket")
    await buyer.until(lambda: buyer.basket == basket)
    await buyer.rest()
    page = buyer.board.dock.basket
    totals = [line.standing.total for line in buyer.lines if line.standing]
    whole = sum((each.amount for each in totals if each), Decimal(0))
    assert len(totals) == len(chosen)
    assert page.totals.totals == (f"{whole:,.2f} EUR",)
    return basket


def priced(buyer: Buyer, key: str) -> bool:
    """Whether an offer of a row counts."""
    return any(each.rank == 0 for each in buyer.comparison.offers(key))


async def confirm_basket(buyer: Buyer) -> None:
    """Ask the service for each line; it comes to the same as was reckoned here."""
    page, before = buyer.board.dock.basket, len(buyer.service.asked)
    requests = buyer.comparison.confirms(buyer.basket)
    assert requests > 0
    await buyer.click(page.more)
    await buyer.choose_in_menu("Confirm prices on server")
    await buyer.until(lambda: any("prices confirmed" in text for text in buyer.strips()))
    asked = [each.path for each in buyer.service.asked[before:]]
    assert sum("calculatePrice" in path for path in asked) == requests
    assert all("calculatePrice" in path for path in asked), "nothing else is asked"
    answers = buyer.board.dock.basket.totals.note.text()
    assert answers == f"{requests} of {requests} lines confirmed by the services."


async def export_basket(buyer: Buyer, folder: Path) -> Path:
    """Write the basket as a workbook where the dialog says."""
    path = folder / "fair.xlsx"
    await buyer.click(buyer.board.dock.basket.export)
    await choose_place(buyer, path)
    await buyer.until(lambda: any("rows exported" in text for text in buyer.strips()))
    await buyer.rest()
    return path


async def choose_place(buyer: Buyer, path: Path) -> None:
    """Say where a file goes, and wait until it is there."""
    where = await opened(buyer, "QFileDialog")
    assert isinstance(where, QFileDialog)
    await buyer.act(lambda: where.fileSelected.emit(str(path)))
    await buyer.act(where.reject)
    await buyer.until(path.exists)
    await buyer.rest()


async def edit_in_office(path: Path, folder: Path) -> None:
    """Type a quantity and a note into the first line and sort the rows, in LibreOffice.

    An office with a new profile may begin once more in the middle of things, and its bridge is
    gone then: what it was doing begins from the workbook as it was.
    """
    before = await asyncio.to_thread(path.read_bytes)
    for turn in range(OFFICES):
        await asyncio.to_thread(path.write_bytes, before)
        code, said = await try_office(path, folder / f"profile{turn}", f"{folder.name}-{turn}")
        if code == 0 or "DisposedException" not in said:
            break
    assert code == 0, said


async def try_office(path: Path, profile: Path, name: str) -> tuple[int | None, str]:
    """Let an office of its own edit the workbook; return how that ended and what was said."""
    office = await asyncio.create_subprocess_exec(
        "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
        "--norestore", f"--accept=pipe,name=workbench-{name};urp;", start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        script = Path(__file__).with_name("office_edit.py")
        hands = await asyncio.create_subprocess_exec(
            "/usr/bin/python3", str(script), f"workbench-{name}", str(path), str(HEAD), "Item",
            "1:Quantity=500", "1:Note=for the fair",
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _out, said = await asyncio.wait_for(hands.communicate(), 90)
        if hands.returncode == 0:
            await asyncio.wait_for(office.wait(), 30)
        return hands.returncode, said.decode()
    finally:
        if office.returncode is None:
            # The command is a shell over the office: both go.
            os.killpg(office.pid, signal.SIGKILL)
            await office.wait()


async def bring_back(buyer: Buyer, path: Path) -> None:
    """Drop the workbook on the tab; what was typed is told, and goes into the basket on a word."""
    first, *others = buyer.lines
    await buyer.drop(path, buyer.tab)
    dialog = await opened(buyer, "ReturnedDialog")
    assert isinstance(dialog, ReturnedDialog)
    await buyer.until(dialog.go.isEnabled)
    found = {(cell.key, cell.field): cell.value for cell in dialog.outcome.cells}
    assert found == {(first.id, "quantity"): 500, (first.id, "note"): "for the fair"}
    assert dialog.sentence.text() == "2 cells were edited."
    assert buyer.lines == (first, *others), "nothing is changed by looking"
    await buyer.click(dialog.go)
    await buyer.until(lambda: buyer.lines[0].quantity == 500)
    await buyer.rest()
    assert buyer.lines[0].note == "for the fair"
    assert list(buyer.lines[1:]) == others
    held = buyer.lines[0].standing
    assert held is not None
    assert held.quantity == 500, "another quantity is promised anew"
    assert held.printing == Printing("pad-printing", 2)


async def requote(buyer: Buyer, basket: str, folder: Path) -> None:
    """Read the lines again after prices rose; the first promise stays beside the new one."""
    page = buyer.board.dock.basket
    was = {line.id: line.quoted for line in buyer.lines}
    await buyer.click(page.requote)
    await buyer.press_strip("Send")
    await buyer.until(lambda: page.model.verdicts)
    await buyer.rest()
    verdicts = page.model.verdicts
    assert all(each.fate is Fate.UP for each in verdicts.values())
    assert any("3 dearer" in text for text in buyer.strips())
    for line in buyer.lines:
        said, total, state = page.model.words(line)
        assert state.startswith("+"), f"{said} {total} is told to cost more"
    path = folder / "changes.xlsx"
    await buyer.press_strip("Write changes sheet")
    await choose_place(buyer, path)
    rows = list(load_workbook(path)["Changes"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [line.name for line in buyer.lines]
    assert all("Dearer" in row for row in rows[1:])
    await buyer.press_strip("Let the new prices stand")
    await buyer.until(lambda: all(line.later for line in buyer.lines))
    assert {line.id: line.quoted for line in buyer.lines} == was


async def test_a_customer_sees_neither_supplier_nor_cost(
    qapp, home, tmp_path: Path, market: Market
) -> None:
    async with buying(home, market) as buyer:
        await buyer.search("europeansourcing", "mug")
        await buyer.search("compare", "mug")
        key = next(each for each in buyer.row_keys() if priced(buyer, each))
        await buyer.go_to(buyer.row_keys().index(key))
        await buyer.press(Key.Key_B, CTRL)
        await buyer.until(buyer.comparison.baskets.all)
        await buyer.rest()
        comparison = buyer.comparison
        names = {name for name, _rows, _on in comparison.suppliers().values() if len(name) > 3}
        costs = {f"{each.per_piece.amount:f}" for each in comparison.offers(key) if each.per_piece}
        assert len(names) > SUPPLIERS
        await comparison.agreements.put_rule(MarginRule("Shop", MarginKind.MARGIN, Decimal(35)))
        comparison.ask(margin="Shop")
        await buyer.rest()
        await buyer.click(buyer.board.bar.safe)
        await buyer.until(lambda: comparison.asked.client_safe)
        await buyer.rest()
        for resource in comparison.source.resources:
            if resource.id in {"rates", "matches", "price_history"}:
                continue
            buyer.board.open(resource.id)
            await buyer.rest()
            said = " ".join(all_texts(buyer))
            assert said
            assert [name for name in names if name in said] == [], resource.id
            if resource.id == "offers":
                # Where a sale price happens to read like a cost, nothing is told by it.
                sales = {
                    str(value.amount) for value in buyer.values("price") if isinstance(value, Money)
                }
                assert [cost for cost in costs - sales if f" {cost}" in said] == []
        await buyer.table("Offers")
        await buyer.click_cell(0, "name")
        await buyer.press(Key.Key_A, CTRL)
        await buyer.press(Key.Key_C, CTRL)
        await buyer.settle()
        copied = await buyer.pull_clipboard()
        assert copied
        assert [name for name in names if name in copied] == []
        path = tmp_path / "customer.xlsx"
        await comparison.workbooks.write(path, Job("1", "Export", "export"))
        with ZipFile(path) as book:
            text = " ".join(book.read(each).decode("utf-8", "replace") for each in book.namelist())
        assert [name for name in names if name in text] == []


def all_texts(buyer: Buyer) -> Iterator[str]:
    """Every text of the session in front and every one that the tab shows or tells a reader."""
    session = buyer.session
    for field in session.resource.fields:
        yield field.title
        yield from (session.table.text(at, field.id) for at in range(len(session.table)))
    for widget in buyer.tab.findChildren(QWidget):
        if widget.isVisible():
            yield widget.accessibleName()
            yield widget.toolTip()
            yield str(widget.property("text") or "")


async def test_what_cannot_be_priced_says_why_in_its_row(qapp, home, market: Market) -> None:
    market.stock("11-0001", MUG, market.ean())
    async with buying(home, market) as buyer:
        await buyer.search("europeansourcing", "mug")
        await buyer.search("lagerkoll", "mug")
        await buyer.search("compare", "mug")
        (place,) = shelved(buyer)
        key = await buyer.go_to(place)
        comparison = buyer.comparison
        own = next(o for o in comparison.offers(key) if o.item.own and o.offer.compared)
        assert (own.per_piece, own.rank, own.reason) == (None, None, "No rate is known for SEK.")
        column = f"supplier-{own.offer.supplier.casefold()}"
        row = buyer.session.table.row_of(key)
        assert row is not None
        assert "No exchange rate" in buyer.session.table.text(row, column)
        buyer.comparison.ask(currency="")
        await buyer.rest()
        assert {o.rank for o in comparison.offers(key)} == {None}, "several currencies: no best"
        assert comparison.spread(key) is None
        session, at = buyer.session, buyer.session.table.row_of(key)
        assert at is not None
        assert session.table.value(at, "best") is None
        buyer.comparison.ask(currency="EUR")
        await buyer.quantity(1)
        few = [o for o in comparison.offers(key) if o.offer.ladder.minimum > 1 and o.offer.compared]
        assert few
        assert all(o.reason or o.bought >= o.offer.ladder.minimum for o in few)
        assert all(o.reason for o in comparison.offers(key) if o.rank is None)
