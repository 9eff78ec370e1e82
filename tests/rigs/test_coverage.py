"""Rows that had a test keep one, and the reader of marks finds them."""

from __future__ import annotations

from tests.rigs.coverage import marked_rows
from tests.rigs.table import OPEN, ROWS


def test_no_row_loses_its_test():
    kept = {*marked_rows(), *OPEN}
    lost = [f"{row}: {what}" for row, what in ROWS.items() if row not in kept]
    assert not lost


def test_marks_name_rows_of_the_table():
    assert list(ROWS) == list(range(1, 79))
    assert set(marked_rows()) <= set(ROWS)
    assert set(ROWS) >= OPEN


def test_every_way_to_mark_is_read(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "pytestmark = pytest.mark.fault(3)\n"
        "@pytest.mark.fault(1)\nasync def test_one(): ...\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.fault(2))])\n"
        "def test_two(x): ...\n"
        "CASES = [pytest.param(1, marks=pytest.mark.fault(4))]\n"
    )
    found = marked_rows(tmp_path)
    assert {row: [name.split("::")[1] for name in names] for row, names in found.items()} == {
        1: ["test_one"], 2: ["test_two"], 3: ["*"], 4: ["*"],
    }  # fmt: skip
