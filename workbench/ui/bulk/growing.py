"""Lets a dialog grow when it has more to say, so that folded texts never lie over each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def grow(dialog: QWidget) -> None:
    """Make a dialog as high as what it shows needs at its width; it never shrinks by itself."""
    layout = dialog.layout()
    if layout is None:
        return
    # What has just been shown inside has not told its parents yet.
    for child in reversed(dialog.findChildren(QWidget)):
        inner = child.layout()
        if inner is not None:
            inner.activate()
    layout.activate()
    # Before its first size Qt calls it 640 by 480.
    sized = dialog.testAttribute(Qt.WidgetAttribute.WA_Resized)
    width = max(dialog.width() if sized else 0, layout.sizeHint().width())
    needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    high = dialog.height() if sized else 0
    dialog.resize(width, max(high, needed, layout.minimumSize().height()))
