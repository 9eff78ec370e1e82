"""A tree inside a record: every row below the one it belongs to, folded and found by key."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.core.sources import SubTable
from workbench.sources.lagerkoll.trace import TRACE
from workbench.ui.dock.submodel import build_rows
from workbench.ui.dock.subpage import SubPage
from workbench.ui.dock.treerows import TreeModel


class Line(NamedTuple):
    level: int
    name: str


LINES = [
    Line(0, "Lamp"), Line(1, "Lot A"), Line(2, "Bulb"), Line(3, "Lot B"), Line(1, "Lot C"),
    Line(0, "Shade"),
]  # fmt: skip
MADE_OF = SubTable(
    "made_of",
    "Made of",
    (
        Field("name", "Part", Kind.TEXT, lambda row: row.name, shown=True, searched=True),
        Field("level", "Level", Kind.INTEGER, lambda row: row.level),
    ),
    lambda *_: (),
    chart="tree",
    level="level",
)


@pytest.fixture
def page(qtbot, look, shelf):
    made = SubPage(MADE_OF, look, shelf, Formats())
    qtbot.addWidget(made)
    made.resize(360, 400)
    made.show()
    made.show_rows(build_rows(MADE_OF, LINES, 1), [], Formats())
    return made


def told(model: TreeModel, upper: QModelIndex | None = None) -> list[object]:
    """The tree as nested lists of names."""
    upper = upper or QModelIndex()
    found: list[object] = []
    for row in range(model.rowCount(upper)):
        index = model.index(row, 0, upper)
        below = told(model, index)
        found.append([index.data(), *below] if below else index.data())
    return found


def test_rows_stand_below_the_row_they_belong_to(page):
    model = page.tree.model()
    assert told(model) == [["Lamp", ["Lot A", ["Bulb", "Lot B"]], "Lot C"], "Shade"]
    assert page.tree.isVisible()
    assert not page.view.isVisible()


def test_left_folds_and_right_unfolds(page):
    tree = page.tree
    tree.setFocus()
    lamp = tree.model().index(0, 0)
    tree.setCurrentIndex(lamp)
    assert tree.isExpanded(lamp), "all of it is seen at first"
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(lamp)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(lamp)
    page.unfold_button.click()
    assert not tree.isExpanded(lamp)
    page.unfold_button.click()
    assert not tree.folded


def test_what_is_searched_keeps_what_it_stands_below(page, qtbot):
    page.search.setText("bulb")
    qtbot.waitUntil(lambda: told(page.tree.model()) == [["Lamp", ["Lot A", "Bulb"]]])
    page.search.setText("")
    qtbot.waitUntil(lambda: len(told(page.tree.model())) == 2)


def test_the_level_is_said_and_copied(page):
    model = page.tree.model()
    lot = model.index(0, 0, model.index(0, 0))
    said = lot.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Lot A" in said
    assert "level 2" in said
    assert "1 below" in said
    assert page.tree.copied().splitlines() == [
        "Part", "Lamp", "    Lot A", "        Bulb", "            Lot B", "    Lot C", "Shade",
    ]  # fmt: skip
    assert page.tree.accessibleName() == "Made of"
    assert not page.grab().isNull()


def test_what_a_batch_was_made_of_is_a_tree():
    assert TRACE.chart == "tree"
    assert TRACE.level in {field.id for field in TRACE.fields}
