"""What the file dialogs ask for: endings follow the name, or the kind that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.ui.dialogs.choosing import ask_save, ask_target


def opened(parent: QWidget) -> QFileDialog:
    return parent.findChildren(QFileDialog)[-1]


def test_a_name_without_an_ending_gets_the_one_that_was_offered(qtbot, tmp_path):
    parent, taken = QWidget(), []
    qtbot.addWidget(parent)
    ask_save(parent, "Save", "report.csv", "CSV files (*.csv)", taken.append)
    dialog = opened(parent)
    assert dialog.defaultSuffix() == "csv"
    dialog.fileSelected.emit(str(tmp_path / "report.csv"))
    assert taken == [str(tmp_path / "report.csv")]
    dialog.close()


def test_the_ending_follows_the_kind(qtbot, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    kinds = (("Excel (*.xlsx)", "xlsx"), ("CSV (*.csv)", "csv"))
    ask_target(parent, "Export", str(tmp_path), kinds, lambda _path: None)
    dialog = opened(parent)
    assert dialog.defaultSuffix() == "xlsx"
    dialog.filterSelected.emit("CSV (*.csv)")
    assert dialog.defaultSuffix() == "csv"
    dialog.close()
