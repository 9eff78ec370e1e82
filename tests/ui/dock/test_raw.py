"""The document as it was sent: lazily as a tree, whole as text, found and copied by path."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from workbench.core.jobs import Jobs
from workbench.ui.dock.raw import RawPage, parse_document
from workbench.ui.dock.rawtree import AT_ONCE, RawModel, find_places, path_text

DOCUMENT = {"name": "Mug", "variants": [{"ean": "0735", "note": None}, {"ean": "0736"}], "a.b": 1}


def test_paths_are_written_as_people_write_them():
    assert path_text(("variants", 0, "ean")) == "variants[0].ean"
    assert path_text(("a.b", 2)) == '["a.b"][2]'


def test_hits_stand_in_the_order_of_the_document():
    assert find_places(DOCUMENT, "EAN") == [("variants", 0, "ean"), ("variants", 1, "ean")]
    assert find_places(DOCUMENT, "null") == [("variants", 0, "note")]
    assert find_places(DOCUMENT, "0736") == [("variants", 1, "ean")]


def test_a_deep_document_is_searched_without_recursion():
    deep: object = "needle"
    for _ in range(5000):
        deep = [deep]
    assert len(find_places(deep, "needle")[0]) == 5000


def test_branches_are_made_when_they_are_opened():
    model = RawModel()
    model.set_document({"rows": list(range(10 * AT_ONCE))})
    rows = model.index(0, 0)
    assert model.hasChildren(rows)
    assert model.node(rows).branches == []
    assert model.rowCount(rows) == AT_ONCE
    assert model.canFetchMore(rows)
    far = model.reach(("rows", 3 * AT_ONCE + 7))
    assert far.row() == 3 * AT_ONCE + 7
    assert model.data(model.index(far.row(), 1, rows)) == str(3 * AT_ONCE + 7)


def test_the_tree_is_sound():
    model = RawModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_document(DOCUMENT)
    model.reach(("variants", 1, "ean"))
    model.set_document(None)
    assert tester


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), JSON))
def test_every_place_that_is_found_is_reached(document):
    model = RawModel()
    model.set_document(document)
    for place in find_places(document, ""):
        assert model.node(model.reach(place)).place == place


def test_what_is_no_json_is_shown_as_it_is():
    assert parse_document(b"<html>").text == "<html>"
    assert parse_document(b"[" * 100_000).text.startswith("[[")


async def test_value_and_path_of_a_hit_are_copied(qapp, qtbot, look):
    jobs = Jobs()
    page = RawPage(look, jobs)
    qtbot.addWidget(page)
    page.show()
    page.set_document(json.dumps(DOCUMENT).encode())
    await until(lambda: page.model.rowCount() == 3)
    page.search.setText("0736")
    await until(lambda: page.found.text() == "1 of 1")
    page.tree.copy_value()
    assert QGuiApplication.clipboard().text() == "0736"
    page.copy_path()
    assert QGuiApplication.clipboard().text() == "variants[1].ean"
    page.shape.set_value("text")
    page._show_shape()
    assert '"ean": "0736"' in page.text.toPlainText()
    page.copy_all()
    assert json.loads(QGuiApplication.clipboard().text()) == DOCUMENT


async def test_another_document_drops_the_reading_of_the_older(qapp, qtbot, look):
    jobs = Jobs()
    page = RawPage(look, jobs)
    qtbot.addWidget(page)
    page.show()
    page.set_document(b'{"old": 1}')
    page.set_document(b'{"new": 1}')
    await until(lambda: jobs.pending == 0)
    assert page.model.data(page.model.index(0, 0)) == "new"
    page.set_document(None)
    assert page.model.rowCount() == 0 or page.stack.currentWidget() is page._empty
