"""Chooses the two downloads that are compared: the earlier one, and the later one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.texts import tr
from workbench.ui.dock.saying import head_texts
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.field import FieldBox
from workbench.ui.text import label, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session


class Download(NamedTuple):
    """One of a list of downloads: its id, and what it is called."""

    identity: str
    name: str


def downloads_of(session: Session, formats: Formats) -> tuple[Download, ...]:
    """Return the downloads that a session lists, as its rows stand."""
    found: list[Download] = []
    for place in range(len(session.rows)):
        row = session.rows.row(place)
        texts = head_texts(session.resource, session.table, row, formats)
        name = f"{texts.name} · {texts.subtitle}" if texts.subtitle else texts.name
        found.append(Download(session.table.key(row), name))
    return tuple(found)


class DownloadsDialog(DialogFrame):
    """Two lists of the same downloads; `pair` is what was chosen."""

    def __init__(
        self,
        downloads: Sequence[Download],
        chosen: Sequence[str],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Compare two downloads"), look, parent=parent)
        said = tr("What is new, what is gone and what changed to what, as a table of its own.")
        self.body.addWidget(label(said, look, Role.CELL, "text2", wrap=True))
        self.old = self._list(tr("Earlier download"), downloads)
        self.new = self._list(tr("Later download"), downloads)
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(tr("Compare"))
        known = [each.identity for each in downloads]
        for box, identity in zip((self.old, self.new), chosen, strict=False):
            if identity in known:
                box.setCurrentIndex(known.index(identity))
        if len(chosen) < 2 and self.old.currentIndex() == self.new.currentIndex():
            self.new.setCurrentIndex(len(known) - 1 if self.old.currentIndex() == 0 else 0)
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(self._check)
        self._check()

    def pair(self) -> tuple[str, str]:
        """Return the ids of the earlier and of the later one."""
        return str(self.old.currentData() or ""), str(self.new.currentData() or "")

    def _list(self, title: str, downloads: Sequence[Download]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each in downloads:
            box.addItem(visible(each.name), each.identity)
        self.body.addWidget(FieldBox(title, box, self._look))
        return box

    def _check(self, *_: object) -> None:
        old, new = self.pair()
        self.go.setEnabled(bool(old and new) and old != new)
