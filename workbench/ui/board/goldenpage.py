"""One row with a column for each source: what is put together, and which value is taken over."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.compare.matching.golden import Agreement
from workbench.core.texts import tr, trn
from workbench.core.values import Money
from workbench.ui.board.members import Members
from workbench.ui.board.paged import Paged
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Hairline, MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.compare.matching.golden import GoldenField
    from workbench.core.formats import Formats
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import GoldenRow, Use

USED = "used"
"""Key of the strip that says what was taken over."""
WORDS = 112
"""Width of the sources' names, px at 100 %."""
MOST_VALUES = 4
"""Values of one source that are listed."""
_SKIP = {Agreement.NOTHING}


class GoldenPage(QWidget):
    """Fields as blocks, a line a source; a value that others do not have can be taken over."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._key = ""
        self.row: GoldenRow | None = None
        self._page = Paged(
            (
                "columns-3",
                tr("No row chosen"),
                tr("Choose a row of the offers to see what each source says."),
            ),
            look,
        )
        self._name = elided_label("", look, Role.RECORD)
        self._about = label("", look, Role.NOTE, "text2", wrap=True)
        head = QWidget()
        column = QVBoxLayout(head)
        keep_spacing(column, look, 4, (16, 12, 16, 8))
        column.addWidget(self._name)
        column.addWidget(self._about)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        keep_spacing(self._grid, look, 4, (16, 0, 16, 8))
        self._grid.setColumnStretch(1, 1)
        self.members = Members(place)
        self._page.add(head)
        self._page.add(self.members)
        self._page.add(self._body)
        self._page.end()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._page)
        self._page.fill(filled=False)

    def show_row(self, key: str) -> None:
        """Show what each source says of a row; "" for none."""
        comparison = self._place.comparison
        found = comparison.golden(key) if key else None
        if key == self._key and found == self.row:
            return
        self._key, self.row = key, found
        self._page.fill(filled=found is not None)
        group = comparison.group(key) if found is not None else None
        self.members.show_group(group)
        if found is None:
            return
        self._name.say(group.name if group else "")
        golden = found.golden
        differ = sum(field.agreement is Agreement.DIFFERS for field in golden.fields)
        sources = trn("{count} source", "{count} sources", len(golden.columns))
        told = trn("{count} field differs", "{count} fields differ", differ)
        agree = tr("they agree") if len(golden.columns) > 1 else tr("no other has it")
        self._about.say(f"{sources} · {told if differ else agree}")
        self._build(found)

    def _build(self, found: GoldenRow) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at = 0
        fields = [field for field in found.golden.fields if field.agreement not in _SKIP]
        for field in sorted(fields, key=lambda each: each.agreement is not Agreement.DIFFERS):
            at = self._add_field(at, field, found)

    def _add_field(self, at: int, field: GoldenField, found: GoldenRow) -> int:
        look = self._look
        differs = field.agreement is Agreement.DIFFERS
        title = label(tr(field.title), look, Role.NOTE_STRONG, "text" if differs else "text2")
        self._grid.addWidget(title, at, 0, 1, 2)
        if differs:
            sign = MarkSign(Mark.CONFLICT, tr("The sources differ"), look)
            self._grid.addWidget(sign, at, 2, Qt.AlignmentFlag.AlignRight)
        at += 1
        titles = self._place.desk.workspace.sources.titles
        formats = self._place.desk.workspace.formats
        for column, values in zip(found.golden.columns, field.values, strict=True):
            if not values:
                continue
            name = titles.get(column.source, column.source)
            where = label(name, look, Role.NOTE, "text2")
            where.setFixedWidth(look.px(WORDS))
            self._grid.addWidget(where, at, 0, Qt.AlignmentFlag.AlignTop)
            said = ", ".join(_text(value, formats) for value in values[:MOST_VALUES])
            if len(values) > MOST_VALUES:
                said = tr("{said} and {count} more", said=said, count=len(values) - MOST_VALUES)
            self._grid.addWidget(
                label(said, look, Role.CELL, "text", wrap=True, selectable=True), at, 1
            )
            self._add_use(at, field, column.source, values[0], found)
            at += 1
        self._grid.addWidget(Hairline(look), at, 0, 1, 3)
        return at + 1

    def _add_use(self, at: int, field: GoldenField, source: str, value: object,
                 found: GoldenRow) -> None:  # fmt: skip
        """Offer a value to the records of other sources that can be changed."""
        if field.agreement is Agreement.AGREED:
            return
        uses = [use for use in found.uses.get(field.id, ()) if use.source != source]
        if not uses:
            return
        button = Button(tr("Use this value"), self._look, Kind.LINK, small=True)
        titles = self._place.desk.workspace.sources.titles
        where = ", ".join(dict.fromkeys(titles.get(use.source, use.source) for use in uses))
        button.setAccessibleName(
            tr("Use {value} in {where}", value=_text(value, self._place.desk.workspace.formats),
               where=where)
        )  # fmt: skip
        button.clicked.connect(lambda: self._use(uses, value))
        self._grid.addWidget(button, at, 2, Qt.AlignmentFlag.AlignTop)

    def _use(self, uses: list[Use], value: object) -> None:
        """Stage the value wherever it can be; nothing is sent."""
        place = self._place
        answers = [place.comparison.use(use, value) for use in uses]
        done = [each for each in answers if each.done]
        what = trn("{count} value staged.", "{count} values staged.", len(done))
        left = next((each for each in answers if not each.done), None)
        meaning = f"{left.name}: {left.sentence}" if left else tr("Nothing is sent yet.")
        actions = [(done[0].source, tr("Show it"))] if done else []
        strip = place.strips.say(
            USED, Mark.CHANGED if done else Mark.REFUSED, what, meaning, actions
        )
        strip.acted.connect(place.handed.emit)


def _text(value: object, formats: Formats) -> str:
    if isinstance(value, Money):
        return formats.money(value)
    if isinstance(value, Decimal):
        return formats.number(value)
    return formats.integer(value) if isinstance(value, int) else str(value)
