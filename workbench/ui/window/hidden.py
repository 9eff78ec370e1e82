"""What a tab says of ticked rows that nothing was done with because they are not in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.ui.desk.ticked import hidden_words, too_words
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.ui.window.strips import Strips

HIDDEN: Final = "ticked out of sight"
"""Key of the strip."""


def say_hidden(
    strips: Strips, hidden: Sequence[str], meaning: str, take: Callable[[], object]
) -> None:
    """Say that ticked rows were left out, and offer to take them too; nothing where none was.

    Args:
        strips: of the tab.
        hidden: keys of the rows that were left out.
        meaning: what was done instead.
        take: does it with them too.
    """
    strips.drop(HIDDEN)
    if not hidden:
        return

    def act(_key: str) -> None:
        strips.drop(HIDDEN)
        take()

    what, actions = hidden_words(len(hidden)), [("too", too_words(len(hidden)))]
    strips.say(HIDDEN, Mark.UNKNOWN, what, meaning, actions).acted.connect(act)
