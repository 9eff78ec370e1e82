"""Links out of records: only addresses that a browser may be given."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.core.links import safe_link


def is_safe_link(text: str) -> bool:
    """Return whether a link out of a record may be opened exactly as it stands there."""
    return safe_link(text) == text


def open_link(text: str) -> bool:
    """Open a link in the system's browser where it is safe; return whether it was."""
    return is_safe_link(text) and QDesktopServices.openUrl(QUrl(text))
