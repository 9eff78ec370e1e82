"""What a row is put together of and why; an item that is something else is parted from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.compare.matching.model import REASONS, Reason
from workbench.core.texts import tr
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.toast import Toast
from workbench.ui.text import elided_label, label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.compare.board_groups import Grouped
    from workbench.core.offers import Item
    from workbench.ui.board.place import BoardPlace

MOST = 16
"""Items that are listed."""


class Members(QWidget):
    """The items of a row; hidden where it is one item alone.

    Attributes:
        why: what they are held to be the same by, and how sure that is.
        buttons: of the items listed, in their order: "Not the same".
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self.why = label("", look, Role.NOTE, "text2", wrap=True)
        self.buttons: list[Button] = []
        self._grid = QGridLayout(self)
        keep_spacing(self._grid, look, 4, (16, 0, 16, 12))
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.why, 0, 0, 1, 3)
        self._rows: list[QWidget] = []
        self.setAccessibleName(tr("Held to be the same"))
        self.hide()

    def show_group(self, group: Grouped | None) -> None:
        """Show the items of another row."""
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows, self.buttons = [], []
        several = group is not None and len(group.items) > 1
        if several and group is not None:
            self.why.say(_why(group))
            for at, item in enumerate(group.items[:MOST], 1):
                self._add(at, item, group.items)
        self.setVisible(several)

    def _add(self, at: int, item: Item, items: tuple[Item, ...]) -> None:
        look = self._look
        titles = self._place.desk.workspace.sources.titles
        source = titles.get(item.ref.source, item.ref.source)
        whose = elided_label(source if item.own else item.supplier or source, look, Role.NOTE,
                             "text2")  # fmt: skip
        whose.setFixedWidth(look.px(104))
        set_tip(whose, " · ".join(filter(None, (source, item.supplier))))
        name = elided_label(item.name, look, Role.CELL)
        part = Button(tr("Not the same"), look, Kind.LINK, small=True)
        part.setAccessibleName(
            tr(
                "{name} of {source} is not the same",
                name=item.name,
                source=source if item.own else item.supplier or source,
            )
        )
        part.clicked.connect(lambda: self._part(item, items))
        for column, widget in enumerate((whose, name, part)):
            self._grid.addWidget(widget, at, column)
            self._rows.append(widget)
        self.buttons.append(part)

    def _part(self, item: Item, items: tuple[Item, ...]) -> None:
        """Say that an item is none of the others; a toast takes it back."""
        place, others = self._place, [each for each in items if each.ref != item.ref]

        async def say() -> None:
            for other in others:
                await place.comparison.decide(item, other, same=False)

        begin(self, place.desk, "part an item from a row", say)
        toast = Toast(tr("Said: not the same."), self._look, self.window())
        toast.undo_wanted.connect(lambda: self._join(item, others))
        toast.closed.connect(toast.deleteLater)
        toast.pop_up()

    def _join(self, item: Item, others: list[Item]) -> None:
        """Forget that an item is none of the others."""
        from workbench.workspace.comparison.matches import identity_of  # noqa: PLC0415 - on use

        comparison = self._place.comparison

        async def forget() -> None:
            for other in others:
                await comparison.undecide(identity_of(item), identity_of(other))

        begin(self, self._place.desk, "take a decision back", forget)


def _why(group: Grouped) -> str:
    """Say what holds the items together: the weakest of their links."""
    if group.reason not in set(Reason):
        return tr("Held to be the same")
    reason = tr(REASONS[Reason(group.reason)])
    return tr("{reason}, {percent} % sure", reason=reason,
              percent=round(group.confidence * 100))  # fmt: skip
