"""A copied block is the same rows and columns wherever it is pasted."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Odd
from workbench.ui.grid.copying import Block, as_csv, as_html, as_json, as_markdown, tabbed

FIELDS = tuple(
    Field(name, name, kind, lambda _record: None)
    for name, kind in (
        ("name", Kind.TEXT),
        ("ean", Kind.ID),
        ("price", Kind.MONEY),
        ("stock", Kind.STOCK),
        ("brand", Kind.CHOICE),
    )
)
ROWS = (
    ("=1+1\tmug", "0735004291004", Money(Decimal("1234.50"), "EUR"), 12000, Coded("1", "A | B")),
    ("two\nlines", None, None, Odd("plenty"), None),
)
BLOCK = Block(FIELDS, ("Name", "EAN", "Price", "Stock", "Brand"), ROWS)


def test_tabbed_text_reads_back_as_the_same_block():
    back = list(csv.reader(io.StringIO(tabbed(BLOCK, headers=True)), delimiter="\t"))
    assert back == [
        ["Name", "EAN", "Price", "Stock", "Brand"],
        ["=1+1\tmug", "0735004291004", "1234.50", "12000", "A | B"],
        ["two\nlines", "", "", "plenty", ""],
    ]
    assert len(list(csv.reader(io.StringIO(tabbed(BLOCK)), delimiter="\t"))) == 2


def test_csv_has_titles():
    assert next(iter(csv.reader(io.StringIO(as_csv(BLOCK)))))[0] == "Name"


def test_json_keeps_currencies_and_leading_zeros():
    first, second = json.loads(as_json(BLOCK))
    assert first["price"] == {"amount": "1234.50", "currency": "EUR"}
    assert first["ean"] == "0735004291004"
    assert second == {"name": "two\nlines", "ean": None, "price": None, "stock": "plenty",
                      "brand": None}  # fmt: skip


def test_markdown_keeps_one_line_a_row():
    lines = as_markdown(BLOCK).splitlines()
    assert len(lines) == 4
    assert lines[1] == "| --- | --- | --: | --: | --- |"
    assert "A \\| B" in lines[2]


def test_html_says_what_is_a_number_and_what_is_text():
    text = as_html(BLOCK)
    assert '<td x:num="1234.50" sdval="1234.50">' in text
    assert "mso-number-format:'\\@'\">0735004291004<" in text
    assert "mso-number-format:'\\@'\">=1+1" in text


def test_the_clipboard_gets_the_selected_cells(grid, qapp):
    view = grid.view
    view.blocks.go(2, view.grid_model.column_of("price"))
    view.blocks.go(4, view.grid_model.column_of("stock"), extend=True)
    grid.copy(headers=True)
    lines = qapp.clipboard().text().split("\r\n")
    assert lines[0] == "Price at 250\tStock pcs"
    assert lines[1] == "1.15\t0"
    assert len(lines) == 5


def test_one_cell_is_copied_bare(grid, qapp):
    grid.go_to("k6", "supplier")
    grid.copy()
    assert qapp.clipboard().text() == "Skrivo"


def test_sums_of_the_selection(grid, qtbot):
    view = grid.view
    column = view.grid_model.column_of("minimum")
    with qtbot.waitSignal(grid.sums_changed, check_params_cb=lambda text: "sum" in text) as told:
        view.blocks.go(0, column)
        view.blocks.go(3, column, extend=True)
    assert told.args == ["4 cells · MOQ: sum 250 · average 62.5"]


def test_prices_in_several_currencies_have_no_sum(grid, qtbot):
    view = grid.view
    with qtbot.waitSignal(grid.sums_changed, check_params_cb=lambda text: "·" in text) as told:
        view.blocks.select_column(view.grid_model.column_of("price"))
    assert told.args[0].endswith("several currencies, no sum")


@pytest.mark.parametrize("backwards", [False, True])
def test_find_goes_from_hit_to_hit(grid, qtbot, backwards):
    grid.finder.open()
    grid.finder.box.setText("enamel")
    qtbot.waitUntil(lambda: grid.view.currentIndex().row() == 6)
    grid.finder.step(backwards=backwards)
    assert grid.view.currentIndex().row() == (286 if backwards else 20)
    grid.finder.box.setText("nowhere at all")
    qtbot.waitUntil(lambda: bool(grid.finder.box.property("bad")))
