"""Standard article numbers: their check digits, by python-stdnum."""

from __future__ import annotations


def is_gtin(text: str) -> bool:
    """Return whether `text` is a GTIN-8, -12, -13 or -14 with a right check digit."""
    from stdnum import ean  # noqa: PLC0415 - only needed once rows are compared or exported

    return text.isascii() and text.isdigit() and ean.is_valid(text)
