"""Lets a dialog grow when it has more to say, so that folded texts never lie over each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def grow(dialog: QWidget) -> None:
    """Make a dialog as high as what it shows needs at its width; it never shrinks by itself."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    width = max(dialog.width(), layout.minimumSize().width())
    needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    dialog.resize(width, max(dialog.height(), needed, layout.minimumSize().height()))
