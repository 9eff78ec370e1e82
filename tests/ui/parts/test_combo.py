"""A box of choices that is too narrow ends in dots and tells the whole in its tip."""

from __future__ import annotations

from PySide6.QtCore import Qt

from workbench.ui.parts.combo import ElidedCombo

LONG = "Laser engraving around the whole body"


def test_what_finds_no_room_ends_in_dots_and_is_told(qtbot) -> None:
    box = ElidedCombo()
    qtbot.addWidget(box)
    box.setSizeAdjustPolicy(ElidedCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.add("Unmarked", "")
    box.add(LONG, "laser")
    box.resize(140, 28)
    box.show()
    assert box.shown_text() == "Unmarked"
    box.setCurrentIndex(1)
    assert box.shown_text().endswith("…")
    assert LONG.startswith(box.shown_text()[:-1])
    assert LONG in box.toolTip()
    assert box.accessibleDescription() == LONG
    assert LONG in box.itemData(1, Qt.ItemDataRole.ToolTipRole)
    box.resize(600, 28)
    assert box.shown_text() == LONG
    assert not box.grab().isNull()
