"""Currency signs and codes beside an amount; what several currencies share needs to be told."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = {
    "€": ("EUR",),
    "£": ("GBP",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "US$": ("USD",),
    "¥": ("JPY", "CNY"),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Ft": ("HUF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
    "Fr.": ("CHF",),
    "SFr.": ("CHF",),
    "₺": ("TRY",),
    "₹": ("INR",),
    "lei": ("RON",),
}
_SIDES: Final = re.compile(
    r"((?:[^\d.,()+\-−'’\s][^\d,()+\-−'’]*?)?)\s*([(+\-−]?(?:\d|[.,]\d)[^A-Za-z€£$¥₺₹]*?)\s*([^\d()]*)"
)


def split_currency(text: str, meant: str = "") -> tuple[str, str]:
    """Return the amount's text and its currency; "" where none stands there.

    Args:
        text: like "€ 1.234,50", "12,50 EUR", "-$3.20".
        meant: the currency that a sign of several means, where it is one of them.

    A name that is no currency stays in the text, which then is no amount.
    """
    plain = text.strip()
    sign = ""
    if plain[:1] in {"-", "−", "+"} and len(plain) > 1 and not plain[1].isdigit():
        sign, plain = plain[0], plain[1:].strip()
    found = _SIDES.fullmatch(plain)
    if not found:
        return text, ""
    before, amount, after = (part.strip() for part in found.groups())
    if after in {",-", ".-", ",–", "-", "−"}:
        after, amount = "", amount + ("-" if after in {"-", "−"} else "")
    if bool(before) == bool(after):
        return (f"{sign}{amount}", "") if not before else (text, "")
    currency = _currency(before or after, meant)
    return (f"{sign}{amount}", currency) if currency else (text, "")


def _currency(name: str, meant: str) -> str:
    known = {sign.casefold(): codes for sign, codes in _SIGNS.items()}.get(name.casefold())
    if known:
        return meant if meant in known else known[0]
    code = name.upper()
    return code if re.fullmatch(r"[A-Z]{3}", code) and _is_code(code) else ""


def _is_code(code: str) -> bool:
    from babel.numbers import is_currency  # noqa: PLC0415 - loads locale data

    return is_currency(code, locale="en")
