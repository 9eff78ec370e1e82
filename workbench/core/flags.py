"""A yes or no as text: which words mean it wherever it is typed, and the words it is shown in."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from workbench.core.texts import tr

_YES: Final = frozenset({"true", "yes", "1", "on"})
_NO: Final = frozenset({"false", "no", "0", "off"})


def read_flag(text: str, yes: Container[str] = (), no: Container[str] = ()) -> bool | None:
    """Return what a text means, None where it means neither.

    Args:
        text: as it was typed; case and spaces around it do not matter.
        yes: further words for it, casefolded.
        no: the same for its opposite.
    """
    word = text.strip().casefold()
    if word in _YES or word in yes or word == tr("yes").casefold():
        return True
    if word in _NO or word in no or word == tr("no").casefold():
        return False
    return None


def flag_text(*, value: bool) -> str:
    """Return the word that a yes or no is shown in."""
    return tr("yes") if value else tr("no")
