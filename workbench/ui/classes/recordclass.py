"""The class of one record in the dock: what it is, how complete, its features typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError, bad_input
from workbench.core.etim import EtimFeature
from workbench.core.texts import tr
from workbench.ui.classes.features import record_columns, record_rows
from workbench.ui.classes.featureview import FeatureSource, FeatureView
from workbench.ui.classes.follower import Follower
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.progress import Bar
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from workbench.ui.classes.classchange import ClassChange
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import ClassSheet, FeatureValue
    from workbench.workspace.editing import Editing


class RecordClass(QWidget):
    """Follows the record of the dock.

    Attributes:
        counted: how many required features have no value.
        sheet: what is shown, None where the record's document is not here.
        features: the table.
        dialog: the choice of another class, while it is open.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        set_topic(self, "etim")
        self._desk = desk
        self._look = look
        self._follower = Follower(self, self.refresh, self.commit)
        self.sheet: ClassSheet | None = None
        self.dialog: ClassChange | None = None
        self.name = elided_label("", look, Role.RECORD)
        self.about = elided_label("", look, Role.NOTE, "text2")
        self.note = label("", look, Role.NOTE, Mark.CHANGED, wrap=True)
        self.change = Button(tr("Change class…"), look, small=True)
        self.share = Bar(tr("Completeness"), look, width=72)
        self.count = label("", look, Role.NOTE, "text2")
        self.search = LineEdit(tr("Search features"), look, search=True,
                               placeholder=tr("Search features"))  # fmt: skip
        self.missing = Switch(tr("Only missing"), look)
        source = FeatureSource(
            self._feature, self._choices, self._value, self._trouble, self._why_not
        )
        self.features = FeatureView(record_columns(), 1, source, look)
        self.nothing = EmptyState(
            "list-tree", tr("No class"),
            tr("This product names no ETIM class. Choose one to see its features."), look,
            [("class", tr("Choose a class…"))],
        )  # fmt: skip
        self._lay_out()
        self.change.clicked.connect(self.choose_class)
        self.nothing.acted.connect(lambda _key: self.choose_class())
        self.search.textChanged.connect(self._follower.look_again)
        self.missing.toggled.connect(self._follower.look_again)
        self.features.typed.connect(self._type)
        self.features.refused.connect(self._refuse)

    def _lay_out(self) -> None:
        look = self._look
        head = QVBoxLayout()
        keep_spacing(head, look, 4, (16, 12, 16, 8))
        first = QHBoxLayout()
        keep_spacing(first, look, 8)
        first.addWidget(self.name, 1)
        first.addWidget(self.change)
        second = QHBoxLayout()
        keep_spacing(second, look, 8)
        second.addWidget(self.share)
        second.addWidget(self.count)
        second.addStretch(1)
        second.addWidget(self.missing)
        head.addLayout(first)
        head.addWidget(self.about)
        head.addWidget(self.note)
        head.addLayout(second)
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.features, 1)
        column.addWidget(self.nothing, 1)
        self.setFocusProxy(self.features)

    # ---- showing ----------------------------------------------------------------------------

    def show_record(self, editing: Editing, key: str) -> None:
        """Show a record; what was typed in the one before is staged."""
        self._follower.show_record(editing, key, self._desk.session)

    def clear(self) -> None:
        """Show no record."""
        self._follower.clear()

    def commit(self) -> None:
        """Stage what is typed into the open editor."""
        self.features.commit()

    @never_raises(None)
    def refresh(self) -> None:
        """Show the class and its features as they are; waits until it is seen."""
        session, key = self._follower.session, self._follower.key
        if not self.isVisible() or session is None or not key:
            return
        try:
            self.sheet = self._desk.workspace.classes.of(session, key)
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        sheet = self.sheet
        has_class = sheet is not None and bool(sheet.code)
        self.nothing.setVisible(not has_class)
        for part in (self.features, self.search, self.missing, self.share, self.change):
            part.setVisible(has_class)
        if sheet is not None:
            self._say(sheet)

    def _say(self, sheet: ClassSheet) -> None:
        unknown = tr("{code} is not in {release}", code=sheet.code, release=sheet.release.name)
        self.name.say(sheet.name or (unknown if sheet.code else tr("No class")))
        version = tr("version {number}", number=sheet.version) if sheet.version else ""
        parts = (sheet.code, sheet.group.name or sheet.group.code, version)
        self.about.say(" · ".join(part for part in parts if part))
        self._say_note(sheet)
        share = sheet.filled / sheet.required if sheet.required else 0.0
        self.share.set_share(share)
        self.count.say(tr("{filled} of {count}", filled=sheet.filled, count=sheet.required))
        rows = record_rows(sheet)
        words = self.search.text().casefold().split()
        empty = {row.feature.code for row in sheet.rows if not row.value.text}
        only = self.missing.isChecked()
        self.features.show_rows([
            row for row in rows
            if all(word in f"{row.cells[0].text} {row.key}".casefold() for word in words)
            and (not only or row.key in empty)
        ])  # fmt: skip
        self.counted.emit(sheet.required - sheet.filled)

    def _say_note(self, sheet: ClassSheet) -> None:
        notes = [sheet.why_not]
        if sheet.changed and sheet.theirs != sheet.code:
            notes.append(
                tr("Class changed here; the service has {code}.", code=sheet.theirs or "–")
            )
        if sheet.version and not sheet.exact:
            notes.append(tr("Shown by {release}: release {number} is not on this machine.",
                            release=sheet.release.name, number=sheet.version))  # fmt: skip
        text = " ".join(note for note in notes if note)
        self.note.say(text)
        self.note.setVisible(bool(text))

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.refresh()

    # ---- typing -----------------------------------------------------------------------------

    def _feature(self, code: str) -> EtimFeature:
        row = self.sheet.row(code) if self.sheet is not None else None
        return row.feature if row is not None else EtimFeature(code, known=False)

    def _choices(self, code: str):  # noqa: ANN202 - see Classes.choices
        session, sheet = self._follower.session, self.sheet
        if session is None or sheet is None:
            return ()
        return self._desk.workspace.classes.choices(session, sheet.code, code)

    def _value(self, code: str) -> FeatureValue | None:
        row = self.sheet.row(code) if self.sheet is not None else None
        return row.value if row is not None else None

    def _trouble(self, code: str, text: str) -> str:
        session, sheet = self._follower.session, self.sheet
        if session is None or sheet is None:
            return ""
        return self._desk.workspace.classes.trouble(session, sheet.code, code, text)

    def _why_not(self) -> str:
        return self.sheet.why_not if self.sheet is not None else tr("There is no document.")

    def _type(self, code: str, text: str) -> None:
        session = self._follower.session
        if session is None:
            return
        try:
            self._desk.workspace.classes.set_value(session, [self._follower.key], code, text)
        except WbError as error:
            self._desk.trouble.emit(error)

    def _refuse(self, reason: str) -> None:
        self._desk.trouble.emit(bad_input(reason, tr("Nothing was changed.")))

    def choose_class(self) -> None:
        """Choose another class of this record; what it would lose is told first."""
        from workbench.ui.classes.classchange import ClassChange  # noqa: PLC0415 - on use

        session = self._follower.session
        if session is None or not self._follower.key:
            return
        dialog = ClassChange(
            self._desk.workspace.classes, session, [self._follower.key], self._look, self
        )
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
