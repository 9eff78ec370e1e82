"""The model keeps Qt in step with the session, whatever the session does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.sample import page_of
from workbench.core.queries import Sort
from workbench.core.values import Ladder
from workbench.ui.grid.model import CellRole, GridModel


@pytest.fixture
def model(desk):
    model = GridModel(desk)
    model.set_fields(tuple(field for field in desk.resource.fields if field.shown))
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return model


def test_rows_are_those_of_the_session(model, desk):
    assert model.rowCount() == 300
    assert model.key_at(7) == "k7"
    assert model.index(1, model.column_of("name")).data() == "Lanyard Skåne 15 mm rPET"


def test_filtered_and_sorted_rows_keep_their_persistent_indexes(model, desk):
    held = QPersistentModelIndex(model.index(6, 1))
    hidden = QPersistentModelIndex(model.index(5, 1))
    desk.set_sort((Sort("stock", descending=True),))
    assert model.key_at(held.row()) == "k6"
    desk.set_header("name", "=Enamel mug Dalarna 350 ml")
    assert 0 < model.rowCount() < 300
    assert model.key_at(held.row()) == "k6"
    assert not hidden.isValid()


def test_added_rows_are_inserted_and_the_first_ones_stay(model, desk, qtbot):
    session = desk.session
    session.show(page_of(range(100), total=300, cursor="100"), desk.view.query)
    assert model.rowCount() == 100
    with qtbot.waitSignal(model.rowsInserted) as told:
        session.append(page_of(range(100, 200), total=300, cursor="200"))
    assert told.args[1:] == [100, 199]
    assert model.key_at(0) == "k0"
    assert model.rowCount() == 200


def test_removed_rows_leave(model, desk):
    desk.session.remove(["k0", "k3"])
    assert model.rowCount() == 298
    assert model.key_at(0) == "k1"


def test_new_rows_wait_while_an_editor_is_open(model, desk):
    model.set_busy(busy=True)
    desk.session.show(page_of(range(10)), desk.view.query)
    assert model.rowCount() == 300
    model.set_busy(busy=False)
    assert model.rowCount() == 10


def test_roles(model):
    price, stock = model.column_of("price"), model.column_of("stock")
    assert model.index(6, price).data() == "2.63 EUR"
    assert isinstance(model.index(6, price).data(CellRole.VALUE)[0], Ladder)
    assert model.index(6, price).data(CellRole.KEY) == "k6"
    right = model.index(6, price).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    spoken = model.index(6, price).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2.63 EUR, Price at 250, Price step from 250, row 7"
    assert "smallest order is 500" in model.index(4, price).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(9, stock).data() == "plenty"
    assert "plenty" in model.index(9, stock).data(Qt.ItemDataRole.ToolTipRole)


def test_prices_follow_the_quantity(model, desk):
    price = model.column_of("price")
    desk.set_quantity(1000)
    assert model.index(6, price).data() == "1.315 EUR"
    assert "at 1,000" in model.headerData(
        price, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )


def test_an_index_that_is_gone_has_no_data(model, desk):
    old = model.index(250, 1)
    desk.session.show(page_of(range(10)), desk.view.query)
    assert old.data() is None
