"""The languages that the service documents for its texts."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = (
    *("en", "fr", "de", "nl", "sv", "da", "no", "fi", "es", "it", "pt", "pl", "ro", "ca"),
)
"""Codes as the service writes them; the first is asked for where nothing else is wished."""


def language_of(wished: str) -> str:
    """Return the language to ask for: the wished one where the service has it, else the first."""
    return wished if wished in LANGUAGES else LANGUAGES[0]
