"""Names of countries: services send the code alone, and a code is no name to a reader."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from workbench.core.resources import resource_path
from workbench.core.texts import language_in_use


def country_name(code: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in the language in use, else the code."""
    return _names(language_in_use()).get(code.upper(), code)


@lru_cache(maxsize=2)
def _names(language: str) -> dict[str, str]:
    if language in {"", "en"}:
        # The library reads all that is known of a language, which the first rows would wait for.
        names = resource_path("countries.json").read_bytes()
        return msgspec.json.decode(names, type=dict[str, str])
    return _names_by_library(language)


def _names_by_library(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - not for the language of most

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return {code: name for code, name in locale.territories.items() if len(code) == 2}
