"""Names of languages and countries in the language of the program, by CLDR."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
"""Two-letter codes of CLDR that name no country."""


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - locale data only once asked for

    try:
        return Locale.parse((language or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(code: str, language: str) -> str:
    """Return the name of the language `code` in `language`; the code where none is known."""
    if not code:
        return "–"
    name = _locale(language).languages.get(code.replace("-", "_").lower())
    return f"{name[:1].upper()}{name[1:]}" if name else code


def country_name(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in `language`, "" where none is known."""
    return _locale(language).territories.get(code.upper(), "")


def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return every country as (code, name), by name."""
    named = _locale(language).territories
    found = [
        (code, name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))
