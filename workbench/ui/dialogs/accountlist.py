"""The list of accounts: icon of the source, colour, name, where it leads, how its test ended."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.core.texts import tr
from workbench.ui.dialogs.accountform import AccountForm
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.testing import StepState

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()


class AccountModel(QAbstractListModel):
    """One row a form, in the order of the forms."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[AccountForm] = []

    def add(self, form: AccountForm) -> int:
        """Add a form at the end; return its row."""
        row = len(self.forms)
        self.beginInsertRows(ROOT, row, row)
        self.forms.append(form)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> AccountForm:
        """Take a form out."""
        self.beginRemoveRows(ROOT, row, row)
        form = self.forms.pop(row)
        self.endRemoveRows()
        return form

    def tell(self, form: AccountForm) -> None:
        """Say that a form's row looks different."""
        if form in self.forms:
            index = self.index(self.forms.index(form), 0)
            self.dataChanged.emit(index, index)

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.forms)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self.forms):
            return None
        form = self.forms[index.row()]
        name = visible(form.account().name or tr("New account"))
        if role == Item.DisplayRole:
            return name
        if role == Item.AccessibleTextRole:
            return f"{form.source.title}, {name}, {note_of(form)}, {_word(form)}"
        return None


def note_of(form: AccountForm) -> str:
    """Return what tells an account from others of its source: host, or that it is read-only."""
    account = form.account()
    notes = [urlsplit(account.url).netloc] if account.url else []
    if account.read_only:
        notes.append(tr("read-only"))
    if account.session_only:
        notes.append(tr("this session"))
    return ", ".join(notes) or form.source.title


def _word(form: AccountForm) -> str:
    if form.test.state is StepState.BAD:
        return tr("test failed")
    if form.test.state is StepState.OK:
        return tr("test passed")
    return tr("changed") if form.touched else ""


class AccountDelegate(QStyledItemDelegate):
    """Paints a row of 44: icon, dot, name 600 and note."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @never_raises(QSize(180, 44))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(160), self._look.px(44))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        model = index.model()
        assert isinstance(model, AccountModel)
        form, rect = model.forms[index.row()], QRect(option.rect)
        look, px = self._look, self._look.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            frame(painter, rect, look.radius(), look.rail_selected())
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, look.radius(), look.colours.hover)
        icon = QRect(rect.left() + px(10), rect.top(), px(16), rect.height())
        look.paint_icon(painter, icon, form.source.icon, look.accent_of(form.source.id).ink)
        self._paint_texts(painter, rect.adjusted(px(36), px(4), -px(28), -px(4)), form)
        self._paint_mark(painter, rect, form)
        painter.restore()

    def _paint_texts(self, painter: QPainter, rect: QRect, form: AccountForm) -> None:
        look, px = self._look, self._look.px
        account = form.account()
        top = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(account.colour))
        dot = QRectF(top.left(), top.center().y() - px(4) + 1, px(8), px(8))
        painter.drawEllipse(dot)
        name = visible(account.name or tr("New account"))
        shown = top.adjusted(px(13), 0, 0, 0)
        self._text(painter, shown, name, Role.CELL_STRONG, look.colours.text)
        below = QRect(rect.left(), top.bottom() + 1, rect.width(), rect.height() // 2)
        self._text(painter, below, visible(note_of(form)), Role.NOTE, look.colours.text2)

    def _text(self, painter: QPainter, rect: QRect, text: str, role: Role, ink: QColor) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        cut = self._look.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, ONE_LINE, cut)

    def _paint_mark(self, painter: QPainter, rect: QRect, form: AccountForm) -> None:
        marks = {StepState.BAD: Mark.REFUSED, StepState.OK: Mark.DONE}
        mark = marks.get(form.test.state) if form.test.state else None
        if mark is None and form.touched:
            mark = Mark.CHANGED
        px = self._look.px
        spot = QRect(rect.right() - px(22), rect.top(), px(13), rect.height())
        if mark is not None:
            self._look.marks.paint(painter, spot, mark)
        elif form.account().read_only:
            self._look.paint_icon(painter, spot, "lock")
