"""Bulk fill: one value for every product of a class that lacks it, told in numbers first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.formats import MISSING
from workbench.core.texts import tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.classes.offerlist import OfferList
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Card, MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import FillPlan

LATER_MS = 150
"""A typed value is reckoned with when the keys have rested this long."""

MISSING_ONLY, EVERY, TICKED = "missing", "every", "ticked"


class FillBox(QWidget):
    """Value, products, preview, and the button that stages.

    Attributes:
        plan: what would be staged, None for nothing.
    """

    staged = Signal(int)

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__()
        self._held = held
        self._look = look
        self._of = ("", "")
        self.plan: FillPlan | None = None
        self.title = label("", look, Role.LABEL)
        self.value = OfferList(look, tr("Value"))
        self.where = QComboBox()
        self.where.setAccessibleName(tr("Only where"))
        for key, text in (
            (MISSING_ONLY, tr("no value yet")),
            (TICKED, tr("no value yet, of ticked rows")),
            (EVERY, tr("any value, or none")),
        ):
            self.where.addItem(text, key)
        self.trouble = label("", look, Role.NOTE, Mark.REFUSED, wrap=True)
        self.preview = Button(tr("Preview"), look)
        self.preview.setCheckable(True)
        self.stage = Button("", look, Kind.PRIMARY)
        self.sample = SheetView(
            SheetModel([Column(tr("Product"), 100, stretch=True), Column(tr("Now"), 64),
                        Column(tr("Becomes"), 130)]),
            look, tr("Preview"),
        )  # fmt: skip
        self.sample.hide()
        self.warning = Warned(look)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self.reckon)
        self._lay_out()
        self.value.edited.connect(self._later.start)
        self.value.taken.connect(self.reckon)
        self.where.currentIndexChanged.connect(self.reckon)
        self.preview.toggled.connect(self._show_sample)
        self.stage.clicked.connect(self.stage_now)
        self.warning.rows_wanted.connect(self._show_dropped)
        look.changed.connect(self._restyle)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 8, (0, 4, 0, 4))
        buttons = QHBoxLayout()
        buttons.addWidget(self.preview)
        buttons.addStretch(1)
        buttons.addWidget(self.stage)
        column.addWidget(self.title)
        column.addWidget(self.value)
        column.addWidget(self.trouble)
        column.addWidget(label(tr("Only where"), self._look, Role.LABEL))
        column.addWidget(self.where)
        column.addLayout(buttons)
        column.addWidget(self.sample)
        column.addWidget(self.warning)

    def begin(self) -> None:
        """Put the focus where the value is typed."""
        self.value.begin()

    @never_raises(None)
    def show_feature(self) -> None:
        """Fill the chosen feature from now on; what is typed for it stays."""
        held, session = self._held, self._held.session
        of = (held.code, held.feature)
        if session is not None and of != self._of:
            self._of = of
            choices = held.classes.choices(session, *of) if all(of) else ()
            self.value.show_feature(held.feature_of(held.feature), choices)
            self.value.set_text("")
        self.reckon()

    @never_raises(None)
    def reckon(self, *_: object) -> None:
        """Say what would be filled."""
        self._later.stop()
        held, session = self._held, self._held.session
        typed = self.value.text()
        if session is None or not held.code or not held.feature:
            self.plan = None
        else:
            which = self.where.currentData()
            keys = held.desk.selection.keys if which == TICKED else None
            try:
                self.plan = held.classes.bulk_fill(
                    session, held.code, held.feature, typed,
                    only_missing=which != EVERY, keys=keys,
                )  # fmt: skip
            except WbError as error:
                held.desk.trouble.emit(error)
                self.plan = None
        self._show(typed)

    def _show(self, typed: str) -> None:
        plan = self.plan
        count = len(plan.keys) if plan is not None and typed else 0
        lacking = len(self._held.missing(*self._of)) if all(self._of) else 0
        reason = plan.trouble if plan is not None and typed else ""
        told = count if typed and not reason else lacking
        self.title.say(trn("Set value for {count} product", "Set value for {count} products", told))
        self.trouble.say(reason)
        self.trouble.setVisible(bool(reason))
        self.value.set_bad(reason)
        self.stage.say(trn("Stage {count} edit", "Stage {count} edits", count))
        self.stage.setEnabled(bool(count))
        shown = len(plan.sample) if plan is not None else 0
        self.preview.say(
            trn("Preview {count} row", "Preview {count} rows", shown) if count else tr("Preview")
        )
        self.preview.setEnabled(bool(count))
        self.warning.show_plan(plan if typed else None)
        self._show_sample()

    @never_raises(None)
    def _show_sample(self, *_: object) -> None:
        plan = self.plan
        sample = plan.sample if plan is not None else ()
        self.sample.sheet.show([
            SheetRow(row.key, (
                Cell(row.name, CellKind.STRONG, tip=row.key),
                Cell(row.before.shown or MISSING, CellKind.FAINT),
                Cell(row.after.shown or MISSING, CellKind.VALUE, mark=Mark.CHANGED),
            ))
            for row in sample
        ])  # fmt: skip
        self.sample.fit()
        self.sample.setVisible(bool(sample) and self.preview.isChecked())

    def stage_now(self) -> None:
        """Stage what the numbers say; products that moved meanwhile are said instead."""
        if self._later.isActive():
            self.reckon()
        held, session, plan = self._held, self._held.session, self.plan
        if session is None or plan is None or not plan.keys:
            return
        try:
            held.classes.stage(session, plan)
        except WbError as error:
            held.desk.trouble.emit(error)
            return
        self.value.set_text("")
        self.staged.emit(len(plan.keys))
        self.reckon()

    def _show_dropped(self) -> None:
        plan = self.plan
        if plan is not None:
            self._held.show_products(key for why in plan.dropped for key in why.keys)

    @never_raises(None)
    def _restyle(self) -> None:
        self.sample.fit()


class Warned(QWidget):
    """What the service would drop, or cannot take, and why.

    Attributes:
        rows_wanted: these products are to be shown.
    """

    rows_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._card = Card(look, Mark.CHANGED)
        self.title = label("", look, Role.NOTE_STRONG, wrap=True)
        self.why = label("", look, Role.NOTE, wrap=True)
        self.rows = Button("", look, Kind.LINK, small=True)
        self.rows.clicked.connect(self.rows_wanted)
        row = QHBoxLayout(self._card)
        keep_spacing(row, look, 10, (12, 10, 12, 8))
        sign = QVBoxLayout()
        sign.addWidget(MarkSign(Mark.CHANGED, tr("Warning"), look, 14))
        sign.addStretch(1)
        row.addLayout(sign)
        words = QVBoxLayout()
        keep_spacing(words, look, 4)
        for part in (self.title, self.why):
            words.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.rows)
        foot.addStretch(1)
        words.addLayout(foot)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.hide()

    def show_plan(self, plan: FillPlan | None) -> None:
        """Say what of a plan would be dropped; nothing where all of it is taken."""
        dropped = plan.dropped if plan is not None and not plan.trouble else ()
        self.setVisible(bool(dropped))
        if not dropped or plan is None:
            return
        count = sum(len(why.keys) for why in dropped)
        of = count + len(plan.keys)
        self.title.say(
            trn("{count} of {of} value cannot be set", "{count} of {of} values cannot be set",
                count, of=of)
        )  # fmt: skip
        self.why.say("\n".join(f"{len(why.keys)}: {why.why}" for why in dropped))
        self.rows.say(trn("Show {count} row", "Show {count} rows", count))
