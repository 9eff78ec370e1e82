"""Orders before they leave, as wide as the window: what all lines share, each line, what it costs.

A line is one order. Nothing is sent but by the button, after a question, and each line tells how
it ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.core.edits import Weight
from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.edits.results import Outcome
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.orders.foot import OrderFoot, OrderHead
from workbench.ui.orders.form import OrderForm, line_inputs, shared_inputs
from workbench.ui.orders.lines import LineModel, LineTable
from workbench.ui.orders.words import Step, totals_text
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.apply import wear
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.edits.results import Report, Result
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.ordering import Orders
    from workbench.workspace.ordering_review import Checked, OrderReview

TYPED_MS = 200
"""Lines are looked at anew this long after the last key."""


class OrderPage(QWidget):
    """The lines of one account that were not sent.

    Attributes:
        left: the user goes back to the rows.
        orders_wanted: the table of every order ever sent is to be shown.
        failed: something the user asked for failed: the error.
        job: the send under way, or the last one.
    """

    left = Signal()
    orders_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, orders: Orders, look: Look) -> None:
        super().__init__()
        set_topic(self, "orders")
        self._desk = desk
        self._look = look
        self.orders = orders
        self.job: Job | None = None
        self.report: Report | None = None
        self._review: OrderReview | None = None
        self._sending: tuple[Checked, ...] = ()
        formats = desk.workspace.formats
        wear(self, look)
        self.setAccessibleName(tr("Order"))
        self.head = OrderHead(orders, look)
        self.shared = OrderForm(tr("For all lines"), shared_inputs(orders.ordering), desk, look)
        self.model = LineModel(orders.ordering, look, formats)
        self.table = LineTable(self.model, look)
        self.line = OrderForm("", line_inputs(orders.ordering), desk, look)
        self.warning = label("", look, Role.CELL, Mark.CHANGED, wrap=True)
        self.foot = OrderFoot(look, orders)
        self.dialog: ConfirmDialog | None = None
        self._soon = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.refresh()

    # ---- showing -----------------------------------------------------------------------------

    @never_raises(None)
    def refresh(self) -> None:
        """Look at the lines anew, as they are on this machine."""
        self._soon.stop()
        take = weak_slot(self, self._take)
        fail = weak_slot(self, self.failed.emit)

        async def look() -> None:
            try:
                take(await self.orders.review())
            except WbError as error:
                fail(error)

        self._desk.workspace.jobs.spawn("look at orders", look())

    def _take(self, review: OrderReview) -> None:
        if self._sending:
            return
        self._review = review
        steps = {held.line.id: self._step(held) for held in review.lines}
        self.model.show(review.lines, steps, {})
        if not self.table.currentIndex().isValid() and review.lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_current()
        ready = [held for held in review.lines if steps[held.line.id] is Step.READY]
        said = totals_text(self.orders.ordering, review.totals, self._desk.workspace.formats)
        lines = trn("{count} order", "{count} orders", len(review.lines))
        self.foot.say_plan(lines, said, len(ready), len(review.lines), self._why_not())

    def _step(self, checked: Checked) -> Step:
        if not checked.sendable:
            return Step.WRONG
        if checked.repeat and checked.line.id not in self.model.accepted:
            return Step.REPEAT
        return Step.READY

    def _why_not(self) -> str:
        if self.orders.account.read_only:
            return tr("This account is read-only.")
        review = self._review
        if review is None or not review.lines:
            return tr("There are no lines.")
        if any(self._step(held) is Step.WRONG for held in review.lines):
            return tr("Some lines cannot be sent as they are: look at their fields.")
        if any(self._step(held) is Step.REPEAT for held in review.lines):
            return tr("Some lines repeat an order: accept or remove them.")
        return ""

    @property
    def current(self) -> Checked | None:
        """The line whose fields are shown."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def _show_current(self) -> None:
        checked = self.current
        free = not self._sending
        self.line.setEnabled(free and checked is not None)
        self.shared.setEnabled(free and bool(self.model.lines))
        self.foot.offer_line(
            accept=checked is not None and self._step(checked) is Step.REPEAT and free,
            remove=checked is not None and free,
        )
        if checked is None:
            self.warning.say("")
            return
        # As typed by now: the review may be older than the last key.
        held = (each.values for each in self.orders.lines if each.id == checked.line.id)
        values = next(held, checked.line.values)
        for form in (self.line, self.shared):
            form.show_values(values)
        self.line.show_findings(checked.findings, all_inputs=True)
        self.shared.show_findings(checked.findings, all_inputs=True)
        names = {*self.line.values(), *self.shared.values()}
        others = [each.sentence for each in checked.findings if each.field not in names]
        self.warning.say(" ".join([*others, *([checked.repeat] * bool(checked.repeat))]))
        self.warning.setVisible(bool(self.warning.text()))

    # ---- typing ------------------------------------------------------------------------------

    def _type_shared(self, values: dict[str, object]) -> None:
        self.orders.change([held.line.id for held in self.model.lines], values)

    def _type_line(self, values: dict[str, object]) -> None:
        if self.current is not None:
            self.orders.change([self.current.line.id], values)

    def accept(self) -> None:
        """Take the current line though the same was ordered lately."""
        if self.current is not None:
            self.model.accepted.add(self.current.line.id)
            self.refresh()

    def remove(self) -> None:
        """Take the chosen lines away; they stay in the bin."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        chosen = [self.model.lines[row].line.id for row in sorted(rows)]
        if chosen and not self._sending:
            self._spawn_remove(chosen)

    def _spawn_remove(self, chosen: list[str]) -> None:
        fail = weak_slot(self, self.failed.emit)

        async def work() -> None:
            try:
                await self.orders.remove(chosen)
            except WbError as error:
                fail(error)

        self._desk.workspace.jobs.spawn("remove order lines", work())

    def go_to_problem(self) -> bool:
        """Put the focus into the first field that keeps a line from being sent."""
        for row, held in enumerate(self.model.lines):
            wrong = [each for each in held.findings if each.weight is Weight.REFUSED]
            if wrong:
                self.table.setCurrentIndex(self.model.index(row, 0))
                for form in (self.line, self.shared):
                    form.go_to(wrong[0].field)
                return True
        return False

    # ---- sending -----------------------------------------------------------------------------

    def send(self) -> None:
        """Ask once more, then send every line."""
        if self.report is not None:
            self.left.emit()
            return
        if self._sending or self.dialog is not None or self._review is None:
            return
        if self._why_not():
            self.go_to_problem()
            return
        count, source = len(self._review.lines), self.orders.source.title
        said = totals_text(self.orders.ordering, self._review.totals, self._desk.workspace.formats)
        verb = self.foot.send_text(count)
        dialog = self.dialog = ConfirmDialog(
            tr("Send to {source}", source=f"{source} · {self.orders.account.name}"),
            trn("{count} order goes out.", "{count} orders go out.", count) + f" {said}",
            tr("An order cannot be taken back from here. Each goes out once."),
            verb,
            self._look,
            parent=self,
        )
        dialog.accepted.connect(self.send_now)
        dialog.finished.connect(self._dialog_closed)
        dialog.open()

    def _dialog_closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def send_now(self) -> None:
        """Begin to send; the button is dead until it has ended."""
        review = self._review
        if review is None or self._sending:
            return
        self._sending = review.lines
        self.orders.ended.connect(weak_slot(self, self._ended))
        ids = [held.line.id for held in review.lines]
        self.job = self.orders.send(ids, set(self.model.accepted))
        self.job.changed.connect(weak_slot(self, self._moved))
        self._moved()
        self.table.setFocus()

    @never_raises(None)
    def _moved(self, *_: object) -> None:
        job = self.job
        if job is None or self.report is not None:
            return
        steps = {
            held.line.id: Step.ENDED
            if place < job.done
            else (Step.SENDING if place == job.done else Step.WAITING)
            for place, held in enumerate(self._sending)
        }
        shown = {key: Step.WAITING if step is Step.ENDED else step for key, step in steps.items()}
        self.model.show(self._sending, shown, {})
        self._show_current()
        self.foot.say_progress(job.done, len(self._sending), stopping=job.stopping)

    @never_raises(None)
    def _ended(self, report: Report) -> None:
        if self.report is not None or not self._sending:
            return
        self.report = report
        results: dict[str, Result] = {each.key: each for each in report.results}
        self.model.show(self._sending, {}, results)
        self._show_current()
        unknown = [each for each in report.results if each.outcome is Outcome.UNKNOWN]
        self.foot.say_end(self.job.note if self.job else "", unknown=len(unknown))
        announce(self, self.foot.strong.text())

    def stop(self) -> None:
        """Send no further line; what is under way ends as it ends."""
        if self.job is not None and self.job.open:
            self.job.cancel()

    def again(self) -> None:
        """Go back to the lines that are left after a send."""
        self._sending, self.report, self.job = (), None, None
        self.refresh()

    def _escape(self) -> None:
        if not self._sending or self.report is not None:
            self.left.emit()

    # ---- being a widget ----------------------------------------------------------------------

    def _connect(self) -> None:
        self.orders.changed.connect(weak_slot(self, self._soon.start))
        self.shared.typed.connect(self._type_shared)
        self.line.typed.connect(self._type_line)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        acts = {
            "send": self.send,
            "stop": self.stop,
            "again": self.again,
            "remove": self.remove,
            "accept": self.accept,
            "leave": self.left.emit,
            "orders": self.orders_wanted.emit,
        }
        self.foot.wanted.connect(lambda name: acts[name]())
        for keys, act, where in (
            ("Ctrl+Return", self.send, self),
            ("Ctrl+Enter", self.send, self),
            ("Escape", self._escape, self),
            ("Del", self.remove, self.table),
            ("F8", self.go_to_problem, self),
        ):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        look = self._look
        side = QScrollArea()
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        held = QVBoxLayout(inner)
        keep_spacing(held, look, 12, (20, 14, 20, 14))
        held.addWidget(self.shared)
        side.setWidget(inner)
        inner.setAutoFillBackground(False)
        side.viewport().setAutoFillBackground(False)
        side.setFixedWidth(look.px(420))
        below = QVBoxLayout()
        keep_spacing(below, look, 8, (20, 12, 20, 12))
        below.addWidget(label(tr("Chosen line"), look, Role.TOTAL))
        below.addWidget(self.line)
        below.addWidget(self.warning)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.table, 1)
        right.addWidget(Hairline(look))
        right.addLayout(below)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addWidget(Hairline(look, upright=True))
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.shared.forms[0] if self.shared.forms else self.table)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), QColor(self._look.colours.surface))
