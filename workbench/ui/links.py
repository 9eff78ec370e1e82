"""What is handed to the system: safe links out of records, and files and folders of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.core.links import safe_link


def is_safe_link(text: str) -> bool:
    """Return whether a link out of a record may be opened exactly as it stands there."""
    return safe_link(text) == text


def open_link(text: str) -> bool:
    """Open a link in the system's browser where it is safe; return whether it was."""
    return is_safe_link(text) and QDesktopServices.openUrl(QUrl(text))


def open_path(path: Path | str) -> None:
    """Open a file or folder of ours with the system's program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_folder(path: Path | str) -> None:
    """Show the folder that holds a file."""
    open_path(Path(path).parent)
