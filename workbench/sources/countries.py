"""Names of countries: services send the code alone, and a code is no name to a reader."""

from __future__ import annotations

from functools import lru_cache

from workbench.core.texts import language_in_use


def country_name(code: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in the language in use, else the code."""
    return _names(language_in_use()).get(code.upper(), code)


@lru_cache(maxsize=2)
def _names(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - wanted with rows, not at start

    try:
        locale = Locale.parse((language or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return {code: name for code, name in locale.territories.items() if len(code) == 2}
