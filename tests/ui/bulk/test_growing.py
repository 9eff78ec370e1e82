"""A dialog that has more to say grows by what that needs."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.ui.bulk.growing import grow


def test_what_is_shown_deep_inside_makes_the_dialog_higher(qtbot):
    dialog, inner, late = QWidget(), QWidget(), QLabel("word " * 60)
    late.setWordWrap(True)
    below = QVBoxLayout(inner)
    first = QLabel("a")
    first.setFixedHeight(200)
    below.addWidget(first)
    below.addWidget(late)
    late.hide()
    QVBoxLayout(dialog).addWidget(inner)
    qtbot.addWidget(dialog)
    dialog.setMinimumWidth(300)
    grow(dialog)
    before = dialog.height()
    late.show()
    grow(dialog)
    assert before < 400
    assert dialog.height() >= before + late.heightForWidth(dialog.width() - 40) - 4
    after = dialog.height()
    late.hide()
    grow(dialog)
    assert dialog.height() == after
