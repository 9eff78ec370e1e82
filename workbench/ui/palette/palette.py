"""The command palette: any action or documented operation by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from workbench.core.operations import Operation
from workbench.core.texts import tr, trn
from workbench.ui.palette.entries import Entry, action_entries, find, operation_entries
from workbench.ui.palette.rows import FoundDelegate, FoundModel
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.apply import wear
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.ui.window.actions import ActionSpec

WIDTH = 640
ROWS = 9
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class CommandPalette(QDialog):
    """Type, choose with the arrows, Enter runs.

    Attributes:
        action_chosen: id of an action to run.
        operation_chosen: source and name of an operation to fill in.

    Args:
        specs: the actions.
        operations: (source id, operation) of every source.
        look: the look.
        parent: the window it lies over.
        titles: of the sources, by id.
        bindings: keys that the user changed, by action id.
        refused: why an action cannot be run now, by its id.
    """

    action_chosen = Signal(str)
    operation_chosen = Signal(str, str)

    def __init__(
        self,
        specs: Iterable[ActionSpec],
        operations: Sequence[tuple[str, Operation]],
        look: Look,
        parent: QWidget | None = None,
        titles: Mapping[str, str] | None = None,
        bindings: Mapping[str, str] | None = None,
        refused: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.setAccessibleName(tr("Command palette"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        actions = action_entries(specs, bindings or {}, refused or {})
        calls = operation_entries(operations, titles or {})
        self._entries: list[Entry] = [*actions, *calls]
        self.search = LineEdit(tr("Search actions and operations"), look, search=True)
        self.search.setPlaceholderText(tr("Type a few letters"))
        self.model = FoundModel()
        self._delegate = FoundDelegate(look)
        self.list = QListView()
        self._count = label(_counts(len(actions), len(calls)), look, Role.NOTE, "text2")
        self._none = label(tr("Nothing is called that."), look, Role.CELL, "text2")
        self._lay_out()
        wear(self, look)
        self.search.textChanged.connect(self.narrow)
        self.search.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.run())
        look.changed.connect(self._restyle)
        self._restyle()
        self.narrow("")

    def open(self) -> None:
        """Show it over the upper part of the window, ready to type."""
        host = self.parentWidget()
        if host is not None:
            left = (host.width() - self.width()) // 2
            self.move(host.mapToGlobal(QPoint(left, self._look.px(72))))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def narrow(self, text: str) -> None:
        """Show what matches."""
        self.model.show(find(text, self._entries))
        self._none.setVisible(not self.model.found)
        if self.model.found:
            self.list.setCurrentIndex(self.model.index(0, 0))

    def run(self) -> None:
        """Run the chosen entry, once the palette is gone and the focus is back.

        One that cannot be run stays where its reason is read.
        """
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self.model.found):
            return
        entry = self.model.found[row].entry
        if entry.refused:
            announce(self, entry.refused)
            return
        self.accept()
        if entry.source:
            self.operation_chosen.emit(entry.source, entry.id)
        else:
            self.action_chosen.emit(entry.id)

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            key = Qt.Key(event.key())
            if key in _LIST_KEYS:
                self.list.keyPressEvent(event)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.run()
                return True
            if key == Qt.Key.Key_Escape:
                self.reject()
                return True
        return False

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        frame(
            QPainter(self),
            QRectF(self.rect()),
            look.radius("radius_popup"),
            look.colours.raised if look.dark else look.colours.surface,
            look.colours.line2,
        )

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        top = QHBoxLayout()
        keep_spacing(top, self._look, 12, (4, 4, 8, 0))
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 8, (8, 8, 8, 8))
        column.addLayout(top)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.list, 1)

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self.setFixedWidth(look.px(WIDTH))
        self.list.setFixedHeight(look.size("palette_row") * ROWS)
        self.adjustSize()
        self.update()


def _counts(actions: int, operations: int) -> str:
    return ", ".join(
        (
            trn("{count} action", "{count} actions", actions),
            trn("{count} operation", "{count} operations", operations),
        )
    )
