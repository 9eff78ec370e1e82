"""The margin rules: a list to choose, change and delete from, over the form of a new one.

What was changed or deleted can be taken back where it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.compare.margins import MarginRule, rule_text
from workbench.core.texts import tr
from workbench.ui.board.margin import MarginForm
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison

MOST_SEEN: Final = 6
"""Rules that are seen at once; the others are scrolled to."""
_ROW: Final = 44

Work = Callable[[], Coroutine[object, object, object]]


class RuleRow(QWidget):
    """One rule: its name, what it does, and what can be done with it.

    Attributes:
        edit, drop: its buttons.
    """

    def __init__(self, rule: MarginRule, look: Look, formats: Formats, *, used: bool) -> None:
        super().__init__()
        self.rule = rule
        self.setAccessibleName(rule.name)
        name = elided_label(rule.name, look, Role.CELL_STRONG if used else Role.CELL)
        what = rule_text(rule, formats)
        said = tr("{rule}; in use", rule=what) if used else what
        self.edit = IconButton("pencil", tr("Change “{name}”", name=rule.name), look, small=True)
        self.drop = IconButton("trash-2", tr("Delete “{name}”", name=rule.name), look, small=True)
        words = QVBoxLayout()
        keep_spacing(words, look, 0)
        words.addWidget(name)
        words.addWidget(elided_label(said, look, Role.NOTE, "text2"))
        row = QHBoxLayout(self)
        keep_spacing(row, look, 4, (8, 2, 4, 2))
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.drop)
        self.setFixedHeight(look.px(_ROW))


class MarginPanel(QWidget):
    """List and form.

    Attributes:
        done: a new rule was kept and is used.
        rows: by name of the rule.
        said, undo: what was done last, and taking it back.
        form: types a rule.
    """

    done = Signal()

    def __init__(self, desk: Desk, comparison: Comparison, look: Look) -> None:
        super().__init__()
        self._desk, self._comparison, self._look = desk, comparison, look
        self._formats = desk.workspace.formats
        self._old = ""
        self._back: Work | None = None
        self._shown: tuple[tuple[MarginRule, ...], str] | None = None
        self.rows: dict[str, RuleRow] = {}
        self.said = label("", look, Role.NOTE, "text2", wrap=True)
        self.undo = Button(tr("Undo"), look, Kind.LINK)
        self.undo.clicked.connect(self._take_back)
        self.form = MarginForm(look, self._formats)
        self.form.take.clicked.connect(self._keep)
        self.form.leave.clicked.connect(self._leave)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        keep_spacing(self._column, look, 0)
        self._area = QScrollArea()
        self._area.setWidget(self._list)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The pop-over's own ground shows through.
        self._area.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        self._area.setAccessibleName(tr("Margin rules"))
        self._line = Hairline(look)
        self._lay_out()
        comparison.agreements.changed.connect(weak_slot(self, self._show))
        comparison.repriced.connect(weak_slot(self, self._show))
        self._tell("", None)
        self._show()

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        keep_spacing(told, self._look, 8, (8, 0, 8, 0))
        told.addWidget(self.said, 1)
        told.addWidget(self.undo)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 4)
        column.addWidget(self._area)
        column.addLayout(told)
        column.addWidget(self._line)
        column.addWidget(self.form)
        self.setMinimumWidth(self._look.px(320))

    @property
    def _rules(self) -> tuple[MarginRule, ...]:
        return self._comparison.agreements.rules

    @never_raises(None)
    def _show(self, *_: object) -> None:
        """Show the rules as they are; what is there already keeps the focus."""
        shown = (self._rules, self._comparison.asked.margin)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        used = self._comparison.asked.margin
        self.rows = {}
        for rule in self._rules:
            row = RuleRow(rule, self._look, self._formats, used=rule.name == used)
            row.edit.clicked.connect(lambda _on=False, rule=rule: self._edit(rule))
            row.drop.clicked.connect(lambda _on=False, rule=rule: self._delete(rule))
            self.rows[rule.name] = row
            self._column.addWidget(row)
        self._area.setVisible(bool(self.rows))
        self._line.setVisible(bool(self.rows) or bool(self.said.text()))
        self._area.setFixedHeight(self._look.px(_ROW) * min(len(self.rows), MOST_SEEN))
        self._fit()

    def _fit(self) -> None:
        if isinstance(self.window(), PopOver):
            self.window().adjustSize()

    # ---- what a person does ------------------------------------------------------------------

    def _edit(self, rule: MarginRule) -> None:
        self._old = rule.name
        self.form.show_rule(rule)
        self.form.name.setFocus()
        self._fit()

    def _leave(self) -> None:
        self._old = ""
        self.form.show_rule(None)
        self._fit()

    def _delete(self, rule: MarginRule) -> None:
        comparison, used = self._comparison, self._comparison.asked.margin == rule.name

        async def work() -> None:
            await comparison.agreements.remove_rule(rule.name)
            if used:
                comparison.ask(margin="")

        async def back() -> None:
            await comparison.agreements.put_rule(rule)
            if used:
                comparison.ask(margin=rule.name)

        if self._old == rule.name:
            self._leave()
        self._begin(work, tr("“{name}” was deleted.", name=rule.name), back)

    def _keep(self) -> None:
        old = self._comparison.agreements.rule(self._old) if self._old else None
        rule = self.form.rule([each.name for each in self._rules if each.name != self._old])
        if rule is None:
            self._fit()
        elif old is None:
            self._begin(lambda: self._put(rule, "", used=True), "", None)
            self.done.emit()
        else:
            self._change(old, rule)

    def _change(self, old: MarginRule, rule: MarginRule) -> None:
        used = self._comparison.asked.margin == old.name
        self._leave()
        if rule == old:
            return
        self._begin(
            lambda: self._put(rule, old.name, used=used),
            tr("“{name}” was changed.", name=rule.name),
            lambda: self._put(old, rule.name, used=used),
        )

    async def _put(self, rule: MarginRule, old: str, *, used: bool) -> None:
        made = await self._comparison.agreements.put_rule(rule, old)
        if used:
            self._comparison.ask(margin=made.name)

    # ---- taking back -------------------------------------------------------------------------

    def _begin(self, work: Work, said: str, back: Work | None) -> None:
        self._tell(said, back)
        begin(self._desk, self._desk, "margin rule", work)

    def _tell(self, said: str, back: Work | None) -> None:
        self._back = back
        self.said.say(said)
        self.said.setVisible(bool(said))
        self.undo.setVisible(back is not None)
        if back is not None:
            self.undo.setFocus()
        self._fit()

    def _take_back(self) -> None:
        back = self._back
        if back is not None:
            self._begin(back, "", None)


def open_margins(anchor: QWidget, desk: Desk, comparison: Comparison, look: Look) -> PopOver:
    """Open the margin rules under `anchor`; a new rule is used at once."""
    panel = MarginPanel(desk, comparison, look)
    pop = PopOver(tr("Margin rules"), panel, look, anchor)
    panel.done.connect(pop.close)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
