"""Languages that texts have columns of their own in; any other stands in the table of texts."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "pl", "de", "sv", "fr")
"""ISO 639-1, the first is shown where a column names none."""
