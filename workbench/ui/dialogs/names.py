"""Names of languages and currencies for choices, from the locale data."""

from __future__ import annotations

from functools import lru_cache

from workbench.core.texts import tr

FIRST = ("EUR", "SEK", "NOK", "DKK", "GBP", "CHF", "PLN", "CZK", "USD")
"""Currencies that stand first in the choice."""


def language_name(code: str) -> str:
    """Return a language's English name with its code: "French (fr)"."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, wanted in forms only

    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return code
    return tr("{name} ({code})", name=name, code=code) if name else code


@lru_cache(maxsize=1)
def currency_names() -> tuple[tuple[str, str], ...]:
    """Return (code, "EUR · Euro") of every currency in use, the usual ones first."""
    from babel import Locale  # noqa: PLC0415 - heavy, wanted in forms only

    names = {code: name for code, name in Locale("en").currencies.items() if "(" not in name}
    rest = sorted(code for code in names if code not in FIRST)
    return tuple((code, f"{code} · {names.get(code, code)}") for code in (*FIRST, *rest))
