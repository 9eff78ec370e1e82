"""Standard article numbers: their check digits, by python-stdnum."""

from __future__ import annotations

LENGTHS = frozenset({8, 12, 13, 14})
"""Digits that a GTIN can have."""


def is_gtin(text: str) -> bool:
    """Return whether `text` is a GTIN-8, -12, -13 or -14 with a right check digit."""
    if len(text) not in LENGTHS or not text.isascii() or not text.isdigit():
        return False
    # The library's whole validation cleans typed texts first, at four times the price.
    from stdnum.ean import calc_check_digit  # noqa: PLC0415 - once rows are compared or exported

    return calc_check_digit(text[:-1]) == text[-1]
