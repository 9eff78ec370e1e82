"""How a job's row is painted: sign, title and state; below how far it is and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.core.jobs import JobState
from workbench.ui.jobs.model import JobModel
from workbench.ui.jobs.words import MARKS, progress_words, state_word, time_words
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark, paint_ring
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.jobs.words import AnyJob

Index = QModelIndex | QPersistentModelIndex
ROW = 52
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class JobDelegate(QStyledItemDelegate):
    """Paints the rows of a JobModel."""

    def __init__(self, look: Look, titles: dict[str, str]) -> None:
        super().__init__()
        self._look = look
        self._titles = titles

    @never_raises(QSize(400, ROW))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(400), self._look.px(ROW))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        model = index.model()
        assert isinstance(model, JobModel)
        job = model.at(index.row())
        if job is None:
            return
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.selected())
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), look.accent.ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colours.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        self._sign(painter, QRect(rect.left() + px(14), rect.top() + px(9), px(14), px(14)), job)
        inner = rect.adjusted(px(40), px(6), -px(14), -px(6))
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        low = QRect(inner.left(), inner.top() + half, inner.width(), half)
        self._head(painter, top, job)
        self._foot(painter, low, job, model)
        painter.restore()

    def _sign(self, painter: QPainter, spot: QRect, job: AnyJob) -> None:
        mark = MARKS.get(job.state)
        if mark is not None:
            self._look.marks.paint(painter, spot, mark)
        elif job.state is JobState.PAUSED:
            self._look.paint_icon(painter, spot, "pause")
        else:
            paint_ring(painter, QRectF(spot), self._look.accent.ink, None)

    def _head(self, painter: QPainter, rect: QRect, job: AnyJob) -> None:
        colours = self._look.colours
        word = state_word(job)
        bad = job.state is JobState.FAILED
        ink = self._look.colours_of(Mark.REFUSED).ink if bad else colours.text2
        taken = self._right(painter, rect, word, Role.LABEL, ink)
        title = visible(job.title)
        room = rect.adjusted(0, 0, -taken, 0)
        used = self._left(painter, room, title, Role.TOTAL, colours.text)
        where = self._titles.get(job.source, "")
        where = f"{where} · {visible(job.account)}" if where and job.account else where
        room.setLeft(room.left() + used + self._look.px(10))
        if room.width() > self._look.px(40):
            self._left(painter, room, where, Role.NOTE, colours.text2)

    def _foot(self, painter: QPainter, rect: QRect, job: AnyJob, model: JobModel) -> None:
        look, px, colours = self._look, self._look.px, self._look.colours
        times = time_words(job, model.formats)
        taken = self._right(painter, rect, times, Role.NOTE, colours.text3)
        left = rect.adjusted(0, 0, -taken - px(8), 0)
        if job.total and job.state in {JobState.RUNNING, JobState.PAUSED}:
            bar = QRectF(left.left(), left.center().y() - px(2), px(96), px(5))
            frame(painter, bar, px(2.5), colours.line2)
            bar.setWidth(bar.width() * min(1.0, job.done / job.total))
            frame(painter, bar, px(2.5), look.accent.fill)
            left.setLeft(left.left() + px(106))
        words = progress_words(job, model.formats)
        if job.state is JobState.FAILED and job.failures:
            words = visible(job.failures[-1])
        self._left(painter, left, words, Role.NOTE, colours.text2)

    def _left(self, painter: QPainter, rect: QRect, text: str, role: Role, ink: QColor) -> int:
        metrics = self._look.metrics(role)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(rect, ONE_LINE, cut)
        return metrics.horizontalAdvance(cut)

    def _right(self, painter: QPainter, rect: QRect, text: str, role: Role, ink: QColor) -> int:
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(rect, RIGHT, text)
        return self._look.metrics(role).horizontalAdvance(text) + self._look.px(8)
