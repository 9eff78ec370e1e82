from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt

from tests.ui.filters.kit import settling
from workbench.core.queries import Condition
from workbench.ui.filters.bar import FilterBar
from workbench.ui.filters.chiptexts import chip_texts


def put(desk, *conditions, text=""):
    """Set what is asked without asking."""
    query = msgspec.structs.replace(desk.view.query, conditions=conditions, text=text)
    desk.session.query = query
    desk._change(msgspec.structs.replace(desk.view, query=query))
    desk.query_changed.emit()


def said(desk):
    return {text.key: (text.field, text.operator, text.value) for text in chip_texts(desk)}


def test_every_filter_has_a_chip(desk):
    put(
        desk,
        Condition("supplier_id", "include", ("0", "1"), ("Skrivo", "Regn & Co")),
        Condition("price", "max", "12.00"),
        Condition("has_marking", "", True),
        Condition("updated", "since", "2026-03-14T08:00:00Z"),
        text="mug",
    )
    desk.set_header("stock", ">=10")
    desk.set_facets("marking", ("true",))
    assert said(desk) == {
        "text": ("Search", "", "mug"),
        "filter:supplier_id": ("Supplier", "is", "Skrivo, Regn & Co"),
        "filter:price": ("Price at 250", "≤", "12.00 EUR"),
        "filter:has_marking": ("Can be marked", "is", "yes"),
        "filter:updated": ("Changed", "", "since 2026-03-14"),
        "header:stock": ("Stock", "", ">=10"),
        "facet:marking": ("Can be marked", "is", "yes"),
    }


def test_many_values_are_counted(desk):
    put(desk, Condition("supplier_id", "include", ("0", "1", "2")))
    assert said(desk)["filter:supplier_id"][2] == "3 of 86"


def test_both_ends_and_what_is_left_out(desk):
    put(
        desk,
        Condition("price", "min", "2"),
        Condition("price", "max", "5"),
        Condition("price", "quantity", 1000),
        Condition("supplier_id", "exclude", ("0",), ("Skrivo",)),
    )
    assert said(desk)["filter:price"] == ("Price at 1,000", "", "2 … 5 EUR")
    assert said(desk)["filter:supplier_id"] == ("Supplier", "is not", "Skrivo")


def test_what_cannot_be_sent_says_why(desk):
    put(
        desk,
        Condition("price", "max", "1.234"),
        Condition("gone", "", "x"),
        Condition("updated", "since", "soon"),
    )
    bad = {text.key: text.bad for text in chip_texts(desk)}
    assert "2 decimals" in bad["filter:price"]
    assert "no such filter" in bad["filter:gone"]
    assert "must be a date" in bad["filter:updated"]


@settling
async def test_the_cross_removes_each_kind(desk, look, host, asked):
    bar = FilterBar(desk, look)
    host(bar, 1200, 60)
    put(desk, Condition("price", "max", "12.00"), Condition("has_marking", "", True), text="mug")
    desk.set_header("stock", ">=10")
    desk.set_facets("marking", ("true",))
    keys = [text.key for text in bar.texts()]
    assert len(keys) == 5
    for left, key in zip(range(4, -1, -1), keys, strict=True):
        bar.remove_chip(key)
        assert len(bar.texts()) == left
    assert desk.view.query.conditions == ()
    assert desk.view.query.text == ""
    assert len(desk.session.rows) == len(desk.session.table)


@settling
async def test_clear_all_leaves_no_chip(desk, look, host):
    bar = FilterBar(desk, look)
    host(bar, 1200, 60)
    put(desk, Condition("price", "max", "12.00"), text="mug")
    desk.set_header("stock", ">=10")
    bar.row.clear_wanted.emit()
    assert bar.texts() == []


def test_removing_by_key_moves_the_focus_on(desk, look, host, qtbot):
    bar = FilterBar(desk, look)
    window = host(bar, 1200, 60)
    desk.set_header("stock", ">=10")
    desk.set_header("weight", ">=1")
    qtbot.waitUntil(window.isActiveWindow)
    first = bar.row.chip("header:stock")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert [text.key for text in bar.texts()] == ["header:weight"]
    assert bar.row.chip("header:weight").hasFocus()


def test_a_chip_opens_its_editor_with_what_is_set(desk, look, host):
    bar = FilterBar(desk, look)
    host(bar, 1200, 60)
    put(desk, Condition("price", "max", "12.00"))
    desk.set_header("stock", ">=10")
    bar.open_chip("filter:price")
    assert bar._pop.body.editor.inputs[1].text() == "12.00"
    bar.open_chip("header:stock")
    assert bar._pop.body.expression.edit.text() == ">=10"
    bar._close()


def test_hidden_chips_open_in_a_list(desk, look, host):
    bar = FilterBar(desk, look)
    host(bar, 420, 60)
    for name in ("stock", "weight", "minimum", "ean"):
        desk.set_header(name, "!0")
    assert bar.row.hidden_chips()
    bar.show_rest()
    assert bar._pop.isVisible()
    bar._close()
