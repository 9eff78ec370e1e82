"""Which links out of a service's texts may be opened: plain web addresses and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST_LINK = 4000
"""Characters."""


def safe_link(url: str) -> str | None:
    """Return the link where a browser may be given it, else None.

    Only http and https, with a host, without user or password (a name before an @ makes one host
    look like another), without blanks, control or direction characters.
    """
    clean = url.strip()
    if not clean or len(clean) > LONGEST_LINK or not all(map(_plain, clean)):
        return None
    try:
        parts = urlsplit(clean)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    if "@" in parts.netloc or "\\" in clean:
        return None
    return clean


def _plain(char: str) -> bool:
    return char.isprintable() and not char.isspace()
