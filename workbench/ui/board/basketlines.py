"""The lines of a basket as a list: picture, name, how many of whom, the total, the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workbench.compare.baskets import client_name, over_target
from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.compare.baskets import Line
    from workbench.compare.requote import Verdict
    from workbench.core.formats import Formats
    from workbench.core.values import Money
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
LINE: Final = Qt.ItemDataRole.UserRole
"""Role of a row's `compare.baskets.Line`."""
HIGH: Final = 54
"""Height of a line, px at 100 %."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def cost_of(line: Line) -> Money | None:
    """Return what a line comes to as promised, in the basket's currency where a rate led there."""
    held = line.current
    if held is None:
        return None
    return held.home.amount if held.home else held.total


class LineModel(QAbstractListModel):
    """The lines of the basket shown."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.verdicts: dict[str, Verdict] = {}
        self.client_safe = False
        self._formats = formats

    def show_lines(self, lines: Sequence[Line], *, client_safe: bool = False) -> None:
        """Show lines; where they are the same ones, the current one stays."""
        same = [line.id for line in lines] == [line.id for line in self.lines]
        if not same:
            self.beginResetModel()
        self.lines, self.client_safe = tuple(lines), client_safe
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def take_verdicts(self, verdicts: Mapping[str, Verdict]) -> None:
        """Show what became of the promises, by line."""
        self.verdicts = dict(verdicts)
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.lines)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self.name(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return visible(", ".join(filter(None, (self.name(line), *self.words(line)))))
        if role == Qt.ItemDataRole.ToolTipRole:
            held = line.current
            reason = held.reason if held else ""
            notes = [] if self.client_safe else [line.note, reason]
            return tip_text("\n".join(filter(None, (self.name(line), *self.words(line), *notes))))
        return None

    def name(self, line: Line) -> str:
        """Return what the line is called: for a customer, without those who sell it."""
        return client_name(line) if self.client_safe else line.name

    def words(self, line: Line) -> tuple[str, str, str]:
        """Return how many of whom, what it comes to, and how it stands."""
        formats, held = self._formats, line.current
        pieces = formats.integer(line.quantity)
        if self.client_safe:
            sale = held.sale if held else None
            total = formats.total(sale._replace(amount=sale.amount * line.quantity)) if sale else ""
            return pieces, total, ""
        if held is None or held.unit is None:
            return f"{pieces} · {line.supplier}", MISSING, held.reason if held else ""
        unit = formats.number(held.unit.amount, 2)
        total = cost_of(line)
        abroad = held.home is not None and held.home.amount.currency != held.unit.currency
        foreign = f" {held.unit.currency}" if abroad else ""
        said = f"{pieces} × {unit}{foreign} · {line.supplier}"
        return said, formats.total_number(total.amount) if total else MISSING, self.state(line)

    def state(self, line: Line) -> str:
        """Return how a line stands to its target, or what became of its promise."""
        formats, held = self._formats, line.current
        verdict = self.verdicts.get(line.id)
        if verdict is not None and verdict.difference is not None and verdict.difference.amount:
            sign = "+" if verdict.difference.amount > 0 else ""
            return f"{sign}{formats.total_number(verdict.difference.amount)}"
        if verdict is not None:
            from workbench.compare.requote import FATES  # noqa: PLC0415 - once it was asked

            return tr(FATES[verdict.fate])
        over = over_target(line)
        if over is None or held is None or held.unit is None or line.target is None:
            return ""
        if not over:
            return tr("on target")
        above = held.unit.amount - line.target.amount
        return tr("+{amount} each", amount=formats.number(above, 2))

    def mark(self, line: Line) -> Mark | None:
        """Return the mark beside `state`: better, worse, not known."""
        verdict = self.verdicts.get(line.id)
        if verdict is not None:
            fate = verdict.fate.value
            if fate in {"up", "gone", "no_price"}:
                return Mark.CHANGED
            return Mark.UNKNOWN if fate in {"unchecked", "other"} else Mark.DONE
        over = over_target(line)
        if over is None:
            return None
        return Mark.CHANGED if over else Mark.DONE


class LineDelegate(QStyledItemDelegate):
    """Paints a line of the basket."""

    def __init__(self, model: LineModel, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._model = model
        self._look = look
        self._shelf = shelf

    @never_raises(QSize(200, 54))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(200), self._look.px(HIGH))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        from workbench.compare.baskets import Line  # noqa: PLC0415 - a check of what is painted

        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.selected())
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), look.accent.ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colours.hover)
        painter.fillRect(
            rect.left() + px(16), rect.bottom(), rect.width() - px(32), 1, look.colours.line
        )
        inner = rect.adjusted(px(16), 0, -px(16), -1)
        left = inner.left()
        if not self._model.client_safe:
            left = self._picture(painter, inner, line.picture) + px(12)
        self._write(painter, QRect(left, inner.top(), inner.right() - left + 1, inner.height()),
                    line)  # fmt: skip
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame(painter, rect.adjusted(1, 1, -1, -1), px(4), None, look.accent.ink, 2.0)

    def _picture(self, painter: QPainter, inner: QRect, url: str) -> int:
        look, side = self._look, self._look.px(40)
        box = QRect(inner.left(), inner.top() + (inner.height() - side) // 2, side, side)
        ratio = painter.device().devicePixelRatioF()
        frame(painter, QRectF(box), look.radius("radius_thumbnail"), look.colours.photo,
              look.colours.line)  # fmt: skip
        pixmap = self._shelf.pixmap(url, side, ratio) if url else None
        if pixmap is not None:
            painter.save()
            path = QPainterPath()
            path.addRoundedRect(QRectF(box), look.px(5), look.px(5))
            painter.setClipPath(path)
            size = pixmap.deviceIndependentSize().toSize()
            size.scale(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(box.topLeft(), size)
            place.moveCenter(box.center())
            painter.drawPixmap(place, pixmap)
            painter.restore()
        else:
            icon = QRect(0, 0, look.px(16), look.px(16))
            icon.moveCenter(box.center())
            look.paint_icon(painter, icon, "image", look.colours.text3)
        return box.right() + 1

    def _write(self, painter: QPainter, box: QRect, line: Line) -> None:
        look, px = self._look, self._look.px
        below, total, state = self._model.words(line)
        upper = QRect(box.left(), box.top() + px(8), box.width(), px(20))
        lower = QRect(box.left(), upper.bottom() + 1, box.width(), px(18))
        wide = look.metrics(Role.TOTAL).horizontalAdvance(total) + px(8)
        self._text(painter, upper, total, Role.TOTAL, look.colours.text, right=True)
        self._text(
            painter,
            upper.adjusted(0, 0, -wide, 0),
            self._model.name(line),
            Role.CELL_STRONG,
            look.colours.text,
        )
        mark = self._model.mark(line)
        room = 0
        if state:
            ink = look.colours_of(mark).ink if mark else look.colours.text2
            most = box.width() // 2
            shown = look.metrics(Role.NOTE).elidedText(
                visible(state), Qt.TextElideMode.ElideRight, most
            )
            self._text(painter, lower, shown, Role.NOTE, ink, right=True)
            room = look.metrics(Role.NOTE).horizontalAdvance(shown) + px(8)
            if mark is not None:
                icon = {Mark.CHANGED: "arrow-up", Mark.DONE: "check"}.get(mark, "circle-help")
                side = px(12)
                spot = QRect(lower.right() + 1 - room - px(6), lower.top() + px(3), side, side)
                look.paint_icon(painter, spot, icon, ink)
                room += side + px(4)
        self._text(painter, lower.adjusted(0, 0, -room, 0), below, Role.NOTE, look.colours.text2)

    def _text(self, painter, box, text, role, ink, *, right=False) -> None:  # noqa: ANN001
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        shown = self._look.metrics(role).elidedText(
            visible(text), Qt.TextElideMode.ElideRight, max(box.width(), 0)
        )
        painter.drawText(box, _RIGHT if right else ONE_LINE, shown)


class LineList(QListView):
    """The list; Enter edits a line, Delete takes it out, Alt+Up and Alt+Down move it.

    Attributes:
        edit_wanted, menu_wanted: of the current line: its id.
        remove_wanted: the chosen lines are to go.
        move_wanted: the current line is to go up (-1) or down (1).
    """

    edit_wanted = Signal(str)
    menu_wanted = Signal(str)
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, model: LineModel, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._lines = model
        self._look = look
        self._delegate = LineDelegate(model, look, shelf)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Lines of the basket"))
        self.doubleClicked.connect(lambda index: self.edit_wanted.emit(index.data(LINE).id))
        shelf.arrived.connect(self.viewport().update)
        look.changed.connect(self._restyle)

    def current(self) -> Line | None:
        """Return the current line."""
        at = self.currentIndex().row()
        return self._lines.lines[at] if 0 <= at < len(self._lines.lines) else None

    def chosen(self) -> tuple[Line, ...]:
        """Return the chosen lines, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._lines.lines[row] for row in rows if row < len(self._lines.lines))

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key, line = Qt.Key(event.key()), self.current()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if line is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_wanted.emit(line.id)
        elif key == Qt.Key.Key_Delete and self.chosen():
            self.remove_wanted.emit()
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        line = self.current()
        if line is not None:
            self.menu_wanted.emit(line.id)
            event.accept()

    @never_raises(None)
    def _restyle(self) -> None:
        self.doItemsLayout()
        self.viewport().update()
