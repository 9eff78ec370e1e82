"""The column chooser, and how widths are shared out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from workbench.ui.grid.columns import ColumnList, tails
from workbench.ui.grid.widths import Want, lay_out


@pytest.fixture
def chooser(qtbot, desk, look):
    chooser = ColumnList(desk, look)
    qtbot.addWidget(chooser)
    chooser.tester = QAbstractItemModelTester(
        chooser.choices, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    chooser.show()
    return chooser


def ids(desk):
    return [column.field for column in desk.view.columns]


def test_shown_fields_come_first_then_the_rest(chooser, desk):
    model = chooser.choices
    names = [model.field_at(at).id for at in range(model.rowCount())]
    assert names[: len(ids(desk))] == ids(desk)
    assert set(names) == {field.id for field in desk.resource.fields}


def test_search_by_title_id_and_path(chooser):
    for text in ("produ", "name", "variants.na"):
        chooser.search.setText(text)
        assert chooser.choices.row_of("name") >= 0
    chooser.search.setText("no such field")
    assert chooser.choices.rowCount() == 0


def test_all_of_it_by_keyboard(chooser, desk, qtbot):
    qtbot.keyClick(chooser.search, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(chooser.list, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(desk)[:3] == ["picture", "supplier", "name"]
    qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    assert "supplier" not in ids(desk)
    chooser.reset.click()
    assert ids(desk)[:3] == ["picture", "name", "supplier"]


def test_the_last_column_stays(chooser, desk):
    for name in ids(desk):
        chooser.choices.toggle(chooser.choices.row_of(name))
    assert len(ids(desk)) == 1


def test_drop_puts_a_column_before_another(chooser, desk):
    model = chooser.choices
    data = model.mimeData([model.index(model.row_of("price"))])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, model.index(-1))
    assert ids(desk)[:3] == ["picture", "price", "name"]


def test_frozen_count_follows_both_ways(chooser, desk):
    chooser.frozen.set_value(3)
    assert desk.view.frozen == 3
    desk.set_columns(desk.view.columns, 1)
    assert chooser.frozen.value() == 1


WANTS = st.lists(
    st.builds(
        Want,
        id=st.integers(0, 10_000).map(str),
        width=st.integers(40, 300),
        priority=st.integers(1, 9),
        stretches=st.booleans(),
        extra=st.sampled_from([0, 0, 72]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda want: want.id,
)


@given(WANTS, st.integers(100, 2000))
def test_columns_fit_and_the_least_important_leave_first(wants, room):
    widths = lay_out(wants, room, leave=True)
    gone = [want for want in wants if want.id not in widths]
    kept = [want for want in wants if want.id in widths]
    assert kept
    assert list(widths) == [want.id for want in kept]
    if gone:
        assert max(want.priority for want in kept) <= min(want.priority for want in gone)
    fits = sum(want.least + want.extra for want in kept) <= room
    if fits:
        assert sum(widths.values()) <= room
    assert all(widths[want.id] >= want.least for want in kept)


@given(WANTS, st.integers(100, 2000))
def test_no_column_leaves_where_the_user_chose_them(wants, room):
    assert set(lay_out(wants, room, leave=False)) == {want.id for want in wants}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("EF005474", ["EF005474"]),
        ("a.bc.d", ["a.bc.d", "…bc.d", "…d"]),
        ("ETIM classification", ["ETIM classification"]),
        ("General etc.", ["General etc."]),
    ],
)
def test_of_a_path_only_whole_parts_are_left_out(note, found):
    assert tails(note) == found


def test_a_code_stands_whole_beside_a_long_title(chooser, desk, qtbot):
    chooser.search.setText("name")
    painter = chooser.list.itemDelegate()
    index = chooser.choices.index(chooser.choices.row_of("name"))
    title, note = painter._texts(index, 5000)
    assert (title, note) == (index.data(), desk.resource.field("name").path)
    title, note = painter._texts(index, 100)
    path = desk.resource.field("name").path
    assert note in tails(path)
    assert note.lstrip("…")
    assert path.endswith(note.lstrip("…"))


def test_the_tip_tells_title_and_path_whole(chooser, desk):
    index = chooser.choices.index(chooser.choices.row_of("name"))
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data() in tip
    assert desk.resource.field("name").path in tip
