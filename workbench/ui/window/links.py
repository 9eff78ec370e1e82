"""Links out of records: only addresses that a browser may be given."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def is_safe_link(text: str) -> bool:
    """Return whether a link out of a record may be opened: http or https to a host, no more.

    A user name before the host makes one host look like another; control characters hide parts.
    """
    if any(ord(char) < 33 or ord(char) == 127 for char in text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc


def open_link(text: str) -> bool:
    """Open a link in the system's browser where it is safe; return whether it was."""
    return is_safe_link(text) and QDesktopServices.openUrl(QUrl(text))
