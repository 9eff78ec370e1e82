"""Languages that texts have columns of their own in; any other stands in the table of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.core.texts import mark

LANGUAGES: Final = ("en", "pl", "de", "sv", "fr")
"""ISO 639-1, the first is shown where a column names none."""

TITLES: Final[Mapping[str, str]] = {
    "en": mark("English"),
    "pl": mark("Polish"),
    "de": mark("German"),
    "sv": mark("Swedish"),
    "fr": mark("French"),
}
"""What the languages are called, marked."""
