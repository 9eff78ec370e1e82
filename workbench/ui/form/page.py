"""The first page of the dock where records can be changed: the whole record, typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.edits.drafts import Record
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dock.saying import head_texts
from workbench.ui.form.field import FormField, ReadField
from workbench.ui.form.foot import FormFoot
from workbench.ui.form.head import FormHead
from workbench.ui.form.news import MARKS, news_of_record
from workbench.ui.form.sections import Line, Sections
from workbench.ui.form.shape import Spot, parts_of
from workbench.ui.form.tools import FormTools
from workbench.ui.parts.shapes import Hairline
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

ASKED_FROM = 2
"""So many edits of a record are not discarded without asking."""


class FormPage(QWidget):
    """The form of one resource; follows the current row, and the keyboard stays in its field.

    Attributes:
        stepped: another record is current now, by a key of the form: it is to be shown at once.
        close_wanted: the dock is to be put away.
    """

    stepped = Signal()
    close_wanted = Signal()

    def __init__(self, desk: Desk, resource: Resource, look: Look) -> None:
        super().__init__()
        set_topic(self, "typing")
        self._desk = desk
        self._look = look
        self._resource = resource
        self._session: Session | None = None
        self._editing: Editing | None = None
        self._key = ""
        self._focused: FormField | None = None
        self.head = FormHead(look)
        self.tools = FormTools(look)
        self.sections = Sections(parts_of(resource), self._make, look)
        self.fields: dict[str, Line] = {held.spot.field.id: held for held in self.sections.fields()}
        self.foot = FormFoot(look)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def _make(self, spot: Spot) -> Line:
        if spot.entry is None:
            return ReadField(spot, self._look)
        formats = self._desk.workspace.formats
        choices = self._desk.choices(spot.entry)
        made = FormField(spot, spot.entry, self._look, choices, formats)
        made.focused.connect(lambda: self._remember(made))
        return made

    def _lay_out(self) -> None:
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its place is kept, so that fields do not move when it comes.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sections)
        # After setWidget, which fills the widget's ground.
        self.sections.setAutoFillBackground(False)
        self.area.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        # Else Qt writes its labels in the ink that belongs to inputs.
        self.sections.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tools)
        column.addWidget(self.area, 1)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.tools.narrowed.connect(self._narrow)
        self.head.step_wanted.connect(self.step)
        self.head.close_wanted.connect(self.close_wanted)
        self.foot.step_wanted.connect(self.step)
        self.foot.discard_wanted.connect(self.discard)
        for keys, by in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(lambda by=by: self.step(by))

    # ---- showing ---------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """Key of the record shown, "" for none."""
        return self._key

    def show_record(self, session: Session, editing: Editing, key: str) -> None:
        """Show a record; what was typed in the one before is staged, the field keeps the focus."""
        if editing is not self._editing:
            self.commit()
            editing.changed.connect(weak_slot(self, self._moved))
            session.held.replaced.connect(weak_slot(self, self._replaced))
        moved = key != self._key or editing is not self._editing
        self._session, self._editing, self._key = session, editing, key
        self.setUpdatesEnabled(False)
        try:
            for held in self.fields.values():
                if isinstance(held, FormField) and moved:
                    held.bind(editing, key)
            self.refresh()
            if moved and self.tools.narrows:
                self._narrow()
        finally:
            self.setUpdatesEnabled(True)
        if moved and self._focused is not None and self._focused.editor.input.hasFocus():
            self._focused.editor.select_all()

    def clear(self) -> None:
        """Show no record: what was typed is staged."""
        self.commit()
        for held in self.fields.values():
            if isinstance(held, FormField):
                held.bind(None, "")
        self._key = ""

    @never_raises(None)
    def refresh(self) -> None:
        """Show values and marks as they are; what is being typed stays. Waits until it is seen."""
        self._later.stop()
        if not self.isVisible():
            return
        session, editing = self._session, self._editing
        row = session.table.row_of(self._key) if session is not None and self._key else None
        if session is None or editing is None or row is None:
            return
        formats = self._desk.workspace.formats
        for held in self.fields.values():
            if isinstance(held, ReadField):
                held.show_row(session.table, row, formats)
            else:
                held.refresh()
        record = editing.record(self._key)
        self._say(session, row, record)
        self.head.say_news(news_of_record(record, self.fields, self._resource.fields))
        self.foot.show_state(
            staged=record is not None,
            last=self._neighbour(1) is None,
            writable=not editing.reason,
        )
        self.head.up.setEnabled(self._neighbour(-1) is not None)
        self.head.down.setEnabled(self._neighbour(1) is not None)

    def _say(self, session: Session, row: int, record: Record | None) -> None:
        formats = self._desk.workspace.formats
        texts = head_texts(self._resource, session.table, row, formats)
        one = tr(self._resource.one)
        new = record is not None and record.new
        parts = [one if new else f"{one} {texts.subtitle or self._key}"]
        if session.status.read_at is not None and not new:
            parts.append(tr("read {age}", age=formats.age(session.status.read_at)))
        badge, mark = _badge(record)
        self.head.say(texts.name, " · ".join(parts), badge, mark)

    @never_raises(None)
    def _moved(self, keys: frozenset[str]) -> None:
        if self._key in keys:
            self._later.start()

    @never_raises(None)
    def _replaced(self, _rows: tuple[int, ...]) -> None:
        self._later.start()

    @never_raises(None)
    def _narrow(self) -> None:
        which, text = self.tools.which, self.tools.text
        held = self._focused
        keep = held.spot.field.id if held is not None and held.editor.input.hasFocus() else ""
        count = self.sections.narrow(text, which, keep)
        self.tools.say_nothing(text, which, nothing=not count)

    # ---- acting ----------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the focus into the search within the fields."""
        self.tools.focus_search()

    def focus_field(self, field: str) -> bool:
        """Put the focus into a field; return whether the form shows it."""
        held = self.fields.get(field)
        if not isinstance(held, FormField):
            return False
        self.tools.show_all()
        held.editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
        held.editor.select_all()
        self.area.ensureWidgetVisible(held)
        return True

    def commit(self) -> None:
        """Stage what is being typed, as before the tab changes or the program ends."""
        for held in self.fields.values():
            if isinstance(held, FormField):
                held.typing.commit()

    def step(self, by: int) -> bool:
        """Stage what is typed and show the next (1) or previous (-1) record in the same field."""
        self.commit()
        key = self._neighbour(by)
        if key is None:
            self.refresh()
            return False
        self._desk.selection.set_current(key)
        self.stepped.emit()
        return True

    def _neighbour(self, by: int) -> str | None:
        session = self._session
        row = session.table.row_of(self._key) if session is not None else None
        if session is None or row is None:
            return None
        place = session.rows.position_of(row)
        at = -1 if place is None else place + by
        return session.table.key(session.rows.row(at)) if 0 <= at < len(session.rows) else None

    def discard(self) -> None:
        """Take the record's drafts back; more than one are asked about."""
        editing, key = self._editing, self._key
        if editing is None:
            return
        for held in self.fields.values():
            if isinstance(held, FormField):
                held.typing.revert()
        record = editing.record(key)
        if record is None:
            return
        if len(record.cells) < ASKED_FROM and not record.new:
            editing.discard([key])
            return
        self._ask_discard(editing, key, record)

    def _ask_discard(self, editing: Editing, key: str, record: Record) -> None:
        count = len(record.cells)
        dialog = ConfirmDialog(
            tr("Discard edits"),
            tr("{count} edits of “{name}” are taken back.", count=count, name=editing.name(key)),
            tr("Undo brings them back; they also stay in the bin for 30 days."),
            tr("Discard {count} edits", count=count),
            self._look,
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: editing.discard([key]))
        dialog.open()

    def _remember(self, held: FormField) -> None:
        self._focused = held
        self.area.ensureWidgetVisible(held, 0, self._look.px(12))

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.refresh()

    @never_raises(None)
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self.commit()


def _badge(record: Record | None) -> tuple[str, Mark | None]:
    if record is None:
        return "", None
    if record.new:
        return tr("New record"), Mark.NEW
    if record.deleted:
        return tr("Deleted"), Mark.DELETED
    mark = MARKS[record.state]
    names = {
        Mark.REFUSED: tr("Refused"),
        Mark.CONFLICT: tr("Conflict"),
        Mark.UNKNOWN: tr("Outcome unknown"),
    }
    return (names[mark], mark) if mark in names else ("", None)
