"""The second step: which column goes to which field and why, and what names a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core.fields import Field
from workbench.core.texts import tr, trn
from workbench.export.reading.failures import column_letters
from workbench.export.reading.matching import Match
from workbench.export.reading.sheet import Sheet
from workbench.export.reading.targets import Target
from workbench.export.reading.values import cell_text
from workbench.ui.dialogs.lists import clear_ground
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.shapes import Badge
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import ElidedLabel, elided_label, label, no_mnemonic, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.intake.rules import Rules

MOST_COLUMNS = 150
"""Columns that can be mapped by hand."""
_SAMPLES = 3
_SURE = 90
NONE = ""


class MapPage(QWidget):
    """A line a column: its name and some of its cells, the field, and why.

    Attributes:
        changed: a person chose something; see `rules`.
        rules: what is chosen.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rules = Rules({})
        self.combos: list[QComboBox] = []
        self._whys: list[tuple[Badge, ElidedLabel]] = []
        self._targets: Sequence[Target] = ()
        self._headers: Sequence[str] = ()
        self._doubts: Mapping[str, str] = {}
        self._namings: Sequence[Field] = ()
        self.by = QComboBox()
        self.by.setAccessibleName(tr("Records are found by"))
        self.by.activated.connect(self._name_by)
        self._note = label("", look, Role.NOTE, "text2", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        top = QHBoxLayout()
        keep_spacing(top, look, 12)
        top.addWidget(FieldBox(tr("Records are found by"), self.by, look))
        top.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        column.addLayout(top)
        column.addWidget(self._area, 1)

    def show_sheet(
        self,
        sheet: Sheet,
        targets: Sequence[Target],
        matches: Sequence[Match],
        namings: Sequence[Field],
        rules: Rules,
        lists: Sequence[str] = (),
        doubts: Mapping[str, str] | None = None,
        *,
        parted: bool = False,
    ) -> None:
        """Show the columns of a sheet and what is proposed for them.

        Args:
            sheet: that was read.
            targets: where columns can go.
            matches: what is proposed.
            namings: fields by which a row can name its record.
            rules: what is chosen.
            lists: titles of what is not imported.
            doubts: why nothing is proposed for a column, by its header.
            parted: single values of the lists have columns all the same.
        """
        self._doubts = doubts or {}
        self._targets, self._namings, self.rules = targets, namings, rules
        self._note.say(_said(len(sheet.headers), lists, parted=parted))
        self._headers = sheet.headers
        body = QWidget()
        grid = QGridLayout(body)
        keep_spacing(grid, self._look, 8, (0, 0, 8, 0))
        self.combos, self._whys = [], []
        for at, title in enumerate((tr("Column"), tr("First cells"), tr("Field"), tr("Why"))):
            grid.addWidget(label(title, self._look, Role.LABEL, "text2"), 0, at)
        why = {match.column: match for match in matches}
        for column in range(min(len(sheet.headers), MOST_COLUMNS)):
            self._add(grid, column, sheet, why.get(column))
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.combos) + 1, 1)
        self._area.setWidget(body)
        clear_ground(self._area)
        self._show_namings()
        self.setFocusProxy(self.combos[0] if self.combos else self.by)

    def _add(self, grid: QGridLayout, column: int, sheet: Sheet, match: Match | None) -> None:
        look, row = self._look, column + 1
        letters = column_letters(column + 1)
        name = sheet.headers[column] or tr("Column {letters}", letters=letters)
        cells = (cell_text(each[column]) for each in sheet.rows[:50] if each[column] is not None)
        shown = " · ".join(list(dict.fromkeys(cells))[:_SAMPLES])
        title = elided_label(name, look, Role.CELL_STRONG)
        title.setMinimumWidth(look.px(150))
        title.setMaximumWidth(look.px(230))
        combo = self._combo(column, name)
        badge, reason = Badge("", look), elided_label("", look, Role.NOTE, "text2")
        reason.setMinimumWidth(look.px(230))
        grid.addWidget(title, row, 0)
        grid.addWidget(elided_label(visible(shown[:200]), look, Role.NOTE, "text2"), row, 1)
        grid.addWidget(combo, row, 2)
        grid.addWidget(badge, row, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(reason, row, 4)
        self.combos.append(combo)
        self._whys.append((badge, reason))
        self._say_why(column, match)

    def _combo(self, column: int, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(tr("Field for {column}", column=name))
        combo.setFixedWidth(self._look.px(240))
        combo.addItem(tr("Leave out"), NONE)
        for target in self._targets:
            combo.addItem(no_mnemonic(_named(target)), target.field.id)
        combo.setCurrentIndex(max(combo.findData(self.rules.columns.get(column, NONE)), 0))
        combo.activated.connect(lambda _at, at=column: self._choose(at))
        return combo

    def _say_why(self, column: int, match: Match | None) -> None:
        """Say how sure a proposal is and why; nothing where a person chose."""
        badge, reason = self._whys[column]
        field = self.rules.columns.get(column, NONE)
        told = match is not None and match.field == field and bool(field)
        badge.setVisible(told)
        header = self._headers[column] if not field else ""
        reason.say(match.reason if told and match is not None else self._doubts.get(header, ""))
        if told and match is not None:
            sure = match.confidence >= _SURE
            badge.say(tr("{share} %", share=match.confidence), Mark.DONE if sure else Mark.CHANGED)
            self.combos[column].setAccessibleDescription(visible(match.reason))

    @never_raises(None)
    def _choose(self, column: int) -> None:
        """Take a field for a column; the column that had it is left out."""
        field = self.combos[column].currentData()
        columns = dict(self.rules.columns)
        for other, held in tuple(columns.items()):
            if field and held == field and other != column:
                columns[other] = NONE
                with QSignalBlocker(self.combos[other]):
                    self.combos[other].setCurrentIndex(0)
                self._say_why(other, None)
        columns[column] = field
        self._say_why(column, None)
        self._take(replace(self.rules, columns=columns))

    @never_raises(None)
    def _name_by(self, _at: int) -> None:
        self._take(replace(self.rules, by=self.by.currentData()))

    def _take(self, rules: Rules) -> None:
        self.rules = rules
        self.changed.emit()

    def settle(self, rules: Rules) -> None:
        """Show the rules as they were taken."""
        self.rules = rules
        self._show_namings()

    def _show_namings(self) -> None:
        with QSignalBlocker(self.by):
            self.by.clear()
            for field in self._namings:
                if field.id in self.rules.fields:
                    self.by.addItem(no_mnemonic(tr(field.title)), field.id)
            self.by.addItem(tr("Nothing: every row is new"), NONE)
            self.by.setCurrentIndex(max(self.by.findData(self.rules.by), 0))


def _named(target: Target) -> str:
    """Return a field by its title, and what tells it from others of that title."""
    title = tr(target.field.title)
    return f"{title} · {target.note}" if target.note and target.note != title else title


def _said(columns: int, lists: Sequence[str], *, parted: bool) -> str:
    told: list[str] = []
    if columns > MOST_COLUMNS:
        left = columns - MOST_COLUMNS
        told.append(trn("{count} column is left out.", "{count} columns are left out.", left))
    if lists and parted:
        told.append(
            tr(
                "Lists are not imported whole: {names}. Single values are: by the title or code "
                "above their column.",
                names=", ".join(lists),
            )
        )
    elif lists:
        told.append(tr("Lists are not imported: {names}.", names=", ".join(lists)))
    return " ".join(told)
