"""The first run: the sources to connect, sample data to look around in, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.paint import frame
from workbench.ui.parts.shapes import Card
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role, mix
from workbench.workspace.workspace import Workspace

WIDTH = 600
TILE = 52
"""Px at 100 %."""


class SourceTile(QWidget):
    """A source's icon on a square of its tint."""

    def __init__(self, source: Source, look: Look) -> None:
        super().__init__()
        self._look = look
        self._source = source
        self.setAccessibleName(source.title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @never_raises(QSize(TILE, TILE))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(TILE), self._look.px(TILE))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter, look = QPainter(self), self._look
        ink = look.accent_of(self._source.id).ink
        tint = mix(look.colours.surface, ink, 0.2 if look.dark else 0.12)
        frame(painter, self.rect(), look.radius("radius_popup"), tint)
        spot = QRect(0, 0, look.px(24), look.px(24))
        spot.moveCenter(self.rect().center())
        look.paint_icon(painter, spot, self._source.icon, ink)


class FirstRun(QWidget):
    """What a window without accounts shows.

    Attributes:
        connect_wanted: a source is to be connected; its id.
        sample_wanted: the user wants to look around in sample data.
    """

    connect_wanted = Signal(str)
    sample_wanted = Signal()

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(tr("First run"))
        self._card = QWidget()
        column = QVBoxLayout(self._card)
        keep_spacing(column, look, 8, (16, 16, 16, 16))
        column.addLayout(self._tiles(workspace))
        column.addSpacing(look.px(12))
        centre = Qt.AlignmentFlag.AlignHCenter
        title = label(tr("All product systems, side by side"), look, Role.TITLE)
        sentence = tr("Connect one source, or look around with sample data first.")
        column.addWidget(title, 0, centre)
        column.addWidget(label(sentence, look, Role.CELL, "text2"), 0, centre)
        column.addSpacing(look.px(8))
        for source in workspace.sources:
            column.addWidget(self._row(source))
        column.addSpacing(look.px(4))
        self.sample = Button(tr("Try with sample data"), look, Kind.PRIMARY, icon="flask-conical")
        self.sample.clicked.connect(self.sample_wanted)
        column.addWidget(self.sample, 0, centre)
        note = tr("Works offline. Nothing is sent until you review it.")
        column.addWidget(label(note, look, Role.NOTE, "text2"), 0, centre)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(self._card, 0, centre)
        whole.addStretch(3)
        look.changed.connect(self._resize)
        self._resize()

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.sample.setFocus()

    def _tiles(self, workspace: Workspace) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, self._look, 8)
        row.addStretch(1)
        for source in workspace.sources:
            row.addWidget(SourceTile(source, self._look))
        row.addStretch(1)
        return row

    def _row(self, source: Source) -> Card:
        look = self._look
        card = Card(look)
        row = QHBoxLayout(card)
        keep_spacing(row, look, 10, (14, 6, 12, 6))
        row.addWidget(_SourceSign(source, look))
        row.addWidget(_wide(label(source.title, look, Role.TOTAL), look))
        needs = " + ".join(_needs(source))
        row.addWidget(label(needs, look, Role.NOTE, "text2"), 1)
        connect = Button(tr("Connect…"), look, Kind.LINK)
        connect.setAccessibleName(tr("Connect {source}", source=source.title))
        connect.clicked.connect(lambda: self.connect_wanted.emit(source.id))
        row.addWidget(connect)
        return card

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)

    @never_raises(None)
    def _resize(self) -> None:
        self._card.setFixedWidth(self._look.px(WIDTH))
        self.update()


class _SourceSign(QWidget):
    def __init__(self, source: Source, look: Look) -> None:
        super().__init__()
        self._source, self._look = source, look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @never_raises(QSize(18, 30))
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(18), self._look.px(30))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = self._look.accent_of(self._source.id).ink
        self._look.paint_icon(QPainter(self), self.rect(), self._source.icon, ink)


def _wide(part: QWidget, look: Look) -> QWidget:
    part.setMinimumWidth(look.px(130))
    return part


def _needs(source: Source) -> list[str]:
    """Return what a source asks for, by the best set of credentials."""
    titles = {credential.name: tr(credential.title) for credential in source.credentials}
    names = source.credential_sets[0] if source.credential_sets else ()
    return [titles.get(name, name) for name in names]
