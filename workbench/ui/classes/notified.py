"""Rows that a service said to have changed since they were read: a strip, and reading again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.texts import tr, trn
from workbench.ui.desk.told import WORDS
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.window.strips import Strips

KEY = "notified"


class Notified(QObject):
    """The strip over the rows of one tab.

    Attributes:
        reread_wanted: these rows are to be read again: their keys.
        remove_wanted: these rows are to be taken out of the table: their keys.
    """

    reread_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, desk: Desk, strips: Strips) -> None:
        super().__init__(desk)
        self._desk = desk
        self._strips = strips
        self._said: tuple[int, int, int, bool] | None = None
        desk.told.changed.connect(self.tell)

    @never_raises(None)
    def tell(self) -> None:
        """Say how many of the loaded rows are no longer as they were read."""
        told = self._desk.told
        changed, gone = len(told.keys(Mark.ELSEWHERE)), len(told.keys(Mark.GONE))
        says = (changed, gone, told.new, bool(told.wanted))
        if says == self._said:
            return
        self._said = says
        if not changed + gone:
            self._strips.drop(KEY)
            return
        what = _sentence(changed, gone)
        new = trn("{count} new one: F5 reads it.", "{count} new ones: F5 reads them.", told.new)
        actions = [("all", tr("Show all")) if told.wanted else ("show", tr("Show"))]
        actions.append(
            ("read", tr("Read changed rows")) if changed else ("remove", tr("Remove deleted rows"))
        )
        sign = Mark.ELSEWHERE if changed else Mark.GONE
        strip = self._strips.say(KEY, sign, what, new if told.new else "", actions)
        strip.acted.connect(self._act)

    def _act(self, action: str) -> None:
        told = self._desk.told
        match action:
            case "show":
                told.narrow(sign.value for sign in WORDS)
            case "all":
                told.narrow(())
            case "read":
                self.reread_wanted.emit(told.keys(Mark.ELSEWHERE))
            case "remove":
                self.remove_wanted.emit(told.keys(Mark.GONE))


def _sentence(changed: int, gone: int) -> str:
    """Return what happened to the rows, each kind with its number."""
    lost = trn("{count} row was deleted at the service since it was read.",
               "{count} rows were deleted at the service since they were read.", gone)  # fmt: skip
    if not changed:
        return lost
    said = trn("{count} row changed at the service since it was read.",
               "{count} rows changed at the service since they were read.", changed)  # fmt: skip
    if not gone:
        return said
    return f"{said} {trn('{count} was deleted.', '{count} were deleted.', gone)}"
