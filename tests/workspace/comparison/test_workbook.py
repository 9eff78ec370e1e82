"""Baskets and rows of the comparison as workbooks, and back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import msgspec
import openpyxl
import pytest

from tests.workspace.comparison.kit import bench, job
from workbench.compare.baskets import line_of
from workbench.compare.margins import MarginKind, MarginRule
from workbench.compare.requote import Fate, Verdict
from workbench.core.errors import WbError
from workbench.core.values import Money
from workbench.export.origin_reading import recognise
from workbench.workspace.comparison.workbook_return import BasketReturn, is_basket
from workbench.workspace.returning_lines import CellFate, RowFate


async def gathered(held):
    await held.read("europeansourcing", "products")
    await held.comparison.gather()
    return held.comparison


async def basket_of(comparison, count=4):
    """Make a basket of the first rows that can be bought."""
    made = await comparison.baskets.create("Fair", "EUR")
    session = comparison.session(comparison.source.resources[0])
    await session.ask(session.query)
    rows = [session.table.key(row) for row in range(len(session.table))]
    keys = [key for key in rows if any(each.rank == 0 for each in comparison.offers(key))]
    await comparison.add(session, keys[:count], made.id, quantity=250)
    return made


def edit(path, change):
    book = openpyxl.load_workbook(path)
    change(book["Offers"])
    book.save(path)


def put(sheet, row, heading, value):
    place = next(cell.column for cell in sheet[4] if cell.value == heading)
    sheet.cell(row, place, value)


async def test_rows_shown_are_written_with_what_was_asked(tmp_path):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        path = tmp_path / "offers.xlsx"
        keys = [row.key for row in comparison._engine.shown.rows][:6]
        assert await comparison.workbooks.write(path, job(), keys=keys) == 6
        book = openpyxl.load_workbook(path, data_only=True)
        assert {"Offers", "Terms", "Tiers", "Rates", "About"} <= set(book.sheetnames)
        about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
        assert about["Quantity"].startswith("Type another")
        assert about["Scope"] == "everything that was read"
        returned = await recognise(path)
        assert is_basket(returned)
        back = BasketReturn(comparison.baskets, returned)
        assert back.why_not_apply
        assert back.body.lines
        assert all(line.standing and line.standing.total for line in back.body.lines)
        verdicts = await comparison.requoting.lines_checked(
            back.body.lines, back.body.currency, back.body.printing, job()
        )
        assert {verdict.fate for verdict in verdicts} == {Fate.SAME}


async def test_a_baskets_edits_come_back_and_can_be_undone(tmp_path):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        basket = await basket_of(comparison)
        lines = comparison.baskets.lines(basket.id)
        assert len(lines) == 4
        path = tmp_path / "fair.xlsx"
        assert await comparison.workbooks.write_basket(basket.id, path, job()) == 4
        untouched = BasketReturn(comparison.baskets, await recognise(path))
        assert (await untouched.look(job())).cells == ()

        def change(sheet):
            put(sheet, 5, "Quantity", 500)
            put(sheet, 5, "Note", "blue")
            put(sheet, 6, "Target price", "1,95")
            put(sheet, 7, "Quantity", "many")
            put(sheet, 8, "Quantity", 300)

        edit(path, change)
        await comparison.baskets.change_lines(
            basket.id, [msgspec.structs.replace(lines[3], quantity=1000)]
        )
        back = BasketReturn(comparison.baskets, await recognise(path))
        outcome = await back.look(job())
        fates = [(cell.key, cell.field, cell.fate) for cell in outcome.cells]
        assert fates == [
            (lines[0].id, "quantity", CellFate.CHANGED),
            (lines[0].id, "note", CellFate.CHANGED),
            (lines[1].id, "target", CellFate.CHANGED),
            (lines[2].id, "quantity", CellFate.WRONG),
            (lines[3].id, "quantity", CellFate.CONFLICT),
        ]
        assert await back.apply() == 3
        now = comparison.baskets.lines(basket.id)
        assert (now[0].quantity, now[0].note) == (500, "blue")
        assert now[1].target == Money(Decimal("1.95"), "EUR")
        assert (now[2].quantity, now[3].quantity) == (250, 1000)
        assert now[0].current is None
        since = msgspec.structs.replace(now[1], note="asked again")
        await comparison.baskets.change_lines(basket.id, [since])
        await back.undo()
        after = comparison.baskets.lines(basket.id)
        assert (after[0], after[2]) == (lines[0], lines[2])
        assert after[1] == msgspec.structs.replace(lines[1], note="asked again")

        again = BasketReturn(comparison.baskets, await recognise(path))
        await again.look(job())
        await again.apply(over=True)
        assert comparison.baskets.lines(basket.id)[3].quantity == 300


async def test_a_line_that_was_taken_out_meanwhile_is_told(tmp_path):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        basket = await basket_of(comparison, 2)
        path = tmp_path / "fair.xlsx"
        await comparison.workbooks.write_basket(basket.id, path, job())
        edit(path, lambda sheet: put(sheet, 5, "Quantity", 500))
        first = comparison.baskets.lines(basket.id)[0]
        await comparison.baskets.remove_lines(basket.id, [first.id])
        back = BasketReturn(comparison.baskets, await recognise(path))
        outcome = await back.look(job())
        assert [row.fate for row in outcome.rows] == [RowFate.MISSING]
        await comparison.baskets.delete(basket.id)
        gone = BasketReturn(comparison.baskets, await recognise(path))
        assert "Fair" in gone.why_not_apply
        with pytest.raises(WbError):
            await gone.apply()


async def test_a_customers_workbook_names_no_supplier(tmp_path):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        await comparison.agreements.put_rule(MarginRule("Standard"))
        comparison.ask(client_safe=True, margin="Standard", text="mug")
        await comparison.settled()
        path = tmp_path / "customer.xlsx"
        assert await comparison.workbooks.write(path, job()) > 0
        names = {supplier for supplier, _count, _on in comparison.suppliers().values()}
        assert names == set()
        comparison.ask(client_safe=False)
        await comparison.settled()
        names = {name for name, _count, _on in comparison.suppliers().values() if len(name) > 3}
        assert names
        import zipfile

        with zipfile.ZipFile(path) as book:
            text = " ".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
        assert not [name for name in names if name in text]


@pytest.mark.parametrize("customer", [True, False])
async def test_what_became_of_an_offer_is_a_sheet(tmp_path, customer):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        await comparison.agreements.put_rule(MarginRule("Standard", value=Decimal(50)))
        basket = await basket_of(comparison, 3)
        lines = comparison.baskets.lines(basket.id)
        lines = [
            msgspec.structs.replace(line, name=f"{line.supplier.upper()} mug {line.gtin}")
            for line in lines
        ]
        verdicts = []
        for line, factor in zip(lines, (1, 2, 0), strict=True):
            then = line.standing
            assert then is not None
            assert then.home is not None
            amount = then.home.amount._replace(amount=then.home.amount.amount * factor)
            home = then.home._replace(amount=amount)
            dearer = msgspec.structs.replace(then, home=home)
            fate = (Fate.SAME, Fate.UP, Fate.GONE)[len(verdicts)]
            verdicts.append(Verdict(line.id, fate, then, dearer if factor else None))
        path = tmp_path / "changes.xlsx"
        count = await comparison.workbooks.write_changes(
            lines, verdicts, path, "Fair", customer=customer, margin="Standard"
        )
        assert count == 3
        rows = list(openpyxl.load_workbook(path)["Changes"].iter_rows(values_only=True))
        assert [row[5] for row in rows[1:]] == ["As quoted", "Dearer", "Gone"]
        assert rows[2][4] == pytest.approx(100, abs=0.2)
        assert rows[3][3] is None
        assert (len(rows[0]) == 6) is customer
        if customer:
            text = " ".join(str(cell) for row in rows for cell in row)
            told = [each for line in lines for each in (line.supplier, line.gtin) if each]
            assert not any(each.casefold() in text.casefold() for each in told)
            assert rows[1][0] == "mug"


async def test_a_customer_pays_by_the_offer_that_was_chosen_or_as_promised(tmp_path):
    async with bench(tmp_path / "home") as held:
        comparison = await gathered(held)
        await comparison.agreements.put_rule(MarginRule("Double", MarginKind.MARKUP, Decimal(100)))
        basket = await comparison.baskets.create("Fair", "EUR")
        rows = [row for row in comparison.shown.rows if row.suppliers > 2]
        priced = [each for each in comparison.offers(rows[0].key) if each.rank is not None]
        dearest = priced[-1]
        line = line_of("", dearest.item, dearest.offer.id, 250)
        first, second = await comparison.baskets.add_lines(basket.id, [line, line])
        await comparison.promise(basket.id)
        second = comparison.baskets.lines(basket.id)[1]
        assert second.standing is not None
        promised = msgspec.structs.replace(second.standing, sale=Money(Decimal("99.50"), "EUR"))
        await comparison.baskets.change_lines(
            basket.id, [msgspec.structs.replace(second, quoted=promised)]
        )
        comparison.ask(client_safe=True, margin="Double")
        await comparison.settled()
        path = tmp_path / "customer.xlsx"
        assert await comparison.workbooks.write_basket(basket.id, path, job()) == 2
        cells = list(openpyxl.load_workbook(path)["Offer"].iter_rows(values_only=True))
        assert dearest.per_piece is not None
        assert Decimal(str(cells[1][2])) == (dearest.per_piece.amount * 2).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        assert cells[2][2] == 99.5
        assert first.id != second.id
