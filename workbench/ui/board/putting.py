"""Rows on their way into a basket, and what came of it: taken out again, said, or put in too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject

from workbench.core.texts import tr, trn
from workbench.ui.board.working import begin
from workbench.ui.desk.ticked import ticked
from workbench.ui.parts.toast import Toast
from workbench.ui.theme.marks import Mark
from workbench.ui.window.hidden import HIDDEN, say_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from workbench.compare.baskets import Line
    from workbench.ui.desk.desk import Desk
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.comparison.answers import Added
    from workbench.workspace.comparison.comparison import Comparison
    from workbench.workspace.session import Session

THERE: Final = "in the basket already"
"""Key of the strip."""


class Putting(QObject):
    """Puts rows of a table into a basket and tells it in the tab in front.

    Args:
        tab: where it is told.
        comparison: holds the baskets.
        session: of the rows.
        basket: its id.
    """

    def __init__(
        self, tab: SourceTab, comparison: Comparison, session: Session, basket: str
    ) -> None:
        super().__init__(tab)
        self._tab = tab
        self._comparison = comparison
        self._session = session
        self._basket = basket

    def put(self, keys: Sequence[str], *, of: Desk | None = None, again: bool = False) -> None:
        """Put rows in.

        Args:
            keys: of the rows.
            of: whose other ticks are hidden is said; None where the rows are of no tab.
            again: those that are in the basket already go in as further lines.
        """
        strips = self._tab.strips
        strips.drop(HIDDEN)
        strips.drop(THERE)
        hidden = [each for each in ticked(of).hidden if each not in keys] if of else []
        begin(
            self,
            self._tab.desk,
            "add to a basket",
            lambda: self._comparison.add(self._session, keys, self._basket, again=again),
            lambda added: self._added(added, hidden),
        )

    def _added(self, added: Added, hidden: Sequence[str]) -> None:
        held = self._comparison.baskets.get(added.basket)
        if held is None:
            return
        self._say_there(added, held.name)
        meaning = tr("Only ticked rows in sight were put in.")
        say_hidden(self._tab.strips, hidden, meaning, lambda: self.put(hidden))
        if added.lines or not added.there:
            self._say_put(added, held.name)

    def _say_put(self, added: Added, name: str) -> None:
        count = len(added.lines)
        text = trn("{count} row is in “{name}”.", "{count} rows are in “{name}”.", count, name=name)
        if added.left_out:
            text = f"{text} {added.left_out[0]}"
        if not added.lines:
            text = added.left_out[0] if added.left_out else tr("Nothing was put in.")
        baskets = self._comparison.baskets
        self._offer_back(
            text, "take lines out", lambda: baskets.remove_lines(added.basket, added.lines)
        )

    # ---- what is in it already ---------------------------------------------------------------

    def _say_there(self, added: Added, name: str) -> None:
        """Say which lines are there; another quantity or a second line only on a word."""
        baskets = self._comparison.baskets
        ids = frozenset(added.there.values())
        lines = [line for line in baskets.lines(self._basket) if line.id in ids]
        if not lines:
            return
        integer = self._tab.desk.workspace.formats.integer
        first, more = lines[0], integer(added.quantity)
        # What is known for long names stands where there may be too little room for it.
        what = trn(
            "{count} item is in “{name}” already.",
            "{count} items are in “{name}” already.",
            len(lines),
            name=name,
        )
        pieces = trn("{count} piece", "{count} pieces", first.quantity,
                     count=integer(first.quantity))  # fmt: skip
        meaning = tr("Not put in again: “{item}”, {pieces}.", item=first.name, pieces=pieces)
        raised = trn("Raise by {more} piece", "Raise by {more} pieces", added.quantity, more=more)
        second = trn("Add as another line", "Add as other lines", len(lines))
        actions = [("again", second), ("raise", raised)]
        strip = self._tab.strips.say(THERE, Mark.UNKNOWN, what, meaning, actions)
        keys = tuple(added.there)
        strip.acted.connect(
            lambda key: (
                self._raise(lines, added.quantity) if key == "raise" else self.put(keys, again=True)
            )
        )

    def _raise(self, lines: Sequence[Line], more: int) -> None:
        """Let lines be of more pieces, with what is promised for those."""
        self._tab.strips.drop(THERE)
        comparison, basket = self._comparison, self._basket
        raised = [msgspec.structs.replace(line, quantity=line.quantity + more) for line in lines]

        async def work() -> int:
            await comparison.baskets.change_lines(basket, raised)
            await comparison.promise(basket)
            return len(raised)

        begin(self, self._tab.desk, "raise quantities", work, lambda _count: self._raised(lines))

    def _raised(self, before: Sequence[Line]) -> None:
        baskets, basket = self._comparison.baskets, self._basket
        count = len(before)
        text = trn("{count} line is of more pieces.", "{count} lines are of more pieces.", count)
        self._offer_back(text, "lower quantities", lambda: baskets.change_lines(basket, before))

    def _offer_back(
        self, text: str, name: str, work: Callable[[], Coroutine[object, object, object]]
    ) -> None:
        """Say what was done in a toast that undoes it."""
        toast = Toast(text, self._tab.desk_look, self._tab.window())
        desk = self._tab.desk
        toast.undo_wanted.connect(lambda: begin(self, desk, name, work))
        toast.closed.connect(toast.deleteLater)
        toast.pop_up()
