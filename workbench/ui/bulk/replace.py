"""Find and replace: what stands where is listed and counted, then replaced singly or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.bulk.changelist import ChangeList, ChangeModel
from workbench.ui.bulk.reckoner import Reckoner
from workbench.ui.bulk.scope import RowScope
from workbench.ui.bulk.staged import typed_fields
from workbench.ui.bulk.ticks import FieldTicks
from workbench.ui.bulk.typed import text_box, text_in
from workbench.ui.entry.meaning import typing_text
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.bulk import TEXTS, hows_of
from workbench.workspace.replacing import (
    Finder,
    Found,
    Search,
    hits_text,
    replace_all,
    replace_one,
    replaced_title,
)

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session


class ReplaceDialog(DialogFrame):
    """Replaces texts in chosen columns; Enter in the list replaces one, Delete skips it.

    Attributes:
        staged: hits were replaced: the step's title and how many rows it changed.
    """

    staged = Signal(str, int)

    def __init__(
        self,
        desk: Desk,
        session: Session,
        look: Look,
        parent: QWidget | None = None,
        *,
        field: str = "",
    ) -> None:
        super().__init__(
            tr("Find and replace"), look, width="dialog_wide", topic="many", parent=parent
        )
        self._desk = desk
        self._session = session
        self._found: Found | None = None
        self._reckoner = Reckoner(desk.workspace.jobs, self._reckon, self)
        soon = self._reckoner.soon
        self.scope = RowScope(desk, look)
        self.wanted = text_box(tr("Find"), look, soon)
        self.becomes = text_box(tr("Replace with"), look, soon)
        self.case = _check(tr("Match case"), soon)
        self.whole = _check(tr("Whole cell"), soon)
        self.pattern = _check(tr("Regular expression"), soon)
        fields = [held for held, _entry in typed_fields(session, hows_of)]
        self.columns = FieldTicks(tr("Columns"), fields, look)
        texts = [held.id for held in fields if held.kind in TEXTS]
        self.columns.tick([field] if any(held.id == field for held in fields) else texts)
        self.model = ChangeModel(session, desk.workspace.formats)
        self.list = ChangeList(self.model, look, tr("Hits"))
        self.counts = label("", look, Role.NOTE_STRONG, wrap=True)
        self.trouble = label("", look, Role.NOTE, Mark.REFUSED, wrap=True)
        self._compose(look)
        self.skip = self.add_left(tr("Skip"))
        self.add_cancel(tr("Close"))
        self.one = self.add_plain(tr("Replace"))
        self.all = self.add_primary(_all_text(0), accepts=False)
        self._connect()
        self.wanted.editor.setFocus()
        self._show(None)

    @property
    def found(self) -> Found | None:
        """What was found, None where that is not known yet."""
        return self._found

    def search(self) -> Search:
        """Return what is looked for."""
        return Search(
            text_in(self.wanted),
            text_in(self.becomes),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            pattern=self.pattern.isChecked(),
        )

    # ---- finding ---------------------------------------------------------------------------

    async def _reckon(self) -> Found | None:
        search = self.search()
        if not search.find:
            return None
        finder = Finder(self._session, self.columns.ticked(), search, typing_text)
        return await finder.find_many(self.scope.rows())

    def _waiting(self) -> None:
        self._found = None
        self._enable()

    @never_raises(None)
    def _show(self, found: Found | None) -> None:
        self._found = found
        for box in (self.wanted, self.becomes):
            box.set_error("")
        self.model.show(found.plan.changes if found is not None else ())
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._say()

    def _say(self) -> None:
        found = self._found
        count = len(found.hits) if found is not None else 0
        self.counts.say(_counted(found) if found is not None else "")
        invalid = sum(found.plan.invalid.values()) if found is not None else 0
        self.trouble.say(
            trn(
                "{count} cell could not be sent as it becomes.",
                "{count} cells could not be sent as they become.",
                invalid,
            )
            if invalid
            else ""
        )
        self.trouble.setVisible(bool(invalid))
        self.all.say(_all_text(count))
        self._enable()

    def _enable(self) -> None:
        on = self._found is not None and bool(self._found.hits)
        for button in (self.skip, self.one, self.all):
            button.setEnabled(on)

    def _fail(self, error: WbError) -> None:
        """Say what is wrong at the input it belongs to."""
        self._show(None)
        box = {"find": self.wanted, "replace": self.becomes}.get(error.field)
        if box is not None:
            box.set_error(error.full_text)
        else:
            self.trouble.say(error.full_text)
            self.trouble.show()

    # ---- replacing -------------------------------------------------------------------------

    @never_raises(None)
    def replace_all(self) -> None:
        """Replace every hit that is listed, as one step."""
        found = self._found
        if found is None or not found.hits:
            return
        if self._done(lambda: replace_all(self._session, found)):
            self.staged.emit(replaced_title(found.plan), found.plan.rows)
            self.accept()

    @never_raises(None)
    def replace_one(self) -> None:
        """Replace the current hit and go on to the next."""
        found, row = self._found, self.list.currentIndex().row()
        if found is None or not 0 <= row < len(found.hits):
            return
        hit = found.hits[row]
        if self._done(lambda: replace_one(self._session, hit)):
            self._leave(row)

    @never_raises(None)
    def skip_one(self) -> None:
        """Leave the current hit as it is and go on to the next."""
        row = self.list.currentIndex().row()
        if self._found is not None and 0 <= row < len(self._found.hits):
            self._leave(row)

    def _done(self, act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except WbError as error:
            self._fail(error)
            self._reckoner.soon()
            return False
        return True

    def _leave(self, row: int) -> None:
        """Take a hit off the list; the others stay as they were found."""
        found = self._found
        if found is None:
            return
        hits = (*found.hits[:row], *found.hits[row + 1 :])
        plan = replace(found.plan, changes=tuple(hit.change for hit in hits))
        self._found = replace(found, hits=hits, plan=plan)
        self.model.drop(row)
        if hits:
            self.list.setCurrentIndex(self.model.index(min(row, len(hits) - 1), 0))
        self._say()
        announce(self, self.counts.text())

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.list and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.replace_one()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.skip_one()
                return True
        return False

    @never_raises(None)
    def done(self, result: int) -> None:  # noqa: D102
        self._reckoner.stop()
        super().done(result)

    # ---- the screen ------------------------------------------------------------------------

    def _compose(self, look: Look) -> None:
        texts = QHBoxLayout()
        keep_spacing(texts, look, 8)
        texts.addWidget(self.wanted, 1)
        texts.addWidget(self.becomes, 1)
        options = QHBoxLayout()
        keep_spacing(options, look, 16)
        for box in (self.case, self.whole, self.pattern):
            options.addWidget(box)
        options.addStretch(1)
        left = QVBoxLayout()
        keep_spacing(left, look, 8)
        left.addWidget(self.scope)
        left.addLayout(texts)
        left.addLayout(options)
        left.addStretch(1)
        right = QVBoxLayout()
        keep_spacing(right, look, 4)
        right.addWidget(label(tr("Columns"), look, Role.LABEL, "text2"))
        right.addWidget(self.columns)
        right.addStretch(1)
        top = QHBoxLayout()
        keep_spacing(top, look, 16)
        top.addLayout(left, 3)
        top.addLayout(right, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.trouble)

    def _connect(self) -> None:
        self.scope.changed.connect(self._reckoner.soon)
        self.columns.changed.connect(self._reckoner.soon)
        self._reckoner.waiting.connect(self._waiting)
        self._reckoner.done.connect(self._show)
        self._reckoner.failed.connect(self._fail)
        self.one.clicked.connect(self.replace_one)
        self.skip.clicked.connect(self.skip_one)
        self.all.clicked.connect(self.replace_all)
        self.list.doubleClicked.connect(lambda _index: self.replace_one())
        self.list.installEventFilter(self)


def _check(text: str, changed: object) -> QCheckBox:
    box = QCheckBox(text)
    box.setAccessibleName(text)
    box.toggled.connect(lambda _on: changed())  # type: ignore[operator]
    return box


def _all_text(count: int) -> str:
    return trn("Replace in {count} cell", "Replace in {count} cells", count)


def _counted(found: Found) -> str:
    """Return what was found in words: hits, what would stay, what cannot be typed in."""
    parts = [tr("{hits}.", hits=hits_text(found)) if found.hits else tr("Nothing to replace.")]
    if found.same:
        parts.append(
            trn("{count} would stay as it is.", "{count} would stay as they are.", found.same)
        )
    kept = sum(found.plan.kept.values())
    if kept:
        why = next(iter(found.plan.kept))
        parts.append(
            trn(
                "{count} cannot be typed in: {why}",
                "{count} cannot be typed in: {why}",
                kept,
                why=why,
            )
        )
    return " ".join(parts)
