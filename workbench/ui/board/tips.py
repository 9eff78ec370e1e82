"""What would make a basket cheaper: a larger order with a lower total, pieces on the own shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Card, IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.compare.baskets import Line
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison

MOST_LINES: Final = 40
"""Lines that are looked at: each is priced over the whole range of quantities."""
MOST_SHOWN: Final = 3


class Tip(NamedTuple):
    """One thing to do.

    Attributes:
        line: id of the line it is about.
        title, text: what, and what comes of it.
        verb: of its button.
        icon: before the title.
        quantity: the line's quantity afterwards.
        note: what the line says afterwards, "" leaves its note.
    """

    line: str
    title: str
    text: str
    verb: str
    icon: str
    quantity: int
    note: str = ""


async def tips_of(
    comparison: Comparison, lines: Sequence[Line], formats: Formats
) -> tuple[Tip, ...]:
    """Return what can be done for the lines of a basket, as far as anything is known of them."""
    found: list[Tip] = []
    for line in lines[:MOST_LINES]:
        key = comparison.key_of(line.ref)
        if not key:
            continue
        nudge = await _larger(comparison, key, line, formats)
        shelf = await _from_shelf(comparison, key, line, formats)
        found += [tip for tip in (nudge, shelf) if tip is not None]
    return tuple(found)


async def _larger(comparison: Comparison, key: str, line: Line, formats: Formats) -> Tip | None:
    curves = await comparison.curve(key, quantity=line.quantity)
    if curves is None:
        return None
    series = next((each for each in curves.series if each.supplier == line.supplier), None)
    held = series.nudge if series else None
    if held is None:
        return None
    text = tr(
        "Tier {tier}: the total falls by {saving}.",
        tier=formats.integer(held.tier),
        saving=formats.total(held.saving),
    )
    title = tr(
        "Buy {instead} instead of {quantity}: {name}",
        instead=formats.integer(held.instead),
        quantity=formats.integer(line.quantity),
        name=line.name,
    )
    return Tip(line.id, title, text, tr("Apply"), "lightbulb", held.instead)


async def _from_shelf(comparison: Comparison, key: str, line: Line, formats: Formats) -> Tip | None:
    split = await comparison.shelf(key, line.quantity)
    plan = split.plans.shelf_first if split else None
    taken = sum(take.pieces for take in plan.takes) if plan else 0
    if split is None or not taken:
        return None
    rest = max(line.quantity - taken, 0)
    if not rest:
        rest_text = tr("Nothing needs to be bought.")
    else:
        rest_text = tr("Buy {count}.", count=formats.integer(rest))
    text = " ".join((". ".join(split.shelf_first[:1]).rstrip(".") + ".", rest_text))
    title = f"{split.title}: {line.name}"
    note = trn("{count} from the shelf", "{count} from the shelf", taken)
    return Tip(line.id, title, text, tr("Use shelf first"), "warehouse", rest, note)


class TipCards(QWidget):
    """The tips as cards.

    Attributes:
        wanted: a tip is to be done.
    """

    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.tips: tuple[Tip, ...] = ()
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 8, (16, 6, 16, 6))
        self._cards: list[QWidget] = []
        self.hide()

    def show_tips(self, tips: Sequence[Tip]) -> None:
        """Show other tips, the first few of them."""
        if tuple(tips) == self.tips:
            return
        self.tips = tuple(tips)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(tip) for tip in self.tips[:MOST_SHOWN]]
        for card in self._cards:
            self._column.addWidget(card)
        self.setVisible(bool(self._cards))

    def _card(self, tip: Tip) -> QWidget:
        look = self._look
        card = Card(look)
        card.setAccessibleName(tip.title)
        row = QHBoxLayout(card)
        keep_spacing(row, look, 10, (10, 8, 10, 8))
        row.addWidget(IconSign(tip.icon, look), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(label(tip.title, look, Role.NOTE_STRONG, wrap=True))
        words.addWidget(label(tip.text, look, Role.NOTE, "text2", wrap=True))
        button = Button(tip.verb, look, Kind.LINK, small=True)
        button.clicked.connect(lambda: self.wanted.emit(tip))
        words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        return card
