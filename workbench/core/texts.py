"""Every visible text passes here on its way to the screen, so that it can be translated.

`mark` where a text is declared, `tr` where it is shown.
"""

from __future__ import annotations

import gettext
from typing import Final

from workbench.core.resources import resource_path


class _Catalogue:
    """The language in use: the one thing that every text of the process shares."""

    __slots__ = ("current", "language")

    def __init__(self) -> None:
        self.current: gettext.NullTranslations = gettext.NullTranslations()
        self.language = ""


_CATALOGUE: Final = _Catalogue()


def use_language(language: str) -> None:
    """Translate into `language` (ISO 639-1) from now on; English where no catalogue is there."""
    _CATALOGUE.current = gettext.translation(
        "workbench", str(resource_path("translations")), [language], fallback=True
    )
    _CATALOGUE.language = language


def language_in_use() -> str:
    """Return the language of `use_language`, "" before it was called."""
    return _CATALOGUE.language


def mark(text: str) -> str:
    """Mark a text for translation where it is declared; returned unchanged."""
    return text


def tr(text: str, /, **values: object) -> str:
    """Return the text in the language in use, with `{name}` filled from `values`."""
    shown = _CATALOGUE.current.gettext(text) if text else ""
    return shown.format(**values) if values else shown


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the text for `count` things, with `{count}` and `values` filled in."""
    shown = _CATALOGUE.current.ngettext(one, many, count)
    return shown.format(**({"count": f"{count:,}"} | values))


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence: "articles", but "FIFO"."""
    shouted = title[1:2].isupper()
    return title if shouted else title[:1].lower() + title[1:]
