"""GTINs in one form, so that the same number matches however long a service writes it."""

from __future__ import annotations

from typing import Final

from workbench.core.numbers import is_gtin

_LENGTHS: Final = frozenset({8, 12, 13, 14})
_INSIDE: Final = ("02", "04", "2")
"""GS1 prefixes of numbers that a shop or a company gives out for itself."""

_INSIDE_SHORT: Final = ("0", "2")
"""The same for GTIN-8."""


def one_form(text: str) -> str:
    """Return the GTIN with 14 digits; "" where it is none or names nothing outside its company.

    Numbers of restricted circulation (02, 04, 2x, and GTIN-8 from 0 and 2) and all zeros are
    given out by many companies for different things, so they never match.
    """
    if len(text) not in _LENGTHS or not is_gtin(text):
        return ""
    full = text.zfill(14)
    short = full.startswith("000000")
    prefix, inside = (full[6:], _INSIDE_SHORT) if short else (full[1:], _INSIDE)
    return "" if prefix.startswith(inside) else full


def forms(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the GTINs among `texts` in one form, each once, in their order."""
    return tuple(dict.fromkeys(form for text in texts if (form := one_form(text))))
