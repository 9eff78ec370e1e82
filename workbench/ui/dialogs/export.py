"""The export dialog: which rows, which columns, as what, and where to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.fields import Kind, data_fields
from workbench.core.jobs import Job
from workbench.core.texts import inside, tr, trn
from workbench.export.plan import ExportColumn, Format, column_of
from workbench.export.templates import ExportTemplate, template_columns, template_of
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.columnlist import ColumnList
from workbench.ui.dialogs.columnmodel import ColumnModel
from workbench.ui.dialogs.exportplace import PlaceBox
from workbench.ui.dialogs.exportrun import (
    Choice,
    LastExport,
    carry_out,
    last_export,
    remember_export,
)
from workbench.ui.dialogs.names import language_name
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.scopes import ScopeBox
from workbench.ui.dialogs.templates import Templates
from workbench.ui.dialogs.working import Working
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label, tip_text
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.exporting import describe_filters


class ExportDialog(DialogFrame):
    """Exports rows of the table on a desk.

    Attributes:
        exported: a file is there: its path and how many rows it holds.
    """

    exported = Signal(str, int)

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Export {title}", title=inside(tr(desk.resource.title))),
            look,
            topic="export",
            parent=parent,
        )
        self._desk = desk
        self._job: Job | None = None
        self.scope = ScopeBox(desk, look)
        self.model = ColumnModel(data_fields(desk.resource.fields))
        self.columns = ColumnList(self.model, look)
        self.place = PlaceBox(desk, look)
        self.returns = Switch(tr("Can be brought back"), look, on=True)
        self.returns.setToolTip(
            tip_text(
                tr(
                    "The workbook says in a hidden sheet where its rows came from. Drop it on the "
                    "table later: edits in it are found, compared and staged."
                )
            )
        )
        self.notes = NoteBox(look)
        self.templates = Templates(desk, look, self, self._template)
        self.working = Working(look, aside=True)
        self.working.hide()
        self._about = elided_label("", look, Role.NOTE, "text2")
        self._compose(look)
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(tr("Export"), accepts=False)
        self._connect()
        self._start()

    # ---- what is chosen --------------------------------------------------------------------

    def choice(self, *, replace: bool = False) -> Choice:
        """Return what is chosen.

        Raises:
            WbError: INPUT, naming the input at fault.
        """
        columns = self.model.chosen()
        if not columns:
            raise bad_input(tr("No column is ticked."), tr("Tick at least one column."), "columns")
        path = self.place.path()
        keys = self.scope.selected()
        return Choice(
            columns,
            self.place.form,
            self.scope.value,
            keys,
            path,
            replace,
            self.returns.isChecked(),
        )

    def use(self, template: ExportTemplate) -> None:
        """Choose what a template says."""
        try:
            columns, notes = template_columns(template, self._desk.resource.fields)
        except WbError as error:
            self.notes.fail(error)
            return
        self.model.choose(columns)
        self.place.set_form(template.format)
        if notes:
            self.notes.say(Mark.CHANGED, tr("Not everything fits."), " ".join(notes))

    def _template(self, name: str) -> ExportTemplate:
        query = self._desk.view.query
        return template_of(
            name,
            self._desk.source.id,
            self._desk.resource.id,
            self.model.chosen(),
            self.place.form,
            language=query.language,
            quantity=query.quantity if self._desk.resource.priced else 0,
        )

    def shown_columns(self) -> list[ExportColumn]:
        """Return the columns that the table shows, pictures as their addresses."""
        known = self._desk.resource.field
        shown = [known(column.field) for column in self._desk.view.columns]
        return [column_of(field) for field in shown if field is not None and field.data]

    def _start(self) -> None:
        """Begin where the last export of this table ended; else with the columns shown."""
        desk = self._desk
        last = last_export(desk.workspace, desk.source.id, desk.resource.id)
        self.model.choose(self.shown_columns())
        self.place.set_form(last.template.format if last else Format.XLSX)
        self._say()

    # ---- doing it --------------------------------------------------------------------------

    @never_raises(None)
    def export(self, *, replace: bool = False) -> None:
        """Check the choice and begin."""
        if self._job is not None and self._job.open:
            return
        self.notes.clear()
        self.place.clear()
        try:
            choice = self.choice(replace=replace)
        except WbError as error:
            self._fail(error)
            return
        desk = self._desk
        done, fail = weak_slot(self, self._done), weak_slot(self, self._fail)

        async def work(job: Job) -> None:
            try:
                written = await carry_out(desk, choice, job)
            except WbError as error:
                fail(error)
                raise
            done(choice, str(written.path), written.rows)

        job, _ = desk.workspace.jobs.start(
            tr("Exporting {title}", title=inside(tr(desk.resource.title))),
            "export",
            work,
            source=desk.source.id,
            account=desk.account.name if desk.account else "",
            awaited=True,
        )
        self._job = job
        self.working.watch(job)
        self._busy(busy=True)

    def _done(self, choice: Choice, path: str, rows: int) -> None:
        last = LastExport(self._template(tr("Last export")), choice.scope, str(choice.path.parent))
        try:
            remember_export(self._desk.workspace, last)
        except WbError as error:
            self._desk.trouble.emit(error)
        self.exported.emit(path, rows)
        self.accept()

    def _fail(self, error: WbError) -> None:
        """Say what is wrong where it is wrong; everything chosen stays."""
        self._busy(busy=False)
        if error.code is ErrorCode.CANCELLED:
            return
        if not self.place.fail(error):
            self.notes.fail(error)

    def _busy(self, *, busy: bool) -> None:
        self._form.setEnabled(not busy)
        self._form.show()
        self.scope.refresh()
        self.working.setVisible(busy)
        self.go.setEnabled(not busy)

    def step_aside(self) -> None:
        """Let the window be worked in while the rows are loaded and written."""
        self.hide()
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._form.hide()
        self.adjustSize()
        self.show()

    @never_raises(None)
    def reject(self) -> None:  # noqa: D102
        if self._job is not None and self._job.open:
            self._job.cancel()
        super().reject()

    # ---- the screen ------------------------------------------------------------------------

    def _say(self) -> None:
        """Put the numbers into the button and the line above it."""
        rows = self.scope.count()
        self.go.say(trn("Export {count} row", "Export {count} rows", rows))
        chosen = self.model.chosen()
        self._count.say(trn("{count} column", "{count} columns", len(chosen)))
        self._about.say(" · ".join(self._facts(chosen)))
        self.go.setEnabled(rows > 0)
        self.returns.setVisible(self.place.form is Format.XLSX)

    def _facts(self, columns: tuple[ExportColumn, ...]) -> list[str]:
        desk, query = self._desk, self._desk.view.query
        facts: list[str] = []
        if desk.resource.priced and any(column.field.kind is Kind.PRICE for column in columns):
            facts.append(trn("Prices at {count} piece", "Prices at {count} pieces", query.quantity))
        if query.language:
            facts.append(tr("Texts in {language}", language=language_name(query.language)))
        filters = len(describe_filters(desk.session)) if desk.session else 0
        if filters and self.place.form is Format.XLSX:
            facts.append(tr("Filters are listed in the sheet “About”"))
        return facts

    def _connect(self) -> None:
        self.go.clicked.connect(lambda _on: self.export())
        self.place.replace_wanted.connect(lambda: self.export(replace=True))
        self.place.form_changed.connect(self._say)
        self.scope.changed.connect(self._say)
        self.model.chosen_changed.connect(self._say)
        self.templates.chosen.connect(self.use)
        self.working.aside_wanted.connect(self.step_aside)
        self.templates.failed.connect(self.notes.fail)

    def _compose(self, look: Look) -> None:
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        keep_spacing(column, look, 8)
        column.addWidget(self.scope)
        column.addLayout(self._column_head(look))
        column.addWidget(self.columns, 1)
        column.addWidget(self.place)
        column.addWidget(self.returns)
        self.body.addWidget(self.notes)
        self.body.addWidget(self._form, 1)
        self.body.addWidget(self._about)
        self.body.addWidget(self.working)

    def _column_head(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(label(tr("Columns"), look, Role.LABEL, "text2"))
        self._count = label("", look, Role.NOTE, "text3")
        row.addWidget(self._count)
        row.addStretch(1)
        shown = Button(tr("As shown"), look, small=True)
        shown.clicked.connect(lambda: self.model.choose(self.shown_columns()))
        every = Button(tr("All"), look, small=True)
        every.clicked.connect(self.model.choose_all)
        self.template_button = Button(tr("Templates"), look, small=True, caret=True)
        self.template_button.clicked.connect(lambda: self.templates.menu(self.template_button))
        for button in (shown, every, self.template_button):
            row.addWidget(button)
        return row
