"""Pictures as they come: told apart by their first bytes, never by what a server calls them."""

from __future__ import annotations

import msgspec

LARGEST_PICTURE = 10 * 1024 * 1024
"""Bytes."""


class Picture(msgspec.Struct, frozen=True):
    """One picture, still packed.

    Attributes:
        data: as it came.
        content_type: "image/png", "image/jpeg", "image/webp" or "image/gif", by its first bytes.
        etag: the server's mark of this version, "" for none.
    """

    data: bytes
    content_type: str
    etag: str = ""


def picture_type(data: bytes) -> str:
    """Return the content type that the first bytes say, "" for none that is shown."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return ""
