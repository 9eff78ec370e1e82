"""The Compare tab as a person uses it, over the sandbox's services."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from PySide6.QtWidgets import QLabel, QMenu

from workbench.compare.landed_terms import Part
from workbench.compare.margins import MarginRule
from workbench.core.fields import Kind
from workbench.core.times import now
from workbench.core.values import Money, Quoted
from workbench.ui.board.dock import BASKET, OFFER
from workbench.ui.grid.words import cell_tip, spoken_cell
from workbench.ui.rail.lines import LineKind, RailLine
from workbench.workspace.comparison.pool import Held
from workbench.workspace.comparison.tables import SUPPLIER


def supplier_fields(board):
    return [field for field in board.desk.resource.fields if field.id.startswith("supplier-")]


def line(board, kind: LineKind, key: str) -> RailLine:
    model = board.place.rail.model
    found = model.line(model.row_of(kind, key))
    assert found is not None, key
    return found


async def test_rows_have_a_column_for_each_supplier_and_say_what_is_best(opened) -> None:
    async with opened() as board:
        table = board.desk.session.table
        fields = supplier_fields(board)
        assert len(fields) > 3
        assert all(field.kind is Kind.OFFER for field in fields)
        formats = board.desk.workspace.formats
        best = [
            (row, field)
            for row in range(len(table))
            for field in fields
            if isinstance(value := table.value(row, field.id), Quoted) and value.best
        ]
        assert best
        row, field = best[0]
        said = spoken_cell(table, row, 0, field, formats)
        assert "best price of the row" in said
        assert field.title in said
        value = table.value(row, field.id)
        assert isinstance(value, Quoted)
        assert value.caption in cell_tip(table, row, field, formats)


async def test_another_quantity_from_the_box_prices_the_rows_again(opened) -> None:
    async with opened() as board:
        table, key = board.desk.session.table, board.row_keys()[0]
        before = table.value(table.row_of(key), "total")
        board.place.bar.quantity.value_changed.emit(1000)
        await board.calm()
        assert board.comparison.asked.quantity == 1000
        table = board.desk.session.table
        after = table.value(table.row_of(key), "total")
        assert isinstance(before, Money)
        assert isinstance(after, Money)
        assert after.amount > before.amount
        board.place.bar.show_now()
        assert board.place.bar.quantity.value() == 1000


async def test_what_finds_no_room_on_the_bar_stands_in_its_menu(opened) -> None:
    async with opened() as board:
        bar, seen = board.place.bar, []
        board.host.resize(1900, 860)
        await board.calm()
        assert bar.more.isHidden()
        assert not bar.export.isHidden()
        assert "on server" in bar.confirm.text()
        bar.setParent(None)
        bar.show()
        bar.resize(460, bar.height())
        assert not bar.more.isHidden()
        assert bar.export.isHidden()
        assert bar.sale.isHidden()
        bar.export_wanted.connect(lambda: seen.append("export"))
        bar.more.click()
        menu = bar.findChild(QMenu)
        assert menu is not None
        actions = {action.text(): action for action in menu.actions()}
        assert set(actions) == {"Export to Excel", "Sale prices", "Client-safe"}
        actions["Client-safe"].trigger()
        await board.calm()
        assert board.comparison.asked.client_safe
        bar.export_wanted.disconnect()
        bar.export_wanted.connect(lambda: seen.append("export"))
        actions["Export to Excel"].trigger()
        assert seen == ["export"]
        menu.close()
        bar.setParent(board.host)


async def test_in_a_narrow_window_suppliers_are_scrolled_to_beside_item_and_best(opened) -> None:
    async with opened() as board:
        view = board.tab.grid.view
        board.host.resize(1200, 700)
        await board.calm()
        columns = view.columns
        shown = [columns.field_of(at).id for at in columns.shown_columns()]
        wanted = [field.id for field in board.desk.resource.fields if field.shown]
        # Which suppliers lead follows from the rows in sight; all that find no room stay.
        own = [name for name in shown if not name.startswith(SUPPLIER)]
        assert own == [name for name in wanted if not name.startswith(SUPPLIER)]
        assert len(shown) == len(wanted)
        frozen = [columns.field_of(at).id for at in columns.frozen_columns()]
        assert frozen == ["picture", "name", "offer"]
        assert view.horizontalScrollBar().maximum() > 0
        last = columns.shown_columns()[-1]
        columns.show(last)
        assert columns.column_x(last) + columns.column_width(last) <= view.viewport().width()
        assert columns.column_x(columns.frozen_columns()[1]) < columns.frozen_edge()


async def test_the_currency_switch_leaves_amounts_as_quoted(opened) -> None:
    async with opened() as board:
        bar = board.place.bar
        assert bar.currency is not None
        assert bar.currency.value() == "EUR"
        assert "No rates" in bar.rates.text()
        bar.currency.chosen.emit("quoted")
        await board.calm()
        assert board.comparison.asked.currency == ""


async def test_a_supplier_left_out_in_the_rail_has_no_column_any_more(opened) -> None:
    async with opened() as board:
        before = [field.id for field in supplier_fields(board)]
        key = before[0].removeprefix("supplier-")
        board.place.rail.activate(line(board, LineKind.VALUE, f"suppliers/{key}"))
        await board.until(lambda: before[0] not in [f.id for f in supplier_fields(board)])
        await board.calm()
        assert len(supplier_fields(board)) == len(before) - 1
        board.place.rail.show_now()
        board.place.rail.activate(line(board, LineKind.VALUE, f"suppliers/{key}"))
        await board.until(lambda: before[0] in [f.id for f in supplier_fields(board)])
        shown = {column.field for column in board.desk.view.columns}
        assert before[0] in shown


async def test_ticks_of_the_rail_say_what_a_cost_includes(opened) -> None:
    async with opened() as board:
        assert Part.DUTY not in board.comparison.asked.parts
        board.place.rail.activate(line(board, LineKind.VALUE, "cost/duty"))
        assert Part.DUTY in board.comparison.asked.parts
        await board.calm()


async def test_costs_by_quantity_follow_the_row_as_chart_and_table(opened) -> None:
    async with opened() as board:
        await board.pick(board.row_keys()[0])
        costs = board.place.costs
        await board.until(lambda: costs.curves is not None)
        curves = costs.curves
        assert curves is not None
        assert curves.quantity == 250
        assert curves.series[0].supplier in costs.chart.summary
        model = costs.table.costs
        assert model.rowCount() == len(curves.table)
        quantities = [row for row, _cells in curves.table]
        at = model.index(quantities.index(250), model.columnCount() - 1)
        assert "your quantity" in at.data()


async def test_an_offer_unfolds_into_lines_that_sum_to_its_total(opened) -> None:
    async with opened() as board:
        await board.pick(board.row_keys()[0])
        dock = board.place.dock
        dock.show_page(OFFER)
        await board.until(lambda: dock.offer.chosen is not None)
        offer = dock.offer.chosen
        assert offer is not None
        assert offer.total is not None
        rows = [fact for fact in dock.offer.terms.rows if fact.amount and not fact.inset]
        whole = rows[-1]
        assert whole.strong
        parts = [Decimal(fact.amount.replace(",", "")) for fact in rows[:-1]]
        assert abs(sum(parts) - offer.total.amount) < Decimal("0.01") * len(parts)


async def test_the_cell_of_a_supplier_unfolds_its_offer(opened) -> None:
    async with opened() as board:
        table, view = board.desk.session.table, board.tab.grid.view
        names = [each.id for each in view.grid_model.fields]
        row, field = next(
            (row, field)
            for row in range(len(table))
            for field in supplier_fields(board)
            if field.id in names
            and not view.isColumnHidden(names.index(field.id))
            and isinstance(table.value(row, field.id), Quoted)
        )
        dock = board.place.dock
        dock.show_page(OFFER)
        place = board.row_keys().index(table.key(row))
        view.setCurrentIndex(view.grid_model.index(place, names.index(field.id)))
        await board.until(
            lambda: dock.offer.chosen and dock.offer.chosen.offer.supplier == field.title
        )


async def test_a_basket_shows_lines_totals_and_takes_lines_out_and_back(opened) -> None:
    async with opened() as board:
        comparison = board.comparison
        basket = await comparison.baskets.create("Spring fair", "EUR")
        await comparison.add(board.desk.session, board.row_keys()[:2], basket.id, 100)
        dock = board.place.dock
        dock.show_basket(basket.id)
        await board.calm()
        page = dock.basket
        assert dock.tabs.currentIndex() == BASKET
        assert len(page.model.lines) == 2
        lines = page.model.lines
        whole = sum(
            (each.standing.total.amount for each in lines if each.standing), start=Decimal(0)
        )
        assert any(f"{whole:,.2f}" in total for total in page.totals.totals)
        page.remove((lines[0],))
        await board.until(lambda: len(page.model.lines) == 1)
        await comparison.baskets.restore_lines(basket.id, [lines[0].id])
        await board.until(lambda: len(page.model.lines) == 2)
        board.place.rail.show_now()
        assert line(board, LineKind.RESOURCE, f"basket-{basket.id}").count == "2"


async def test_another_quantity_of_a_line_is_promised_anew(opened) -> None:
    async with opened() as board:
        comparison = board.comparison
        basket = await comparison.baskets.create("Spring fair", "EUR")
        await comparison.add(board.desk.session, board.row_keys()[:1], basket.id, 100)
        page = board.place.dock.basket
        page.show_basket(basket.id)
        page.change(page.model.lines[0], quantity=500)
        await board.until(lambda: _promised(page) == 500)
        assert page.model.lines[0].quantity == 500


def _promised(page) -> int:
    standing = page.model.lines[0].standing
    return standing.quantity if standing else 0


async def test_the_basket_of_the_rail_narrows_the_rows_and_offers_widen_them(opened) -> None:
    async with opened() as board:
        comparison, every = board.comparison, len(board.row_keys())
        basket = await comparison.baskets.create("Spring fair", "EUR")
        await comparison.add(board.desk.session, board.row_keys()[:2], basket.id, 100)
        board.place.rail.show_now()
        board.place.rail.activate(line(board, LineKind.RESOURCE, f"basket-{basket.id}"))
        await board.until(lambda: len(board.row_keys()) == 2)
        board.place.rail.show_now()
        assert line(board, LineKind.RESOURCE, f"basket-{basket.id}").on
        board.place.rail.activate(line(board, LineKind.RESOURCE, "offers"))
        await board.until(lambda: len(board.row_keys()) == every)


async def test_client_safe_shows_no_cost_and_no_supplier(opened) -> None:
    async with opened() as board:
        rule = MarginRule("Third", value=Decimal(35))
        await board.comparison.agreements.put_rule(rule)
        names = {name for name, _rows, _on in board.comparison.suppliers().values()}
        board.comparison.ask(margin="Third")
        await board.calm()
        board.place.bar.turn_safe()
        await board.until(lambda: not supplier_fields(board))
        await board.calm()
        table = board.desk.session.table
        said = " ".join(
            table.text(row, field.id) for row in range(len(table)) for field in table.fields
        )
        assert not [name for name in names if name in said]
        assert not board.place.costs.isVisible()
        kinds = {each.kind for each in board.place.rail.model.lines()}
        board.place.rail.show_now()
        assert LineKind.VALUE not in {each.kind for each in board.place.rail.model.lines()}
        assert kinds


async def test_a_question_is_answered_and_taken_back(opened) -> None:
    async with opened() as board:
        comparison = board.comparison
        key = next(key for key in board.row_keys() if comparison.offers(key))
        item = comparison.offers(key)[0].item
        item = msgspec.structs.replace(item, pack=Decimal(1), read=now())
        twin = msgspec.structs.replace(
            item, ref=item.ref._replace(account="second", key="ten"), pack=Decimal(10)
        )
        comparison.take([Held(item, None), Held(twin, None)])
        await board.until(comparison.questions)
        board.place.open("matches")
        await board.calm()
        panel = board.tab.findChild(type(board.place._panel))
        assert panel is not None
        assert panel.same.isVisible()
        assert "pack" in panel.badge.accessibleName().lower() or panel.badge.isVisible()
        panel.same.click()
        await board.until(comparison.decided)
        await board.calm()
        await board.until(lambda: panel.back.isVisibleTo(panel))
        panel.back.click()
        await board.until(lambda: not comparison.decided())


async def test_typed_rates_are_kept_and_the_bank_is_asked_only_after_a_word(opened) -> None:
    async with opened() as board:
        board.place.open("rates")
        await board.calm()
        panel = board.place._panel
        assert "www.ecb.europa.eu" in panel.fetch.accessibleName()
        assert not panel.fetch.isChecked()
        panel.currency.setText("SEK")
        panel.rate.setText("11,42")
        panel.keep.click()
        await board.until(lambda: board.comparison.rates.typed)
        assert board.comparison.rates.typed[0].per_euro == Decimal("11.42")
        assert board.comparison.rates.newest is None
        panel.fetch.click()
        await board.until(lambda: board.comparison.rates.newest is not None)
        board.place.bar.show_now()
        assert "Rates of" in board.place.bar.rates.text()


async def test_before_anything_was_read_the_tab_says_what_to_do(opened) -> None:
    async with opened(read=False) as board:
        await board.until(board.tab.blank.explains)
        await board.calm()
        labels = board.tab.blank.findChildren(QLabel)
        assert any("Nothing to compare yet" in each.text() for each in labels)
