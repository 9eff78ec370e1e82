"""The panel that shows two to six records side by side, beside the window and not over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from workbench.core.errors import WbError, bad_input
from workbench.core.texts import tr, trn
from workbench.ui.compare.lines import rows_of
from workbench.ui.compare.model import CompareModel
from workbench.ui.compare.view import LABELS, Card, CompareTable
from workbench.ui.dock.flat import FlatRole
from workbench.ui.dock.saying import head_texts
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role
from workbench.workspace.comparing import Comparison, compare

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

FOLLOW_MS = 60
WIDE = 260
"""Width of a record's column, px at 100 %, where the window has room for it."""


class ComparePanel(DialogFrame):
    """Records of one resource side by side.

    Attributes:
        export_wanted: these records are to be exported; their keys.
    """

    export_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        shelf: PictureShelf,
        keys: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Raises WbError (INPUT) where fewer than two or more than six loaded rows are named."""
        session = desk.session
        if session is None:
            raise bad_choice()
        self._session = session
        self._comparison: Comparison = compare(session, keys)
        super().__init__(
            tr("Compare {count} records", count=len(self._comparison.keys)),
            look,
            width="dialog_wide",
            parent=parent,
        )
        self._desk = desk
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.only = Switch(tr("Only differences"), look)
        self.note = label("", look, Role.NOTE, "text2")
        cards = self._cards()
        self.model = CompareModel([card.name for card in cards], self)
        self.table = CompareTable(self.model, cards, look, shelf)
        self.alike = EmptyState(
            "equal",
            tr("No differences"),
            tr("The {count} records are alike in every field.", count=len(cards)),
            look,
        )
        self._later = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._later.timeout.connect(self._read_again)
        self._lay_out_body()
        self._connect_all()
        self._fill()
        self.table.setFocus()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the records, in the order of the columns."""
        return self._comparison.keys

    def open(self) -> None:
        """Show the panel without closing off the window behind it."""
        # Left to itself, Qt would use two thirds of the screen at most.
        self.resize(self.sizeHint())
        self.show()

    @never_raises(QSize(960, 680))
    def sizeHint(self) -> QSize:  # noqa: D102
        look, behind = self._look, self.parentWidget()
        room = behind.window().size() if behind else QSize(0, 0)
        least = QSize(look.size("dialog_wide"), look.px(680))
        side = look.px(LABELS) + len(self.keys) * look.px(WIDE) + look.px(48)
        most = QSize(min(room.width() - look.px(64), side), room.height() - look.px(64))
        return least.expandedTo(most)

    # ---- building --------------------------------------------------------------------------

    def _cards(self) -> tuple[Card, ...]:
        table, resource = self._session.table, self._session.resource
        formats, face = self._desk.workspace.formats, self._session.resource.face
        cards: list[Card] = []
        for key, row in zip(self._comparison.keys, self._comparison.rows, strict=True):
            texts = head_texts(resource, table, row, formats)
            picture = table.value(row, face.picture) if face.picture else None
            cards.append(Card(key, texts.name, str(picture or ""), texts.price, texts.note))
        return tuple(cards)

    def _lay_out_body(self) -> None:
        tools = QHBoxLayout()
        keep_spacing(tools, self._look, 12)
        tools.addWidget(self.only)
        tools.addWidget(self.note)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.alike, 1)
        self._copy = self.add_left(tr("Copy as table"))
        self._done = self.add_cancel(tr("Close"))
        count = len(self._comparison.keys)
        text = trn("Export {count} record…", "Export {count} records…", count)
        self._export = self.add_primary(text, accepts=False)

    def _connect_all(self) -> None:
        self.only.toggled.connect(lambda _on: self._fill())
        self.table.menu_wanted.connect(self._menu)
        self._copy.clicked.connect(self.copy_table)
        self._export.clicked.connect(lambda: self.export_wanted.emit(self.keys))
        self._desk.view_changed.connect(self._later.start)
        self._session.held.replaced.connect(self._replaced)

    def _replaced(self, _rows: tuple[int, ...]) -> None:
        self._later.start()

    # ---- showing ---------------------------------------------------------------------------

    def _read_again(self) -> None:
        """Compare anew after the records or the quantity changed; rows that left are kept."""
        try:
            comparison = compare(self._session, self._comparison.keys)
        except WbError:
            return
        if comparison.keys == self._comparison.keys:
            self._comparison = comparison
            self.table.set_cards(self._cards())
            self._fill()

    def _fill(self) -> None:
        only = self.only.isChecked()
        rows = rows_of(self._comparison, only_differing=only)
        self.model.set_rows(rows)
        self.table.stand_on_first()
        different, whole = len(self._comparison.differing), len(self._comparison.lines)
        self.note.say(tr("{count} of {whole} fields differ", count=different, whole=whole))
        self.alike.setVisible(not rows)
        self.table.setVisible(bool(rows))

    # ---- acting ----------------------------------------------------------------------------

    def copy_table(self) -> None:
        """Put all rows shown on the clipboard, as a sheet takes them in."""
        self.table.clearSelection()
        self.table.copy()

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clipboard = QGuiApplication.clipboard()
        value = str(index.data(FlatRole.PLAIN) or "")
        menu.addAction(tr("Copy value"), lambda: clipboard.setText(value))
        menu.addAction(tr("Copy rows"), self.table.copy)
        menu.addAction(tr("Copy as table"), self.copy_table)
        path = self.model.row(index.row()).path
        if path:
            menu.addAction(tr("Copy path"), lambda: clipboard.setText(path))
        menu.popup(place)


def bad_choice() -> WbError:
    """Name a comparison without rows to choose from."""
    return bad_input(tr("There are no rows to compare."), tr("Connect an account first."))
