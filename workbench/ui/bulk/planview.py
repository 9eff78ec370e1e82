"""What a change would do, under its inputs: a sample, counts, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.bulk.changelist import ChangeList, ChangeModel
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session
    from workbench.workspace.staging import CellPlan

REASONS = 3
"""Reasons that are told one by one."""


class PlanView(QWidget):
    """The sample and its numbers."""

    def __init__(self, desk: Desk, session: Session, look: Look, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.model = ChangeModel(session, desk.workspace.formats)
        self.list = ChangeList(self.model, look, tr("Sample of what changes"), rows=rows)
        self.list.show_field(shown=False)
        self.counts = label("", look, Role.NOTE_STRONG, wrap=True)
        self.trouble = label("", look, Role.NOTE, Mark.REFUSED, wrap=True)
        self.notes = label("", look, Role.NOTE, "text2", wrap=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        for part in (self.list, self.counts, self.trouble, self.notes):
            column.addWidget(part)

    def show_plan(self, plan: CellPlan, total: int) -> None:
        """Show what a plan for so many rows would do."""
        self.model.show(plan.changes[: self._rows])
        count = len(plan.changes)
        self.counts.say(
            tr("{count} of {rows} change.", count=f"{count:,}", rows=_rows_text(total))
            if count
            else tr("Nothing changes in {rows}.", rows=_rows_text(total))
        )
        invalid = sum(plan.invalid.values())
        self._say(
            self.trouble,
            trn(
                "{count} cell could not be sent as it is: {why}",
                "{count} cells could not be sent as they are: {why}",
                invalid,
                why=_reasons(plan.invalid),
            )
            if invalid
            else "",
        )
        self._say(self.notes, " ".join(self._asides(plan)))

    def fail(self, error: WbError | None) -> None:
        """Say why nothing can be reckoned; None where what is missing is not typed yet."""
        self.model.show(())
        self.counts.say("")
        self._say(self.trouble, error.full_text if error is not None else "")
        self._say(self.notes, "")

    def _asides(self, plan: CellPlan) -> list[str]:
        found: list[str] = []
        failed, kept = sum(plan.failed.values()), sum(plan.kept.values())
        if failed:
            found.append(
                trn(
                    "{count} cell stays, it cannot be reckoned: {why}",
                    "{count} cells stay, they cannot be reckoned: {why}",
                    failed,
                    why=_reasons(plan.failed),
                )
            )
        if kept:
            found.append(
                trn(
                    "{count} cell cannot be typed in: {why}",
                    "{count} cells cannot be typed in: {why}",
                    kept,
                    why=_reasons(plan.kept),
                )
            )
        return found

    @staticmethod
    def _say(line: QWidget, text: str) -> None:
        line.say(text)  # type: ignore[attr-defined]
        line.setVisible(bool(text))


def _rows_text(count: int) -> str:
    return trn("{count} row", "{count} rows", count)


def _reasons(counts: Mapping[str, int]) -> str:
    """Return the most frequent reasons, with their numbers where there are several."""
    ordered = sorted(counts.items(), key=lambda held: -held[1])
    if len(ordered) == 1:
        return ordered[0][0]
    told = [f"{sentence} ({count:,})" for sentence, count in ordered[:REASONS]]
    if len(ordered) > REASONS:
        told.append(tr("and others"))
    return " ".join(told)
