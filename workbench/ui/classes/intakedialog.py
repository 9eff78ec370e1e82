"""A class workbook that was read back: what it changes, what was not taken and why, then staged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.formats import MISSING
from workbench.core.texts import tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import ClassIntake

SHOWN = 500
"""Changed cells that are listed one by one."""


class IntakeDialog(DialogFrame):
    """Changes and troubles; the primary button stages the changes as one step."""

    def __init__(
        self, held: ClassDesk, intake: ClassIntake, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Import class workbook"), look, width="dialog_wide", topic="etim",
                         parent=parent)  # fmt: skip
        self._held = held
        self._intake = intake
        self.says = label(self._sentence(), look, Role.TOTAL, wrap=True)
        self.table = SheetView(SheetModel(_columns()), look, tr("What the workbook changes"))
        self.table.setFixedHeight(look.px(32 + 12 * 28))
        self.table.sheet.show([*self._trouble_rows(), *self._value_rows()])
        self.told = label("", look, Role.NOTE, Mark.REFUSED, wrap=True)
        self.told.hide()
        for part in (self.says, self.table, self.told):
            self.body.addWidget(part)
        self.add_cancel(tr("Cancel"))
        count = len(intake.values)
        self.go = self.add_primary(trn("Stage {count} edit", "Stage {count} edits", count),
                                   accepts=False)  # fmt: skip
        self.go.setEnabled(bool(count))
        self.go.clicked.connect(self._stage)

    def _sentence(self) -> str:
        intake = self._intake
        parts = [
            trn("{count} product was read.", "{count} products were read.", intake.rows),
            trn("{count} cell says what is there already.",
                "{count} cells say what is there already.", intake.same),
        ]  # fmt: skip
        if intake.troubles:
            parts.append(trn("{count} cell was not taken.", "{count} cells were not taken.",
                             len(intake.troubles)))  # fmt: skip
        if intake.unknown:
            parts.append(trn("{count} row is of no loaded product.",
                             "{count} rows are of no loaded product.",
                             len(intake.unknown)))  # fmt: skip
        return " ".join(parts)

    def _trouble_rows(self) -> list[SheetRow]:
        return [
            SheetRow(
                f"trouble/{at}",
                (
                    Cell(one.key, CellKind.STRONG),
                    Cell(self._feature(one.feature)),
                    Cell(one.typed, CellKind.VALUE, mark=Mark.INVALID),
                    Cell(tr("{cell}: {why}", cell=one.cell, why=one.why)),
                ),
            )
            for at, one in enumerate(self._intake.troubles)
        ]

    def _value_rows(self) -> list[SheetRow]:
        session = self._held.session
        records = self._held.classes.records(session) if session is not None else None
        return [
            SheetRow(
                f"value/{key}/{code}",
                (
                    Cell(records.name(key) if records else key, CellKind.STRONG, tip=key),
                    Cell(self._feature(code)),
                    Cell(text or MISSING, CellKind.VALUE, mark=Mark.CHANGED),
                    Cell(tr("Ready"), CellKind.FAINT),
                ),
            )
            for key, code, text in self._intake.values[:SHOWN]
        ]

    def _feature(self, code: str) -> str:
        return self._held.class_of(self._intake.class_code).feature(code).name or code

    def _stage(self) -> None:
        session = self._held.session
        if session is None:
            return
        try:
            self._held.classes.stage_intake(session, self._intake)
        except WbError as error:
            self.told.say(error.full_text)
            self.told.show()
            return
        self.accept()


def _columns() -> list[Column]:
    return [
        Column(tr("Product"), 200, stretch=True),
        Column(tr("Feature"), 180, stretch=True),
        Column(tr("Value"), 180, stretch=True),
        Column(tr("Check"), 220, stretch=True),
    ]
