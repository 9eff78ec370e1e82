"""Rows that name the row above them, moved within their tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem

from workbench.core.edits import Entry
from workbench.ui.classes.treemodel import KEY, TreeModel
from workbench.ui.classes.treerows import TreeRows

ENTRY = Entry("rows", row_key="key", parent="above")


def tree(**above: str) -> TreeRows:
    return TreeRows(ENTRY, [{"key": key, "above": up or None} for key, up in above.items()])


def test_a_row_is_put_below_another_one():
    rows = tree(a="", b="", c="b").moved(["c"], "a")
    assert rows is not None
    assert TreeRows(ENTRY, rows).parent(rows[2]) == "a"


def test_a_row_is_never_put_below_itself_or_what_is_below_it():
    held = tree(a="", b="a", c="b")
    assert held.moved(["a"], "c") is None
    assert held.moved(["a"], "a") is None


def test_nothing_changes_where_a_row_stands_there_already():
    assert tree(a="", b="a").moved(["b"], "a") is None


def test_a_step_deeper_is_below_the_row_before_and_higher_beside_the_row_above():
    held = tree(a="", b="", c="b", d="c")
    assert held.above_for("b", 1) == "a"
    assert held.above_for("a", 1) is None
    assert held.above_for("d", -1) == "b"
    assert held.above_for("c", -1) == ""
    assert held.above_for("a", -1) is None


def test_rows_of_one_parent_keep_the_order_of_the_service_and_say_why():
    held = tree(a="", c="a", b="a", d="")
    rows = held.moved(["d"], "a")
    assert rows is not None
    assert [held.key(row) for row in TreeRows(ENTRY, rows).below("a")] == ["c", "b", "d"]
    model = TreeModel()
    model.show(held, {}, frozenset())
    assert "no order among them" in model.item(0).toolTip()


def test_a_row_whose_parent_is_not_there_stands_at_the_top():
    held = tree(a="gone", b="a")
    assert [held.key(row) for row in held.below("")] == ["a"]


def test_what_goes_round_is_shown_once_and_ends():
    model = TreeModel()
    model.show(tree(a="b", b="a", c=""), {}, frozenset())
    assert model.rowCount() == 1


def test_the_tree_shows_names_with_keys_and_marks_what_moved():
    model = TreeModel()
    model.show(tree(a="", b="a"), {"a": "Lamps"}, frozenset({"b"}))
    top = model.item(0)
    assert isinstance(top, QStandardItem)
    assert top.text() == "Lamps · a"
    assert top.child(0).data(KEY + 1) is True


def test_dropped_rows_are_told_and_left_to_whoever_stages_them():
    model = TreeModel()
    model.show(tree(a="", b=""), {}, frozenset())
    told = []
    model.moved.connect(lambda keys, parent: told.append((list(keys), parent)))
    data = model.mimeData([model.index(1, 0)])
    done = model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(0, 0))
    assert done is False
    assert told == [(["b"], "a")]
    assert model.rowCount() == 2


KEYS = st.sampled_from("abcdef")


@given(st.dictionaries(KEYS, KEYS | st.just(""), min_size=1), KEYS, KEYS | st.just(""))
def test_moving_keeps_every_row_and_makes_no_circle(above, key, parent):
    held = tree(**above)
    moved = held.moved([key], parent)
    if moved is None:
        return
    assert [held.key(row) for row in moved] == [held.key(row) for row in held.rows]
    after = TreeRows(ENTRY, moved)
    assert after.parent(next(row for row in moved if row["key"] == key)) == (
        parent if parent in after.keys else ""
    )
    assert parent not in after.inside(key)
