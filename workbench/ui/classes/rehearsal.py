"""Moving to another release, rehearsed: what would change for a class, and how many it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role
from workbench.workspace.arranging import loop_runs

if TYPE_CHECKING:
    from workbench.core.etim import EtimRelease
    from workbench.core.etim_reports import ClassMove, Rehearsal
    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session


class RehearsalBox(QWidget):
    """From which release to which, the numbers, and the way to the report.

    Attributes:
        noted: from which release to which, for the head of the section.
        report_wanted: the whole report is wanted.
        finished: a rehearsal is there.
        rehearsal: the last one, None before.
    """

    noted = Signal(str)
    report_wanted = Signal()
    finished = Signal()

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__()
        self._held = held
        self.rehearsal: Rehearsal | None = None
        self._busy = False
        self.target = QComboBox()
        self.target.setAccessibleName(tr("To release"))
        self.run = Button(tr("Rehearse"), look, small=True)
        self.numbers = SheetView(
            SheetModel([Column(tr("Change"), 140, stretch=True), Column(tr("Count"), 60,
                                                                       right=True)]),
            look, tr("What the move changes"), plain=True,
        )  # fmt: skip
        self.none = label(
            tr("There is one release only. Load another one to see what moving there breaks."),
            look, Role.NOTE, "text2", wrap=True,
        )  # fmt: skip
        self.report = Button(tr("Open report…"), look, Kind.LINK, small=True)
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(self.target, 1)
        row.addWidget(self.run)
        foot = QHBoxLayout()
        foot.addWidget(self.report)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6, (0, 2, 0, 8))
        column.addWidget(self.none)
        column.addLayout(row)
        column.addWidget(self.numbers)
        column.addLayout(foot)
        self.run.clicked.connect(self.rehearse)
        self.target.currentIndexChanged.connect(self._forget)
        self.report.clicked.connect(self.report_wanted)
        held.classes.releases.changed.connect(weak_slot(self, self.show_releases))
        self.show_releases()

    @property
    def releases(self) -> list[EtimRelease]:
        """The releases that the products are not shown by already, newest first."""
        held, account = self._held, self._held.desk.account
        try:
            every = list(held.classes.releases.all())
            now = held.classes.model(account=account).release.id
        except WbError:
            return []
        return [release for release in every if release.id != now] if len(every) > 1 else []

    @never_raises(None)
    def show_releases(self) -> None:
        """Offer the releases that are at hand."""
        found = self.releases
        self.target.blockSignals(True)
        self.target.clear()
        for release in found:
            self.target.addItem(release.name, release.id)
        self.target.blockSignals(False)
        self.none.setVisible(not found)
        for part in (self.target, self.run):
            part.setVisible(bool(found))
        self._forget()

    def _forget(self, *_: object) -> None:
        self.rehearsal = None
        self.show_class()

    def rehearse(self) -> None:
        """Reckon it over the loaded products."""
        session, target = self._held.session, str(self.target.currentData() or "")
        if session is not None and target and not self._busy and loop_runs():
            self._busy = True
            self.run.setEnabled(False)
            work = self._work(session, target)
            self._held.desk.workspace.jobs.spawn("rehearse a release", work)

    async def _work(self, session: Session, target: str) -> None:
        try:
            found = await self._held.classes.rehearse(session, "", target)
            # The tab may be closed by now, another release chosen, or other rows read.
            here = isValid(self) and session is self._held.session
            if here and target == self.target.currentData():
                self.rehearsal = found
        except WbError as error:
            self._held.desk.trouble.emit(error)
        finally:
            if isValid(self):
                self._end()

    def _end(self) -> None:
        self._busy = False
        self.run.setEnabled(True)
        self.show_class()
        if self.rehearsal is not None:
            self.finished.emit()

    @never_raises(None)
    def show_class(self) -> None:
        """Show the numbers of the class that is open."""
        found = self.rehearsal
        self.report.setVisible(found is not None)
        self.numbers.setVisible(found is not None)
        name = self.target.currentText()
        self.noted.emit(tr("to {release}", release=name) if name else "")
        if found is None:
            return
        move = next((one for one in found.classes if one.old.code == self._held.code), None)
        broken = sum(one.class_code == self._held.code for one in found.broken)
        self.numbers.sheet.show(_number_rows(move, broken))
        self.numbers.fit()


def _number_rows(move: ClassMove | None, broken: int) -> list[SheetRow]:
    gone = len(move.gone) if move is not None else 0
    added = len(move.added) if move is not None else 0
    types = len(move.types) if move is not None else 0
    units = len(move.units) if move is not None else 0
    values = len(move.values) if move is not None else 0
    lines = (
        (tr("Features removed"), gone),
        (tr("Features added"), added),
        (tr("Value lists changed"), values),
        (tr("Types changed"), types),
        (tr("Unit changes"), units),
        (tr("Products that lose a value"), broken),
    )
    return [SheetRow(name, (Cell(name), Cell(str(count), CellKind.NUMBER)))
            for name, count in lines]  # fmt: skip
