"""Choosing another class: as typed, by synonym or code; what it would lose is told first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.etim import EtimClassRow
from workbench.core.texts import tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.classes import Classes
    from workbench.workspace.classes.model import Loss, LostValue
    from workbench.workspace.session import Session

MOST = 60
"""Classes that are listed; typing on leaves fewer."""
LATER_MS = 120
LOST_SHOWN = 200
"""Lost values that are listed one by one."""


class ClassChange(DialogFrame):
    """Class and release for some products; `accepted` when the change is staged.

    Attributes:
        loss: what the class that is chosen would lose, None while none is.
    """

    def __init__(
        self,
        classes: Classes,
        session: Session,
        keys: Sequence[str],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        title = trn("Class of {count} product", "Class of {count} products", len(keys))
        super().__init__(title, look, width="dialog_wide", topic="etim", parent=parent)
        self._classes = classes
        self._session = session
        self._keys = tuple(keys)
        self.loss: Loss | None = None
        self.search = LineEdit(tr("Class"), look, placeholder=tr("Name, synonym or code"),
                               search=True)  # fmt: skip
        self.version = QComboBox()
        self.version.setAccessibleName(tr("Release"))
        self._fill_versions()
        self.found = SheetView(SheetModel(_found_columns()), look, tr("Classes"))
        self.lost = SheetView(SheetModel(_lost_columns()), look, tr("What would be lost"))
        self.says = label("", look, Role.TOTAL, wrap=True)
        self.means = label("", look, Role.CELL, "text2", wrap=True)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self.reckon)
        self._lay_out()
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary("", accepts=False)
        self.go.clicked.connect(self._stage)
        self.search.textChanged.connect(self.list_classes)
        self.search.installEventFilter(self)
        self.version.currentIndexChanged.connect(self._turn_version)
        self.found.current.connect(lambda _key: self._later.start())
        self.found.acted.connect(lambda _key: self.reckon())
        self.list_classes()
        self.search.setFocus()

    def _fill_versions(self) -> None:
        self.version.setMinimumContentsLength(16)
        self.version.addItem(tr("Release as it is"), "")
        seen: set[str] = set()
        for release in self._classes.releases.all():
            if release.major and release.major not in seen:
                seen.add(release.major)
                self.version.addItem(release.name, release.major)

    def _lay_out(self) -> None:
        px = self._look.px
        top = QHBoxLayout()
        keep_spacing(top, self._look, 8)
        top.addWidget(self.search, 1)
        top.addWidget(self.version)
        self.body.addLayout(top)
        self.found.setFixedHeight(px(32 + 7 * 28))
        self.body.addWidget(self.found)
        self.body.addWidget(self.says)
        self.body.addWidget(self.means)
        self.lost.setFixedHeight(px(32 + 5 * 28))
        self.body.addWidget(self.lost)
        self.body.addStretch(1)

    # ---- the list ---------------------------------------------------------------------------

    @never_raises(None)
    def list_classes(self, *_: object) -> None:
        """List the classes that what is typed can mean, best first."""
        version = str(self.version.currentData() or "")
        try:
            model = self._classes.model(version, account=self._session.account)
            rows = model.classes(self.search.text().strip(), limit=MOST)
        except WbError as error:
            self.says.say(error.sentence)
            return
        self.found.sheet.show([_found_row(row) for row in rows])
        if self.search.text().strip() and rows:
            self.found.setCurrentIndex(self.found.sheet.index(0, 0))
        self._later.start()

    def _turn_version(self, *_: object) -> None:
        self.list_classes()
        self._later.start()

    @property
    def code(self) -> str:
        """The class that is chosen, "" for none."""
        row = self.found.sheet.row(self.found.currentIndex().row())
        return row.key if row is not None else ""

    def choose(self, code: str) -> None:
        """Choose a class of the list."""
        at = self.found.sheet.row_of(code)
        if at >= 0:
            self.found.setCurrentIndex(self.found.sheet.index(at, 0))
        self.reckon()

    # ---- what it costs ----------------------------------------------------------------------

    @never_raises(None)
    def reckon(self) -> None:
        """Say what the class that is chosen would lose."""
        self._later.stop()
        code, version = self.code, str(self.version.currentData() or "")
        self.loss = None
        if code:
            try:
                self.loss = self._classes.change_class(self._session, self._keys, code, version)
            except WbError as error:
                self.says.say(error.sentence)
        self._show()

    def _show(self) -> None:
        loss = self.loss
        count = len(loss.keys) if loss is not None else 0
        lost = loss.lost if loss is not None else ()
        self.go.say(trn("Stage {count} product", "Stage {count} products", count))
        self.go.setEnabled(bool(count))
        self.lost.setVisible(bool(lost))
        self.lost.sheet.show([_lost_row(at, one) for at, one in enumerate(lost[:LOST_SHOWN])])
        if loss is None:
            self.says.say(tr("Choose a class to see what it would change."))
            self.says.set_ink("text2")
            self.means.say("")
            return
        self.says.set_ink(Mark.CHANGED if lost else Mark.DONE)
        self.says.say(
            trn("{count} value would be lost.", "{count} values would be lost.", len(lost))
            if lost
            else tr("Nothing would be lost.")
        )
        self.means.say(" ".join(self._sentences(loss)))

    def _sentences(self, loss: Loss) -> list[str]:
        kept = trn("{count} value is carried over.", "{count} values are carried over.", loss.kept)
        empty = trn("{count} feature stays to be filled.", "{count} features stay to be filled.",
                    loss.unfilled)  # fmt: skip
        out = [
            trn("{count} product stays as it is: {why}", "{count} products stay as they are: {why}",
                count, why=why)
            for why, count in loss.kept_out.items()
        ]  # fmt: skip
        return [kept, empty, *out, tr("Nothing is staged yet.")]

    def _stage(self) -> None:
        """Stage what was told; where it was not yet told what is lost, tell that instead."""
        if self._later.isActive():
            self.reckon()
            if self.loss is not None and self.loss.lost:
                return
        if self.loss is None or not self.loss.keys:
            return
        try:
            self._classes.stage_class(self._session, self.loss)
        except WbError as error:
            self.says.set_ink(Mark.REFUSED)
            self.says.say(error.sentence)
            return
        self.accept()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                last = self.found.sheet.rowCount() - 1
                at = min(max(self.found.currentIndex().row() + step, 0), last)
                self.found.setCurrentIndex(self.found.sheet.index(at, 0))
                return True
        return super().eventFilter(watched, event)


def _found_columns() -> list[Column]:
    return [
        Column(tr("Class"), 240, stretch=True),
        Column(tr("Found as"), 180, stretch=True, leaves=1),
        Column(tr("Code"), 90),
        Column(tr("Group"), 200, stretch=True, leaves=2),
    ]


def _found_row(row: EtimClassRow) -> SheetRow:
    return SheetRow(
        row.code,
        (
            Cell(row.name or row.code, CellKind.STRONG),
            Cell(row.synonym, CellKind.FAINT),
            Cell(row.code),
            Cell(row.group.name or row.group.code),
        ),
    )


def _lost_columns() -> list[Column]:
    return [
        Column(tr("Product"), 160, stretch=True),
        Column(tr("Feature"), 160, stretch=True),
        Column(tr("Value"), 130),
        Column(tr("Why"), 240, stretch=True),
    ]


def _lost_row(at: int, one: LostValue) -> SheetRow:
    return SheetRow(
        f"{at}",
        (
            Cell(one.name, CellKind.STRONG, tip=one.key),
            Cell(one.feature.name or one.feature.code, tip=one.feature.code),
            Cell(one.value.shown or one.value.text, CellKind.VALUE, mark=Mark.DELETED),
            Cell(one.why),
        ),
    )
